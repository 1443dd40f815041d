package practice

import (
	"math"
	"strconv"
	"strings"
	"testing"
)

// sums is how many exercises of each kind have their worked solutions added up.
const sums = 1_500

// What a worked solution says is equal is equal, to the digits that are printed:
// each number of it stands for all that would be printed so.
func TestWorkedSolutionsAddUp(t *testing.T) {
	for _, k := range Kinds() {
		t.Run(k.Key, func(t *testing.T) {
			t.Parallel()
			read := 0
			for seed := range uint64(sums) {
				e := Make(k.Key, seed, 1+int(seed%MaxLevel))
				for _, q := range e.Questions {
					for _, s := range q.Steps {
						if !strings.ContainsAny(s.Sum, "=→") {
							continue
						}
						read++
						if why := addsUp(s.Sum); why != "" {
							t.Fatalf("%s: %s: %q %s", name(e), q.Key, s.Sum, why)
						}
					}
				}
			}
			if read < sums/4 {
				t.Errorf("only %d sums were read", read)
			}
		})
	}
}

// The reader of sums tells those that hold from those that do not.
func TestSumsThatDoNotAddUpAreFound(t *testing.T) {
	for sum, want := range map[string]bool{
		"2 × 8 × 128 = 2,048 numbers": true, "2 × 8 × 128 = 2,049 numbers": false, "3.583 billion + 2.167 billion = 5.75 billion": true,
		"3.583 billion + 2.167 billion = 5.712 billion": false, "2,048 × 28 × 2 = 112 KiB (115 kB)": true, "2,048 × 28 × 2 = 112 KiB (117 kB)": false,
		"8 ÷ 256 = 3.12 %": true, "8 ÷ 256 = 3.2 %": false, "(206 − 145) ÷ 11 = 5": false, "(206 − 145) ÷ 11 = 5.55 → 5": true, "37 ÷ 18 → 3": true, "37 ÷ 18 → 4": false,
		"(206 − 145 = 61": false, "536,870,912 ÷ 2^30 = 0.5 GiB": true, "min(768, 1,024) = 768": true, "All: 3 × 4 = 12": true, "3 parsecs = 3": false,
	} {
		if why := addsUp(sum); (why == "") != want {
			t.Errorf("%q: %q", sum, why)
		}
	}
}

// addsUp says why a sum does not hold; "" where it does. What follows an arrow
// is what stands before it, rounded up or down.
func addsUp(sum string) string {
	if _, after, named := strings.Cut(sum, ": "); named {
		sum = after
	}
	sum = strings.Replace(sum, " ÷ 2^30 = ", " bytes = ", 1) // which says the unit anew
	var last span
	for i, side := range strings.Split(strings.NewReplacer(" → ", " = →").Replace(sum), " = ") {
		text, rounded := strings.CutPrefix(side, "→")
		r := reader{words: strings.Fields(strings.NewReplacer("min(", "min ( ", "(", "( ", ")", " )", ", ", " , ", "^", " ^ ").Replace(text))}
		v := r.sum()
		switch {
		case r.bad != "" || len(r.words) > 0:
			return "cannot be read at " + r.bad + strings.Join(r.words, " ")
		case i > 0 && rounded && (v.lo != math.Trunc(v.lo) || v.lo <= last.lo-1 || v.hi >= last.hi+1):
			return "is not rounded to a whole number next to it"
		case i > 0 && !rounded && (v.lo > last.hi*(1+1e-12) || v.hi < last.lo*(1-1e-12)):
			return "is not equal: from " + exact(last.lo) + " to " + exact(last.hi)
		}
		last = v
	}
	return ""
}

// span is what a printed number may stand for.
type span struct{ lo, hi float64 }

// reader reads the words of a sum.
type reader struct {
	words []string
	bad   string
}

func (r *reader) next(words ...string) string {
	for _, w := range words {
		if len(r.words) > 0 && r.words[0] == w {
			r.words = r.words[1:]
			return w
		}
	}
	return ""
}

func (r *reader) sum() span {
	v := r.product()
	for {
		switch r.next("+", "−") {
		case "+":
			w := r.product()
			v = span{v.lo + w.lo, v.hi + w.hi}
		case "−":
			w := r.product()
			v = span{v.lo - w.hi, v.hi - w.lo}
		default:
			return v
		}
	}
}

func (r *reader) product() span {
	v := r.power()
	for {
		switch r.next("×", "÷") {
		case "×":
			w := r.power()
			v = span{v.lo * w.lo, v.hi * w.hi}
		case "÷":
			w := r.power()
			v = span{v.lo / w.hi, v.hi / w.lo}
		default:
			return v
		}
	}
}

func (r *reader) power() span {
	v := r.atom()
	if r.next("^") != "" {
		w := r.atom()
		v = span{math.Pow(v.lo, w.lo), math.Pow(v.hi, w.hi)}
	}
	return v
}

// scaled are what may follow a number: what it is multiplied by, and with how
// many digits such numbers are printed, 0 for all of them.
var scaled = map[string]struct {
	by     float64
	digits int
}{
	"million": {1e6, 4}, "billion": {1e9, 4}, "trillion": {1e12, 4}, "KiB": {1 << 10, 3}, "MiB": {1 << 20, 3}, "GiB": {1 << 30, 3}, "TiB": {1 << 40, 3},
	"kB": {1e3, 3}, "MB": {1e6, 3}, "GB": {1e9, 3}, "TB": {1e12, 3}, "%": {0.01, 3}, "B": {1, 0}, "byte": {1, 0}, "bytes": {1, 0},
	"FLOPs": {1, 0}, "tokens": {1, 0}, "numbers": {1, 0}, "in": {1, 0}, "a": {1, 0}, "layer": {1, 0},
}

func (r *reader) atom() span {
	smaller := r.next("min") != ""
	if r.next("(") != "" {
		v := r.sum()
		for smaller && r.next(",") != "" {
			w := r.sum()
			v = span{min(v.lo, w.lo), min(v.hi, w.hi)}
		}
		if r.next(")") == "" {
			r.bad = "a parenthesis"
		}
		return v
	}
	if len(r.words) == 0 {
		r.bad = "the end"
		return span{}
	}
	v := r.number()
	// The same in another unit: "112 KiB (115 kB)".
	if len(r.words) > 3 && r.words[0] == "(" && scaled[r.words[2]].digits == 3 {
		r.words = r.words[1:]
		if w := r.number(); w.lo > v.hi || w.hi < v.lo {
			r.bad = "the second unit"
		}
		r.next(")")
	}
	return v
}

// number reads a number with what follows it.
func (r *reader) number() span {
	text := r.words[0]
	f, err := strconv.ParseFloat(strings.ReplaceAll(text, ",", ""), 64)
	if err != nil {
		r.bad = text
		return span{}
	}
	r.words = r.words[1:]
	// Half of the last digit, where the number is a rounded one.
	_, fraction, point := strings.Cut(text, ".")
	half, by := 0.0, 1.0
	if point {
		half = math.Pow10(-len(fraction)) / 2
	}
	for len(r.words) > 0 && scaled[r.words[0]].by > 0 {
		unit := scaled[r.words[0]]
		if unit.digits > 0 {
			half = math.Pow10(int(math.Floor(math.Log10(f)))-unit.digits+1) / 2
		}
		by *= unit.by
		r.words = r.words[1:]
	}
	return span{(f - half) * by, (f + half) * by}
}
