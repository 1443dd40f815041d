package tensors

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
)

// BenchmarkSafetensors reads a header of 100,000 tensors and sets it beside a
// config: at most 300 ms.
func BenchmarkSafetensors(b *testing.B) {
	lines := make([]string, 100_000)
	for i := range lines {
		lines[i] = line(fmt.Sprintf("model.layers.%d.mlp.experts.%d.down_proj.weight", i/256, i%256), "BF16", "16,16", int64(i)*512, int64(i+1)*512)
	}
	data := safetensors("{"+strings.Join(lines, ",")+"}", 0)
	benchmark(b, "a.safetensors", data, len(lines))
}

// BenchmarkGGUF reads a table of 2,000 tensors behind a vocabulary of 256,000
// tokens: at most 300 ms.
func BenchmarkGGUF(b *testing.B) {
	const tensors, tokens = 2000, 256_000
	g := newGGUF(3, tensors, 3)
	g.put("general.architecture", uint32(8), "llama", "tokenizer.ggml.tokens", uint32(9), uint32(8), uint64(tokens))
	for i := range tokens {
		g.put(fmt.Sprintf("token%d", i))
	}
	g.put("tokenizer.ggml.scores", uint32(9), uint32(6), uint64(tokens), make([]float32, tokens))
	for i := range tensors {
		g.put(fmt.Sprintf("blk.%d.ffn_down_exps.weight", i), uint32(2), uint64(256), uint64(16), uint32(12), uint64(i*2304))
	}
	benchmark(b, "a.gguf", g.Bytes(), tensors)
}

func benchmark(b *testing.B, name string, data []byte, tensors int) {
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		f, err := Read(name, bytes.NewReader(data), int64(len(data)))
		if err != nil || len(f.Tensors) != tensors {
			b.Fatalf("%+v, %v", f, err)
		}
		f.Against(Config{Total: 1 << 40, Layers: 61})
	}
}
