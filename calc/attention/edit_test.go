package attention

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestChangingANumberKeepsAllElse(t *testing.T) {
	for _, c := range []struct {
		rule, name string
		v          int64
		want       string
	}{
		{"causal & (window(8) | sink(2))", "window", 4096, "causal & (window(4096) | sink(2))"},
		{"causal & (window(8) | sink(2))", "sink", 0, "causal & (window(8) | sink(0))"},
		{"window(8) | window(3) & !window(8)", "window", 5, "window(5) | window(3) & !window(8)"},
		{"!(full & !prefix(3))", "prefix", 1<<53 - 1, "!(full & !prefix(9007199254740991))"},
		{"docs(24,16,24) & causal", "docs", 1, "docs(1,16,24) & causal"},
		{"chunk(4)", "CHUNK", 4, "chunk(4)"},
		{"dilated(2) | dilated(2)", "dilated", 3, "dilated(3) | dilated(2)"},
	} {
		before := parse(t, c.rule)
		got, ok := before.WithNumber(c.name, c.v)
		if !ok || got.String() != c.want || !reflect.DeepEqual(got, parse(t, c.want)) {
			t.Errorf("%s with %s %d is %s, %v", c.rule, c.name, c.v, got, ok)
		}
		if v, ok := got.Number(c.name); !ok || v != c.v {
			t.Errorf("%s has the %s %d, %v", got, c.name, v, ok)
		}
		if !reflect.DeepEqual(before, parse(t, c.rule)) {
			t.Errorf("the rule that was changed, %s, has become %s", c.rule, before)
		}
	}
}

func TestANumberThatIsNotAllowedChangesNothing(t *testing.T) {
	six := "dilated(2)|dilated(3)|dilated(4)|dilated(5)|dilated(6)|dilated(7)|dilated(1)|dilated(2)"
	// Of 512 characters: there is no room for a second digit.
	longest := "!!!window(1)" + strings.Repeat("|full", 100)
	for _, c := range []struct {
		rule, name string
		v          int64
	}{
		{"window(8)", "window", 0},
		{"window(8)", "window", -1},
		{"window(8)", "window", -1 << 63},
		{"window(8)", "window", 1 << 53},
		{"window(8)", "window", 1<<63 - 1},
		{"sink(8)", "sink", -1},
		{"dilated(8)", "dilated", 0},
		{"docs(8,9)", "docs", 0},
		{"chunk(8)", "chunk", 0},
		// No such rule, or none with a number.
		{"window(8)", "sink", 3},
		{"window(8)", "", 3},
		{"window(8)", "windo", 3},
		{"causal", "causal", 3},
		{"!full", "full", 3},
		{"causal & window(8)", "&", 3},
		// A seventh dilation: the first 2 becomes 8, the last stays.
		{six, "dilated", 8},
		{longest, "window", 10},
	} {
		before := parse(t, c.rule)
		got, ok := before.WithNumber(c.name, c.v)
		if ok || !reflect.DeepEqual(got, before) || !reflect.DeepEqual(before, parse(t, c.rule)) {
			t.Errorf("%.60s with %s %d is %.60s, %v", c.rule, c.name, c.v, got, ok)
		}
	}
}

func TestNumberFindsTheFirst(t *testing.T) {
	r := parse(t, "causal & (!(sink(7)) | window(8) & docs(24,16) | window(3) | sink(0))")
	for name, want := range map[string]int64{"sink": 7, "window": 8, "Docs": 24} {
		if got, ok := r.Number(name); !ok || got != want {
			t.Errorf("the number of %s is %d, %v", name, got, ok)
		}
	}
	for _, name := range []string{"causal", "full", "prefix", "", "|"} {
		if got, ok := r.Number(name); ok || got != 0 {
			t.Errorf("the number of %q is %d, %v", name, got, ok)
		}
	}
	if _, ok := (Rule{}).Number("window"); ok {
		t.Error("the zero rule has a window")
	}
}

// put returns e with the number of the first rule of a name changed, or reports
// that there is none.
func (e expr) put(name string, v int64) (expr, bool) {
	if e.name == name && len(e.numbers) > 0 {
		e.numbers = append([]int64{v}, e.numbers[1:]...)
		return e, true
	}
	e.kids = slices.Clone(e.kids)
	for i, k := range e.kids {
		if changed, ok := k.put(name, v); ok {
			e.kids[i] = changed
			return e, true
		}
	}
	return e, false
}

func TestAChangedRuleIsTheOneWrittenSo(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		e := exprs(50).Draw(t, "rule")
		name := rapid.SampledFrom([]string{"window", "sink", "prefix", "global", "chunk", "docs"}).Draw(t, "name")
		v := rapid.Int64Range(1, 99).Draw(t, "v")
		changed, has := e.put(name, v)
		if len(e.text()) > MaxRuleLength || len(changed.text()) > MaxRuleLength {
			t.Skip("a longer rule than there may be")
		}
		got, ok := parse(t, e.text()).WithNumber(name, v)
		if ok != has || !reflect.DeepEqual(got, parse(t, changed.text())) {
			t.Fatalf("%s with %s %d is %s, %v", e.text(), name, v, got, ok)
		}
	})
}
