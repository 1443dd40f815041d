package figure

import (
	"math"
	"strconv"
	"strings"
	"testing"

	"attnexperts/app/markup"
	"attnexperts/calc/practice"
	"attnexperts/calc/scenario"
)

// The link of a solution opens a figure that finds what the exercise's answer
// is.
func TestFiguresAgreeWithPractice(t *testing.T) {
	compared := map[string]int{}
	for _, k := range practice.Kinds() {
		for seed := range uint64(36) {
			e := practice.Make(k.Key, seed, 1+int(seed%practice.MaxLevel))
			for _, q := range e.Questions {
				if q.Output == "" {
					continue
				}
				text, ok := outputsOf(t, q.Link)[q.Output]
				if !ok {
					t.Fatalf("%s, seed %d: %s has no output %s", k.Key, seed, q.Link, q.Output)
				}
				compared[q.Output]++
				got, err := strconv.ParseFloat(text, 64)
				switch {
				case q.Kind == practice.Number && (err != nil || math.Abs(got-q.Value()) > 1e-6*q.Value()):
					t.Fatalf("%s, seed %d: %s is %s by %s, the answer is %v", k.Key, seed, q.Output, text, q.Link, q.Value())
				case q.Kind == practice.Choice && !strings.Contains(strings.ToLower(q.Right()), "("+text+")"):
					t.Fatalf("%s, seed %d: %s is %s by %s, the answer is %s", k.Key, seed, q.Output, text, q.Link, q.Right())
				}
			}
		}
	}
	for _, name := range strings.Fields("kv-bytes-per-token kv-bytes shrink max-batch pairs density reach dropped max-violation device-imbalance total-params active-params resident-bytes attention-kind group-size") {
		if compared[name] == 0 {
			t.Errorf("no answer was compared with %s: %v", name, compared)
		}
	}
}

// outputsOf returns the outputs of the figure that a link opens, the first model's
// where there are several.
func outputsOf(t *testing.T, link string) map[string]string {
	path, fragment, _ := strings.Cut(link, "#")
	outputs := map[string]string{}
	note := func(n markup.Node) {
		if _, ok := outputs[n.Get("name")]; n.Tag() == "output" && !ok {
			outputs[n.Get("name")] = n.Get("data-value")
		}
	}
	switch path {
	case scenario.MaskTable.Path:
		numbersOf(&Mask, fragment, note)
	case scenario.CacheTable.Path:
		numbersOf(&Cache, fragment, note)
	case scenario.RoutingTable.Path:
		numbersOf(&Routing, fragment, note)
	case scenario.ParamsTable.Path:
		numbersOf(&Params, fragment, note)
	case scenario.SpecTable.Path:
		numbersOf(&Spec, fragment, note)
	default:
		t.Fatalf("%s is no figure", link)
	}
	return outputs
}

// numbersOf walks over the numbers of a figure and of its pictures.
func numbersOf[S any](k *Kind[S], fragment string, note func(markup.Node)) {
	s, _ := k.Table.Parse(fragment)
	d := k.Draw(s, Embed{Own: true})
	d.Numbers.Walk(note)
	for _, p := range d.Panels {
		p.Numbers.Walk(note)
	}
}
