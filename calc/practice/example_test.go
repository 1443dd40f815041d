package practice_test

import (
	"fmt"

	"attnexperts/calc/practice"
)

// By hand: a key and a value of 32 heads · 128 numbers in each of 32 layers, 2
// bytes each: 524,288 bytes, which is 512 KiB.
func Example() {
	e := practice.Make("kv-cache", 7, 1)
	fmt.Println(e.Title)
	for _, b := range e.Text {
		fmt.Println(b.Text)
		for _, line := range b.Lines {
			fmt.Println("  ", line)
		}
	}
	q := e.Questions[0]
	fmt.Println(q.Ask)
	for _, s := range q.Steps {
		fmt.Println("  ", s.Text, s.Sum)
	}
	for _, answer := range []string{"128 KiB", "0.5 MiB", "some"} {
		v := practice.Grade(e, 0, answer)
		fmt.Println(v.Outcome == practice.Right, v.Text)
	}
	fmt.Println(q.Link)
	// Output:
	// Llama 2 7B, 2,048 tokens
	// Llama 2 7B has 32 layers. In each, 32 query heads have keys and values of their own, 128 numbers in a head. The cache is stored in bf16 (2 bytes a number).
	// How many bytes does one more token add to the cache? (To 2 %.)
	//    `head_dim` is absent, so a head has `hidden_size` ÷ `num_attention_heads` numbers: 4,096 ÷ 32 = 128
	//    In one layer a token leaves a key and a value for each KV head: 2 × 32 × 128 = 8,192 numbers
	//    In all layers, as bf16: 8,192 × 32 × 2 = 512 KiB (524 kB)
	// false Not 128 KiB (131 kB).
	// true Right: 512 KiB (524 kB).
	// false “some” is not a number; write one such as 5 GiB, 5.4 GB or 5.4e9.
	// /cache/#v=1&model=llama-2-7b&context=2048&batch=8
}

// A session follows from its seed and the results so far. One that was missed
// ends the streak.
func ExampleSession() {
	s := practice.Session{Seed: 7, Started: 1_764_032_900_000}
	var results []practice.Result
	for _, first := range []bool{true, false, true, true} {
		pick := s.Next(results)
		results = append(results, practice.Result{Kind: pick.Kind, Seed: pick.Seed, Level: pick.Level, First: first, When: s.Started + 60_000})
	}
	right, done := s.Score(results)
	fmt.Printf("%d of %d at first try, a streak of %d\n", right, done, practice.Streak(results))
	fmt.Println(s.Over(results, s.Started+60_000), s.Over(results, s.Started+practice.SessionTime))
	// Output:
	// 3 of 4 at first try, a streak of 2
	// false true
}
