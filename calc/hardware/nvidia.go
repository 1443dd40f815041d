package hardware

// Documents that speak of more than one device.
var (
	whitePaperA100 = Source{
		"NVIDIA A100 Tensor Core GPU Architecture", "table of the GPU's peaks, without sparsity",
		"https://images.nvidia.com/aem-dam/en-zz/Solutions/data-center/nvidia-ampere-architecture-whitepaper.pdf",
	}
	dataSheetA100 = Source{
		"NVIDIA A100 Tensor Core GPU data sheet", "specifications, SXM",
		"https://www.nvidia.com/content/dam/en-zz/Solutions/Data-Center/a100/pdf/nvidia-a100-datasheet-us-nvidia-1758950-r4-web.pdf",
	}
	whitePaperH100 = Source{
		"NVIDIA H100 Tensor Core GPU Architecture", "table of the GPU's peaks, without sparsity",
		"https://resources.nvidia.com/en-us-tensor-core/gtc22-whitepaper-hopper",
	}
)

// The half of a number that a data sheet prints with sparsity is written as
// such a half.
var nvidiaServers = []Device{
	{
		Key: "b200", Name: "B200 SXM, 180 GB", Vendor: "NVIDIA", Year: 2024,
		Memory: 180 * gib, Bandwidth: 8 * tera,
		Peak: Peak{FP32: 80 * tera, BF16: 2250 * tera, FP16: 2250 * tera, FP8: 4500 * tera, INT8: 4500 * tera},
		Source: Source{
			"NVIDIA DGX B200", "specifications, an eighth of 1,440 GB and of 64 TB/s",
			"https://www.nvidia.com/en-us/data-center/dgx-b200/",
		},
		PeakSource: Source{
			"NVIDIA Blackwell Architecture Technical Brief", "HGX B200, for one GPU, dense",
			"https://resources.nvidia.com/en-us-blackwell-architecture",
		},
		Note: "Its fp4 is a floating-point format; int4 weights are widened.",
	},
	{
		Key: "h200", Name: "H200 SXM, 141 GB", Vendor: "NVIDIA", Year: 2023,
		Memory: 141 * gib, Bandwidth: 4800 * giga,
		Peak:       Peak{FP32: 66.9 * tera, BF16: 989.4 * tera, FP16: 989.4 * tera, FP8: 1978.9 * tera, INT8: 1978.9 * tera},
		Source:     Source{"NVIDIA H200 Tensor Core GPU", "specifications, SXM", "https://www.nvidia.com/en-us/data-center/h200/"},
		PeakSource: whitePaperH100,
		Note:       "It computes as the H100 SXM does; the memory is what is new.",
	},
	{
		Key: "h100", Name: "H100 SXM, 80 GB", Vendor: "NVIDIA", Year: 2022,
		Memory: 80 * gib, Bandwidth: 3350 * giga,
		Peak:       Peak{FP32: 66.9 * tera, BF16: 989.4 * tera, FP16: 989.4 * tera, FP8: 1978.9 * tera, INT8: 1978.9 * tera},
		Source:     Source{"NVIDIA H100 Tensor Core GPU", "specifications, SXM", "https://www.nvidia.com/en-us/data-center/h100/"},
		PeakSource: whitePaperH100,
	},
	{
		Key: "h100-pcie", Name: "H100 PCIe, 80 GB", Vendor: "NVIDIA", Year: 2022,
		Memory: 80 * gib, Bandwidth: 2039 * giga,
		Peak:   Peak{FP32: 51.2 * tera, BF16: 756 * tera, FP16: 756 * tera, FP8: 1513 * tera, INT8: 1513 * tera},
		Source: whitePaperH100,
	},
	{
		Key: "a100-80", Name: "A100 SXM, 80 GB", Vendor: "NVIDIA", Year: 2020,
		Memory: 80 * gib, Bandwidth: 2039 * giga,
		Peak:   Peak{FP32: 19.5 * tera, BF16: 312 * tera, FP16: 312 * tera, INT8: 624 * tera, INT4: 1248 * tera},
		Source: dataSheetA100, PeakSource: whitePaperA100,
	},
	{
		Key: "a100-40", Name: "A100 SXM, 40 GB", Vendor: "NVIDIA", Year: 2020,
		Memory: 40 * gib, Bandwidth: 1555 * giga,
		Peak:   Peak{FP32: 19.5 * tera, BF16: 312 * tera, FP16: 312 * tera, INT8: 624 * tera, INT4: 1248 * tera},
		Source: whitePaperA100,
	},
	{
		Key: "l40s", Name: "L40S, 48 GB", Vendor: "NVIDIA", Year: 2023,
		Memory: 48 * gib, Bandwidth: 864 * giga,
		Peak:   Peak{FP32: 91.6 * tera, BF16: 362.05 * tera, FP16: 362.05 * tera, FP8: 733 * tera, INT8: 733 * tera, INT4: 733 * tera},
		Source: Source{"NVIDIA L40S data sheet", "specifications, the numbers without sparsity", "https://www.nvidia.com/en-us/data-center/l40s/"},
		Note:   eccNote,
	},
	{
		Key: "l4", Name: "L4, 24 GB", Vendor: "NVIDIA", Year: 2023,
		Memory: 24 * gib, Bandwidth: 300 * giga,
		Peak:   Peak{FP32: 30.3 * tera, BF16: 242 * tera / 2, FP16: 242 * tera / 2, FP8: 485 * tera / 2, INT8: 485 * tera / 2},
		Source: Source{"NVIDIA L4 Tensor Core GPU", "specifications, half of the numbers with sparsity", "https://www.nvidia.com/en-us/data-center/l4/"},
		Note:   eccNote,
	},
	{
		Key: "t4", Name: "T4, 16 GB", Vendor: "NVIDIA", Year: 2018,
		Memory: 16 * gib, Bandwidth: 320 * giga,
		Peak: Peak{FP32: 8.1 * tera, FP16: 65 * tera, INT8: 130 * tera, INT4: 260 * tera},
		Source: Source{
			"NVIDIA Turing GPU Architecture", "table of the Tesla T4",
			"https://images.nvidia.com/aem-dam/en-zz/Solutions/design-visualization/technologies/turing-architecture/NVIDIA-Turing-Architecture-Whitepaper.pdf",
		},
		Note: eccNote + " It has no bf16, so fp16 is what people use on it.",
	},
}

