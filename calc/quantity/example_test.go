package quantity_test

import (
	"errors"
	"fmt"

	"attnexperts/calc/quantity"
)

// What one more token adds to the cache of Llama 3.1 8B, by hand: 32 layers · 2 ·
// 8 KV heads · 128 numbers · 2 bytes = 131,072 bytes.
func Example() {
	n, err := quantity.Product(32, 2, 8, 128, 2)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(quantity.Count(n), "bytes are", quantity.Text(quantity.Whole(n), quantity.Bytes))
	// Output:
	// 131,072 bytes are 128 KiB
}

// A count is exact or an error: 2^32 · 2^31 is one more than an int64 holds.
func ExampleProduct() {
	_, err := quantity.Product(1<<32, 1<<31)
	fmt.Println(errors.Is(err, quantity.ErrTooLarge), err)
	// Output:
	// true the number is larger than 2^63 − 1, about 9.2 quintillion
}

func ExampleParse() {
	for _, typed := range []string{"5 GB", "5 GiB", "131k", "8.03 billion", "4×10^9", "256 KiB (262 kB)", "a few"} {
		f, err := quantity.Parse(typed, quantity.Bytes)
		if err != nil {
			fmt.Println(err)
			continue
		}
		fmt.Printf("%s is %.0f\n", typed, f)
	}
	// Output:
	// 5 GB is 5000000000
	// 5 GiB is 5368709120
	// 131k is 131000
	// 8.03 billion is 8030000000
	// 4×10^9 is 4000000000
	// 256 KiB (262 kB) is 262144
	// “a few” is not a number; write one such as 5 GiB, 5.4 GB or 5.4e9
}

// By hand: 2^31 bytes are 2 GiB, and 2.147 · 10^9.
func ExampleBytesBoth() {
	fmt.Println(quantity.BytesBoth(1 << 31))
	// Output:
	// 2.0 GiB (2.15 GB)
}

// By hand: 3 numbers of 4 bits are 12 bits, and a started byte counts whole.
func ExampleDtype_Size() {
	bytes, _ := quantity.INT4.Size(3)
	fmt.Println(bytes)
	// Output:
	// 2
}

// By hand: 10^10 bytes at 2 · 10^12 a second take 5 ms, and 10^10 ÷ 2^30 is 9.31.
func ExampleResult() {
	r := quantity.Result{
		Name: "read-time", Label: "Reading the weights", Value: quantity.Real(0.005), Unit: quantity.Seconds, Formula: "R / β",
		Inputs: []quantity.Input{
			{Symbol: "R", Meaning: "weights", Value: quantity.Whole(10_000_000_000), Unit: quantity.Bytes, From: "the model"},
			{Symbol: "β", Meaning: "bandwidth", Value: quantity.Whole(2_000_000_000_000), Unit: quantity.Bandwidth, From: "a data sheet"},
		},
	}
	fmt.Println(r.Label, "=", r.Formula, "=", r.Text())
	for _, in := range r.Inputs {
		fmt.Println(" ", in.Symbol, "=", quantity.Text(in.Value, in.Unit), "from", in.From)
	}
	// Output:
	// Reading the weights = R / β = 5 ms
	//   R = 9.31 GiB from the model
	//   β = 2.0 TB/s from a data sheet
}

func ExampleListed() {
	fmt.Println(quantity.Listed([]string{"queries", "keys", "values"}, "and"))
	// Output:
	// queries, keys and values
}
