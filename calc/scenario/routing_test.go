package scenario

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"attnexperts/calc/moe"
)

func TestBadNumbersOfTheRoutingPageAreRefused(t *testing.T) {
	for fragment, want := range map[string]struct{ said, used string }{
		"k=17":                              {"from 1 to 16", "k=16"},
		"experts=8&k=9":                     {"from 1 to 8", "k=8"},
		"k=0":                               {"from 1 to 16", "k=1"},
		"experts=65":                        {"from 1 to 64", "experts=64"},
		"capacity=0":                        {"from 0.01 to 10", "capacity=0.01"},
		"capacity=Infinity":                 {"from 0.01 to 10", "capacity=10"},
		"capacity=NaN":                      {"from 0.01 to 10", "capacity=1.25"},
		"capacity=1e0":                      {"from 0.01 to 10", "capacity=1"},
		"skew=-1":                           {"from 0 to 4", "skew=0"},
		"groups=3":                          {"a divisor of the 16 experts", "groups=2"},
		"groups=8&keep-groups=9":            {"from 1 to 8", "keep-groups=8"},
		"k=4&groups=8&keep-groups=1":        {"from 2 to 8", "keep-groups=2"},
		"devices=17":                        {"from 1 to 16", "devices=16"},
		"seed=" + strings.Repeat("8", 400):  {"from 0 to 999,999", "seed=999999"},
		"seed=-" + strings.Repeat("8", 400): {"from 0 to 999,999", "seed=0"},
		"step=1001":                         {"from 0 to 1,000", "step=1000"},
		"step=NaN":                          {"from 0 to 1,000", "step=400"},
		"token=64":                          {"from 0 to 63", "token=63"},
		"aux=-0.5":                          {"from 0 to 100", "aux=0"},
		"bias-rate=2":                       {"from 0 to 1", "bias-rate=1"},
		"rate=0":                            {"from 0.0001 to 100", "rate=0.0001"},
		"router=best":                       {"expert-choice", "router=capacity"},
		"place=0":                           {"even, greedy", "place=even"},
		"place=zzzzzzzzzzzzzzzz":            {"from 0 to 3", "place=even"},
		"tokens=9999":                       {"from 1 to 1,024", "tokens=1024"},
		"view=inside":                       {"devices", "view=none"},
	} {
		r, notices := RoutingTable.Parse(fragment)
		if len(notices) != 1 || !strings.Contains(notices[0].Text, want.said) {
			t.Errorf("%.60s: noticed %v, want %q", fragment, notices, want.said)
		}
		key, value, _ := strings.Cut(want.used, "=")
		if f, _ := RoutingTable.Field(key); f.Of(&r).String() != value {
			t.Errorf("%.60s: %s is %s, want %s", fragment, key, f.Of(&r), value)
		}
		if again, more := RoutingTable.Parse(RoutingTable.Fragment(r)); again != r || len(more) > 0 {
			t.Errorf("%.60s: %+v becomes %+v by its own link, %v", fragment, r, again, more)
		}
	}
}

// drawRouting draws any scenario that the controls can reach.
func drawRouting(t *rapid.T) Routing {
	r := RoutingTable.Default()
	for _, f := range RoutingTable.Fields {
		if !rapid.Bool().Draw(t, "sets "+f.Key) {
			continue
		}
		var text string
		switch v := f.Of(&r).(type) {
		case OptionValue:
			text = rapid.SampledFrom(v.Options).Draw(t, f.Key).Text
		case PlacementValue:
			p := make(moe.Placement, r.Experts)
			for e := range p {
				p[e] = rapid.IntRange(0, int(r.Devices)-1).Draw(t, "device")
			}
			r.SetPlacement(p)
			continue
		default:
			text = rapid.StringMatching(`[0-9]{1,3}(\.[0-9]{1,4})?`).Draw(t, f.Key)
		}
		_ = RoutingTable.Set(&r, f.Key, text)
	}
	return r
}

// Whatever the controls reach survives its link, and every router and every
// training of it can be.
func TestEveryRoutingScenarioSurvivesItsLinkAndCanBe(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := drawRouting(t)
		again, notices := RoutingTable.Parse(RoutingTable.Fragment(r))
		if again != r || len(notices) > 0 {
			t.Fatalf("%+v\nbecomes %+v\n(%v)", r, again, notices)
		}
		if len(RoutingTable.Link(r)) > MaxLink {
			t.Fatalf("the link has %d characters", len(RoutingTable.Link(r)))
		}
		for _, o := range RouterOptions {
			if err := r.Training(o.Text).Check(); err != nil {
				t.Fatalf("%+v cannot be trained with %s: %v", r, o.Text, err)
			}
		}
		if err := r.PlacementOf(make(moe.Loads, r.Experts)).Check(int(r.Experts), int(r.Devices)); err != nil {
			t.Fatal(err)
		}
	})
}

// The longest link of the page has a placement of as many experts as there can
// be.
func TestTheLongestRoutingLinkKeepsItsPromise(t *testing.T) {
	r := RoutingTable.Default()
	// In this order: there are at most as many experts as tokens.
	for _, set := range [][2]string{{"tokens", "1023"}, {"experts", "256"}} {
		if err := RoutingTable.Set(&r, set[0], set[1]); err != nil {
			t.Fatal(err)
		}
	}
	r.SetPlacement(make(moe.Placement, 256))
	if link := RoutingTable.Link(r); len(link) > MaxLink || !strings.Contains(link, strings.Repeat("0", 256)) {
		t.Errorf("the link has %d characters", len(link))
	}
}
