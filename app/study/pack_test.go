package study

import (
	"reflect"
	"testing"

	"pgregory.net/rapid"
)

// What a worker sends is what the page reads, to the last bit; and a text that was cut
// off anywhere is refused.
func TestBatchesArriveWhole(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b := Batch{
			Task: Task{Kind: rapid.SampledFrom([]Kind{Train, Bias, Aux}).Draw(t, "kind")}, From: rapid.IntRange(0, 1000).Draw(t, "from"),
			Failed: rapid.SampledFrom([]string{"", "it diverged\nat step “3”"}).Draw(t, "failed"),
		}
		b.Task.Of.Tokens, b.Task.Of.BiasRate = rapid.IntRange(1, 1024).Draw(t, "tokens"), rapid.Float64Range(0, 1).Draw(t, "rate")
		for range rapid.IntRange(0, 4).Draw(t, "records") {
			r := Record{Loss: rapid.Float64().Draw(t, "loss"), Dropped: rapid.IntRange(0, 9999).Draw(t, "dropped"), Loads: rapid.SliceOfN(rapid.Uint16(), 0, 5).Draw(t, "loads")}
			if bias := rapid.SliceOfN(rapid.Float64(), 0, 5).Draw(t, "bias"); len(bias) > 0 {
				r.Bias = bias
			}
			b.Records = append(b.Records, r)
		}
		text, err := b.pack()
		if err != nil {
			t.Fatal(err)
		}
		if got, err := unpack(text); err != nil || !reflect.DeepEqual(got, b) {
			t.Fatalf("%+v arrives as %+v, %v", b, got, err)
		}
		if len(b.Records) > 0 {
			if got, err := unpack(text[:rapid.IntRange(0, len(text)-5).Draw(t, "cut")]); err == nil {
				t.Fatalf("%q was cut off and is read as %+v", text, got)
			}
		}
	})
}
