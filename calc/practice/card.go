package practice

import (
	"strings"

	"attnexperts/calc/quantity"
	"attnexperts/calc/recall"
)

// Card makes a flashcard of one of an exercise's questions, by its index, which must
// be below their number: on the front what is given and what is asked, on the back the
// answer and the way to it. Its ID is that of the exercise, so that keeping it twice is
// keeping it once. A number is asked for as one. A question that needs a picture has it
// behind the link.
func (e Exercise) Card(question int) recall.Card {
	q := e.Questions[question]
	k, _ := Find(e.Kind)
	c := recall.Card{
		ID:   "practice:" + e.Kind + ":" + num(int64(e.Seed)) + ":" + num(int64(e.Level)) + ":" + q.Key,
		Kind: recall.Basic, Part: k.Part, Front: recall.FromPlain(e.front(q)), Back: recall.FromPlain(q.back()), Tags: []string{"practice"}, Link: q.Link,
	}
	if q.Kind == Number && q.Unit != quantity.Share { // which cards do not ask for
		c.Kind, c.Answer = recall.Numeric, recall.Answer{Value: q.value, Unit: q.Unit, Tolerance: max(q.Tolerance, exactly)}
	}
	return c
}

// front writes what is given, and the question.
func (e Exercise) front(q Question) string {
	var lines []string
	for _, b := range e.Text {
		switch b.Kind {
		case Paragraph, Picture:
			lines = append(lines, b.Text)
		case Code:
			lines = append(lines, b.Lines...)
		case Table:
			if first := strings.Join(b.Header, " · "); first != "" {
				lines = append(lines, first)
			}
			for _, row := range b.Rows {
				lines = append(lines, strings.Join(row, " · "))
			}
		}
	}
	lines = append(lines, q.Ask)
	lines = append(lines, q.Rows...)
	if q.Kind == Choice || q.Kind == Matrix {
		lines = append(lines, strings.Join(q.Options, " / "))
	}
	return unquoted(lines)
}

// back writes the answer, and the way to it.
func (q Question) back() string {
	lines := []string{q.Right()}
	for _, s := range q.Steps {
		lines = append(lines, strings.TrimSpace(s.Text+" "+s.Sum))
	}
	return unquoted(lines)
}

// unquoted joins lines, without the marks of code.
func unquoted(lines []string) string { return strings.ReplaceAll(strings.Join(lines, "\n"), "`", "") }
