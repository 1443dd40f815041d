package scenario

import (
	"strings"
	"testing"
)

func TestChallengesInLinks(t *testing.T) {
	for _, c := range []struct{ given, want, notices string }{
		{"v=1&embed=1", "v=1&embed=1", ""},
		{"v=1&embed=0&lock=&goal=", "v=1", ""},
		{"v=1&lock=tokens,rule", "v=1&lock=rule,tokens", ""},
		{"v=1&lock=RULE, rule ,,tokens", "v=1&lock=rule,tokens", ""},
		{"v=1&lock=tokens,nonsense", "v=1&lock=tokens", "lock"},
		{"v=1&lock=lock,goal,embed,view,ask", "v=1", "lock"},
		{"v=1&goal=pairs:le:8e2", "v=1&goal=pairs:le:800", ""},
		{"v=1&goal=density:LT:0.25", "v=1&goal=density:lt:0.25", ""},
		{"v=1&goal=pairs:le:-0", "v=1&goal=pairs:le:0", ""},
		{"v=1&goal=pairs:le:NaN", "v=1", "goal"},
		{"v=1&goal=pairs:le:1e400", "v=1", "goal"},
		{"v=1&goal=pairs:le:1e31", "v=1", "goal"},
		{"v=1&goal=pairs:near:1", "v=1", "goal"},
		{"v=1&goal=kv-bytes:le:1", "v=1", "goal"},
		{"v=1&goal=pairs", "v=1", "goal"},
		{"v=1&goal=pairs:le:1:2", "v=1", "goal"},
		{"v=1&embed=yes", "v=1", "embed"},
	} {
		s, notices := MaskTable.Parse(c.given)
		if got := MaskTable.Fragment(s); got != c.want {
			t.Errorf("%s is %s, want %s", c.given, got, c.want)
		}
		var keys []string
		for _, n := range notices {
			keys = append(keys, n.Key)
		}
		if got := strings.Join(keys, ","); got != c.notices {
			t.Errorf("%s has the notices %v, want those of %q", c.given, notices, c.notices)
		}
	}
}

// All controls locked and a goal beside the longest rule still fit into a link.
func TestAChallengeFitsIntoALink(t *testing.T) {
	s := MaskTable.Default()
	if err := MaskTable.Set(&s, "lock", strings.Join(MaskTable.Keys(), ",")); err == nil {
		t.Error("a lock of view and ask is not refused")
	}
	for _, set := range [][2]string{
		{"lock", "rule,tokens,layers,global-every,query,block,tiles,heads,kv"}, {"goal", "blocks-partial:ge:-0.12345678901234567e-3"}, {"embed", "1"},
	} {
		if err := MaskTable.Set(&s, set[0], set[1]); err != nil {
			t.Fatal(err)
		}
	}
	if n := len(MaskTable.Fragment(s)); n > 250 {
		t.Errorf("the challenge alone takes %d characters of a link", n)
	}
}

func TestGoals(t *testing.T) {
	for _, c := range []struct {
		goal  string
		value float64
		met   bool
	}{
		{"a:le:8", 8, true},
		{"a:le:8", 8.5, false},
		{"a:lt:8", 8, false},
		{"a:lt:8", 7, true},
		{"a:ge:8", 8, true},
		{"a:ge:8", 7, false},
		{"a:gt:8", 8, false},
		{"a:gt:8", 9, true},
		{"a:eq:8", 8, true},
		{"a:eq:8", 8.1, false},
	} {
		g, ok := Common{Goal: c.goal}.Aim()
		if !ok || g.Met(c.value) != c.met {
			t.Errorf("%v meets %s: %v", c.value, c.goal, !c.met)
		}
	}
	if _, ok := (Common{}).Aim(); ok {
		t.Error("there is a goal where none is given")
	}
}
