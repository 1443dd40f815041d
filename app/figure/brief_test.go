package figure

import (
	"strings"
	"testing"

	"attnexperts/app/markup"
	"attnexperts/calc/attention"
	"attnexperts/calc/scenario"
)

// In running text what fits is compared with the baseline alone, and each bar is
// what pointing and keys read.
func TestBrieflyOnlyTheBaselineIsComparedWith(t *testing.T) {
	for _, c := range []struct {
		fragment string
		want     []string
	}{
		{"v=1&model=llama-2-7b&view=fit", []string{"MHA"}},
		{"v=1&view=fit", []string{"MHA", "GQA"}},
		{"v=1&model=mistral-7b&view=fit", []string{"MHA", "Window"}},
		{"v=1&model=deepseek-v3&view=fit&device=h200", []string{"MHA", "MLA"}},
	} {
		s, _ := Cache.Table.Parse(c.fragment)
		picture := Cache.Draw(s, Embed{Brief: true, View: fitName}).Panels[0].Picture
		bars := 0
		picture.Walk(func(n markup.Node) {
			if n.Get("class") == "c-frame" {
				bars++
			}
		})
		if bars != len(c.want) {
			t.Errorf("%s draws %d bars, want %v", c.fragment, bars, c.want)
		}
		at := Place{-1, -1}
		for _, name := range c.want {
			Cache.Key(&s, &at, briefFitName, "ArrowDown")
			if text := Cache.Point(s, briefFitName, at).Text; !strings.HasPrefix(text, name+": ") {
				t.Errorf("%s reads %q where %s is drawn", c.fragment, text, name)
			}
		}
	}
}

// One layer has no fan in running text: it would say what the row says. Deeper, it
// is there, and on its own page always.
func TestBrieflyOneLayerIsNotFannedOut(t *testing.T) {
	for layers, want := range map[string]bool{"1": false, "2": true} {
		s, _ := Mask.Table.Parse("v=1&rule=causal&layers=" + layers)
		for _, e := range []Embed{{Brief: true}, {Own: true}} {
			d := Mask.Draw(s, e)
			if got := strings.Contains(d.Panels[0].Picture.String(), `data-hold="fan"`); got != (want || e.Own) {
				t.Errorf("%s layers, own %v: a fan is drawn: %v", layers, e.Own, got)
			}
			if text := d.Panels[0].Sentence; strings.Contains(text, "through 1 layer") {
				t.Errorf("it says %s", text)
			}
		}
	}
}

// Training is shown of the scenario's own router alone, and asks for no other's.
func TestBrieflyOneRouterLearns(t *testing.T) {
	for _, router := range []string{"topk", "sigmoid-bias"} {
		s, _ := Routing.Table.Parse("v=1&seed=91&step=7&router=" + router)
		e := Embed{Brief: true, View: trainingName}
		wants := studyRouting(s, e)
		if len(wants) != 1 {
			t.Fatalf("%s: %d courses are wanted", router, len(wants))
		}
		p := Routing.Draw(s, e).Panels[0]
		if n := strings.Count(p.Picture.String(), `class="t-row`); n != 1 {
			t.Errorf("%s: %d rows are drawn", router, n)
		}
		name := routerName(s, router)
		if text := Routing.Point(s, briefTrainingName, Place{200, 150}).Text; !strings.HasPrefix(text, name) {
			t.Errorf("%s reads %q", router, text)
		}
	}
}

// A token whose experts take everybody stands in no queue, and none is spoken of.
func TestWithoutALimitThereIsNoQueue(t *testing.T) {
	for _, router := range []string{"topk", "aux-loss", "sigmoid-bias"} {
		s, _ := Routing.Table.Parse("v=1&view=token&k=6&router=" + router)
		p := Routing.Draw(s, Embed{View: tokenName}).Panels[0]
		text := p.Sentence + p.Picture.String() + markup.El("ul", markup.List(p.Legend)).String()
		for _, never := range []string{"queue of", "no room", "dropped", " of the batch."} {
			if strings.Contains(text, never) {
				t.Errorf("%s speaks of %q", router, never)
			}
		}
		if !strings.Contains(p.Sentence, "and to 2 more") {
			t.Errorf("%s says %s", router, p.Sentence)
		}
	}
}

