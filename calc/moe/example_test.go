//go:build !js

// Examples print to a file, and a browser has none.

package moe_test

import (
	"fmt"

	"attnexperts/calc/moe"
)

func ExampleConfig_Route() {
	c := moe.Default()
	c.Overflow = moe.DropLast
	routing, err := c.Route(c.Batch(0), nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	wanted := routing.Wanted()
	fmt.Printf("room for %d each, the most wanted expert is wanted by %d\n", routing.Capacity, wanted.Max())
	fmt.Printf("%d assignments dropped, %d tokens go by the residual alone\n", routing.Dropped(), routing.DroppedTokens())
	for _, a := range routing.Of(253) {
		fmt.Printf("token 253: expert %d, weight %.2f, number %d in its queue: %v\n", a.Expert, a.Weight, a.Rank+1, a.Fate)
	}
	// Output:
	// room for 40 each, the most wanted expert is wanted by 92
	// 99 assignments dropped, 14 tokens go by the residual alone
	// token 253: expert 8, weight 0.70, number 91 in its queue: full
	// token 253: expert 13, weight 0.30, number 15 in its queue: kept
}

func ExampleTrainer() {
	c := moe.DefaultTraining()
	c.Aux = 0.1
	trainer, err := moe.NewTrainer(c)
	if err != nil {
		fmt.Println(err)
		return
	}
	for range 400 {
		if err := trainer.Step(); err != nil {
			fmt.Println(err)
			return
		}
	}
	r := trainer.Record()
	fmt.Printf("step %d: task loss %.3f, MaxVio %.2f, %d experts unused\n", r.Step, r.TaskLoss, r.Wanted.MaxViolation(), r.Wanted.Unused())
	// Output:
	// step 400: task loss 0.226, MaxVio 0.81, 0 experts unused
}

// By hand: 100 tokens with 2 of 8 experts each are 200 assignments, 25 an expert;
// a capacity factor of 1.25 leaves room for 31 of the 31.25.
func ExampleConfig_Capacity() {
	c := moe.Default()
	c.Tokens, c.Experts, c.K = 100, 8, 2
	c.Overflow, c.CapacityFactor = moe.DropLast, 1.25
	fmt.Println(c.Capacity())
	// Output:
	// 31
}

// By hand: the mean of 6, 2, 0 and 0 is 2. The largest is 3 times that, so MaxVio
// is 2; the squares of what the loads are off are 16, 0, 4 and 4, their mean 6,
// and √6 ÷ 2 = 1.22.
func ExampleLoads() {
	l := moe.Loads{6, 2, 0, 0}
	fmt.Printf("MaxVio %.0f, spread %.2f, %d unused\n", l.MaxViolation(), l.Variation(), l.Unused())
	// In order, the first of two devices has all of the load. The greedy placement
	// parts the two experts that have some.
	greedy, _ := l.Greedy(2, 2)
	fmt.Println(l.OnDevices(moe.Contiguous(4, 2), 2), l.OnDevices(greedy, 2))
	// Output:
	// MaxVio 2, spread 1.22, 2 unused
	// [8 0] [6 2]
}
