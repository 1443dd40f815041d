package figure

import (
	"math"
	"strconv"
	"strings"
	"testing"

	"attnexperts/app/part"
	"attnexperts/calc/scenario"
)

// outcomesOf returns the outputs of a link to the cache page, by name.
func outcomesOf(t *testing.T, fragment string) map[string]part.Outcome {
	t.Helper()
	c, notices := scenario.CacheTable.Parse(fragment)
	if len(notices) > 0 {
		t.Fatalf("%s: %v", fragment, notices)
	}
	by := map[string]part.Outcome{}
	for _, o := range costOf(c).outcomes() {
		by[o.Name] = o
	}
	return by
}

// Worked out by hand from the published sizes: Llama-3.1-8B has 8,030,261,248
// parameters, 32 layers, 8 of 32 heads kept, 128 numbers a head; an A100 reads
// 2,039 GB/s and holds 80 GiB.
func TestOutputsOfTheCachePageByHand(t *testing.T) {
	const weights, cache = 8_030_261_248 * 2, 2 * 8 * 128 * 2 * 32 * 8192
	for name, want := range map[string]float64{
		"kv-bytes-per-token": 131_072, "kv-bytes": cache, "kv-bytes-mha": 4 * cache, "kv-bytes-mqa": cache / 8, "shrink": 4, "intensity": 4,
		"max-batch": math.Floor((80<<30 - weights) / float64(cache)), "decode-tokens-per-second": 2039e9 / (weights + cache),
	} {
		o := outcomesOf(t, "v=1&context=8192")[name]
		if got := o.Value.Float(); o.Err != nil || math.Abs(got-want) > 1e-9*want {
			t.Errorf("%s is %g, %v, want %g", name, got, o.Err, want)
		}
	}
	// Own numbers have no weights: only the cache is held and read.
	own := outcomesOf(t, "v=1&layers=32&heads=32&kv=8&head-dim=128&context=8192&batch=2")
	for name, want := range map[string]float64{"max-batch": math.Floor((80 << 30) / float64(cache)), "decode-tokens-per-second": 2039e9 / cache, "kv-bytes": 2 * cache} {
		if got := own[name].Value.Float(); math.Abs(got-want) > 1e-9*want {
			t.Errorf("own numbers: %s is %g, want %g", name, got, want)
		}
	}
	// DeepSeek-V3: a latent of 512 and a positional key of 64 in 61 layers; MHA
	// would keep 2 · 128 · 128 numbers.
	v3 := outcomesOf(t, "v=1&model=deepseek-v3&context=1")
	if got := v3["kv-bytes-per-token"].Value.Float(); got != 70_272 {
		t.Errorf("DeepSeek-V3 keeps %g bytes a token", got)
	}
	if got, want := v3["shrink"].Value.Float(), 2*128*128/576.0; math.Abs(got-want) > 1e-9 {
		t.Errorf("DeepSeek-V3 shrinks by %g, want %g", got, want)
	}
}

// A mixture of experts reads more of its weights, the larger the batch: for one
// token as many as it computes with, for many all.
func TestDecodingOfExpertsReadsWhatTheBatchTouches(t *testing.T) {
	speed := func(batch string) float64 {
		o := outcomesOf(t, "v=1&model=mixtral-8x7b&device=mi300x&context=1&batch="+batch)["decode-tokens-per-second"]
		if o.Err != nil {
			t.Fatal(o.Err)
		}
		return o.Value.Float()
	}
	const active, total, beta = 12_879_925_248.0, 46_702_792_704.0, 5.3e12
	if got, want := speed("1"), beta/(2*active+131_072); math.Abs(got-want) > 1e-6*want {
		t.Errorf("one conversation: %g tokens a second, want %g", got, want)
	}
	if got, want := speed("1000"), 1000*beta/(2*total+131_072*1000); math.Abs(got-want) > 1e-6*want {
		t.Errorf("a thousand: %g tokens a second, want %g", got, want)
	}
}

func TestTooLargeACacheIsSaidNotShownAsANumber(t *testing.T) {
	fragment := "v=1&layers=512&heads=512&kv=512&head-dim=1000&context=1000000000000&batch=1000000&dtype=fp32"
	o := outcomesOf(t, fragment)["kv-bytes"]
	if o.Err == nil || !strings.Contains(o.Markup().String(), "larger than 2^63") || !strings.Contains(o.Markup().String(), `name="kv-bytes"`) {
		t.Errorf("%v, %s", o.Err, o.Markup())
	}
	text := New(&Cache, fragment, "", true).Markup().String()
	if !strings.Contains(text, "cannot be counted") || strings.Contains(text, "NaN") {
		t.Error("the figure does not say that it cannot be counted")
	}
}