// The legend names the colours that occur, as cells looked at one by one tell.
func TestTheLegendNamesWhatOccurs(t *testing.T) {
	rules := []string{
		"full", "!full", "causal", "causal & window(8)", "causal & (window(8) | sink(4))", "sink(4)", "causal & sink(9)", "causal | prefix(9)",
		"window(5) | global(2)", "causal & docs(5,9)", "!causal", "causal & chunk(64)", "window(99)",
	}
	for _, text := range rules {
		for _, tokens := range []int64{1, 2, 64} {
			s := Mask.Table.Default()
			if Mask.Table.Set(&s, "rule", text) != nil {
				t.Fatal(text)
			}
			_ = Mask.Table.Set(&s, "tokens", digits(tokens))
			rule := mustParse(text)
			var seen, left bool
			for i := range tokens {
				for j := range tokens {
					seen = seen || rule.Sees(i, j)
					left = left || j <= i && !rule.Sees(i, j)
				}
			}
			legend := markup.El("ul", markup.List(maskLegend(countMask(rule, s), true))).String()
			if got := strings.Contains(legend, "causal attention would"); got != left {
				t.Errorf("%s of %d tokens: what causal attention would compute is named: %v", text, tokens, got)
			}
			if got := strings.Contains(legend, ">seen"); got != seen {
				t.Errorf("%s of %d tokens: what is seen is named: %v", text, tokens, got)
			}
			if got := strings.Contains(legend, "for its place alone"); got != hasAnchored(rule, tokens) {
				t.Errorf("%s of %d tokens: that something is seen for its place alone is said: %t", text, tokens, got)
			}
		}
	}
}

// hasAnchored reports whether a cell is drawn in the colour of what is anchored.
func hasAnchored(rule attention.Rule, tokens int64) bool {
	_, far := cells(rule, tokens)
	return far != ""
}

// A checkpoint asks its title's question; the reader's number of an earlier visit
// is there again, and whatever else a storage may hold counts as no number.
func TestACheckpointRemembersItsAnswer(t *testing.T) {
	const link = "/cache/#v=1&model=llama-2-7b&context=32768&view=fit&ask=kv-bytes"
	f := Of(link, "x-").Titled("How much?")
	if text := f.Markup().String(); strings.Contains(text, `name="ask"`) || !strings.Contains(text, "Your number") {
		t.Error("it does not ask for the number alone")
	}
	kept := "nothing"
	f.Answered(func(number string) { kept = number })
	f.guess.text = "15 GiB"
	f.commit()
	if kept != "15 GiB" {
		t.Errorf("%q is kept", kept)
	}
	for number, want := range map[string]string{
		kept: "You said 15 GiB; it is 16 GiB.", "": "It is 16 GiB.", "<b>x": "It is 16 GiB.", "16": "It is 16 GiB.", "１６": "It is 16 GiB.",
		"17.2 GB": "You said 16 GiB (17.2 GB); it is 16 GiB (17.2 GB). Right, to 0.12 %.",
	} {
		f := Of(link, "x-").Recall(number)
		if f.guess.waits || !strings.HasPrefix(f.guess.said, want) || f.said != "" {
			t.Errorf("with %q it says %q, and a screen reader hears %q", number, f.guess.said, f.said)
		}
	}
}

// What is typed into a number's field is read as people write numbers, and links
// have its digits.
func TestNumbersOfFieldsAreReadAsPeopleWriteThem(t *testing.T) {
	f := New(&Cache, "v=1", "", true)
	f.set("context", "128k")
	if s := showing[scenario.Cache](f); s.Context != 128_000 || !strings.Contains(f.scene.fragment(), "context=128000") {
		t.Errorf("128k is %d tokens, and the link %s", s.Context, f.scene.fragment())
	}
	if f.set("context", "128q"); f.problem["context"] == "" || !strings.Contains(f.Markup().String(), `value="128q"`) {
		t.Error("128q is taken, or gone")
	}
}
