package tensors_test

import (
	"bytes"
	"encoding/binary"
	"fmt"

	"attnexperts/calc/tensors"
)

// weights is a .safetensors file as its format says: the length of the header in
// 8 bytes, the header, the numbers.
func weights() []byte {
	header := `{
		"embed.weight": {"dtype": "BF16", "shape": [100, 8], "data_offsets": [0, 1600]},
		"norm.weight": {"dtype": "F32", "shape": [8], "data_offsets": [1600, 1632]},
		"lm_head.weight": {"dtype": "BF16", "shape": [100, 8], "data_offsets": [1632, 3232]}
	}`
	file := binary.LittleEndian.AppendUint64(nil, uint64(len(header)))
	return append(append(file, header...), make([]byte, 3232)...)
}

// By hand: 100 · 8 numbers twice and 8 more are 1,608; in bytes 2 · 1,600 + 4 · 8.
// A config whose output head is the embedding counts the table once: 808.
func Example() {
	file := weights()
	f, err := tensors.Read("model.safetensors", bytes.NewReader(file), int64(len(file)))
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(f.Format, f.Params, f.Bytes)
	for _, s := range f.Dtypes {
		fmt.Println(s.Name, s.Tensors, s.Params, s.Bytes)
	}
	d := f.Against(tensors.Config{Total: 808, Layers: 0, Tied: true})
	for _, sentence := range d.Sentences() {
		fmt.Println(sentence)
	}
	// Output:
	// safetensors 1608 3232
	// BF16 2 1600 3200
	// F32 1 8 32
	// The file's tensors have 1,608 numbers; the config's count is 808.
	// Not in the config's count: the output head, stored although it is the embedding with 800 numbers in 1 tensor, such as lm_head.weight (a tied head counts once).
	// Without them the two agree to the number.
}

// A header that contradicts itself is refused: 2 · 3 numbers of 2 bytes do not
// take 10.
func ExampleRead_refusal() {
	header := `{"w": {"dtype": "F16", "shape": [2, 3], "data_offsets": [0, 10]}}`
	file := append(binary.LittleEndian.AppendUint64(nil, uint64(len(header))), header+"0123456789"...)
	_, err := tensors.Read("", bytes.NewReader(file), int64(len(file)))
	fmt.Println(err)
	// Output:
	// the tensor "w" lies from 0 to 10, and 6 numbers of F16 take 12 bytes
}