const eccNote = "Error correction, on by default, keeps a sixteenth of the memory."

var nvidiaCards = []Device{
	{
		Key: "rtx-5090", Name: "GeForce RTX 5090, 32 GB", Vendor: "NVIDIA", Year: 2025,
		Memory: 32 * gib, Bandwidth: 1792 * giga,
		Peak: Peak{FP32: 104.8 * tera, BF16: 209.5 * tera, FP16: 209.5 * tera, FP8: 419 * tera, INT8: 838 * tera},
		Source: Source{
			"NVIDIA RTX Blackwell GPU Architecture", "appendix A, GeForce RTX 5090, sums in fp32, dense",
			"https://images.nvidia.com/aem-dam/Solutions/geforce/blackwell/nvidia-rtx-blackwell-gpu-architecture.pdf",
		},
		Note: "Its fp4 is a floating-point format; int4 weights are widened.",
	},
	{
		Key: "rtx-4090", Name: "GeForce RTX 4090, 24 GB", Vendor: "NVIDIA", Year: 2022,
		Memory: 24 * gib, Bandwidth: 1008 * giga,
		Peak: Peak{FP32: 82.6 * tera, BF16: 165.2 * tera, FP16: 165.2 * tera, FP8: 330.3 * tera, INT8: 660.6 * tera, INT4: 1321.2 * tera},
		Source: Source{
			"NVIDIA Ada GPU Architecture", "version 2.02, appendix A, GeForce RTX 4090, sums in fp32, dense",
			"https://images.nvidia.com/aem-dam/Solutions/geforce/ada/nvidia-ada-gpu-architecture.pdf",
		},
	},
	{
		Key: "rtx-3090", Name: "GeForce RTX 3090, 24 GB", Vendor: "NVIDIA", Year: 2020,
		Memory: 24 * gib, Bandwidth: 936 * giga,
		Peak: Peak{FP32: 35.6 * tera, BF16: 71 * tera, FP16: 71 * tera, INT8: 284 * tera, INT4: 568 * tera},
		Source: Source{
			"NVIDIA Ampere GA102 GPU Architecture", "appendix A, GeForce RTX 3090, sums in fp32, dense",
			"https://www.nvidia.com/content/PDF/nvidia-ampere-ga-102-gpu-architecture-whitepaper-v2.pdf",
		},
	},
}
