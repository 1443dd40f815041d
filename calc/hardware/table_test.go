package hardware

import (
	_ "embed"
	"math"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"attnexperts/calc/quantity"
)

// A line is only ever added to this file: links hold these keys.
//
//go:embed testdata/keys.golden
var releasedKeys string

func TestReleasedKeysAreNeverRenamed(t *testing.T) {
	released := strings.Fields(releasedKeys)
	for _, key := range released {
		if d, ok := Find(key); !ok || d.Key != key {
			t.Errorf("links with device=%s no longer open", key)
		}
	}
	for _, d := range All() {
		if !slices.Contains(released, d.Key) {
			t.Errorf("%s is new: add it to testdata/keys.golden", d.Key)
		}
	}
}

func TestNamesInTextHaveTheirCommasInParentheses(t *testing.T) {
	for key, want := range map[string]string{
		"a100-80": "A100 SXM (80 GB)", "m4-max": "M4 Max (40-core GPU, 128 GB)",
	} {
		d, ok := Find(key)
		if got := d.InText(); !ok || got != want {
			t.Errorf("%s is %q in text, want %q", key, got, want)
		}
	}
	for _, d := range All() {
		if outside, _, _ := strings.Cut(d.InText(), " ("); strings.Contains(outside, ",") {
			t.Errorf("%q has a comma in text", d.InText())
		}
	}
}

func TestKeysAreUniqueAndFitForLinks(t *testing.T) {
	shape := regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)
	seen := map[string]bool{}
	for _, d := range All() {
		key := d.Key
		if seen[key] {
			t.Errorf("two devices are called %s", key)
		}
		seen[key] = true
		if !shape.MatchString(key) {
			t.Errorf("the key %q has more than small letters, digits and single hyphens", key)
		}
	}
	for _, key := range []string{"", "H100", "gpu", "h100 "} {
		if d, ok := Find(key); ok || d != (Device{}) {
			t.Errorf("Find(%q) = %v, %v", key, d, ok)
		}
	}
}

func TestNobodyCanChangeTheTable(t *testing.T) {
	All()[0].Memory, All()[0].Key = 1, "changed"
	if d := All()[0]; d.Memory == 1 || d.Key == "changed" {
		t.Error("a caller changed the table")
	}
}

func TestEveryDeviceSaysWhatItIsAndWhereThatIsFrom(t *testing.T) {
	names := map[string]bool{}
	for _, d := range All() {
		if d.Name == "" || names[d.Name] || d.Vendor == "" {
			t.Errorf("%s: name %q (said before: %v), vendor %q", d.Key, d.Name, names[d.Name], d.Vendor)
		}
		names[d.Name] = true
		for _, s := range []Source{d.Source, d.PeakFrom()} {
			u, err := url.Parse(s.URL)
			if s.Title == "" || s.Where == "" || err != nil || u.Scheme != "https" || !strings.Contains(u.Host, ".") || len(u.Path) < 2 {
				t.Errorf("%s: no document, place and https address in %+v (%v)", d.Key, s, err)
			}
		}
	}
}

func TestNumbersAreOfTheRightMagnitude(t *testing.T) {
	between := func(key, what string, n, lo, hi int64) {
		t.Helper()
		if n < lo || n > hi {
			t.Errorf("%s: %s %d is not from %d to %d", key, what, n, lo, hi)
		}
	}
	for _, d := range All() {
		between(d.Key, "year", int64(d.Year), 2018, 2026)
		between(d.Key, "memory", d.Memory, 16<<30, 512<<30)
		if d.Memory%(1<<30) != 0 {
			t.Errorf("%s: memory %d is not in whole GiB", d.Key, d.Memory)
		}
		between(d.Key, "bandwidth", d.Bandwidth, 50e9, 20e12)
		// A memory is read through in a tenth of a millisecond at best, in a second
		// at worst.
		between(d.Key, "time to read the memory in µs", d.Memory/(d.Bandwidth/1e6), 100, 1e6)
		for _, dt := range quantity.Dtypes() {
			if p := d.Peak.Of(dt); p != 0 {
				between(d.Key, "peak of "+string(dt), p, 1e12, 20e15)
			}
		}
	}
}

