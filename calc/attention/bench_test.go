package attention

import (
	"math"
	"testing"
)

// million is the longest sequence that the mask page counts.
const million = 1 << 20

func benchRule(b *testing.B) Rule {
	b.ReportAllocs()
	return parse(b, "causal & (window(4096) | sink(4))")
}

func BenchmarkRowsMillion(b *testing.B) {
	r := benchRule(b)
	for b.Loop() {
		for range r.Rows(million) {
		}
	}
}

func BenchmarkPairsMillion(b *testing.B) {
	r := benchRule(b)
	for b.Loop() {
		r.Pairs(million)
	}
}

func BenchmarkBlocksMillion(b *testing.B) {
	r := benchRule(b)
	for b.Loop() {
		r.Blocks(million, 128)
	}
}

func BenchmarkDensityMillion(b *testing.B) {
	r := benchRule(b)
	for b.Loop() {
		r.Density(million, 128)
	}
}

// BenchmarkReachMillion asks for all that a picture needs: the sink alone would
// end [Rule.Reach] in the first layer.
func BenchmarkReachMillion(b *testing.B) {
	r := benchRule(b)
	for b.Loop() {
		r.ReachWithin(math.MaxInt64, million, million-1, 200, 0, 512)
	}
}
