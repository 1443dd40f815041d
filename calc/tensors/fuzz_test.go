package tensors

import (
	"bytes"
	"testing"
)

// check reads any bytes: an error, or a table that holds together.
func check(t *testing.T, name string, data []byte) {
	f, err := Read(name, bytes.NewReader(data), int64(len(data)))
	if err != nil {
		if err.Error() == "" || f != nil {
			t.Fatalf("error %q, %v", err, f)
		}
		return
	}
	params, bytes := int64(0), int64(0)
	for _, tensor := range f.Tensors {
		if tensor.Params < 0 || tensor.Bytes < 0 {
			t.Fatalf("%+v", tensor)
		}
		params, bytes = params+tensor.Params, bytes+tensor.Bytes
	}
	if params != f.Params || bytes != f.Bytes {
		t.Fatalf("%d and %d, summed up %d and %d", f.Params, f.Bytes, params, bytes)
	}
	for _, s := range f.Against(Config{Total: 1 << 30, Layers: 3, Tied: true}).Sentences() {
		if s == "" {
			t.Fatal("it says nothing")
		}
	}
}

func FuzzSafetensors(f *testing.F) {
	for _, header := range []string{
		"{}", "{" + line("a", "BF16", "4,8", 0, 64) + "}", `{"__metadata__":{"a":"b"},` + line("lm_head.weight", "F4", "2", 0, 1) + "}  ",
		"{" + line("a", "U8", "1", 0, 1) + "," + line("model.layers.9.b", "I32", "1", 1, 5) + "}", "{", `{"a":{}}`, "[]", `{"\u00zz":1}`,
	} {
		f.Add(safetensors(header, 64))
	}
	f.Add([]byte{255, 255, 255, 255, 255, 255, 255, 255, '{'})
	f.Fuzz(func(t *testing.T, data []byte) { check(t, "a.safetensors", data) })
}

func FuzzGGUF(f *testing.F) {
	f.Add(small())
	f.Add(small()[:60])
	f.Add(newGGUF(2, 1, 0).put("blk.7.t", uint32(1), uint64(4), uint32(99), uint64(0)).Bytes())
	f.Add(newGGUF(3, 1<<40, 1<<40).Bytes())
	f.Add(newGGUF(3, 0, 1).put("k", uint32(9), uint32(9), uint64(2), uint32(8), uint64(1), "x", uint32(0), uint64(3), []byte("abc")).Bytes())
	f.Fuzz(func(t *testing.T, data []byte) { check(t, "a.gguf", data) })
}