// GB is a label: what a name says is what the memory holds, in GiB.
func TestNamesSayTheMemory(t *testing.T) {
	size := regexp.MustCompile(`\b(\d+) GB\b`)
	for _, d := range All() {
		if m := size.FindStringSubmatch(d.Name); m != nil && quantity.BytesText(float64(d.Memory)) != m[1]+" GiB" {
			t.Errorf("%s holds %s", d.Name, quantity.BytesText(float64(d.Memory)))
		}
	}
}

func TestNarrowerDtypesAreNotSlower(t *testing.T) {
	order := [][2]quantity.Dtype{
		{quantity.FP32, quantity.BF16},
		{quantity.FP32, quantity.FP16},
		{quantity.BF16, quantity.FP8},
		{quantity.FP16, quantity.FP8},
		{quantity.BF16, quantity.INT8},
		{quantity.FP16, quantity.INT8},
		{quantity.FP8, quantity.INT8},
		{quantity.INT8, quantity.INT4},
	}
	for _, d := range All() {
		for _, o := range order {
			wide, narrow := d.Peak.Of(o[0]), d.Peak.Of(o[1])
			if wide > 0 && narrow > 0 && narrow < wide {
				t.Errorf("%s: %s does %d, more than %s with %d", d.Key, o[0], wide, o[1], narrow)
			}
		}
	}
}

// near reports whether a and b differ by less than a share of b.
func near(a, b, share float64) bool { return math.Abs(a-b) <= share*math.Abs(b) }

// What a device computes follows from its units, what each does in a cycle, and
// its clock; a peak with sparsity is twice that.
func TestPeaksAreDenseAndFollowFromTheClock(t *testing.T) {
	for _, c := range []struct {
		key       string
		dtype     quantity.Dtype
		units     float64 // streaming multiprocessors, compute units, matrix units, GPU cores
		perCycle  float64 // operations of one of them
		gigahertz float64
	}{
		{"h200", quantity.BF16, 132, 4096, 1.83},
		{"h100", quantity.BF16, 132, 4096, 1.83},
		{"h100", quantity.FP8, 132, 8192, 1.83},
		{"h100", quantity.FP32, 132, 256, 1.98},
		{"h100-pcie", quantity.BF16, 114, 4096, 1.62},
		{"a100-80", quantity.BF16, 108, 2048, 1.41},
		{"a100-40", quantity.BF16, 108, 2048, 1.41},
		{"a100-40", quantity.INT8, 108, 4096, 1.41},
		{"a100-40", quantity.FP32, 108, 128, 1.41},
		{"l40s", quantity.BF16, 142, 1024, 2.52},
		{"l40s", quantity.FP8, 142, 2048, 2.52},
		{"l4", quantity.BF16, 58, 1024, 2.04},
		{"l4", quantity.FP8, 58, 2048, 2.04},
		{"t4", quantity.FP16, 40, 1024, 1.59},
		{"mi325x", quantity.BF16, 304, 2048, 2.1},
		{"mi300x", quantity.BF16, 304, 2048, 2.1},
		{"mi300x", quantity.FP8, 304, 4096, 2.1},
		{"mi300x", quantity.FP32, 304, 256, 2.1},
		{"tpu-v6e", quantity.BF16, 2, 2 * 256 * 256, 3.5},
		{"tpu-v5p", quantity.BF16, 8, 2 * 128 * 128, 1.75},
		{"tpu-v5e", quantity.BF16, 4, 2 * 128 * 128, 1.5},
		{"rtx-5090", quantity.BF16, 170, 512, 2.407},
		{"rtx-5090", quantity.FP32, 170, 256, 2.407},
		{"rtx-4090", quantity.BF16, 128, 512, 2.52},
		{"rtx-4090", quantity.FP8, 128, 1024, 2.52},
		{"rtx-4090", quantity.INT8, 128, 2048, 2.52},
		{"rtx-3090", quantity.BF16, 82, 512, 1.695},
		{"rtx-3090", quantity.FP32, 82, 256, 1.695},
		{"m4-max", quantity.FP32, 40, 256, 1.578},
		{"m3-max", quantity.FP16, 40, 256, 1.398},
		{"m2-ultra", quantity.FP32, 76, 256, 1.398},
		{"ryzen-9950x", quantity.FP32, 16, 64, 4.3},
	} {
		d, _ := Find(c.key)
		got, want := float64(d.Peak.Of(c.dtype)), c.units*c.perCycle*c.gigahertz*1e9
		if !near(got, want, 0.015) {
			t.Errorf("%s: %s is %.4g a second, but %g units × %g × %g GHz are %.4g", c.key, c.dtype, got, c.units, c.perCycle, c.gigahertz, want)
		}
	}
}

