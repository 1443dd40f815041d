package practice

import (
	"math"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"testing"
)

// given is what a reader has of an exercise: its text, and nothing else.
type given struct {
	t      *testing.T
	e      Exercise
	text   string
	lines  []string
	config map[string]string
	rows   map[string][]string
}

// read takes an exercise as a reader does.
func read(t *testing.T, e Exercise) given {
	g := given{t: t, e: e, config: map[string]string{}, rows: map[string][]string{}}
	for _, b := range e.Text {
		switch b.Kind {
		case Paragraph:
			g.text += b.Text + "\n"
		case Code:
			g.lines = b.Lines
			for _, line := range b.Lines {
				if name, value, ok := strings.Cut(strings.TrimSpace(line), `": `); ok {
					g.config[name[1:]] = strings.TrimSuffix(value, ",")
				}
			}
		case Table:
			for _, row := range b.Rows {
				g.rows[row[0]] = row[1:]
			}
		}
	}
	return g
}

// number reads a number as it is printed.
func number(text string) float64 {
	text = strings.TrimRight(strings.ReplaceAll(text, ",", ""), ".")
	for word, factor := range map[string]float64{" thousand": 1e3, " million": 1e6, " billion": 1e9, " trillion": 1e12} {
		if digits, ok := strings.CutSuffix(text, word); ok {
			return number(digits) * factor
		}
	}
	f, err := strconv.ParseFloat(text, 64)
	if err != nil {
		return math.NaN()
	}
	return f
}

// expressions are those compiled so far; kinds are solved side by side.
var expressions sync.Map

// in finds the numbers of the first place where an expression matches.
func (g given) in(text, expression string) []float64 {
	re, ok := expressions.Load(expression)
	if !ok {
		// N is a number as it is printed.
		re = regexp.MustCompile(strings.ReplaceAll(expression, "N", `([0-9][0-9.,]*(?: thousand| million| billion| trillion)?)`))
		expressions.Store(expression, re)
	}
	m := re.(*regexp.Regexp).FindStringSubmatch(text)
	if m == nil {
		return nil
	}
	var list []float64
	for _, part := range m[1:] {
		list = append(list, number(part))
	}
	return list
}

// find is in the exercise's paragraphs; it must be there.
func (g given) find(expression string) []float64 {
	list := g.in(g.text, expression)
	if list == nil {
		g.t.Fatalf("%s: %q is not in %q", name(g.e), expression, g.text)
	}
	return list
}

// field is a field of the config, 0 where there is none.
func (g given) field(name string) float64 {
	if f := number(g.config[name]); !math.IsNaN(f) {
		return f
	}
	return 0
}

// first is the first field of the config that there is.
func (g given) first(names ...string) float64 {
	for _, name := range names {
		if f := g.field(name); f > 0 {
			return f
		}
	}
	return 0
}

func name(e Exercise) string {
	return e.Kind + "/" + strconv.FormatUint(e.Seed, 10) + "/" + strconv.Itoa(e.Level)
}

// exact writes a number so that it can be typed.
func exact(f float64) string { return strconv.FormatFloat(f, 'f', -1, 64) }

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}
