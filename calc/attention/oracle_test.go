package attention

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// An expr is a rule as the tests know it. It is written from the table of the
// language alone and shares no code with the package.
type expr struct {
	name    string
	numbers []int64
	kids    []expr
}

// sees is the table of the language, pair by pair.
func (e expr) sees(i, j int64) bool {
	n := int64(0)
	if len(e.numbers) > 0 {
		n = e.numbers[0]
	}
	switch e.name {
	case "full":
		return true
	case "causal":
		return j <= i
	case "window":
		return i-j < n && j-i < n
	case "sink", "prefix":
		return j < n
	case "global":
		return i < n || j < n
	case "chunk":
		for from := int64(0); ; from += n {
			if i < from+n || j < from+n {
				return i < from+n && j < from+n
			}
		}
	case "docs":
		for k, from := 0, int64(0); ; k++ {
			from += e.numbers[min(k, len(e.numbers)-1)]
			if i < from || j < from {
				return i < from && j < from
			}
		}
	case "dilated":
		return (i-j)%n == 0
	case "!":
		return !e.kids[0].sees(i, j)
	case "&":
		for _, k := range e.kids {
			if !k.sees(i, j) {
				return false
			}
		}
		return true
	case "|":
		for _, k := range e.kids {
			if k.sees(i, j) {
				return true
			}
		}
		return false
	}
	panic("no such rule: " + e.name)
}

// local is the rule with sink, prefix and global seeing nothing.
func (e expr) local() expr {
	switch e.name {
	case "sink", "prefix", "global":
		return expr{"!", nil, []expr{{name: "full"}}}
	}
	kids := make([]expr, len(e.kids))
	for i, k := range e.kids {
		kids[i] = k.local()
	}
	return expr{e.name, e.numbers, kids}
}

func (e expr) text() string {
	switch e.name {
	case "!":
		return "!(" + e.kids[0].text() + ")"
	case "&", "|":
		parts := make([]string, len(e.kids))
		for i, k := range e.kids {
			parts[i] = "(" + k.text() + ")"
		}
		return strings.Join(parts, e.name)
	}
	if len(e.numbers) == 0 {
		return e.name
	}
	parts := make([]string, len(e.numbers))
	for i, n := range e.numbers {
		parts[i] = strconv.FormatInt(n, 10)
	}
	return e.name + "(" + strings.Join(parts, ",") + ")"
}

// dilationPools are the dilations that one rule draws from: at most six above 1.
var dilationPools = [][]int64{
	{1, 2, 3, 4, 6, 12},
	{2, 4, 8, 16, 32, 64},
	{2, 3, 5, 7, 11, 13},
	{10, 14, 22, 35, 1 << 53 / 4},
	{1, 3, 9, 31, 69, 70, 71},
}

// exprs draws rules for sequences of about n tokens, with numbers that hit the
// edges.
func exprs(n int64) *rapid.Generator[expr] {
	return rapid.Custom(func(t *rapid.T) expr {
		dilations := rapid.SampledFrom(dilationPools).Draw(t, "dilations")
		return drawExpr(t, max(n, 1), dilations, rapid.IntRange(0, 3).Draw(t, "depth"))
	})
}

func drawExpr(t *rapid.T, n int64, dilations []int64, depth int) expr {
	if depth == 0 {
		return drawAtom(t, n, dilations)
	}
	name := rapid.SampledFrom([]string{"&", "|", "&", "|", "!", "atom"}).Draw(t, "connective")
	switch name {
	case "atom":
		return drawAtom(t, n, dilations)
	case "!":
		return expr{name, nil, []expr{drawExpr(t, n, dilations, depth-1)}}
	}
	kids := make([]expr, rapid.IntRange(2, 3).Draw(t, "operands"))
	for i := range kids {
		kids[i] = drawExpr(t, n, dilations, depth-1)
	}
	return expr{name, nil, kids}
}

// atomNames are the named rules that are drawn.
var atomNames = []string{"full", "causal", "window", "sink", "prefix", "global", "chunk", "docs", "dilated"}

// A named rule that is not drawn is not compared with the oracle, whatever the code
// makes of it.
func TestEveryNamedRuleIsDrawn(t *testing.T) {
	for _, a := range atoms {
		if a.name != "" && !slices.Contains(atomNames, a.name) {
			t.Errorf("%s is not drawn: add it to atomNames, and its meaning to sees", a.name)
		}
	}
}

func drawAtom(t *rapid.T, n int64, dilations []int64) expr {
	// causal twice: most rules have it.
	name := rapid.SampledFrom(append(atomNames, "causal")).Draw(t, "rule")
	number := func(least int64) int64 {
		edges := []int64{least, 1, 2, 3, n - 1, n, n + 1, 2 * n, 1<<31 - 1, 1 << 31, 1<<53 - 1}
		if rapid.Bool().Draw(t, "inside") {
			return rapid.Int64Range(least, n+1).Draw(t, "number")
		}
		return max(least, rapid.SampledFrom(edges).Draw(t, "edge"))
	}
	switch name {
	case "full", "causal":
		return expr{name: name}
	case "sink", "prefix", "global":
		return expr{name: name, numbers: []int64{number(0)}}
	case "docs":
		lengths := make([]int64, rapid.IntRange(1, 5).Draw(t, "documents"))
		for i := range lengths {
			lengths[i] = number(1)
			if i > 0 && rapid.IntRange(0, 3).Draw(t, "equal") == 0 {
				lengths[i] = lengths[i-1]
			}
		}
		return expr{name: name, numbers: lengths}
	case "dilated":
		return expr{name: name, numbers: []int64{rapid.SampledFrom(dilations).Draw(t, "dilation")}}
	default:
		return expr{name: name, numbers: []int64{number(1)}}
	}
}

// A dense is a mask written out, pair by pair.
type dense struct {
	n    int64
	seen []bool
}

func newDense(e expr, n int64) dense {
	d := dense{n, make([]bool, n*n)}
	for i := range n {
		for j := range n {
			d.seen[i*n+j] = e.sees(i, j)
		}
	}
	return d
}

func (d dense) at(i, j int64) bool { return d.seen[i*d.n+j] }

// count counts what is seen in the rows and columns given.
func (d dense) count(top, bottom, left, right int64) int64 {
	total := int64(0)
	for i := top; i < bottom; i++ {
		for j := left; j < right; j++ {
			if d.at(i, j) {
				total++
			}
		}
	}
	return total
}

// row returns the keys of a query as intervals.
func (d dense) row(i int64) []Interval {
	set := make([]bool, d.n)
	copy(set, d.seen[i*d.n:(i+1)*d.n])
	return intervalsOf(set)
}

func intervalsOf(set []bool) []Interval {
	var list []Interval
	for j, in := range set {
		switch {
		case !in:
		case j > 0 && set[j-1]:
			list[len(list)-1].To++
		default:
			list = append(list, Interval{int64(j), int64(j) + 1})
		}
	}
	return list
}

// parse reads a rule that must be right.
func parse(t interface {
	Helper()
	Fatalf(string, ...any)
}, text string,
) Rule {
	t.Helper()
	r, err := Parse(text)
	if err != nil {
		t.Fatalf("Parse(%q): %v", text, err)
	}
	return r
}
