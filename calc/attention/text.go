package attention

import "strconv"

// String returns the rule in its canonical form: names in small letters, one
// space around & and |, no parentheses that are not needed. Parsing it gives
// the same rule.
func (r Rule) String() string { return string(r.tree().text(nil, " ")) }

// Compact returns the canonical form without spaces, as links carry it.
func (r Rule) Compact() string { return string(r.tree().text(nil, "")) }

// length is the rule's length as [MaxRuleLength] counts it.
func (r Rule) length() int { return len(r.Compact()) }

func (a *node) text(b []byte, space string) []byte {
	switch a.op {
	case opNot:
		return a.kids[0].operand(append(b, '!'), space, a.kids[0].op >= opAnd)
	case opAnd:
		return a.list(b, space, "&")
	case opOr:
		return a.list(b, space, "|")
	}
	b = append(b, atoms[a.op].name...)
	for i, n := range a.numbers {
		b = append(b, "(,"[min(i, 1)])
		b = strconv.AppendInt(b, n, 10)
	}
	if len(a.numbers) > 0 {
		b = append(b, ')')
	}
	return b
}

func (a *node) list(b []byte, space, sign string) []byte {
	for i, k := range a.kids {
		if i > 0 {
			b = append(b, space+sign+space...)
		}
		b = k.operand(b, space, k.op == opOr)
	}
	return b
}

func (a *node) operand(b []byte, space string, parentheses bool) []byte {
	if !parentheses {
		return a.text(b, space)
	}
	return append(a.text(append(b, '('), space), ')')
}
