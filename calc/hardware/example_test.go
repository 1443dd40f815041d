package hardware_test

import (
	"fmt"

	"attnexperts/calc/hardware"
	"attnexperts/calc/quantity"
)

// What Llama 3.1 8B is in bf16: 8,030,261,248 parameters of 2 bytes; and the cache
// of 8,192 tokens, each 32 layers · 2 · 8 · 128 numbers · 2 bytes: 1 GiB.
const (
	weights = 2 * 8_030_261_248
	cache   = 1 << 30
)

// By hand: 80 GiB less 16,060,522,496 bytes are 69,838,823,424, which is 65.04
// times 1 GiB.
func ExampleDevice_MaxBatch() {
	d, _ := hardware.Find("a100-80")
	r, err := d.MaxBatch(weights, cache)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(d.Name, "holds", r.Value.Exact(), "sequences")
	// Output:
	// A100 SXM, 80 GB holds 65 sequences
}

// By hand: an H100 reads 3.35·10^12 bytes a second (its data sheet), and a step
// reads 16,060,522,496 + 1,073,741,824 bytes: 5.11 ms. The two operations for
// each parameter take 16 µs at 989.4·10^12 a second.
func ExampleDevice_StepTime() {
	d, _ := hardware.Find("h100")
	t, err := d.StepTime(hardware.Step{Batch: 1, Weights: weights, Cache: cache, FLOPs: weights, Dtype: quantity.BF16})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("reading %.2f ms, computing %.3f ms: bound by %s\n", 1e3*t.Memory.Value.Float(), 1e3*t.Compute.Value.Float(), t.Bound)
	// Output:
	// reading 5.11 ms, computing 0.016 ms: bound by memory
}

// The roofline's ridge, by hand: 989.4·10^12 ÷ 3.35·10^12 = 295.3 operations a
// byte. Decoding one sequence does about one.
func ExampleDevice_Ridge() {
	d, _ := hardware.Find("h100")
	ridge, _ := d.Ridge(quantity.BF16)
	low, _ := d.Attainable(quantity.BF16, 1)
	high, _ := d.Attainable(quantity.BF16, 1000)
	fmt.Println(ridge.Text(), low.Text(), high.Text())
	// Output:
	// 295 FLOPs/byte 3.35 TFLOP/s 989 TFLOP/s
}

// An A100 has no unit for fp8: it widens such weights to bf16.
func ExampleDevice_Compute() {
	d, _ := hardware.Find("a100-80")
	peak, used := d.Compute(quantity.FP8)
	fmt.Println(peak, used)
	// Output:
	// 312000000000000 bf16
}
