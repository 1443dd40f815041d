package quantity

import (
	"errors"
	"math"
	"strconv"
	"strings"
)

// plainly writes a typed text with plain characters: spaces, digits and signs of
// other widths as the usual ones, raised digits after a ^, and without the sign
// for “about” before it or the full stop of a sentence after it.
func plainly(text string) string {
	var b strings.Builder
	raised := false
	for _, c := range text {
		was := raised
		raised = false
		if at := strings.IndexRune(superscripts, c); at >= 0 {
			if !was {
				b.WriteByte('^')
			}
			b.WriteByte("0123456789-"[len([]rune(superscripts[:at]))])
			raised = true
			continue
		}
		switch {
		case strings.ContainsRune("\u00a0\u2007\u2009\u202f\u3000", c):
			c = ' '
		case '！' <= c && c <= '～':
			c -= '！' - '!'
		case c == '−':
			c = '-'
		}
		b.WriteRune(c)
	}
	text = strings.TrimLeft(strings.TrimSpace(b.String()), "~≈ ")
	if n := len(text); n > 1 && text[n-1] == '.' && text[n-2] != '.' {
		text = strings.TrimSpace(text[:n-1])
	}
	return text
}

const superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹⁻"

// number reads the number at the start of a plain text, and returns what follows
// it. The unit is for the example in an error.
func number(text string, u Unit) (f float64, rest string, err error) {
	switch {
	case text == "":
		return 0, "", errors.New("nothing was typed; write a number such as " + example(u))
	case len(text) > maxText:
		return 0, "", errors.New("that is longer than a number can be; write one such as " + example(u))
	}
	digits, rest := splitNumber(text)
	joined, ok := ungrouped(digits)
	if !ok {
		return 0, "", badGroups(digits, u)
	}
	f, err = strconv.ParseFloat(joined, 64)
	switch {
	case digits == "" || err != nil && !errors.Is(err, strconv.ErrRange):
		return 0, "", errors.New("“" + text + "” is not a number; write one such as " + example(u))
	case f < 0:
		return 0, "", errors.New("“" + text + "” is below 0; write a number such as " + example(u))
	}
	if power, after, ok := powerOf(digits, rest); ok {
		if strings.HasPrefix(rest, "^") {
			f = 1 // the number was the base
		}
		f, rest = f*power, after
	}
	if math.IsInf(f, 0) || math.IsNaN(f) {
		return 0, "", tooLarge(text, u)
	}
	return f, rest, nil
}

// splitNumber parts a text where its number ends.
func splitNumber(text string) (digits, rest string) {
	end := 0
	for i, c := range text {
		inside := '0' <= c && c <= '9' || strings.ContainsRune(".,_ ", c)
		// An e is the number's only where digits stand on both sides of it.
		if (c == 'e' || c == 'E') && i > 0 && exponent(text[i+1:]) {
			inside = true
		}
		if c == '-' || c == '+' {
			inside = i == 0 || text[i-1] == 'e' || text[i-1] == 'E'
		}
		if !inside {
			break
		}
		end = i + len(string(c))
	}
	return strings.TrimSpace(text[:end]), strings.TrimSpace(text[end:])
}

// exponent reports whether a text goes on as what follows an e does.
func exponent(text string) bool {
	text = strings.TrimLeft(text, "+-")
	return text != "" && '0' <= text[0] && text[0] <= '9'
}

// ungrouped returns a number without what parts its thousands. There may be one
// sort of it, between groups of three digits before the point; the first group
// has one to three, and is not 0.
func ungrouped(digits string) (joined string, ok bool) {
	whole := strings.IndexAny(digits, ".eE")
	if whole < 0 {
		whole = len(digits)
	}
	rest := digits[whole:]
	digits = strings.TrimSpace(digits[:whole])
	first := strings.IndexAny(digits, ",_ ")
	if first < 0 {
		return digits + rest, !strings.ContainsAny(rest, ",_ ")
	}
	groups := strings.Split(digits, digits[first:first+1])
	for i, g := range groups {
		if strings.ContainsAny(g, ",_ ") || i > 0 && len(g) != 3 || i == 0 && (len(g) < 1 || len(g) > 3 || g[0] == '0') {
			return "", false
		}
	}
	return strings.Join(groups, "") + rest, !strings.ContainsAny(rest, ",_ ")
}

// badGroups says what is wrong with a number of which ungrouped can make nothing.
func badGroups(digits string, u Unit) error {
	said := "“" + digits + "” is not a number: a comma parts thousands, and a point the fraction; write "
	if !strings.ContainsAny(digits, ",") {
		said = "“" + digits + "” is not one number: its digits stand together, or in groups of three; write "
	}
	pointed := strings.Replace(digits, ",", ".", 1)
	if _, err := strconv.ParseFloat(pointed, 64); err == nil && pointed != digits {
		return errors.New(said + pointed + " with a point, if that is meant, as in " + example(u))
	}
	return errors.New(said + "one such as " + example(u))
}

// powerOf reads a power of ten or two that a number is multiplied by, as in
// 4×10^9, or is, as in 10^9.
func powerOf(digits, rest string) (power float64, after string, ok bool) {
	base := digits
	if !strings.HasPrefix(rest, "^") {
		trimmed := strings.TrimLeft(rest, "×xX*·⋅ ")
		base, _, ok = strings.Cut(trimmed, "^")
		if !ok || trimmed == rest {
			return 0, "", false
		}
		rest = trimmed[len(base):]
	}
	rest = rest[1:]
	end := 0
	for end < len(rest) && ('0' <= rest[end] && rest[end] <= '9' || end == 0 && rest[0] == '-') {
		end++
	}
	n, err := strconv.Atoi(rest[:end])
	switch {
	case err != nil || end > 5:
		return 0, "", false
	case strings.TrimSpace(base) == "10":
		power, _ = strconv.ParseFloat("1e"+strconv.Itoa(n), 64)
	case strings.TrimSpace(base) == "2":
		power = math.Ldexp(1, n)
	default:
		return 0, "", false
	}
	return power, strings.TrimSpace(rest[end:]), true
}
