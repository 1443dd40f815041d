package tensors

import (
	"fmt"
	"io"

	"attnexperts/calc/quantity"
)

// ggufMagic is what every GGUF file begins with.
const ggufMagic = "GGUF"

// The least bytes that an entry of the header takes: a key of no letters with
// its length, its type and a value of one byte; a name, the number of its
// dimensions, its type and where it lies.
const (
	leastPair   = 8 + 4 + 1
	leastTensor = 8 + 4 + 4 + 8
)

// readGGUF reads a file of the format that
// https://github.com/ggml-org/ggml/blob/master/docs/gguf.md describes: pairs of
// keys and values, a table of tensors, and the numbers.
func readGGUF(r io.ReaderAt, size int64) (*File, error) {
	g := &ggufReader{window: window{r: r, size: size}}
	g.bytes(int64(len(ggufMagic)))
	version := g.u32()
	switch {
	case g.err != nil:
		return nil, g.err
	case version&0xffff == 0 && version != 0:
		return nil, fmt.Errorf("this GGUF file has its numbers the other way round (big-endian): only little-endian ones can be read")
	case version < 2 || version > 3:
		return nil, fmt.Errorf("this is version %d of GGUF: versions 2 and 3 can be read", version)
	}
	f := &File{Format: fmt.Sprintf("GGUF version %d", version)}
	tensors, pairs := g.u64(), g.u64()
	if g.err == nil {
		g.err = g.fit(tensors, pairs)
	}
	for i := uint64(0); i < pairs && g.err == nil; i++ {
		g.pair(f)
	}
	for i := uint64(0); i < tensors && g.err == nil; i++ {
		g.tensor(f)
	}
	if g.err != nil {
		return nil, g.err
	}
	return f, g.ends(f)
}

// fit refuses counts that the rest of the file has no room for.
func (g *ggufReader) fit(tensors, pairs uint64) error {
	rest := uint64(g.size - g.at)
	switch {
	case pairs > rest/leastPair:
		return fmt.Errorf("the file claims %d pairs of keys and values, and the %d bytes that follow have no room for them", pairs, rest)
	case tensors > rest/leastTensor:
		return fmt.Errorf("the file claims %d tensors, and the %d bytes that follow have no room for them", tensors, rest)
	}
	return nil
}

// tensor reads a line of the table.
func (g *ggufReader) tensor(f *File) {
	t := Tensor{Name: g.text("the name of a tensor", 1<<16)}
	dims := g.u32()
	const most = 8 // ggml itself has at most 4
	if g.err == nil && dims > most {
		g.err = fmt.Errorf("the tensor %s claims %d dimensions, and %d is the most", shown(t.Name), dims, most)
	}
	row := int64(1)
	t.Params = 1
	for i := uint32(0); i < dims && g.err == nil; i++ {
		n := g.u64()
		if n > 1<<63-1 {
			g.err = fmt.Errorf("a dimension of the tensor %s is %d", shown(t.Name), n)
			return
		}
		if i == 0 {
			row = int64(n)
		}
		var err error
		if t.Params, err = quantity.Product(t.Params, int64(n)); err != nil {
			g.err = fmt.Errorf("the shape of the tensor %s: %w", shown(t.Name), err)
		}
	}
	kind, offset := g.u32(), g.u64()
	if g.err != nil {
		return
	}
	form, known := ggmlTypes[kind]
	if !known {
		t.Dtype = fmt.Sprintf("type %d", kind)
		f.Tensors = append(f.Tensors, t)
		return
	}
	t.Dtype = form.name
	if row%form.block != 0 {
		g.err = fmt.Errorf("a row of the tensor %s has %d numbers, and %s stores %d at a time", shown(t.Name), row, form.name, form.block)
		return
	}
	var err error
	if t.Bytes, err = quantity.Product(t.Params/form.block, form.bytes); err != nil || offset > 1<<63-1 || int64(offset) > 1<<63-1-t.Bytes {
		g.err = fmt.Errorf("the tensor %s lies at %d and has %d numbers, past all that a file can have", shown(t.Name), offset, t.Params)
		return
	}
	g.last = max(g.last, int64(offset)+t.Bytes)
	f.Tensors = append(f.Tensors, t)
}

// ends notes a file that ends before its last tensor, and types without a size.
func (g *ggufReader) ends(f *File) error {
	if room := g.size - g.at; g.last > room {
		f.Notes = append(f.Notes, fmt.Sprintf(
			"The file is not whole: its tensors take %s bytes, and %s follow the header. The counts are those of the header.", quantity.Count(g.last), quantity.Count(room),
		))
	}
	for _, t := range f.Tensors {
		if t.Bytes == 0 && t.Params > 0 {
			f.Notes = append(f.Notes, fmt.Sprintf("Tensors such as %s are stored in a way (%s) whose size is not known here: their numbers are counted, their bytes are not.", t.Name, t.Dtype))
			break
		}
	}
	return nil
}

// A form is how ggml stores numbers: blocks of so many take so many bytes.
type form struct {
	name         string
	block, bytes int64
}

// ggmlTypes are the types of tensors, by their number in files
// (https://github.com/ggml-org/llama.cpp/blob/master/gguf-py/gguf/constants.py).
var ggmlTypes = map[uint32]form{
	0: {"F32", 1, 4}, 1: {"F16", 1, 2}, 2: {"Q4_0", 32, 18}, 3: {"Q4_1", 32, 20}, 6: {"Q5_0", 32, 22}, 7: {"Q5_1", 32, 24},
	8: {"Q8_0", 32, 34}, 9: {"Q8_1", 32, 40}, 10: {"Q2_K", 256, 84}, 11: {"Q3_K", 256, 110}, 12: {"Q4_K", 256, 144},
	13: {"Q5_K", 256, 176}, 14: {"Q6_K", 256, 210}, 15: {"Q8_K", 256, 292}, 16: {"IQ2_XXS", 256, 66}, 17: {"IQ2_XS", 256, 74},
	18: {"IQ3_XXS", 256, 98}, 19: {"IQ1_S", 256, 50}, 20: {"IQ4_NL", 32, 18}, 21: {"IQ3_S", 256, 110}, 22: {"IQ2_S", 256, 82},
	23: {"IQ4_XS", 256, 136}, 24: {"I8", 1, 1}, 25: {"I16", 1, 2}, 26: {"I32", 1, 4}, 27: {"I64", 1, 8}, 28: {"F64", 1, 8},
	29: {"IQ1_M", 256, 56}, 30: {"BF16", 1, 2}, 34: {"TQ1_0", 256, 54}, 35: {"TQ2_0", 256, 66}, 39: {"MXFP4", 32, 17},
}
