package attention

import (
	"strconv"
	"unicode"
)

// Bounds of the language, so that no rule is slow to read and none makes a
// link of more than 2,000 characters.
const (
	// MaxRuleLength is the most characters a rule may have, spaces not counted.
	MaxRuleLength = 512
	// MaxNesting is how deep parentheses and ! may be nested.
	MaxNesting = 64
)

// Parse reads a rule. Its error is always a [*SyntaxError].
func Parse(text string) (Rule, error) {
	if err := tooLong(text); err != nil {
		return Rule{}, err
	}
	p := &parser{text: []rune(text)}
	root, err := p.rule()
	if err == nil && p.peek() != end {
		err = p.afterRule()
	}
	if err != nil {
		return Rule{}, err
	}
	return Rule{root}, nil
}

// end stands for the character after the last.
const end rune = -1

// A parser reads a rule from left to right, one character ahead.
type parser struct {
	text []rune
	at   int
	// depth is how many ( and ! are open; dilations are those seen so far.
	depth     int
	dilations []int64
}

func tooLong(text string) *SyntaxError {
	column, length := 0, 0
	first := 0
	for _, c := range text {
		column++
		if !unicode.IsSpace(c) {
			if length++; length == MaxRuleLength+1 {
				first = column
			}
		}
	}
	if first == 0 {
		return nil
	}
	most := strconv.Itoa(MaxRuleLength)
	return &SyntaxError{
		Column: first, Expected: "at most " + most + " characters",
		Message: "a rule has at most " + most + " characters besides spaces; this one has " + strconv.Itoa(length),
	}
}

// peek skips spaces and returns the next character.
func (p *parser) peek() rune {
	for p.at < len(p.text) && unicode.IsSpace(p.text[p.at]) {
		p.at++
	}
	return p.here()
}

func (p *parser) here() rune {
	if p.at < len(p.text) {
		return p.text[p.at]
	}
	return end
}

func (p *parser) rule() (*node, *SyntaxError) { return p.list(opOr, '|', (*parser).term) }

func (p *parser) term() (*node, *SyntaxError) { return p.list(opAnd, '&', (*parser).factor) }

// list reads operands with one sign between them.
func (p *parser) list(o op, sign rune, operand func(*parser) (*node, *SyntaxError)) (*node, *SyntaxError) {
	var kids []*node
	for {
		k, err := operand(p)
		if err != nil {
			return nil, err
		}
		kids = append(kids, k)
		if p.peek() != sign {
			return join(o, kids...), nil
		}
		if p.at+1 < len(p.text) && p.text[p.at+1] == sign {
			return nil, p.unexpected("a single " + string(sign))
		}
		p.at++
	}
}

func (p *parser) factor() (*node, *SyntaxError) {
	switch c := p.peek(); {
	case c == '!' || c == '(':
		return p.nested(c)
	case wordly(c) && !unicode.IsDigit(c):
		return p.named()
	default:
		return nil, p.unexpected("a rule such as window(8)")
	}
}

// nested reads what follows a ! or a (.
func (p *parser) nested(c rune) (*node, *SyntaxError) {
	open := p.at
	if p.depth == MaxNesting {
		return nil, &SyntaxError{
			Column: open + 1, Found: string(c), Expected: "less nesting",
			Message: "parentheses and ! may be nested " + strconv.Itoa(MaxNesting) + " deep, and this is one more",
		}
	}
	p.at++
	p.depth++
	defer func() { p.depth-- }()
	if c == '!' {
		k, err := p.factor()
		if err != nil {
			return nil, err
		}
		return not(k), nil
	}
	k, err := p.rule()
	if err != nil {
		return nil, err
	}
	if p.peek() != ')' {
		return nil, p.unclosed(open)
	}
	p.at++
	return k, nil
}

// wordly reports whether a character belongs to a name or a number.
func wordly(c rune) bool { return c == '_' || unicode.IsLetter(c) || unicode.IsDigit(c) }
