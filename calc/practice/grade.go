package practice

import (
	"strconv"
	"strings"

	"attnexperts/calc/attention"
	"attnexperts/calc/quantity"
)

// Outcome is what became of an answer.
type Outcome uint8

// The outcomes.
const (
	// Unusable is an answer that is none: nothing, a word, a number that cannot
	// be meant. It does not count, and nothing is given away.
	Unusable Outcome = iota
	// Wrong is an answer that can be used and is wrong.
	Wrong
	// Right is a right answer.
	Right
)

// Verdict is what is said to an answer.
type Verdict struct {
	Outcome Outcome
	// Text is one plain sentence or two: what was understood, or what was given
	// and what would be understood.
	Text string
	// Hint names the mistake that a wrong answer comes from, where it is a known
	// one: "You counted query heads."; "" otherwise.
	Hint string
	// Rows says of each row of a Matrix whether it is right.
	Rows []bool
}

// maxAnswer is how much of an answer is read, in bytes: more than any that is
// meant.
const maxAnswer = 4096

// Grade judges an answer to one of an exercise's questions, of any text at all.
func Grade(e Exercise, question int, answer string) Verdict {
	if question < 0 || question >= len(e.Questions) {
		return Verdict{Text: "This exercise has no such question."}
	}
	answer = strings.ToValidUTF8(answer[:min(len(answer), maxAnswer)], "\uFFFD")
	switch q := e.Questions[question]; q.Kind {
	case Number:
		return q.gradeNumber(answer)
	case Rule:
		return q.gradeRule(answer)
	case Matrix:
		return q.gradeMatrix(answer)
	default:
		return q.gradeChoice(answer)
	}
}

// gradeChoice judges the number of an option.
func (q Question) gradeChoice(answer string) Verdict {
	at, ok := index(answer, len(q.Options))
	switch {
	case !ok && q.Kind == Line:
		return Verdict{Text: "No line was chosen. Choose the one that is wrong."}
	case !ok:
		return Verdict{Text: "Nothing was chosen. Choose one of the answers."}
	case at == q.right[0]:
		return Verdict{Outcome: Right, Text: "Right."}
	}
	v := Verdict{Outcome: Wrong, Text: "Not that one."}
	if q.Kind == Line {
		v.Text = "Line " + strconv.Itoa(at+1) + " is right, given what stands above it."
	}
	for _, x := range q.mistakes {
		if x.value == float64(at) {
			v.Hint = x.hint
		}
	}
	return v
}

// index reads the number of an option.
func index(text string, options int) (int, bool) {
	at, err := strconv.Atoi(strings.TrimSpace(text))
	return at, err == nil && 0 <= at && at < options
}

// gradeMatrix judges an option for each row.
func (q Question) gradeMatrix(answer string) Verdict {
	texts := strings.Split(answer, ",")
	v := Verdict{Rows: make([]bool, len(q.Rows))}
	good := 0
	for i, row := range q.Rows {
		at, ok := 0, false
		if i < len(texts) {
			at, ok = index(texts[i], len(q.Options))
		}
		if !ok {
			return Verdict{Text: "“" + row + "” has no answer yet. Choose one in each row."}
		}
		if v.Rows[i] = at == q.right[i]; v.Rows[i] {
			good++
		} else if v.Hint == "" && i < len(q.mistakes) {
			v.Hint = q.mistakes[i].hint
		}
	}
	if len(texts) != len(q.Rows) {
		return Verdict{Text: "There are more answers than rows. Choose one in each row."}
	}
	if good == len(q.Rows) {
		return Verdict{Outcome: Right, Text: "Right, all of it.", Rows: v.Rows}
	}
	v.Outcome, v.Text = Wrong, strconv.Itoa(good)+" of "+strconv.Itoa(len(q.Rows))+" rows are right."
	return v
}

// gradeRule judges a mask rule by what it sees, however it is written.
func (q Question) gradeRule(answer string) Verdict {
	if strings.TrimSpace(answer) == "" {
		return Verdict{Text: "Nothing was typed; write a rule such as `causal & window(8)`."}
	}
	typed, err := attention.Parse(answer)
	if err != nil {
		return Verdict{Text: quantity.Sentence(err.Error())}
	}
	want, _ := attention.Parse(q.rule)
	i, j, same := differ(typed, want, q.Tokens)
	if same {
		return Verdict{Outcome: Right, Text: "Right: `" + typed.String() + "` sees exactly these pairs."}
	}
	v := Verdict{Outcome: Wrong, Text: "`" + typed.String() + "` is another mask."}
	pair := "query " + quantity.Count(i) + " and key " + quantity.Count(j)
	if want.Sees(i, j) {
		v.Hint = "The picture has the pair of " + pair + ", your rule does not."
	} else {
		v.Hint = "Your rule has the pair of " + pair + ", the picture does not."
	}
	return v
}

// differ returns the first pair of n tokens that one of two rules sees and the
// other does not; same says that there is none.
func differ(a, b attention.Rule, n int64) (i, j int64, same bool) {
	for i := range n {
		for j := range n {
			if a.Sees(i, j) != b.Sees(i, j) {
				return i, j, false
			}
		}
	}
	return 0, 0, true
}
