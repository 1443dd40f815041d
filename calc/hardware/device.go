package hardware

import (
	"strings"

	"attnexperts/calc/quantity"
)

// A Device is one accelerator, or one machine with a memory of its own.
type Device struct {
	// Key is the device's name in links: small letters, digits and hyphens. A
	// released key is never renamed. Name is what people call it.
	Key, Name, Vendor string
	// Year is when it was announced.
	Year int
	// Memory is its size in bytes (see the package's text for GB and GiB),
	// Bandwidth the bytes that can be read from it in a second.
	Memory, Bandwidth int64
	// Peak is what it computes in a second at most.
	Peak Peak
	// Source says where memory and bandwidth are from, and the peak too unless
	// PeakSource says otherwise.
	Source, PeakSource Source
	// Note says what a reader should know besides; often nothing.
	Note string
}

// InText returns the name as sentences have it, in which a comma would end a thought:
// "A100 SXM (80 GB)" for "A100 SXM, 80 GB".
func (d Device) InText() string {
	if name, which, found := strings.Cut(d.Name, ", "); found {
		return name + " (" + which + ")"
	}
	return d.Name
}

// A Peak holds the dense operations a second of each dtype: floating-point ones,
// or integer ones for int8 and int4. 0 means that the device has no unit for
// the dtype, or that its maker gives no number for it.
type Peak struct {
	FP32, BF16, FP16, FP8, INT8, INT4 int64
}

// Of returns the peak of a dtype; 0 if there is none.
func (p Peak) Of(d quantity.Dtype) int64 {
	switch d {
	case quantity.FP32:
		return p.FP32
	case quantity.BF16:
		return p.BF16
	case quantity.FP16:
		return p.FP16
	case quantity.FP8:
		return p.FP8
	case quantity.INT8:
		return p.INT8
	case quantity.INT4:
		return p.INT4
	}
	return 0
}

// A Source is a document, and where in it.
type Source struct {
	Title, Where, URL string
}

// String returns the source without its address.
func (s Source) String() string {
	if s.Where == "" {
		return s.Title
	}
	return s.Title + ", " + s.Where
}

// PeakFrom returns where the peak is from.
func (d Device) PeakFrom() Source {
	if d.PeakSource != (Source{}) {
		return d.PeakSource
	}
	return d.Source
}

// Compute returns the peak that rules for numbers stored as a dtype, and the
// dtype that the device then computes in.
//
// Where a device has no peak for the dtype, numbers are widened on their way
// to the arithmetic to the first of these that it has: bf16, fp16, fp32 for
// fp8, int8 and int4 (which leaves the activations in 16 bits, as weight-only
// quantisation does), and fp32 for bf16 and fp16. Each of them holds every value
// of the narrower one. An A100 so keeps fp8 weights in 8 bits, and multiplies
// them in bf16. Only TPUs are left: they round fp32 and fp16 to bf16, which is
// XLA's default (https://cloud.google.com/tpu/docs/bfloat16).
//
// For a dtype that is not known, or a device without any peak, it returns 0 and
// "".
func (d Device) Compute(stored quantity.Dtype) (peak int64, used quantity.Dtype) {
	for _, u := range inTurn(stored) {
		if p := d.Peak.Of(u); p > 0 {
			return p, u
		}
	}
	return 0, ""
}

// inTurn lists what a dtype may be computed in, the best first.
func inTurn(stored quantity.Dtype) []quantity.Dtype {
	switch stored {
	case quantity.FP32:
		return []quantity.Dtype{quantity.FP32, quantity.BF16}
	case quantity.BF16, quantity.FP16:
		return []quantity.Dtype{stored, quantity.FP32, quantity.BF16}
	case quantity.FP8, quantity.INT8, quantity.INT4:
		return []quantity.Dtype{stored, quantity.BF16, quantity.FP16, quantity.FP32}
	}
	return nil
}
