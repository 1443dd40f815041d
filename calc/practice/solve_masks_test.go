package practice

import (
	"strconv"
	"strings"
)

// grid is a mask, pair by pair.
type grid [][]bool

// picture reads the grid that a picture's text describes.
func (g given) picture() grid {
	for _, b := range g.e.Text {
		if b.Kind != Picture {
			continue
		}
		_, rows, _ := strings.Cut(strings.TrimSuffix(b.Text, "."), "sees: ")
		lines := strings.Split(rows, "; ")
		mask := make(grid, len(lines))
		for i, line := range lines {
			mask[i] = make([]bool, len(lines))
			_, keys, _ := strings.Cut(line, ": ")
			for _, part := range strings.Split(keys, ", ") {
				if part == "none" {
					continue
				}
				from, to, ok := strings.Cut(part, "–")
				if !ok {
					to = from
				}
				for j := int(number(from)); j <= int(number(to)); j++ {
					mask[i][j] = true
				}
			}
		}
		return mask
	}
	return nil
}

// evaluate says whether a rule sees a pair. It reads from the right: the last |
// outside parentheses, then the last &, then !.
func evaluate(rule string, i, j int) bool {
	rule = strings.TrimSpace(rule)
	for _, op := range "|&" {
		depth := 0
		for at := len(rule) - 1; at >= 0; at-- {
			switch rule[at] {
			case ')':
				depth++
			case '(':
				depth--
			case byte(op):
				if depth == 0 {
					a, b := evaluate(rule[:at], i, j), evaluate(rule[at+1:], i, j)
					return op == '|' && (a || b) || op == '&' && a && b
				}
			}
		}
	}
	if rule[0] == '!' {
		return !evaluate(rule[1:], i, j)
	}
	if rule[0] == '(' {
		return evaluate(rule[1:len(rule)-1], i, j)
	}
	word, rest, _ := strings.Cut(rule, "(")
	var n []int
	for _, text := range strings.Split(strings.TrimSuffix(rest, ")"), ",") {
		v, _ := strconv.Atoi(text)
		n = append(n, v)
	}
	switch word {
	case "causal":
		return j <= i
	case "window":
		return i-j < n[0] && j-i < n[0]
	case "sink", "prefix":
		return j < n[0]
	case "global":
		return i < n[0] || j < n[0]
	case "chunk":
		return i/n[0] == j/n[0]
	case "dilated":
		return (i-j)%n[0] == 0
	case "docs":
		document := func(at int) int {
			d := 0
			for at -= n[0]; at >= 0; at -= n[min(d, len(n)-1)] {
				d++
			}
			return d
		}
		return document(i) == document(j)
	}
	panic("no rule " + rule)
}

func (m grid) drawnBy(rule string) bool {
	for i, row := range m {
		for j, seen := range row {
			if evaluate(rule, i, j) != seen {
				return false
			}
		}
	}
	return true
}

func solveMasks(g given, q Question) string {
	mask := g.picture()
	switch {
	case q.Key == "pairs":
		pairs := 0
		for _, row := range mask {
			for _, seen := range row {
				pairs += btoi(seen)
			}
		}
		return strconv.Itoa(pairs)
	case q.Kind == Choice:
		at := -1
		for i, o := range q.Options {
			if mask.drawnBy(strings.Trim(o, "`")) {
				if at >= 0 {
					g.t.Fatalf("%s: two of %q draw it", name(g.e), q.Options)
				}
				at = i
			}
		}
		return strconv.Itoa(at)
	}
	if len(mask) != int(q.Tokens) || !mask.drawnBy(q.Right()) {
		g.t.Fatalf("%s: %q does not draw the picture", name(g.e), q.Right())
	}
	// Written in another way it is as right.
	return "!(!(" + q.Right() + "))"
}
