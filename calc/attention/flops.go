package attention

import "attnexperts/calc/quantity"

// ScoreFLOPs returns the floating-point operations of the scores and of the
// sum of the values, forward, for one layer and one sequence: 4·n_h·d_h·P for
// n_h query heads of size d_h and P seen pairs a head. Sharing keys and values
// (GQA, MQA) does not change it. It is an error if a number is negative or the
// result does not fit an int64.
func ScoreFLOPs(heads, headDim, pairs int64) (int64, error) {
	return quantity.Product(4, heads, headDim, pairs)
}
