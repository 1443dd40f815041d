package quantity

import (
	"fmt"
	"slices"
)

// Dtype is how a number is stored: one of the names that [Dtypes] lists.
type Dtype string

// The dtypes that links and the command line know.
const (
	FP32 Dtype = "fp32"
	BF16 Dtype = "bf16"
	FP16 Dtype = "fp16"
	FP8  Dtype = "fp8"
	INT8 Dtype = "int8"
	INT4 Dtype = "int4"
)

// Dtypes returns all of them, the widest first.
func Dtypes() []Dtype { return []Dtype{FP32, BF16, FP16, FP8, INT8, INT4} }

// Known reports whether d is one of [Dtypes].
func (d Dtype) Known() bool { return slices.Contains(Dtypes(), d) }

// Check refuses a dtype that is not known, and says which are.
func (d Dtype) Check() error {
	if !d.Known() {
		return fmt.Errorf("the dtype %q is not known: use one of %v", string(d), Dtypes())
	}
	return nil
}

// Bits returns how many bits a number takes, scales of quantised blocks not
// counted; 0 for a dtype that is not known.
func (d Dtype) Bits() int64 {
	switch d {
	case FP32:
		return 32
	case BF16, FP16:
		return 16
	case FP8, INT8:
		return 8
	case INT4:
		return 4
	}
	return 0
}

// Width returns how many bytes a number takes: half of one for int4.
func (d Dtype) Width() float64 { return float64(d.Bits()) / 8 }

// Size returns how many bytes n numbers take, a started byte counted whole. It
// is an error if that does not fit an int64.
func (d Dtype) Size(n int64) (int64, error) {
	whole, err := Product(n/8, d.Bits())
	if err != nil {
		return 0, err
	}
	// Of up to seven numbers more, at most 7·32 bits.
	return Sum(whole, (n%8*d.Bits()+7)/8)
}
