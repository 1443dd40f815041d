package figure

import (
	"strings"
	"testing"

	"attnexperts/calc/scenario"
)

// showing is the scenario that a figure shows, where its frame keeps it.
func showing[S any](f *Figure) *S { return &f.scene.(*guarded).scene.(*sceneOf[S]).s }

// A number is typed key by key; what the first keys alone would mean must not
// bend the other settings for good.
func TestTypingANumberLeavesTheOtherSettingsAlone(t *testing.T) {
	m := New(&Mask, "v=1", "", true)
	for _, text := range []string{"1", "12", "128"} {
		m.set("tokens", text)
	}
	if s := showing[scenario.Mask](m); s.Tokens != 128 || s.Query != 47 {
		t.Errorf("128 tokens were typed, and the query went to %d of %d", s.Query, s.Tokens)
	}
	m = New(&Mask, "v=1&heads=32&kv=8", "", true)
	for _, text := range []string{"1", "16"} {
		m.set("heads", text)
	}
	if s := showing[scenario.Mask](m); s.KV != 8 {
		t.Errorf("16 heads were typed, and %d KV heads are left of 8", s.KV)
	}
	// Another control is another edit: it begins on what the first came to.
	m.set("kv", "4")
	m.set("heads", "2")
	if s := showing[scenario.Mask](m); s.KV != 2 {
		t.Errorf("2 heads read %d KV heads", s.KV)
	}
	c := New(&Cache, "v=1", "", true)
	for _, text := range []string{"1", "16", "163", "1638", "16384"} {
		c.set("context", text)
	}
	if s := showing[scenario.Cache](c); s.Step != 40 {
		t.Errorf("a context was typed, and the filling cache went to step %d", s.Step)
	}
}

// What cannot be counted can be asked for: committing says so, and nothing is
// left waiting.
func TestPredictingWhatCannotBeCountedIsAnswered(t *testing.T) {
	const tooLarge = "v=1&layers=512&heads=512&kv=512&head-dim=1000&context=1000000000000&batch=1000000&dtype=fp32&ask=kv-bytes"
	for name, answer := range map[string]func(f *Figure){
		"commit":  func(f *Figure) { f.guess.text = "5 GB"; f.commit() },
		"give up": func(f *Figure) { f.giveUp() },
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
	if !f.scene.key(&at, bytesName, "End") {
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

// A figure that is turned to another link has its scenario, its notices and its
// prediction, and nothing of what was typed before; Reset goes back to the first.
func TestAFigureIsTurnedToAnotherLink(t *testing.T) {
	f := New(&Mask, "v=1&tokens=32", "x-", false)
	if f.Path() != "/mask/" {
		t.Errorf("the figure's page is %q", f.Path())
	}
	f.set("tokens", "sixty")
	f.Show("v=1&tokens=128&query=5&colour=red&ask=pairs")
	if s := showing[scenario.Mask](f); s.Tokens != 128 || s.Query != 5 {
		t.Errorf("it shows %+v", s)
	}
	text := f.Markup().String()
	for what, want := range map[string]bool{"colour: ": true, "this page does not know it": true, `class="fig fig-mask asking"`: true, "sixty": false} {
		if strings.Contains(text, what) != want {
			t.Errorf("%q: not %v", what, want)
		}
	}
	if s := f.start.(*guarded).scene.(*sceneOf[scenario.Mask]).s; s.Tokens != 32 {
		t.Errorf("Reset goes back to %d tokens", s.Tokens)
	}
}

// Who waits for a prediction hears of each, however it ends, and once.
func TestEveryAnswerIsHeardOf(t *testing.T) {
	heard := 0
	f := New(&Mask, "v=1&ask=pairs", "", true)
	f.Answered(func(string) { heard++ })
	for i, end := range []func(){
		func() { f.guess.text = "no number"; f.commit() },
		func() { f.guess.text = "1000"; f.commit() },
		func() { f.ask(); f.giveUp() },
	} {
		if end(); heard != i {
			t.Errorf("after end %d it was heard of %d times", i, heard)
		}
	}
}
