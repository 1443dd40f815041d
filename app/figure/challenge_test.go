package figure

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"attnexperts/app/markup"
	"attnexperts/app/part"
	"attnexperts/calc/model"
	"attnexperts/calc/scenario"
)

// What a link has locked stays as it is, whatever the reader does with a figure of
// any kind; the rest can still be changed.
func TestNothingMovesWhatIsLocked(t *testing.T) {
	for _, path := range []string{"/mask/", "/cache/", "/routing/", "/params/", "/spec/"} {
		t.Run(strings.Trim(path, "/"), func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				f := newFigure(sceneAt(path), "v=1", "", true)
				f.draw()
				keys := f.lockable()
				locked := rapid.SliceOfNDistinct(rapid.SampledFrom(keys), 1, len(keys), rapid.ID[string]).Draw(t, "locked")
				if err := f.scene.set("lock", strings.Join(locked, ",")); err != nil {
					t.Fatal(err)
				}
				f.challenged()
				was := map[string]string{}
				for _, key := range locked {
					v, _, _ := f.scene.field(key)
					was[key] = v.String()
				}
				for range 12 {
					meddle(t, f, keys)
				}
				for key, text := range was {
					if v, _, _ := f.scene.field(key); v.String() != text {
						t.Fatalf("%s was %s and is %s", key, text, v.String())
					}
				}
			})
		})
	}
}

// meddle does one thing to a figure.
func meddle(t *rapid.T, f *Figure, keys []string) {
	key := rapid.SampledFrom(keys).Draw(t, "key")
	at := Place{rapid.Float64Range(0, 700).Draw(t, "x"), rapid.Float64Range(0, 700).Draw(t, "y")}
	grips := []string{""}
	f.draw()
	for _, p := range f.drawing.Panels {
		p.Picture.Walk(func(n markup.Node) {
			if what := n.Get("data-hold"); what != "" {
				grips = append(grips, what)
			}
		})
	}
	grip := rapid.SampledFrom(grips).Draw(t, "grip")
	switch rapid.IntRange(0, 6).Draw(t, "deed") {
	case 4:
		f.reset()
	case 5:
		f.scene.do(rapid.SampledFrom([]string{presetAction + "1", presetAction + "7", "shuffle", "unshuffle", "place-even", "place-greedy", "no-config", "no-file"}).Draw(t, "do"))
	case 6:
		if f.kind.Name == "spec" {
			saved := scenario.SaveSpec(scenario.Spec{Context: 9, Batch: 3, Config: model.Find("mistral-7b").Config, Models: [scenario.MaxCompared]string{"config"}})
			f.accept(takeSpec([]Opened{opened("saved.json", []byte(saved))}).untyped())
		}
	case 0:
		f.set(key, rapid.SampledFrom([]string{"1", "2", "7", "64", "none", "causal", "llama-2-7b", "topk", "fp8"}).Draw(t, "text"))
	case 1:
		f.scene.hold(grip, at)
	case 2:
		f.scene.key(&at, grip, rapid.SampledFrom([]string{"ArrowLeft", "ArrowRight", "End", "Home"}).Draw(t, "press"))
	case 3:
		v, _, _ := f.scene.field(key)
		if r, ok := part.RangeOf(v); ok {
			f.set(key, r.Slid("3"))
		}
	}
}

// Reset goes back to where a challenge begins, not to what the page shows without one; a
// file that would move what is locked is refused, and opens no locks.
func TestAChallengeStaysOne(t *testing.T) {
	const link = "v=1&rule=causal&tokens=40&query=39&lock=tokens&goal=pairs:le:100"
	f := New(&Mask, "", "", true)
	f.open(link)
	f.set("rule", "full")
	if f.reset(); f.scene.fragment() != link {
		t.Errorf("reset leads to %s", f.scene.fragment())
	}
	f.open("")
	f.set("tokens", "10")
	if f.reset(); f.scene.fragment() != "v=1" {
		t.Errorf("without a challenge reset leads to %s", f.scene.fragment())
	}

	saved := scenario.SpecTable.Default()
	saved.Context, saved.Batch, saved.Config = 9, 3, model.Find("mistral-7b").Config
	file := []Opened{opened("saved.json", []byte(scenario.SaveSpec(saved)))}
	f = New(&Spec, "v=1&lock=context", "", true)
	if f.accept(takeSpec(file).untyped()) || !strings.Contains(f.problem[configKey], "has locked it") {
		t.Errorf("a file that moves what is locked is taken: %v", f.problem)
	}
	f = New(&Spec, "v=1&context=9&lock=context", "", true)
	if !f.accept(takeSpec(file).untyped()) || f.scene.common().Lock != "context" || f.Scenario().(scenario.Spec).Batch != 3 {
		t.Errorf("after opening a file it is %s, problems %v", f.scene.fragment(), f.problem)
	}
}

// What is locked is not played either.
func TestWhatIsLockedIsNotPlayed(t *testing.T) {
	f := New(&Cache, "v=1&view=fill&lock=step", "", true)
	text := f.Markup().String()
	if player := text[strings.Index(text, `data-player="step"`):]; strings.Count(player[:strings.Index(player, "</p>")], " disabled ") != 5 {
		t.Errorf("its player can be pressed: %.900s", player)
	}
}

