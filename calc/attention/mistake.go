package attention

import (
	"strconv"
	"strings"
	"unicode"
)

// A SyntaxError says where and why a text is not a rule.
type SyntaxError struct {
	// Column is where the mistake is, in characters, counted from 1. At the end
	// of the text it is one more than there are characters.
	Column int
	// Found is what stands there, empty at the end of the text. Expected is what
	// could stand there.
	Found, Expected string
	// Nearest is the known name most like Found, if one is like it.
	Nearest string
	// Message says all of that for people, without the column.
	Message string
}

// Error returns the message with its column: "column 10: “windw” is not a
// known rule; did you mean “window”? …".
func (e *SyntaxError) Error() string {
	return "column " + strconv.Itoa(e.Column) + ": " + e.Message
}

// spoken are other signs and words for the connectives.
var spoken = map[string]string{
	"&&": "write & for and", "and": "write & for and", "∧": "write & for and", "∩": "write & for and", "＆": "write & for and",
	"||": "write | for or", "or": "write | for or", "∨": "write | for or", "∪": "write | for or", "｜": "write | for or",
	"not": "write ! for not", "~": "write ! for not", "¬": "write ! for not", "！": "write ! for not", "^": "only &, | and ! join rules",
	"xor": "only &, | and ! join rules", "-": "write & ! for without", "+": "write | for or", "*": "write & for and", "{": "group with ( and )", "[": "group with ( and )",
}

// unexpected is the mistake that something else stands here than expected.
func (p *parser) unexpected(expected string) *SyntaxError {
	e := &SyntaxError{Found: p.token(), Expected: expected}
	e.Column = p.at + 1
	if e.Found == "" {
		e.Message = "the rule ends here, where " + expected + " is expected"
		if len(strings.TrimSpace(string(p.text))) == 0 {
			e.Message = "the rule is empty; write one such as causal & window(8)"
		}
		return e
	}
	e.Message = "found " + quote(e.Found) + ", expected " + expected
	if hint := spoken[lower(e.Found)]; hint != "" {
		e.Message += "; " + hint
	}
	return e
}

// afterRule is the mistake that a whole rule is followed by something.
func (p *parser) afterRule() *SyntaxError {
	if p.peek() != ')' {
		return p.unexpected("& or | before what follows")
	}
	e := p.unexpected("& or | or the end")
	e.Message = "this “)” closes no “(”"
	return e
}

// unclosed is the mistake that an opened parenthesis is not closed here.
func (p *parser) unclosed(open int) *SyntaxError {
	p.peek()
	where := "the “(” at column " + strconv.Itoa(open+1)
	if p.here() != end {
		return p.unexpected("& or |, or “)” for " + where)
	}
	e := p.unexpected("“)”")
	e.Message = "the rule ends here, and " + where + " is not closed"
	return e
}

// wrongNumbers is the mistake that a named rule has too many or too few.
func (p *parser) wrongNumbers(a atom) *SyntaxError {
	takes := map[int]string{0: "no number", 1: "one number", many: "one or more numbers"}[a.numbers]
	e := p.unexpected(takes + " for " + a.name)
	e.Message = a.name + " takes " + takes + ", as in " + a.example
	if a.numbers == 0 {
		e.Message = a.name + " takes no number: write just " + a.example
	}
	return e
}

// token returns what stands here, as far as it is one thing.
func (p *parser) token() string {
	if word := p.word(wordly); word != "" {
		return shortened(word)
	}
	c := p.here()
	if c == end {
		return ""
	}
	if (c == '&' || c == '|') && p.at+1 < len(p.text) && p.text[p.at+1] == c {
		return string([]rune{c, c})
	}
	return string(c)
}

// quote quotes what a rule says. A character that does not show, or that would
// turn the message around, such as U+202E, is named.
func quote(s string) string {
	b := []rune("“")
	for _, c := range shortened(s) {
		if unicode.IsPrint(c) {
			b = append(b, c)
			continue
		}
		code := strings.ToUpper(strconv.FormatInt(int64(c), 16))
		b = append(b, []rune("U+"+strings.Repeat("0", max(0, 4-len(code)))+code)...)
	}
	return string(append(b, '”'))
}

// shortened keeps a message readable when what it quotes is long.
func shortened(s string) string {
	const most = 24
	if r := []rune(s); len(r) > most {
		return string(r[:most-1]) + "…"
	}
	return s
}
