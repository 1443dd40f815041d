package figure

import (
	"strings"
	"testing"

	"attnexperts/calc/scenario"
)

// A number is typed key by key; what the first keys alone would mean must not
// bend the other settings for good.
func TestTypingANumberLeavesTheOtherSettingsAlone(t *testing.T) {
	m := New(&Mask, "v=1", "", true)
	for _, text := range []string{"1", "12", "128"} {
		m.set("tokens", text)
	}
	if m.s.Tokens != 128 || m.s.Query != 47 {
		t.Errorf("128 tokens were typed, and the query went to %d of %d", m.s.Query, m.s.Tokens)
	}
	m = New(&Mask, "v=1&heads=32&kv=8", "", true)
	for _, text := range []string{"1", "16"} {
		m.set("heads", text)
	}
	if m.s.KV != 8 {
		t.Errorf("16 heads were typed, and %d KV heads are left of 8", m.s.KV)
	}
	// Another control is another edit: it begins on what the first came to.
	m.set("kv", "4")
	m.set("heads", "2")
	if m.s.KV != 2 {
		t.Errorf("2 heads read %d KV heads", m.s.KV)
	}
	c := New(&Cache, "v=1", "", true)
	for _, text := range []string{"1", "16", "163", "1638", "16384"} {
		c.set("context", text)
	}
	if c.s.Step != 40 {
		t.Errorf("a context was typed, and the filling cache went to step %d", c.s.Step)
	}
}

// What cannot be counted can be asked for: committing says so, and nothing is
// left waiting.
func TestPredictingWhatCannotBeCountedIsAnswered(t *testing.T) {
	const tooLarge = "v=1&layers=512&heads=512&kv=512&head-dim=1000&context=1000000000000&batch=1000000&dtype=fp32&ask=kv-bytes"
	for name, answer := range map[string]func(f *Figure[scenario.Cache]){
		"commit":  func(f *Figure[scenario.Cache]) { f.guess.text = "5 GB"; f.commit() },
		"give up": func(f *Figure[scenario.Cache]) { f.giveUp() },
	} {
		f := New(&Cache, tooLarge, "", true)
		answer(f)
		if f.guess.waits || !strings.Contains(f.guess.said, "no such number") {
			t.Errorf("%s: %+v", name, f.guess)
		}
	}
}

// Whatever is pointed at is what a screen reader hears of the slider.
func TestWhatIsPointedAtIsTheSlidersValue(t *testing.T) {
	f := New(&Cache, "v=1", "", true)
	f.draw()
	at := Place{X: -1}
	if !f.kind.Key(&f.s, &at, bytesName, "End") {
		t.Fatal("End means nothing")
	}
	f.at = &pointer{bytesName, at}
	text := f.Markup().String()
	if !strings.Contains(text, `aria-valuenow="40" aria-valuetext="At 1,048,576 tokens, MHA keeps`) {
		t.Error("the chart's slider does not say its last point")
	}
	f.at = nil
	if strings.Contains(f.Markup().String(), "At 1,048,576 tokens") {
		t.Error("it still says so when nothing is pointed at")
	}
}