// Dragging the boundary of a group leads only to sizes that the heads allow, the
// nearest one to the hand.
func TestOnlyEvenGroupsCanBeDragged(t *testing.T) {
	c := scenario.CacheTable.Default()
	m := sharingScale{c}
	for group, want := range map[int64]int64{1: 32, 2: 16, 3: 16, 4: 8, 5: 8, 7: 4, 12: 4, 13: 2, 31: 1, 32: 1, 99: 1} {
		held := c
		Cache.Hold(&held, groupGrip, Place{X: m.x(group), Y: 100})
		if held.KV != want || held.Model != "none" && held.KV != c.KV {
			t.Errorf("dragged to %d heads: %d KV heads (%s), want %d", group, held.KV, held.Model, want)
		}
	}
	if text := Cache.Point(c, groupGrip, Place{}).Text; !strings.Contains(text, "1, 2, 4, 8, 16 or 32") {
		t.Errorf("it does not say why: %s", text)
	}
	c, _ = scenario.CacheTable.Parse("model=deepseek-v3")
	before := c
	Cache.Hold(&c, groupGrip, Place{X: 300})
	if c != before {
		t.Error("a latent was cut into groups")
	}
}

// Slot i mod W, against a list that is really written to.
func TestTheRollingCacheHoldsWhatWasWrittenLast(t *testing.T) {
	for _, slots := range []int64{1, 3, 16} {
		real := make([]int64, slots)
		for i := range real {
			real[i] = -1
		}
		for written := int64(0); written <= 3*slots; written++ {
			if written > 0 {
				real[(written-1)%slots] = written - 1
			}
			f := filling{cells: 3 * slots, slots: slots, written: written, window: slots}
			for s := range slots {
				if got := f.inSlot(s); got != real[s] {
					t.Fatalf("%d cells in %d slots: slot %d holds %d, want %d", written, slots, s, got, real[s])
				}
			}
		}
	}
}

// Where a curve crosses the device's memory, one token more no longer fits.
func TestTheContextThatFillsTheDeviceIsExact(t *testing.T) {
	k := costOf(scenario.CacheTable.Default())
	room := float64(80<<30 - 2*8_030_261_248)
	for _, v := range k.variants {
		at, ok := k.runsOut(v.groups, room)
		if v.name == "Window" {
			if ok {
				t.Errorf("a window runs out at %d", at)
			}
			continue
		}
		if !ok || k.size(v.groups, at) > room || k.size(v.groups, at+1) <= room {
			t.Errorf("%s runs out at %d, %v", v.name, at, ok)
		}
	}
}

func TestAPredictionIsTakenWithItsUnitAndCompared(t *testing.T) {
	for typed, said := range map[string]string{
		"1 GiB": "Exactly right.", "1.07 GB": "Right, to", "1e9": "6.9 % too little", "2 GiB": "100 % too much", "4 GiB": "4 times too much", "128 MiB": "The truth is 8 times as much",
	} {
		f := New(&Cache, "v=1&ask=kv-bytes", "", true)
		if !f.guess.waits || !strings.Contains(f.Markup().String(), "asking") {
			t.Fatal("nothing is asked")
		}
		f.guess.text = typed
		f.commit()
		if f.guess.waits || !strings.Contains(f.guess.said, said) || !strings.Contains(f.guess.said, "it is 1.0 GiB") {
			t.Errorf("%q: %s", typed, f.guess.said)
		}
	}
	for _, typed := range []string{"", "words", "12 parsecs", "-3", "10^400", "1e"} {
		f := New(&Cache, "v=1&ask=kv-bytes", "", true)
		f.guess.text = typed
		f.commit()
		if !f.guess.waits || f.guess.problem == "" || f.guess.text != typed {
			t.Errorf("%q is taken as a number, or lost: %+v", typed, f.guess)
		}
	}
	f := New(&Cache, "v=1&ask=shrink", "", true)
	f.giveUp()
	if f.guess.waits || f.guess.said != "It is 4×." {
		t.Errorf("given up: %+v", f.guess)
	}
	// Each output can be predicted, on both pages.
	for _, o := range f.drawing.Outputs {
		if _, notices := scenario.CacheTable.Parse("ask=" + o.Name); len(notices) > 0 {
			t.Errorf("%s cannot be asked for: %v", o.Name, notices)
		}
	}
	m := New(&Mask, "v=1&ask=pairs", "", true)
	m.guess.text = strconv.Itoa(484)
	m.commit()
	if !strings.Contains(m.guess.said, "Exactly right") || len(m.drawing.Outputs) != 8 {
		t.Errorf("mask: %+v, %d outputs", m.guess, len(m.drawing.Outputs))
	}
}
