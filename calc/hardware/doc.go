// Package hardware holds the accelerators that people have, and what their
// memory, bandwidth and arithmetic allow: how many sequences fit, how fast
// decoding can be at most, and which of the two rooflines rules.
//
//	d, _ := hardware.Find("h100")
//	r, err := d.MaxBatch(weights, cachePerSequence) // how many sequences fit
//	t, err := d.StepTime(hardware.Step{Batch: 1, Weights: weights, Cache: cache, FLOPs: work, Dtype: quantity.BF16})
//
// [All] lists the devices, [Find] looks one up by its key, which is its name in
// links and never changes. [Device.MaxBatch], [Device.TokensPerSecond] and
// [Device.StepTime] answer about one decoding step; [Device.Ridge] and
// [Device.Attainable] draw the roofline.
//
// # What the numbers mean
//
// Everything is a peak that a maker states, or follows from what a maker
// states; no program reaches it. All bounds that are computed here are
// therefore bounds from above.
//
// Memory is in binary units. A data sheet's "80 GB" is made of chips whose
// sizes are powers of two, so it is 80 GiB, 85,899,345,920 bytes: Google's and
// AMD's documents write GiB themselves, and nvidia-smi shows 143,771 MiB
// (140.4 GiB) for the 141 GB of an H200 and 183,359 MiB (179.1 GiB) for the
// 180 GB of a B200. The little that drivers keep is not taken off, nor are
// activations. Bandwidth is in decimal units, as clocks are: 1 TB/s is 10^12
// bytes a second.
//
// Peaks are dense. Makers often print twice the number, which holds only for
// weights of which every group of four has two zeros (2:4 structured sparsity);
// where they print nothing else, the peak here is half of it. A multiply and an
// add count as two operations. Sums are kept in fp32 (int32 for integers): some
// GeForce cards are twice as fast with sums in fp16, which language models do
// not use. The peak of fp32 is that of full fp32, not of TF32, which rounds what
// it multiplies to 10 bits of mantissa.
package hardware
