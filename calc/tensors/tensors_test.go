package tensors

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"
)

// safetensors makes a file with such a header, and room for so many bytes.
func safetensors(header string, data int) []byte {
	b := binary.LittleEndian.AppendUint64(nil, uint64(len(header)))
	return append(append(b, header...), make([]byte, data)...)
}

// line is a tensor of a header.
func line(name, dtype, shape string, from, to int64) string {
	return fmt.Sprintf("%q:{\"dtype\":%q,\"shape\":[%s],\"data_offsets\":[%d,%d]}", name, dtype, shape, from, to)
}

// A gguf writes a GGUF file.
type gguf struct{ bytes.Buffer }

func (g *gguf) put(values ...any) *gguf {
	for _, v := range values {
		if s, ok := v.(string); ok {
			g.put(uint64(len(s)))
			g.WriteString(s)
			continue
		}
		if err := binary.Write(g, binary.LittleEndian, v); err != nil {
			panic(err)
		}
	}
	return g
}

func newGGUF(version uint32, tensors, pairs uint64) *gguf {
	g := &gguf{}
	g.WriteString(ggufMagic)
	return g.put(version, tensors, pairs)
}

// small is a GGUF of two tensors with a little of everything before them.
func small() []byte {
	g := newGGUF(3, 2, 6)
	g.put("general.architecture", uint32(8), "llama")
	g.put("llama.block_count", uint32(4), uint32(32))
	g.put("a.signed", uint32(3), int16(-7))
	g.put("a.real", uint32(6), float32(0.5))
	g.put("tokens", uint32(9), uint32(8), uint64(3), "a", "", "ccc")
	g.put("scores", uint32(9), uint32(6), uint64(2), float32(1), float32(2))
	g.put("token_embd.weight", uint32(2), uint64(256), uint64(10), uint32(12), uint64(0))
	g.put("output_norm.weight", uint32(1), uint64(256), uint32(0), uint64(1440))
	g.Write(make([]byte, 1440+1024+32))
	return g.Bytes()
}

