package figure

import (
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"attnexperts/app/markup"
	"attnexperts/calc/model"
	"attnexperts/calc/quantity"
	"attnexperts/calc/scenario"
)

// settings draws a scenario that the controls of a kind can reach.
func settings[S any](t *rapid.T, k *Kind[S]) S {
	s := k.Table.Default()
	for _, f := range k.Table.Fields {
		if !rapid.Bool().Draw(t, "sets "+f.Key) {
			continue
		}
		switch v := f.Of(&s).(type) {
		case scenario.OptionValue:
			_ = k.Table.Set(&s, f.Key, rapid.SampledFrom(v.Options).Draw(t, f.Key).Text)
		case scenario.TextValue:
			_ = k.Table.Set(&s, f.Key, rapid.SampledFrom([]string{
				"full", "!full", "causal", "causal & window(3)", "causal & (window(8) | sink(2))", "window(5) | global(2)",
				"causal & docs(5,9)", "causal & dilated(3)", "causal | prefix(9)", "causal & chunk(7)", "docs(3,5,7) | dilated(1009)",
			}).Draw(t, f.Key))
		case scenario.IntValue:
			n := rapid.OneOf(rapid.Int64Range(0, 9999), rapid.SampledFrom([]int64{v.Min, v.Max}), rapid.Int64Range(v.Min, v.Max))
			_ = k.Table.Set(&s, f.Key, strconv.FormatInt(n.Draw(t, f.Key), 10))
		case scenario.ListValue:
			list := rapid.SliceOfN(rapid.SampledFrom(v.Options), 0, v.Most).Draw(t, f.Key)
			text := ""
			for _, o := range list {
				text += o.Text + ","
			}
			_ = k.Table.Set(&s, f.Key, text)
		case scenario.ConfigValue:
			_ = k.Table.Set(&s, f.Key, rapid.SampledFrom([]string{"none", "{", model.Find("dbrx").Config, strings.Replace(model.Find("mistral-7b").Config, "4096", "17", 1)}).Draw(t, f.Key))
		default:
			_ = k.Table.Set(&s, f.Key, rapid.StringMatching(`[0-9]{1,4}|[0-9]{12,13}|none`).Draw(t, f.Key))
		}
	}
	return s
}

// noNumber is what numbers that are none, and wrong formats, look like.
var noNumber = regexp.MustCompile(`\bNaN\b|[^a-z]Inf\b|%!|−−|-9223372036854775808`)

var classAttr = regexp.MustCompile(`class="([^"]*)"`)

// unstyled are classes that the pictures' styles need not know: those of the
// page around them.
var unstyled = map[string]bool{"grip-reach": true}

