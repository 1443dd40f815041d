package practice

import (
	"errors"
	"strconv"
	"strings"
)

// Result is what became of one exercise.
type Result struct {
	Kind  string
	Level int
	Seed  uint64
	// First says that it was right at first try: see the package's text.
	First bool
	// Hints is how many hints were taken.
	Hints int
	// Took is how long it took, in milliseconds, When when it was finished, in
	// Unix milliseconds.
	Took, When int64
}

// MaxResultLine is how long a result's line can be.
const MaxResultLine = 96

// What a result can hold.
const (
	maxKind  = 32
	maxHints = 99
	maxTook  = 24 * 60 * 60 * 1000
	maxWhen  = 1 << 50
)

// Line returns the result as a line of text without its end, at most
// MaxResultLine bytes: "1 kv-cache 2 4711 y 0 45120 1764032912000". What is out
// of bounds becomes the nearest that is not.
func (r Result) Line() string {
	first := "n"
	if r.First {
		first = "y"
	}
	bound := func(n, most int64) string { return num(max(0, min(n, most))) }
	return strings.Join([]string{
		"1", r.Kind, num(max(1, min(int64(r.Level), MaxLevel))), strconv.FormatUint(min(r.Seed, MaxSeed), 10), first,
		bound(int64(r.Hints), maxHints), bound(r.Took, maxTook), bound(r.When, maxWhen),
	}, " ")
}

// errResult is what is wrong with a line of results.
var errResult = errors.New("this is no result of practice: wanted are eight fields, such as 1 kv-cache 2 4711 y 0 45120 1764032912000")

// ReadResult reads a line that Line wrote, and nothing else. A kind that is not
// known is kept: another version may know it.
func ReadResult(line string) (Result, error) {
	if len(line) > MaxResultLine {
		return Result{}, errResult
	}
	f := strings.Split(line, " ")
	if len(f) != 8 || f[0] != "1" || !kindKey(f[1]) || f[4] != "y" && f[4] != "n" {
		return Result{}, errResult
	}
	var n [5]int64
	for i, b := range []struct {
		text   string
		lo, hi int64
	}{{f[2], 1, MaxLevel}, {f[3], 0, MaxSeed}, {f[5], 0, maxHints}, {f[6], 0, maxTook}, {f[7], 0, maxWhen}} {
		v, err := strconv.ParseInt(b.text, 10, 64)
		if err != nil || v < b.lo || v > b.hi || num(v) != b.text {
			return Result{}, errResult
		}
		n[i] = v
	}
	return Result{Kind: f[1], Level: int(n[0]), Seed: uint64(n[1]), First: f[4] == "y", Hints: int(n[2]), Took: n[3], When: n[4]}, nil
}

// kindKey reports whether a text can be the key of a kind: small letters, digits
// and hyphens.
func kindKey(text string) bool {
	for _, c := range []byte(text) {
		if c != '-' && (c < '0' || c > '9') && (c < 'a' || c > 'z') {
			return false
		}
	}
	return text != "" && len(text) <= maxKind
}
