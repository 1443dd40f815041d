package hardware

// Apple states no peak for these chips. They follow from the cores, which Apple
// does state, with 128 multiply-adds a core and cycle at the highest clock that
// macOS reports. The GPU does fp16 at the rate of fp32.
const appleALUs = 128

// appleGPU returns the operations a second of so many cores.
func appleGPU(cores, megahertz int64) Peak {
	p := cores * appleALUs * 2 * megahertz * mega
	return Peak{FP32: p, FP16: p}
}

func appleDerived(where string) Source {
	return Source{
		"Metal Benchmarks, Philip Turner", "derived: " + where + " as powermetrics reports",
		"https://github.com/philipturner/metal-benchmarks",
	}
}

const macNote = "The memory is shared with the processor: macOS leaves the GPU about three quarters of it unless told otherwise."

var appleMacs = []Device{
	{
		Key: "m4-max", Name: "M4 Max, 40-core GPU, 128 GB", Vendor: "Apple", Year: 2024,
		Memory: 128 * gib, Bandwidth: 546 * giga, Peak: appleGPU(40, 1578),
		Source: Source{
			"Apple introduces M4 Pro and M4 Max", "M4 Max with 40 GPU cores",
			"https://www.apple.com/newsroom/2024/10/apple-introduces-m4-pro-and-m4-max/",
		},
		PeakSource: appleDerived("40 cores × 128 multiply-adds × 1,578 MHz"),
		Note:       macNote,
	},
	{
		Key: "m3-max", Name: "M3 Max, 40-core GPU, 128 GB", Vendor: "Apple", Year: 2023,
		Memory: 128 * gib, Bandwidth: 400 * giga, Peak: appleGPU(40, 1398),
		Source: Source{
			"MacBook Pro (16-inch, Nov 2023), tech specs", "M3 Max with 40 GPU cores",
			"https://support.apple.com/en-us/117737",
		},
		PeakSource: appleDerived("40 cores × 128 multiply-adds × 1,398 MHz"),
		Note:       macNote,
	},
	{
		Key: "m2-ultra", Name: "M2 Ultra, 76-core GPU, 192 GB", Vendor: "Apple", Year: 2023,
		Memory: 192 * gib, Bandwidth: 800 * giga, Peak: appleGPU(76, 1398),
		Source: Source{
			"Apple introduces M2 Ultra", "memory, bandwidth and GPU cores",
			"https://www.apple.com/newsroom/2023/06/apple-introduces-m2-ultra/",
		},
		PeakSource: appleDerived("76 cores × 128 multiply-adds × 1,398 MHz"),
		Note:       macNote,
	},
}