// Whatever a scenario holds, the figure can be drawn, says something, prints no
// number that is none, draws with colours that are known, and is the same when
// drawn again; and any place of it can be read, held and left by key.
func checkKind[S comparable](t *testing.T, k *Kind[S]) {
	rapid.Check(t, func(t *rapid.T) {
		s := settings(t, k)
		d := k.Draw(s, Embed{Own: true})
		if again := k.Draw(s, Embed{Own: true}); whole(again) != whole(d) {
			t.Fatal("drawn again it differs")
		}
		text := whole(d)
		if at := noNumber.FindStringIndex(text); at != nil {
			t.Fatalf("the figure shows %q: %s", text[at[0]:at[1]], text[max(0, at[0]-80):min(len(text), at[1]+80)])
		}
		for _, p := range d.Panels {
			if p.Sentence == "" || !strings.HasSuffix(p.Sentence, ".") || p.Question == "" {
				t.Fatalf("%s says %q and asks %q", p.Name, p.Sentence, p.Question)
			}
			for _, m := range classAttr.FindAllStringSubmatch(p.Picture.String(), -1) {
				for class := range strings.FieldsSeq(m[1]) {
					if !unstyled[class] && !strings.Contains(PictureCSS, "."+class) {
						t.Fatalf("%s is drawn with the class %s, which has no style", p.Name, class)
					}
				}
			}
			if n := p.Table(); len(n.Header) < 2 || len(n.Rows) > 0 && len(n.Rows[0]) != len(n.Header) {
				t.Fatalf("%s has a table of %v with %d columns", p.Name, n.Header, len(n.Rows[0]))
			}
		}
		if rapid.IntRange(0, 3).Draw(t, "compared") == 0 {
			// What is kept of this drawing does not get into that of another scenario.
			f := rapid.SampledFrom(k.Table.Fields).Draw(t, "changed")
			other := settings(t, k)
			next := s
			_ = k.Table.Set(&next, f.Key, f.Of(&other).String())
			kept := k.Draw(next, Embed{Own: true})
			forgetful = true
			fresh := k.Draw(next, Embed{Own: true})
			if forgetful = false; whole(kept) != whole(fresh) {
				t.Fatalf("with %s as %q after %+v it is drawn otherwise than when nothing was drawn before", f.Key, f.Of(&other).String(), s)
			}
		}
		panel := d.Panels[rapid.IntRange(0, len(d.Panels)-1).Draw(t, "panel")]
		if rapid.Bool().Draw(t, "brief") {
			brief := k.Draw(s, Embed{Brief: true, View: panel.Name})
			if at := noNumber.FindString(whole(brief)); at != "" {
				t.Fatalf("briefly, %s shows %q", panel.Name, at)
			}
			panel = brief.Panels[0]
		}
		useHand(t, k, s, panel)
	})
}

func whole(d Drawing) string {
	text := d.Sentence + d.Above.String() + d.Numbers.String() + d.Below.String()
	for _, p := range d.Panels {
		text += p.Picture.String() + p.Sentence + p.Numbers.String() + p.Hint
	}
	return text
}

// useHand points at, holds and moves by key everything that a picture offers.
func useHand[S comparable](t *rapid.T, k *Kind[S], s S, p Panel) {
	at := Place{rapid.Float64Range(-50, 700).Draw(t, "x"), rapid.Float64Range(-50, 900).Draw(t, "y")}
	offered := map[string]bool{}
	p.Picture.Walk(func(n markup.Node) {
		for _, a := range []string{"data-hold", "data-point"} {
			if what := n.Get(a); what != "" {
				offered[what] = true
			}
		}
		if n.Get("role") == "slider" && (n.Get("aria-label") == "" || n.Get("aria-valuetext") == "" || n.Get("tabindex") != "0") {
			t.Fatalf("%s offers something that cannot be named or reached: %.200s", p.Name, n)
		}
	})
	if len(offered) == 0 {
		t.Fatalf("%s offers nothing to the hand", p.Name)
	}
	for what := range offered {
		if text := k.Point(s, what, at).Text; noNumber.MatchString(text) {
			t.Fatalf("%s at %v reads %q", what, at, text)
		}
		held := s
		k.Hold(&held, what, at)
		usable(t, k, held)
		for _, key := range []string{"ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End", "PageUp", "PageDown", "x"} {
			moved, to := s, at
			meant := k.Key(&moved, &to, what, key)
			if key == "x" && meant {
				t.Fatalf("%s takes the letter x", what)
			}
			usable(t, k, moved)
			if math.IsNaN(to.X) || math.IsNaN(to.Y) {
				t.Fatalf("%s moves to %v by %s", what, to, key)
			}
		}
	}
}

// usable checks that a scenario survives its own link.
func usable[S comparable](t *rapid.T, k *Kind[S], s S) {
	if again, notices := k.Table.Parse(k.Table.Fragment(s)); again != s || len(notices) > 0 {
		t.Fatalf("%+v becomes %+v by its link: %v", s, again, notices)
	}
}

func TestMaskFigureForAnyScenario(t *testing.T) { checkKind(t, &Mask) }

func TestSpecFigureForAnyScenario(t *testing.T) { checkKind(t, &Spec) }

