package scenario

import (
	"math"
	"slices"
	"strconv"
	"strings"
)

// LockValue is a list of keys whose controls the reader may not change, with
// commas between, in the table's order.
type LockValue struct {
	p *string
	// keys are the table's, of which some may be listed.
	keys func() []string
}

// String returns the keys with commas between; "" where none is locked.
func (v LockValue) String() string { return *v.p }

// unlocked are the keys that no link locks: they do not set the figure.
var unlocked = []string{"view", "ask", "embed", "lock", "goal"}

// Set takes keys with commas between. Where some of them cannot be locked the
// others are the nearest that can be used.
func (v LockValue) Set(text string) error {
	given := map[string]bool{}
	for key := range strings.SplitSeq(text, ",") {
		if key = strings.ToLower(strings.TrimSpace(key)); key != "" {
			given[key] = true
		}
	}
	var lockable, locked []string
	for _, key := range v.keys() {
		if slices.Contains(unlocked, key) {
			continue
		}
		lockable = append(lockable, key)
		if given[key] {
			locked = append(locked, key)
		}
	}
	known := strings.Join(locked, ",")
	if len(locked) < len(given) {
		return &Refusal{Given: text, Allowed: "a list of " + strings.Join(lockable, ", "), Nearest: known}
	}
	*v.p = known
	return nil
}

// Goal is a target for one of a figure's outputs.
type Goal struct {
	// Output is the output's name, Op one of le, lt, ge, gt and eq.
	Output, Op string
	// Value is in the output's base unit.
	Value float64
}

// Comparisons are what a goal may ask for.
var Comparisons = []Option{{"le", "at most"}, {"lt", "less than"}, {"ge", "at least"}, {"gt", "more than"}, {"eq", "exactly"}}

// Met reports whether an output's value meets the goal.
func (g Goal) Met(value float64) bool {
	switch g.Op {
	case "le":
		return value <= g.Value
	case "lt":
		return value < g.Value
	case "ge":
		return value >= g.Value
	case "gt":
		return value > g.Value
	}
	return value == g.Value
}

// String returns the goal as links have it: "kv-bytes:le:8000000000".
func (g Goal) String() string { return g.Output + ":" + g.Op + ":" + decimal(g.Value) }

// GoalValue is a goal, or "" for none.
type GoalValue struct {
	p       *string
	outputs []Option
}

// String returns the goal as links have it.
func (v GoalValue) String() string { return *v.p }

// Set takes a goal as links have it, such as "kv-bytes:le:8e9". Nothing is near a
// goal that cannot be used.
func (v GoalValue) Set(text string) error {
	if strings.TrimSpace(text) == "" {
		*v.p = ""
		return nil
	}
	g, ok := readGoal(text)
	if ok = ok && slices.ContainsFunc(v.outputs, func(o Option) bool { return o.Text == g.Output }); !ok {
		names := make([]string, len(v.outputs))
		for i, o := range v.outputs {
			names[i] = o.Text
		}
		return &Refusal{Given: text, Allowed: "NAME:OP:NUMBER, with NAME one of " + strings.Join(names, ", ") + ", and OP one of le, lt, ge, gt, eq"}
	}
	*v.p = g.String()
	return nil
}

// maxGoal is the largest number that a goal may name: more than any output comes
// to, and short enough for a link.
const maxGoal = 1e30

func readGoal(text string) (Goal, bool) {
	parts := strings.Split(strings.TrimSpace(text), ":")
	if len(parts) != 3 {
		return Goal{}, false
	}
	f, err := strconv.ParseFloat(parts[2], 64)
	g := Goal{strings.ToLower(parts[0]), strings.ToLower(parts[1]), f + 0} // −0 is 0
	known := slices.ContainsFunc(Comparisons, func(o Option) bool { return o.Text == g.Op })
	return g, err == nil && known && math.Abs(f) <= maxGoal // false for NaN
}
