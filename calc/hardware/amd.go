package hardware

var amdServers = []Device{
	{
		Key: "mi325x", Name: "Instinct MI325X, 256 GB", Vendor: "AMD", Year: 2024,
		Memory: 256 * gib, Bandwidth: 6 * tera,
		Peak: Peak{FP32: 163.4 * tera, BF16: 1307.4 * tera, FP16: 1307.4 * tera, FP8: 2614.9 * tera, INT8: 2614.9 * tera},
		Source: Source{
			"AMD Instinct MI325X", "specifications, the numbers without structured sparsity",
			"https://www.amd.com/en/products/accelerators/instinct/mi300/mi325x.html",
		},
	},
	{
		Key: "mi300x", Name: "Instinct MI300X, 192 GB", Vendor: "AMD", Year: 2023,
		Memory: 192 * gib, Bandwidth: 5300 * giga,
		Peak: Peak{FP32: 163.4 * tera, BF16: 1307.4 * tera, FP16: 1307.4 * tera, FP8: 2614.9 * tera, INT8: 2614.9 * tera},
		Source: Source{
			"AMD Instinct MI300X", "specifications, the numbers without structured sparsity",
			"https://www.amd.com/en/products/accelerators/instinct/mi300/mi300x.html",
		},
	},
}