func TestCacheFigureForAnyScenario(t *testing.T) { checkKind(t, &Cache) }

func TestRoutingFigureForAnyScenario(t *testing.T) { checkKind(t, &Routing) }

// Every key of a figure's link has a control somewhere on its page; what all links
// can say has its own places, such as the composer.
func TestEveryKeyHasAControl(t *testing.T) {
	check := func(name string, keys, main []string, d Drawing) {
		has := map[string]bool{"view": true, "ask": true, "embed": true, "lock": true, "goal": true}
		for _, k := range main {
			has[k] = true
		}
		for _, p := range d.Panels {
			if p.Asks != "" && !slices.ContainsFunc(d.Outputs, func(o quantity.Result) bool { return o.Name == p.Asks }) {
				t.Errorf("%s: %s is about %s, which is no output", name, p.Name, p.Asks)
			}
			for _, k := range append(append([]string{p.Player}, p.Controls...), p.More...) {
				has[k] = true
			}
		}
		for _, k := range keys {
			if !has[k] {
				t.Errorf("%s: nothing sets %s", name, k)
			}
		}
	}
	own := Embed{Own: true}
	check("mask", Mask.Table.Keys(), Mask.Main, Mask.Draw(Mask.Table.Default(), own))
	check("spec", Spec.Table.Keys(), Spec.Main, Spec.Draw(Spec.Table.Default(), own))
	check("cache", Cache.Table.Keys(), Cache.Main, Cache.Draw(Cache.Table.Default(), own))
	check("params", Params.Table.Keys(), Params.Main, Params.Draw(Params.Table.Default(), own))
	check("routing", Routing.Table.Keys(), Routing.Main, Routing.Draw(Routing.Table.Default(), own))
}

// A long sequence is drawn with few nodes and short paths, whatever the rule.
func TestLongMasksAreDrawnSmall(t *testing.T) {
	for _, rule := range []string{"causal%26window(4096)", "causal%26dilated(3)", "docs(7)", "full"} {
		s, notices := scenario.MaskTable.Parse("v=1&tokens=1048576&query=1000000&layers=40&rule=" + rule)
		if len(notices) > 0 {
			t.Fatal(notices)
		}
		picture := Mask.Draw(s, Embed{}).Panels[0].Picture
		nodes := 0
		picture.Walk(func(markup.Node) { nodes++ })
		if nodes > 120 || len(picture.String()) > 400_000 {
			t.Errorf("%s takes %d nodes and %d characters", rule, nodes, len(picture.String()))
		}
	}
}

// An embedded figure has the one picture that its link names.
func TestAnEmbeddedFigureShowsTheViewOfItsLink(t *testing.T) {
	for view, want := range map[string]string{"": "heads", "&view=roofline": "roofline", "&view=fill": "fill"} {
		f := New(&Cache, "v=1"+view, "x-", false)
		text := f.Markup().String()
		if strings.Count(text, `class="panel panel-`) != 1 || !strings.Contains(text, "panel-"+want) {
			t.Errorf("with %q it does not show %s alone", view, want)
		}
	}
}

// A saved picture has its colours with it and refers to nothing outside.
func TestSavedPicturesStandAlone(t *testing.T) {
	for _, p := range Cache.Draw(Cache.Table.Default(), Embed{Own: true}).Panels {
		svg := standalone(p.Picture, p.Question, p.Sentence)
		if !strings.Contains(svg, "--gqa:") || !strings.Contains(svg, "<title>"+p.Question+"</title>") || strings.Contains(svg, "href") {
			t.Errorf("%s does not stand alone", p.Name)
		}
		for _, m := range regexp.MustCompile(`var\((--[a-z0-9-]+)\)`).FindAllStringSubmatch(svg, -1) {
			if !strings.Contains(svg, m[1]+":") {
				t.Errorf("%s needs %s, which it does not have", p.Name, m[1])
			}
		}
	}
}
