package practice

import (
	"math/bits"
	"strings"
)

// Small functions that are called from everywhere are kept from being inlined,
// here and in other files: inlined, they made the package a quarter larger in the client.

// maker makes one exercise: a stream of random numbers, and what has been made
// of them so far. The numbers are SplitMix64's (Steele, Lea and Flood, OOPSLA
// 2014), the same everywhere and for ever.
type maker struct {
	state uint64
	level int
	e     Exercise
	// bad says that the numbers drawn make no good exercise; others are drawn.
	bad bool
}

// newMaker starts the stream of a kind, a seed and a level.
func newMaker(kind string, seed uint64, level int) *maker {
	m := &maker{state: seed, level: level}
	for _, c := range []byte(kind) {
		m.state = mix(m.state + uint64(c))
	}
	m.state = mix(m.state + uint64(level))
	return m
}

// mix is the output function of SplitMix64.
//
//go:noinline
func mix(x uint64) uint64 {
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}

// below returns a whole number from 0 to n − 1.
//
//go:noinline
func (m *maker) below(n int) int {
	m.state += 0x9e3779b97f4a7c15
	hi, _ := bits.Mul64(mix(m.state), uint64(n))
	return int(hi)
}

// one returns one of some numbers.
//
//go:noinline
func (m *maker) one(of ...int64) int64 { return of[m.below(len(of))] }

// word returns one of some texts.
//
//go:noinline
func (m *maker) word(of ...string) string { return of[m.below(len(of))] }

// between returns a whole number between bounds, both included.
//
//go:noinline
func (m *maker) between(lo, hi int64) int64 { return lo + int64(m.below(int(hi-lo+1))) }

// shuffle returns the numbers from 0 to n − 1 in random order.
func (m *maker) shuffle(n int) []int {
	order := make([]int, n)
	for i := range order {
		j := m.below(i + 1)
		order[i], order[j] = order[j], i
	}
	return order
}

// reject gives these numbers up where a condition holds.
//
//go:noinline
func (m *maker) reject(when bool) { m.bad = m.bad || when }

// say adds a paragraph, made of parts.
//
//go:noinline
func (m *maker) say(parts ...string) {
	m.e.Text = append(m.e.Text, Block{Kind: Paragraph, Text: strings.Join(parts, "")})
}

// code adds lines to be shown as they are.
//
//go:noinline
func (m *maker) code(lines []string) {
	m.e.Text = append(m.e.Text, Block{Kind: Code, Lines: lines})
}

// table adds a table.
//
//go:noinline
func (m *maker) table(header []string, rows [][]string) {
	m.e.Text = append(m.e.Text, Block{Kind: Table, Header: header, Rows: rows})
}
