package attention

import (
	"errors"
	"math/bits"
)

// ScoreFLOPs returns the floating-point operations of the scores and of the
// sum of the values, forward, for one layer and one sequence: 4·n_h·d_h·P for
// n_h query heads of size d_h and P seen pairs a head. Sharing keys and values
// (GQA, MQA) does not change it. It is an error if a number is negative or the
// result does not fit an int64.
func ScoreFLOPs(heads, headDim, pairs int64) (int64, error) {
	product := uint64(4)
	for _, n := range []int64{heads, headDim, pairs} {
		if n < 0 {
			return 0, errors.New("heads, head size and pairs cannot be negative")
		}
		if product == 0 {
			continue
		}
		hi, lo := bits.Mul64(product, uint64(n))
		if hi != 0 || lo > 1<<63-1 {
			// A later factor of 0 makes even this 0.
			if heads == 0 || headDim == 0 || pairs == 0 {
				return 0, nil
			}
			return 0, errors.New("the number of FLOPs is larger than 2^63 − 1")
		}
		product = lo
	}
	return int64(product), nil
}
