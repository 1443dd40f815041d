package hardware

var googleTPUs = []Device{
	{
		Key: "tpu-v6e", Name: "TPU v6e (Trillium), one chip", Vendor: "Google", Year: 2024,
		Memory: 32 * gib, Bandwidth: 1638 * giga,
		Peak:   Peak{BF16: 918 * tera, INT8: 1836 * tera},
		Source: Source{"Cloud TPU documentation", "TPU v6e, system architecture", "https://cloud.google.com/tpu/docs/v6e"},
	},
	{
		Key: "tpu-v5p", Name: "TPU v5p, one chip", Vendor: "Google", Year: 2023,
		Memory: 95 * gib, Bandwidth: 2765 * giga,
		Peak:   Peak{BF16: 459 * tera, INT8: 918 * tera},
		Source: Source{"Cloud TPU documentation", "TPU v5p, system architecture", "https://cloud.google.com/tpu/docs/v5p"},
		PeakSource: Source{
			"How to Scale Your Model, Google DeepMind", "table of TPU specifications",
			"https://jax-ml.github.io/scaling-book/tpus/",
		},
	},
	{
		Key: "tpu-v5e", Name: "TPU v5e, one chip", Vendor: "Google", Year: 2023,
		Memory: 16 * gib, Bandwidth: 819 * giga,
		Peak:   Peak{BF16: 197 * tera, INT8: 393 * tera},
		Source: Source{"Cloud TPU documentation", "TPU v5e, system architecture", "https://cloud.google.com/tpu/docs/v5e"},
	},
}
