package attention

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// One walk gives both numbers, and within a budget the same or nothing.
func TestAWalkIsReachAndGridInOne(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		_, r, d := drawMask(t, 1, 120)
		query := rapid.Int64Range(0, d.n-1).Draw(t, "query")
		layers := rapid.Int64Range(1, 9).Draw(t, "layers")
		every := rapid.Int64Range(0, 4).Draw(t, "global every")
		parts := rapid.Int64Range(1, 140).Draw(t, "parts")
		w, ok := r.ReachWithin(1<<40, d.n, query, layers, every, parts)
		if want := r.Reach(d.n, query, layers, every); !ok || w.Reach != want {
			t.Fatalf("the walk reaches %d back, %v, want %d", w.Reach, ok, want)
		}
		want := walked(r, d.n, query, layers, every, d.n)
		if len(w.Layers) != len(want) {
			t.Fatalf("the walk has %d layers", len(w.Layers))
		}
		for k, l := range w.Layers {
			if l.Causal != want[k].Causal || parts >= d.n && !slices.Equal(l.Tokens, want[k].Tokens) {
				t.Fatalf("layer %d is %v, want %v", k, l, want[k])
			}
			if l.Tokens[0].From > want[k].Tokens[0].From || l.Tokens[len(l.Tokens)-1].To < want[k].Tokens[len(want[k].Tokens)-1].To {
				t.Fatalf("layer %d is rounded inwards: %v of %v", k, l.Tokens, want[k].Tokens)
			}
		}
		budget := rapid.Int64Range(0, 200).Draw(t, "budget")
		if cut, ok := r.ReachWithin(budget, d.n, query, layers, every, parts); ok && cut.Reach != w.Reach {
			t.Fatalf("within %d steps it reaches %d, not %d", budget, cut.Reach, w.Reach)
		}
	})
}

// A rule that scatters a million tokens over two hundred layers is given up
// soon; one that people use is walked to its end.
func TestAWalkKeepsToItsBudget(t *testing.T) {
	scattered := parse(t, "dilated(1000)|chunk(1001)|!window(500)&dilated(13)")
	if _, ok := scattered.ReachWithin(1<<22, 1<<20, 1<<20-1, 200, 0, 256); ok {
		t.Error("the scattered rule is walked within the budget")
	}
	tiny := parse(t, "dilated(2)|dilated(3)&chunk(65536)|dilated(5)&docs(100,200,300)|dilated(7)&global(1000)|dilated(11)&!window(9)|dilated(13)&prefix(500000)")
	if _, ok := tiny.BlocksWithin(1<<22, 1<<20, 3); ok {
		t.Error("its blocks of three are counted within the budget")
	}
	if got, ok := parse(t, "causal & (window(4096) | sink(4))").BlocksWithin(1<<22, 1<<20, 128); !ok || got != parse(t, "causal & (window(4096) | sink(4))").Blocks(1<<20, 128) {
		t.Errorf("within the budget there are %v blocks, %v", got, ok)
	}
	for _, p := range Presets() {
		if _, ok := parse(t, p.Rule).ReachWithin(1<<22, 1<<20, 1<<20-1, 200, 0, 256); !ok {
			t.Errorf("%s is given up", p.Name)
		}
	}
}

// Which queries see nothing is the same whether it is known from the rule or
// counted row by row.
func TestSeeingItselfIsKnownFromTheRule(t *testing.T) {
	for text, want := range map[string]bool{
		"causal": true, "causal & (window(8) | sink(2))": true, "sink(3)": false, "!causal": false, "dilated(7) | sink(2)": true,
		"!(sink(4) & causal)": false, "chunk(9) & docs(2,3)": true, "!!causal": true, "global(2)": false, "!(!causal | !window(3))": true, "full": true, "!full": false,
	} {
		r := parse(t, text)
		if got := r.tree().seesItself(true); got != want {
			t.Errorf("%s: %v, want %v", text, got, want)
		}
		for i := range int64(40) {
			if want && !r.Sees(i, i) {
				t.Errorf("%s: query %d does not see itself", text, i)
			}
		}
	}
}
