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
