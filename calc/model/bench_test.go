package model

import (
	"strings"
	"testing"

	"attnexperts/calc/attention"
	"attnexperts/calc/quantity"
)

func benchmarkReport(b *testing.B, config []byte) {
	b.ReportAllocs()
	for b.Loop() {
		a, err := Read("", config)
		if err != nil {
			b.Fatal(err)
		}
		r, err := a.Report(attention.Use{Context: 8192, Batch: 1, Dtype: quantity.BF16})
		if err != nil {
			b.Fatal(err)
		}
		if _, err := r.MarshalJSON(); err != nil {
			b.Fatal(err)
		}
	}
}

// From a config to a full report, JSON included: at most 2 ms.
func BenchmarkConfigToReport(b *testing.B) {
	for _, key := range []string{"llama-3.1-8b", "deepseek-v3", "llama-4-scout", "nemotron-3-nano-30b-a3b"} {
		b.Run(key, func(b *testing.B) { benchmarkReport(b, []byte(Find(key).Config)) })
	}
}

// The largest text that is read.
func BenchmarkLargestConfig(b *testing.B) {
	config := strings.TrimSuffix(llama(), "\n}") + `, "auto_map": "` + strings.Repeat("x", MaxBytes-500) + `"}`
	benchmarkReport(b, []byte(config))
}

// A hostile text: as long and as deep as may be.
func BenchmarkDeepest(b *testing.B) {
	config := []byte("[" + strings.Repeat(strings.Repeat("[", MaxDepth-1)+strings.Repeat("]", MaxDepth-1)+",", 1<<13))
	for b.Loop() {
		if _, err := Read("", config); err == nil {
			b.Fatal("was read")
		}
	}
}

// All models of the catalogue, read anew, as a page that lists them does.
func BenchmarkWholeCatalogue(b *testing.B) {
	for b.Loop() {
		for _, e := range Catalogue() {
			if _, err := Read(e.Name, []byte(e.Config)); err != nil {
				b.Fatal(err)
			}
		}
	}
}

// As many fields as may be, none of them known.
func BenchmarkManyFields(b *testing.B) {
	config := manyFields()
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Read("", config); err != nil {
			b.Fatal(err)
		}
	}
}