// Who may not change the model may not set what it decides: that would let it go.
func TestALockedModelLocksItsSizes(t *testing.T) {
	f := New(&Cache, "v=1&view=heads&lock=model", "", true)
	for key, want := range map[string]bool{"model": true, "kv": true, "heads": true, "context": false, "batch": false} {
		if f.control(key).Locked != want {
			t.Errorf("%s is locked: %v", key, !want)
		}
	}
}

// A number without a unit where bytes are asked for is no answer yet.
func TestAPredictionOfBytesWantsAUnit(t *testing.T) {
	f := New(&Cache, "v=1&model=llama-2-7b&context=32768&ask=kv-bytes", "", true)
	f.guess.text = "16"
	f.commit()
	if !f.guess.waits || !strings.Contains(f.guess.problem, "Write the unit") {
		t.Errorf("16 is taken: %q", f.guess.said)
	}
	f.guess.text = "17179869184"
	if f.commit(); f.guess.waits {
		t.Errorf("all bytes are refused: %q", f.guess.problem)
	}
}

// A locked control says so, and cannot be used; the rule still can.
func TestLockedControlsSayIt(t *testing.T) {
	f := New(&Mask, "v=1&lock=tokens", "", true)
	text := f.Markup().String()
	if !strings.Contains(text, "Locked in this link.") || strings.Count(text, " disabled ") < 1 {
		t.Error("the locked control does not say so")
	}
	f.set("tokens", "128")
	if !strings.Contains(f.problem["tokens"], "has locked it") {
		t.Errorf("changing it says %q", f.problem["tokens"])
	}
	f.set("rule", "causal")
	if got := f.scene.fragment(); got != "v=1&rule=causal&lock=tokens" {
		t.Errorf("with another rule it is %s", got)
	}
}

// A goal is said, without its number while a prediction waits, and then whether it
// is reached.
func TestGoalsAreSaid(t *testing.T) {
	for fragment, want := range map[string]string{
		"v=1&goal=pairs:le:500":                      "Goal reached: Pairs a head, at most 500. It is 484.",
		"v=1&rule=causal&goal=pairs:le:500":          "Goal: Pairs a head, at most 500. It is 2,080 now.",
		"v=1&rule=causal&ask=pairs&goal=pairs:le:10": "Goal: Pairs a head, at most 10.",
	} {
		f := New(&Mask, fragment, "", true)
		if got, _ := f.goalText(); got != want {
			t.Errorf("%s says %q, want %q", fragment, got, want)
		}
	}
}

// The composer's link opens the challenge, and its frame the figure alone.
func TestTheComposerMakesAChallenge(t *testing.T) {
	f := New(&Cache, "v=1&context=32768", "", true)
	f.draw()
	f.compose()
	f.composed("lock:context", "1", true)
	f.composed("output", "kv-bytes", false)
	f.composed("number", "8 GB", false)
	if got := f.challenge(false); got != "/cache/#v=1&context=32768&lock=context&goal=kv-bytes:le:8000000000" {
		t.Errorf("the link is %s", got)
	}
	f.composed("title", `"><script>`, false)
	f.composed("height", "12 parsecs", false)
	if f.composing(); !strings.Contains(f.composing().String(), "from 100 to 5,000") {
		t.Error("a height that is none is not spoken of")
	}
	if got := f.snippet(); !strings.Contains(got, `&amp;embed=1&amp;lock=context&amp;`) || strings.Contains(got, "<script") || !strings.Contains(got, `height="720"`) {
		t.Errorf("the snippet is %s", got)
	}
	f.composed("number", "a lot", false)
	if got := f.challenge(false); strings.Contains(got, "goal") || f.composer.problem == "" {
		t.Errorf("with a number that is none the link is %s, the problem %q", got, f.composer.problem)
	}
	f.composed("number", "5", false)
	if got := f.challenge(false); strings.Contains(got, "goal") || f.composer.problem != "That would be 5 B. Write the unit, as in 5 GiB." {
		t.Errorf("with 5 for a goal of GiB the link is %s, the problem %q", got, f.composer.problem)
	}
	f.composed("view", "fit", false)
	f.composed("ask", "max-batch", false)
	if page, frame := f.challenge(false), f.challenge(true); strings.Contains(page, "view=") || !strings.Contains(page, "ask=max-batch") || !strings.Contains(frame, "view=fit&ask=max-batch&embed=1") {
		t.Errorf("with a picture and a prediction the links are %s and %s", page, frame)
	}
	f.composed("number", "-3", false)
	if got := f.challenge(false); strings.Contains(got, "goal") || !strings.Contains(f.composer.problem, "below 0") {
		t.Errorf("below 0 the link is %s, the problem %q", got, f.composer.problem)
	}
	f.composed("number", "1e40", false)
	if got := f.challenge(false); strings.Contains(got, "goal") || f.composer.problem == "" {
		t.Errorf("past what a link carries it is %s, the problem %q", got, f.composer.problem)
	}
	opened := New(&Cache, "v=1&context=32768&embed=1&view=fit", "", true)
	opened.draw()
	if n := len(opened.drawing.Panels); n != 1 || opened.drawing.Panels[0].Name != "fit" {
		t.Errorf("alone, with a view, it has %d pictures", n)
	}
}
