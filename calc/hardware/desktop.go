package hardware

// desktops are processors that compute on their own, with ordinary memory.
var desktops = []Device{
	{
		Key: "ryzen-9950x", Name: "Ryzen 9 9950X, 64 GB DDR5-5600", Vendor: "AMD", Year: 2024,
		// Two channels of 8 bytes, 5,600 million times a second.
		Memory: 64 * gib, Bandwidth: 2 * 8 * 5600 * mega,
		// 16 cores, 2 units of 16 numbers, a multiply and an add, 4.3 GHz.
		Peak: Peak{FP32: 16 * 2 * 16 * 2 * 4300 * mega},
		Source: Source{
			"AMD Ryzen 9 9950X", "specifications: two memory channels at 5,600 MT/s; two modules of 32 GB are assumed",
			"https://www.amd.com/en/products/processors/desktops/ryzen/9000-series/amd-ryzen-9-9950x.html",
		},
		PeakSource: Source{
			"Zen5's AVX512 Teardown, numberworld.org", "derived: 16 cores × 2 multiply-adds of 512 bits a cycle × 4.3 GHz, the base clock",
			"https://www.numberworld.org/blogs/2024_8_7_zen5_avx512_teardown/",
		},
		Note: "An ordinary desktop without a graphics card; narrower dtypes are counted as fp32.",
	},
}
