package deck_test

import (
	"math"
	"strconv"
	"strings"
	"testing"

	"attnexperts/calc/deck"
	"attnexperts/calc/recall"
)

// working parts the back of a number into how it is worked out and the rest;
// other cards have the rest alone.
func working(c recall.Card) (sum, rest string) {
	if c.Kind != recall.Numeric {
		return "", c.Back
	}
	sum, rest, ok := strings.Cut(c.Back, ": ")
	if !ok {
		sum, rest, _ = strings.Cut(c.Back, ". ")
	}
	return strings.TrimSuffix(sum, "."), rest
}

// The back of a number begins with how it is worked out, from the numbers of
// its front: "64 · 65 ÷ 2: …". A small reader of sums, which shares nothing with
// the rest of the project, comes to the answer.
func TestTheWorkingComesToTheAnswer(t *testing.T) {
	for _, c := range deck.Cards() {
		if c.Kind != recall.Numeric {
			continue
		}
		text, _ := working(c)
		s := sums{rest: strings.Fields(strings.NewReplacer("(", "( ", ")", " )", "^", " ^ ").Replace(text))}
		got := s.sum()
		if s.bad != "" || len(s.rest) > 0 {
			t.Errorf("%s: %q cannot be worked out at %q", c.ID, text, s.bad+strings.Join(s.rest, " "))
			continue
		}
		if math.Abs(got-c.Answer.Value) > max(c.Answer.Tolerance/2, 1e-12)*c.Answer.Value {
			t.Errorf("%s: %s comes to %g, the answer is %g", c.ID, text, got, c.Answer.Value)
		}
		if right, err := c.Answer.Check(c.Answer.Text()); err != nil || !right && c.Answer.Tolerance >= 0.005 {
			t.Errorf("%s: its own answer, %q, is not taken: %v", c.ID, c.Answer.Text(), err)
		}
		if right, _ := c.Answer.Check(strconv.FormatFloat(c.Answer.Value*1.06, 'g', -1, 64)); right {
			t.Errorf("%s takes what is 6 %% off", c.ID)
		}
	}
}

func TestSumsAreRead(t *testing.T) {
	for text, want := range map[string]float64{
		"1 + 2 · 3 − 4 ÷ 2": 5, "( 1 + 2 ) · 3": 9, "2 · 2 ^ 3": 16, "4,096 · 512 KiB": 1 << 31, "3 million − 1": 2_999_999, "2 · 3 bytes": 6,
	} {
		s := sums{rest: strings.Fields(text)}
		if got := s.sum(); got != want || s.bad != "" {
			t.Errorf("%s = %g, want %g", text, got, want)
		}
	}
}

// sums reads words: numbers, operators, parentheses, and units after a number.
type sums struct {
	rest []string
	bad  string
}

func (s *sums) next(words ...string) string {
	for _, w := range words {
		if len(s.rest) > 0 && s.rest[0] == w {
			s.rest = s.rest[1:]
			return w
		}
	}
	return ""
}

func (s *sums) sum() float64 {
	v := s.product()
	for {
		switch s.next("+", "−") {
		case "+":
			v += s.product()
		case "−":
			v -= s.product()
		default:
			return v
		}
	}
}

func (s *sums) product() float64 {
	v := s.power()
	for {
		switch s.next("·", "÷") {
		case "·":
			v *= s.power()
		case "÷":
			v /= s.power()
		default:
			return v
		}
	}
}

func (s *sums) power() float64 {
	v := s.number()
	if s.next("^") != "" {
		v = math.Pow(v, s.number())
	}
	return v
}

func (s *sums) number() float64 {
	if s.next("(") != "" {
		v := s.sum()
		if s.next(")") == "" {
			s.bad = "a parenthesis"
		}
		return v
	}
	if len(s.rest) == 0 {
		s.bad = "the end"
		return 0
	}
	v, err := strconv.ParseFloat(strings.ReplaceAll(s.rest[0], ",", ""), 64)
	if err != nil {
		s.bad = s.rest[0]
		return 0
	}
	s.rest = s.rest[1:]
	units := map[string]float64{"KiB": 1 << 10, "MiB": 1 << 20, "million": 1e6, "billion": 1e9, "bytes": 1}
	for len(s.rest) > 0 && units[s.rest[0]] > 0 {
		v *= units[s.rest[0]]
		s.rest = s.rest[1:]
	}
	return v
}