// NVIDIA states a DGX B200 with eight of them: 1,440 GB, 64 TB/s, and 72
// PFLOP/s of fp8 with sparsity.
func TestAB200IsAnEighthOfItsSystem(t *testing.T) {
	d, _ := Find("b200")
	if d.Memory != 1440<<30/8 || d.Bandwidth != 64e12/8 || d.Peak.FP8 != 72e15/8/2 || d.Peak.BF16 != d.Peak.FP8/2 {
		t.Errorf("a B200 has %d bytes, %d a second, %+v", d.Memory, d.Bandwidth, d.Peak)
	}
}

// A bandwidth is the width of the bus times what each wire carries.
func TestBandwidthsFollowFromTheBus(t *testing.T) {
	for key, bus := range map[string]struct{ bits, gigabits float64 }{
		"b200": {8192, 8}, "h200": {6144, 6.25}, "h100": {5120, 5.24}, "h100-pcie": {5120, 3.19},
		"a100-80": {5120, 3.19}, "a100-40": {5120, 2.43}, "l40s": {384, 18}, "l4": {192, 12.5}, "t4": {256, 10},
		"mi325x": {8192, 6}, "mi300x": {8192, 5.2},
		"tpu-v6e": {2048, 6.4}, "tpu-v5e": {2048, 3.2},
		"rtx-5090": {512, 28}, "rtx-4090": {384, 21}, "rtx-3090": {384, 19.5},
		"m4-max": {512, 8.533}, "m3-max": {512, 6.4}, "m2-ultra": {1024, 6.4}, "ryzen-9950x": {128, 5.6},
	} {
		d, _ := Find(key)
		if want := bus.bits * bus.gigabits / 8 * 1e9; !near(float64(d.Bandwidth), want, 0.03) {
			t.Errorf("%s: %.4g bytes a second, but %g bits × %g Gb/s are %.4g", key, float64(d.Bandwidth), bus.bits, bus.gigabits, want)
		}
	}
}

func TestWhatIsStoredIsComputedInADtypeThatTheDeviceHas(t *testing.T) {
	for _, d := range All() {
		for _, dt := range quantity.Dtypes() {
			peak, used := d.Compute(dt)
			if peak <= 0 || peak != d.Peak.Of(used) {
				t.Errorf("%s: %s is computed in %q at %d", d.Key, dt, used, peak)
			}
			if own := d.Peak.Of(dt); own > 0 && used != dt {
				t.Errorf("%s has %s but computes it in %s", d.Key, dt, used)
			}
			// Only a TPU may round.
			if used.Bits() < dt.Bits() && d.Vendor != "Google" {
				t.Errorf("%s rounds %s to %s", d.Key, dt, used)
			}
		}
	}
	for _, c := range []struct {
		key          string
		stored, used quantity.Dtype
	}{
		{"a100-80", quantity.FP8, quantity.BF16},
		{"a100-80", quantity.INT4, quantity.INT4},
		{"h100", quantity.INT4, quantity.BF16},
		{"h100", quantity.FP8, quantity.FP8},
		{"t4", quantity.BF16, quantity.FP32},
		{"t4", quantity.FP8, quantity.FP16},
		{"tpu-v5e", quantity.FP32, quantity.BF16},
		{"tpu-v5e", quantity.FP16, quantity.BF16},
		{"m3-max", quantity.BF16, quantity.FP32},
		{"m3-max", quantity.INT4, quantity.FP16},
		{"ryzen-9950x", quantity.INT8, quantity.FP32},
	} {
		d, _ := Find(c.key)
		if _, used := d.Compute(c.stored); used != c.used {
			t.Errorf("%s computes %s in %s, want %s", c.key, c.stored, used, c.used)
		}
	}
	if peak, used := All()[0].Compute("fp4"); peak != 0 || used != "" {
		t.Errorf("an unknown dtype is computed in %q at %d", used, peak)
	}
	if p := (Peak{1, 2, 3, 4, 5, 6}).Of("fp4"); p != 0 {
		t.Errorf("an unknown dtype has the peak %d", p)
	}
}