func read1(t *testing.T, name string, data []byte) *File {
	t.Helper()
	f, err := Read(name, bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func TestSafetensorsAreCountedByTheirTable(t *testing.T) {
	header := `{"__metadata__":{"format":"pt"},` + line("a.weight", "BF16", "4,8", 0, 64) + `, ` +
		line("b", "F32", "", 64, 68) + "," + line("c", "F8_E4M3", "3", 68, 71) + "," + `"e\u0021":{"data_offsets":[71,71],"shape":[0,5],"dtype":"F4"}}   `
	f := read1(t, "model.safetensors", safetensors(header, 71))
	if f.Params != 32+1+3 || f.Bytes != 71 || len(f.Tensors) != 4 || f.Tensors[3].Name != "e!" || len(f.Notes) != 0 || f.Meta[0] != (Meta{"format", "pt"}) {
		t.Errorf("%+v", f)
	}
	if sums := f.Dtypes; sums[0].Name != "BF16" || sums[0].Params != 32 || sums[0].Bytes != 64 || sums[0].Tensors != 1 || len(sums) != 4 {
		t.Errorf("by dtype: %+v", sums)
	}
	// The numbers themselves need not be there: it is said.
	if f = read1(t, "x", safetensors(header, 70)); len(f.Notes) != 1 || !strings.Contains(f.Notes[0], "not whole") {
		t.Errorf("%q", f.Notes)
	}
}

func TestGGUFIsCountedByItsTable(t *testing.T) {
	f := read1(t, "model.gguf", small())
	if f.Params != 2560+256 || f.Bytes != 1440+1024 || f.Format != "GGUF version 3" || len(f.Notes) != 0 {
		t.Errorf("%+v", f)
	}
	want := []Meta{{"general.architecture", "llama"}, {"llama.block_count", "32"}, {"a.signed", "-7"}, {"a.real", "0.5"}}
	if fmt.Sprint(f.Meta) != fmt.Sprint(want) {
		t.Errorf("it says of itself %v", f.Meta)
	}
}

// Each is answered with one plain sentence, at once.
func TestHostileFilesAreRefused(t *testing.T) {
	good := safetensors("{"+line("a", "BF16", "2", 0, 4)+"}", 4)
	claims := func(n uint64) []byte { return append(binary.LittleEndian.AppendUint64(nil, n), '{', '}') }
	deep := "{" + strings.Repeat(`"a":{`, 1000)
	huge := line("a", "F32", "9223372036854775807,9223372036854775807", 0, 4)
	for name, c := range map[string]struct {
		file string
		data []byte
		said string
	}{
		"nothing":                     {"a.safetensors", nil, "only 0 bytes"},
		"five bytes":                  {"a.safetensors", good[:5], "only 5 bytes"},
		"a truncated header":          {"a.safetensors", good[:30], "cut short"},
		"a header of 2^63 bytes":      {"a.safetensors", claims(1 << 63), "9223372036854775808"},
		"a header of 2^64 − 1 bytes":  {"a.safetensors", claims(1<<64 - 1), "18446744073709551615"},
		"a header of 101 MiB":         {"a.safetensors", claims(101 << 20), "100 MiB"},
		"no object":                   {"a.safetensors", safetensors("[]", 0), `'['`},
		"a half object":               {"a.safetensors", safetensors(`{"a"`, 0), "ends where"},
		"more after the object":       {"a.safetensors", safetensors("{}x", 0), "the end of the header"},
		"deep nesting":                {"a.safetensors", safetensors(deep, 0), "does not know"},
		"a tensor twice":              {"a.safetensors", safetensors("{"+line("a", "U8", "1", 0, 1)+","+line("a", "U8", "1", 1, 2)+"}", 2), "twice"},
		"a shape that overflows":      {"a.safetensors", safetensors("{"+huge+"}", 4), "2^63"},
		"a negative size":             {"a.safetensors", safetensors("{"+line("a", "U8", "-1", 0, 1)+"}", 4), "at least 0"},
		"a fraction":                  {"a.safetensors", safetensors("{"+line("a", "U8", "1.5", 0, 1)+"}", 4), "comma"},
		"a number of 10^30":           {"a.safetensors", safetensors("{"+line("a", "U8", "1"+strings.Repeat("0", 30), 0, 1)+"}", 4), "2^63"},
		"offsets the wrong way round": {"a.safetensors", safetensors("{"+line("a", "U8", "1", 1, 0)+"}", 4), "lies from 1 to 0"},
		"one offset":                  {"a.safetensors", safetensors(`{"a":{"dtype":"U8","shape":[1],"data_offsets":[0]}}`, 4), "not 2"},
		"no shape":                    {"a.safetensors", safetensors(`{"a":{"dtype":"U8","data_offsets":[0,1]}}`, 4), "no shape"},
		"an unknown dtype":            {"a.safetensors", safetensors("{"+line("a", "F5", "1", 0, 1)+"}", 4), "F5"},
		"a wrong size":                {"a.safetensors", safetensors("{"+line("a", "F32", "1", 0, 3)+"}", 4), "take 4 bytes"},
		"overlap":                     {"a.safetensors", safetensors("{"+line("a", "U8", "4", 0, 4)+","+line("b", "U8", "4", 0, 4)+"}", 4), "overlap"},
		"a long shape":                {"a.safetensors", safetensors("{"+line("a", "U8", strings.Repeat("1,", 99)+"1", 0, 1)+"}", 4), "64"},
		"another file":                {"a.bin", []byte("\x80\x02\x8a\x0al\xfc"), "neither"},
		"a page":                      {"a.safetensors", []byte("<!doctype html><html><body>404</body></html>"), "claims a header"},

		"a wrong magic":            {"a.gguf", []byte("GGML\x01\x00\x00\x00"), `"GGML"`},
		"an empty GGUF":            {"a.gguf", nil, "nothing"},
		"only the magic":           {"a.gguf", []byte("GGUF"), "cut short"},
		"version 1":                {"a.gguf", newGGUF(1, 0, 0).Bytes(), "version 1"},
		"version 9":                {"a.gguf", newGGUF(9, 0, 0).Bytes(), "version 9"},
		"the other way round":      {"a.gguf", newGGUF(3<<24, 0, 0).Bytes(), "other way round"},
		"2^63 tensors":             {"a.gguf", newGGUF(3, 1<<63, 0).Bytes(), "9223372036854775808 tensors"},
		"2^64 − 1 pairs":           {"a.gguf", newGGUF(3, 0, 1<<64-1).Bytes(), "no room"},
		"tensors past the end":     {"a.gguf", newGGUF(3, 2, 0).put("t", uint32(1), uint64(4), uint32(0), uint64(0), make([]byte, 20)).Bytes(), "cut short"},
		"a key past the end":       {"a.gguf", newGGUF(3, 0, 1).put(uint64(1<<40), make([]byte, 40)).Bytes(), "has only 40 left"},
		"a long key":               {"a.gguf", newGGUF(3, 0, 1).put(uint64(1<<17), make([]byte, 1<<18)).Bytes(), "65536 is the most"},
		"an unknown type":          {"a.gguf", newGGUF(3, 0, 1).put("k", uint32(99), uint64(0), uint64(0)).Bytes(), "type 99"},
		"a list past the end":      {"a.gguf", newGGUF(3, 0, 1).put("k", uint32(9), uint32(4), uint64(1<<60)).Bytes(), "claims 1152921504606846976"},
		"a list that overflows":    {"a.gguf", newGGUF(3, 0, 1).put("k", uint32(9), uint32(12), uint64(30), make([]byte, 40)).Bytes(), "cut short"},
		"lists in lists":           {"a.gguf", newGGUF(3, 0, 1).put("k", uint32(9), bytes.Repeat([]byte{9, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0}, 99)).Bytes(), "deep"},
		"nine dimensions":          {"a.gguf", newGGUF(3, 1, 0).put("t", uint32(9), make([]byte, 99)).Bytes(), "9 dimensions"},
		"a GGUF shape overflows":   {"a.gguf", newGGUF(3, 1, 0).put("t", uint32(2), uint64(1<<40), uint64(1<<40), uint32(0), uint64(0)).Bytes(), "2^63"},
		"a dimension of 2^63":      {"a.gguf", newGGUF(3, 1, 0).put("t", uint32(1), uint64(1<<63), uint32(0), uint64(0)).Bytes(), "9223372036854775808"},
		"half a block":             {"a.gguf", newGGUF(3, 1, 0).put("t", uint32(1), uint64(100), uint32(12), uint64(0)).Bytes(), "256 at a time"},
		"an offset past all files": {"a.gguf", newGGUF(3, 1, 0).put("t", uint32(1), uint64(4), uint32(0), uint64(1<<63-1)).Bytes(), "past all"},
		"a GGUF tensor twice": {"a.gguf", newGGUF(3, 2, 0).put("t", uint32(1), uint64(4), uint32(0), uint64(0)).
			put("t", uint32(1), uint64(4), uint32(0), uint64(0)).Bytes(), "twice"},
	} {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		f, err := Read(c.file, bytes.NewReader(c.data), int64(len(c.data)))
		runtime.ReadMemStats(&after)
		if took := after.TotalAlloc - before.TotalAlloc; took > 4<<20 {
			t.Errorf("%s: took %d bytes of memory", name, took)
		}
		if err == nil || f != nil || !strings.Contains(err.Error(), c.said) || len(err.Error()) > 400 {
			t.Errorf("%s: %v, want %q", name, err, c.said)
		}
	}
}

// A counting reader says how much of a file was read.
type counting struct {
	io.ReaderAt
	most int64
}

func (c *counting) ReadAt(p []byte, at int64) (int, error) {
	c.most = max(c.most, at+int64(len(p)))
	return c.ReaderAt.ReadAt(p, at)
}

// sparse is a file of any size of which only the start is not zero.
type sparse struct{ start []byte }

func (s sparse) ReadAt(p []byte, at int64) (int, error) {
	clear(p)
	if at < int64(len(s.start)) {
		copy(p, s.start[at:])
	}
	return len(p), nil
}

func TestOnlyTheHeaderIsRead(t *testing.T) {
	const size = 40 << 30
	header := "{" + line("a", "BF16", "20000000000", 0, 40_000_000_000) + "}"
	start := safetensors(header, 0)
	r := &counting{ReaderAt: sparse{start}}
	f, err := Read("a.safetensors", r, int64(len(start))+40_000_000_000)
	if err != nil || f.Params != 20_000_000_000 || len(f.Notes) > 0 || r.most > int64(len(start)) {
		t.Errorf("%+v, %v; read up to %d of %d", f, err, r.most, len(start))
	}
	r = &counting{ReaderAt: sparse{small()}}
	if f, err = Read("a.gguf", r, size); err != nil || f.Params != 2816 || r.most > windowBytes {
		t.Errorf("%+v, %v; read up to %d", f, err, r.most)
	}
}

func TestTheDifferenceToAConfigIsExplainedByNames(t *testing.T) {
	tensor := func(name string, n int64) Tensor { return Tensor{Name: name, Dtype: "BF16", Params: n} }
	c := Config{Total: 1000, Layers: 2, Tied: true}
	for name, want := range map[string]string{
		"lm_head.weight": "tied head", "language_model.lm_head.weight": "tied head", "model.layers.2.mlp.up_proj.weight": "predict further", "mtp.norm.weight": "predict further",
		"vision_tower.encoder.layers.9.fc1.weight": "towers", "model.layers.1.mlp.up_proj.weight_scale_inv": "scales", "model.layers.0.self_attn.rotary_emb.inv_freq": "constants",
		"blk.2.nextn.eh_proj.weight": "predict further", "rope_freqs.weight": "constants", "output.weight": "tied head", "mm.0.weight": "towers",
	} {
		f := &File{Tensors: []Tensor{tensor("model.layers.1.mlp.up_proj.weight", 1000), tensor(name, 9)}, Params: 1009}
		d := f.Against(c)
		text := strings.Join(d.Sentences(), " ")
		if len(d.Extras) != 1 || d.Rest != 0 || d.Extras[0].Params != 9 || !strings.Contains(text, want) || !strings.Contains(text, "Without them the two agree to the number.") {
			t.Errorf("%s: %+v, %s", name, d, text)
		}
	}
	plain := func(n int64, more ...Tensor) string {
		f := &File{Tensors: append([]Tensor{tensor("model.layers.1.attn.bias", n)}, more...), Params: n}
		return strings.Join(f.Against(Config{Total: 1000, Layers: 2}).Sentences(), " ")
	}
	for n, want := range map[int64]string{1000: "The two agree to the number.", 1003: "3 numbers more", 999: "1 number fewer", 250: "25 %"} {
		if got := plain(n); !strings.Contains(got, want) {
			t.Errorf("%d: %s", n, got)
		}
	}
	if got := plain(1000, Tensor{Name: "model.layers.0.mlp.up_proj.qweight", Dtype: "I32", Params: 5}); !strings.Contains(got, "packed") || strings.Contains(got, "agree") {
		t.Error(got)
	}
}

func TestFilesOfOneModelAreJoined(t *testing.T) {
	a := read1(t, "1.safetensors", safetensors("{"+line("a", "U8", "1", 0, 1)+"}", 1))
	b := read1(t, "2.safetensors", safetensors("{"+line("b", "U8", "2", 0, 2)+"}", 2))
	f, err := Join([]*File{a, b})
	if err != nil || f.Params != 3 || len(f.Tensors) != 2 {
		t.Errorf("%+v, %v", f, err)
	}
	if _, err := Join([]*File{a, a}); err == nil || !strings.Contains(err.Error(), "twice") {
		t.Errorf("the same file twice: %v", err)
	}
	if _, err := Join([]*File{a, read1(t, "3.gguf", small())}); err == nil {
		t.Error("two formats are one model")
	}
}
