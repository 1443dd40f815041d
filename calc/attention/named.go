package attention

import (
	"slices"
	"strconv"
)

// named reads a named rule with its numbers.
func (p *parser) named() (*node, *SyntaxError) {
	word, column := p.word(wordly), p.at+1
	a, ok := atomNamed(word)
	if !ok {
		return nil, unknown(word, column)
	}
	p.at += len([]rune(word))
	if a.numbers == 0 {
		if p.peek() == '(' {
			return nil, p.wrongNumbers(a)
		}
		return &node{op: a.op}, nil
	}
	if p.peek() != '(' {
		return nil, p.wrongNumbers(a)
	}
	p.at++
	numbers, err := p.numbers(a)
	if err != nil {
		return nil, err
	}
	return &node{op: a.op, numbers: numbers}, nil
}

// numbers reads a named rule's numbers and the parenthesis after them.
func (p *parser) numbers(a atom) ([]int64, *SyntaxError) {
	var numbers []int64
	for {
		if p.peek() == ')' || p.peek() == end {
			return nil, p.wrongNumbers(a)
		}
		n, err := p.number(a)
		if err != nil {
			return nil, err
		}
		numbers = append(numbers, n)
		switch p.peek() {
		case ')':
			p.at++
			return numbers, nil
		case ',':
			if a.numbers != many {
				return nil, p.wrongNumbers(a)
			}
			p.at++
		default:
			expected := "“)”"
			if a.numbers == many {
				expected = "“,” or “)”"
			}
			return nil, p.unexpected(expected + " after the number of " + a.name)
		}
	}
}

// number reads one number. Whatever stands in its place up to the next sign of
// the language is named whole in an error: 1.5, -3, 1e3, NaN.
func (p *parser) number(a atom) (int64, *SyntaxError) {
	word, column := p.word(numberly), p.at+1
	if word == "" {
		e := p.unexpected(a.allowed())
		// In the place of a number a sign is no connective to give a hint about.
		e.Message = "found " + quote(e.Found) + ", expected " + e.Expected
		return 0, e
	}
	p.at += len([]rune(word))
	bad := &SyntaxError{Column: column, Found: word, Expected: a.allowed()}
	n, digits := int64(0), true
	for _, c := range word {
		digits = digits && '0' <= c && c <= '9'
		// Past the bound the value no longer matters, only that it is past.
		n = min(n*10+int64(c-'0'), MaxNumber+1)
	}
	switch {
	case !digits:
		bad.Message = quote(word) + " is not a number that " + a.name + " can take; it takes " + a.allowed()
	case n > MaxNumber:
		bad.Message = quote(word) + " is too large for " + a.name + "; it takes " + a.allowed()
	case n < a.least:
		bad.Message = quote(word) + " is too small for " + a.name + "; it takes " + a.allowed()
	case a.op == opDilated && !p.dilate(n):
		most := strconv.Itoa(MaxDilations)
		bad.Expected = "at most " + most + " different dilations"
		bad.Message = "a rule may have " + most + " different dilations above 1, and " + a.name + "(" + word + ") is one more"
	default:
		return n, nil
	}
	return 0, bad
}

// dilate notes a dilation and reports whether the rule may have it.
func (p *parser) dilate(d int64) bool {
	if d > 1 && !slices.Contains(p.dilations, d) {
		p.dilations = append(p.dilations, d)
	}
	return len(p.dilations) <= MaxDilations
}

// numberly reports whether a character is taken as part of a number, well
// formed or not.
func numberly(c rune) bool {
	return wordly(c) || c == '.' || c == '-' || c == '+' || c == '−' || c == '\'' || c == '’'
}

// word returns the characters from here on that fulfil a condition.
func (p *parser) word(is func(rune) bool) string {
	p.peek()
	to := p.at
	for to < len(p.text) && is(p.text[to]) {
		to++
	}
	return string(p.text[p.at:to])
}

// allowed says which numbers a named rule takes.
func (a atom) allowed() string {
	return "a whole number from " + strconv.FormatInt(a.least, 10) + " to " + strconv.FormatInt(MaxNumber, 10)
}
