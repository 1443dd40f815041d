package scenario_test

import (
	"fmt"

	"attnexperts/calc/scenario"
)

// A link that says too much: what can be used is used, the rest is named, and
// the link that is written back has only what differs from the defaults.
func Example() {
	s, notices := scenario.MaskTable.Parse("#v=1&tokens=32&query=99&rule=causal&block=16&colour=red")
	for _, n := range notices {
		fmt.Printf("%s: %s\n", n.Key, n.Text)
	}
	fmt.Println(s.Rule, s.Tokens, s.Query)
	fmt.Println(scenario.MaskTable.Link(s))
	// Output:
	// query: given “99”; allowed: a whole number from 0 to 31. Used instead: “31”.
	// colour: this page does not know it, so it was left out.
	// causal 32 31
	// /mask/#v=1&rule=causal&tokens=32&query=31
}

// Setting a key by hand lets go of what it overrules: other KV heads are no
// longer the model's. A text that cannot be used changes nothing.
func ExampleTable_Set() {
	s := scenario.CacheTable.Default()
	fmt.Println(s.Model, s.Heads, s.KV)
	fmt.Println(scenario.CacheTable.Set(&s, "kv", "4"), s.Model, s.KV)
	fmt.Println(scenario.CacheTable.Set(&s, "kv", "5"), s.KV)
	fmt.Println(scenario.CacheTable.Link(s))
	// Output:
	// llama-3.1-8b 32 8
	// <nil> none 4
	// given “5”; allowed: a divisor of the 32 query heads, so that all groups are equal: 1, 2, 4, 8, 16, 32 4
	// /cache/#v=1&model=none&kv=4
}

// The table is the documentation of a page's keys.
func ExampleField() {
	s := scenario.PracticeTable.Default()
	for _, f := range scenario.PracticeTable.Fields {
		fmt.Printf("%s (%s): %s\n", f.Key, f.Of(&s), f.Help)
	}
	// Output:
	// kind (mixed): What is practised.
	// seed (0): The same number makes the same exercises for everyone; 0: new ones.
	// level (1): How hard the exercise is.
}

// A target of a challenge. causal & window(8) sees 484 pairs of 64 tokens, causal
// 2,080.
func ExampleGoal() {
	s, _ := scenario.MaskTable.Parse("rule=causal&goal=pairs:le:500")
	goal, ok := s.Aim()
	fmt.Println(ok, goal.Output, goal.Met(484), goal.Met(2080))
	// Output:
	// true pairs true false
}
