package moe

import (
	"encoding/binary"
	"math"
	"slices"
	"syscall/js"
	"testing"
	"time"
)

// straightforward is the choice of the k largest scores of each row, as one
// would write it in JavaScript with typed arrays.
const straightforward = `((tokens, experts, k, bytes) => {
	const scores = new Float64Array(bytes.buffer);
	const chosen = new Int32Array(tokens * k), best = new Float64Array(k);
	const run = () => {
		for (let t = 0; t < tokens; t++) {
			const row = t * experts, out = t * k;
			let n = 0;
			for (let e = 0; e < experts; e++) {
				const s = scores[row + e];
				if (n === k && !(s > best[k - 1])) continue;
				let at = n < k ? n++ : k - 1;
				for (; at > 0 && s > best[at - 1]; at--) {
					best[at] = best[at - 1];
					chosen[out + at] = chosen[out + at - 1];
				}
				best[at] = s;
				chosen[out + at] = e;
			}
		}
	};
	return { chosen, time() { const from = performance.now(); run(); return performance.now() - from; } };
})`

// BenchmarkTopK8Of256AgainstJavaScript chooses for 65,536 tokens in turn with
// plain JavaScript in the same browser: it is to take no longer.
func BenchmarkTopK8Of256AgainstJavaScript(b *testing.B) {
	const tokens, experts, k, rounds = 65_536, 256, 8, 9
	s := newSource(1, logitStream, 0)
	logits, raw := make([]float64, tokens*experts), make([]byte, tokens*experts*8)
	for i := range logits {
		logits[i] = s.normal()
		binary.LittleEndian.PutUint64(raw[8*i:], math.Float64bits(logits[i]))
	}
	bytes := js.Global().Get("Uint8Array").New(len(raw))
	js.CopyBytesToJS(bytes, raw)
	other := js.Global().Call("eval", straightforward).Invoke(tokens, experts, k, bytes)
	dst := make([]int32, tokens*k)
	var here, there []float64
	for b.Loop() {
		here, there = nil, nil
		for range rounds {
			from := time.Now()
			TopKRows(dst, logits, experts, k)
			here = append(here, float64(time.Since(from).Microseconds())/1000)
			there = append(there, other.Call("time").Float())
		}
	}
	chosen := other.Get("chosen")
	for i, e := range dst {
		if i%997 == 0 && chosen.Index(i).Int() != int(e) {
			b.Fatalf("choice %d is %d, and %v in JavaScript", i, e, chosen.Index(i))
		}
	}
	slices.Sort(here)
	slices.Sort(there)
	b.ReportMetric(here[rounds/2], "ms")
	b.ReportMetric(there[rounds/2], "ms-javascript")
	b.ReportMetric(here[rounds/2]/there[rounds/2], "ratio")
	b.ReportMetric(0, "ns/op")
}
