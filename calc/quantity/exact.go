package quantity

import (
	"errors"
	"math/bits"
)

// ErrTooLarge is a count past 2^63 − 1. A count is never wrapped around.
var ErrTooLarge = errors.New("the number is larger than 2^63 − 1, about 9.2 quintillion")

// ErrNegative is a count below 0 where there can be none.
var ErrNegative = errors.New("a count cannot be negative")

// Product multiplies counts exactly. It is an error if one is negative or the
// product does not fit an int64.
func Product(factors ...int64) (int64, error) {
	product, tooLarge, zero := uint64(1), false, false
	for _, n := range factors {
		if n < 0 {
			return 0, ErrNegative
		}
		zero = zero || n == 0
		hi, lo := bits.Mul64(product, uint64(n))
		tooLarge = tooLarge || hi != 0 || lo > 1<<63-1
		product = lo
	}
	switch {
	case zero:
		// A factor of 0 makes even what does not fit a 0.
		return 0, nil
	case tooLarge:
		return 0, ErrTooLarge
	}
	return int64(product), nil
}

// Sum adds counts exactly. It is an error if one is negative or the sum does
// not fit an int64.
func Sum(terms ...int64) (int64, error) {
	total := int64(0)
	for _, n := range terms {
		if n < 0 {
			return 0, ErrNegative
		}
		if total += n; total < 0 {
			return 0, ErrTooLarge
		}
	}
	return total, nil
}
