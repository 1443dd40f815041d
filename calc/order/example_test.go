package order_test

import (
	"cmp"
	"fmt"

	"attnexperts/calc/order"
)

// Sorted by name and then by load: where loads are alike, names stay in order.
func ExampleBy() {
	type expert struct {
		name string
		load int
	}
	list := []expert{{"d", 2}, {"b", 7}, {"c", 2}, {"a", 7}}
	order.By(list, func(a, b expert) int { return cmp.Compare(a.name, b.name) })
	order.By(list, func(a, b expert) int { return cmp.Compare(b.load, a.load) })
	fmt.Println(list)
	// Output:
	// [{a 7} {b 7} {c 2} {d 2}]
}

func ExampleUp() {
	list := []string{"moe", "attention", "gqa"}
	order.Up(list)
	fmt.Println(list)
	// Output:
	// [attention gqa moe]
}
