package practice

import (
	"math"
	"strings"

	"attnexperts/calc/quantity"
)

var bug = Kind{
	Key: "bug", Name: "Find the bug", Trains: "Find the wrong line of a short calculation, and put it right: mistakes that public calculators have made.",
	Part: "What you can do now", Ability: 5, fill: fillBug,
}

// ledger is a calculation, line by line.
type ledger struct {
	lines  []string
	values []float64
	units  []quantity.Unit
}

// put adds a line: what it says, the arithmetic, and what it comes to.
func (l *ledger) put(says, sum string, value float64, unit quantity.Unit) float64 {
	text := phraseOf("@: @", []string{says, sum})
	if sum != "" {
		text += " = "
	}
	l.lines = append(l.lines, text+shown(value, unit))
	l.values, l.units = append(l.values, value), append(l.units, unit)
	return value
}

// mul adds a line that multiplies.
func (l *ledger) mul(says string, unit quantity.Unit, factors ...float64) float64 {
	value, texts := 1.0, make([]string, len(factors))
	for i, f := range factors {
		value *= f
		texts[i] = plainNumber(f)
	}
	return l.put(says, strings.Join(texts, " × "), value, unit)
}

// plus adds a line that adds.
func (l *ledger) plus(says string, unit quantity.Unit, terms ...float64) float64 {
	value, texts := 0.0, make([]string, len(terms))
	for i, f := range terms {
		value += f
		texts[i] = plainNumber(f)
	}
	return l.put(says, strings.Join(texts, " + "), value, unit)
}

// plainNumber writes a number without a unit, with up to four decimals.
//
//go:noinline
func plainNumber(f float64) string {
	if f == float64(int64(f)) {
		return count(int64(f))
	}
	return decimal(math.Round(f*1e4) / 1e4)
}

// shown writes what a line comes to.
func shown(f float64, unit quantity.Unit) string {
	text := plainNumber(f)
	if unit == quantity.Plain || unit == quantity.Parameters {
		return text
	}
	return phraseOf("@ @", []string{text, string(unit)})
}

// flaw is a mistake that a calculation can have.
type flaw struct {
	level int
	// draw draws the numbers, says what is given, and returns the calculation with
	// and without the mistake.
	draw func(m *maker) func(wrong bool) *ledger
	// why says what is wrong, hint is for who looks elsewhere.
	why, hint string
}

func fillBug(m *maker) {
	of := flaws()
	f := of[m.below(len(of))]
	if f.level > m.level || f.level < m.level-1 {
		m.bad = true
		return
	}
	work := f.draw(m)
	if m.bad {
		return
	}
	right, wrong := work(false), work(true)
	at, last := -1, 0
	for i, line := range right.lines {
		if line != wrong.lines[i] {
			if last = i; at < 0 {
				at = i
			}
		}
	}
	m.reject(at < 0 || !apart(wrong.values[last], right.values[last], 0.005))
	if m.bad {
		return
	}
	link := m.e.Questions[0].Link // left there by draw
	m.e.Questions = m.e.Questions[:0]
	m.say("One line of this calculation makes a mistake. The lines after it go on with what it says.")
	m.code(numbered(wrong.lines))
	q := Question{Kind: Line, Key: "line", Ask: "Which line is wrong?", Options: wrong.lines, right: []int{at}, Tip: f.hint, Link: link}
	q.Steps = solution(phraseOf("Line ~. @|@", []string{f.why, right.lines[at]}, int64(at+1)))
	m.fixed(q)
	fix := Question{
		Key: "fix", Ask: phrase("What should line ~ come to?", int64(last+1)), Unit: right.units[last], value: right.values[last], Tolerance: 0.005,
		mistakes: known(phraseOf("@", []string{"That is what the wrong line leads to. " + f.why}), wrong.values[last]),
		Tip:      f.why, Link: link,
	}
	if fix.Unit == quantity.Tokens || fix.Unit == quantity.Plain && fix.value == math.Trunc(fix.value) {
		fix.Tolerance = 0
	}
	for i, line := range right.lines[:last+1] {
		if i >= at {
			fix.Steps = append(fix.Steps, Step{phrase("Line ~:", int64(i+1)), line})
		}
	}
	m.number(fix)
}

// numbered puts numbers before lines.
func numbered(lines []string) []string {
	out := make([]string, len(lines))
	for i, line := range lines {
		out[i] = phraseOf("~  @", []string{line}, int64(i+1))
	}
	return out
}

// shows keeps the link of what is drawn until the questions are made.
//
//go:noinline
func (m *maker) shows(link string) { m.e.Questions = []Question{{Link: link}} }

// flaws are the mistakes, each made by a calculator that people use.
func flaws() []flaw {
	return append(append(cacheFlaws, expertFlaws...), loadFlaws...)
}
