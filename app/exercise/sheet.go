// Package exercise shows an exercise of calc/practice: what is given, its
// questions one after the other, what is said to an answer, and the worked
// solution.
//
// A Sheet is a plain value without a browser: what the reader does comes in by
// its methods, and [Sheet.Markup] is what is to be seen. The page that has it
// listens, and shows it again. [Sheet.Text] is all that was done on it, and
// [Resume] does the same again.
package exercise

import (
	"strconv"
	"strings"

	"attnexperts/calc/practice"
)

// maxAnswer bounds what is kept of a typed answer, in bytes: far more than any
// that is meant, so that nobody loses what was typed.
const maxAnswer = 2000

// Sheet is one exercise at work.
type Sheet struct {
	// Exercise is what is worked at.
	Exercise practice.Exercise
	// Keeps says that what was missed can be kept as a flashcard: then buttons
	// stand there that do "keep:N", N the number of the question from 0.
	Keeps bool

	questions []question
	// log is what was done, a line a deed: see Text.
	log  []string
	said string
}

// question is how one of the exercise's questions stands.
type question struct {
	// typed is what stands in the control, in the form that practice.Grade reads.
	typed string
	// tries counts the answers that could be used, answered is the last of them
	// and verdict what was said to it.
	tries    int
	answered string
	verdict  practice.Verdict
	// problem says why what was submitted cannot be used; "" once it is mended.
	problem string
	// tip says that the tip was taken, before the first try or later; missed that
	// it is not right at first try any more.
	tip, missed bool
	// right and shown are the two ways in which a question is over.
	right, shown bool
	// kept says that it was kept as a flashcard, card what became of trying to.
	kept bool
	card string
}

func (q question) over() bool { return q.right || q.shown }

// New returns a fresh sheet.
func New(e practice.Exercise) *Sheet {
	return &Sheet{Exercise: e, questions: make([]question, len(e.Questions))}
}

// Current returns the number of the question that is asked now, from 0; where
// all have been, it is their number.
func (s *Sheet) Current() int {
	for i, q := range s.questions {
		if !q.over() {
			return i
		}
	}
	return len(s.questions)
}

// Done reports whether all questions are over.
func (s *Sheet) Done() bool { return s.Current() == len(s.questions) }

// now returns the question that is asked, or nil.
func (s *Sheet) now() *question {
	if i := s.Current(); i < len(s.questions) {
		return &s.questions[i]
	}
	return nil
}

// Type takes what stands in the control of the current question: a number, a
// rule, or the number of what was chosen. Of a matrix it is that of one row.
func (s *Sheet) Type(row int, text string) {
	q := s.now()
	if q == nil {
		return
	}
	text = strings.ToValidUTF8(strings.Map(oneLine, text[:min(len(text), maxAnswer)]), "")
	if rows := s.Exercise.Questions[s.Current()].Rows; len(rows) > 0 {
		if row < 0 || row >= len(rows) {
			return
		}
		chosen := q.chosen(len(rows))
		chosen[row] = text
		text = strings.Join(chosen, ",")
	}
	q.typed, q.problem = text, ""
}

// oneLine keeps a text to a line, as its control does.
func oneLine(r rune) rune {
	if r < ' ' {
		return ' '
	}
	return r
}

// chosen returns what was chosen in each of a matrix's rows, "" where nothing
// was.
func (q *question) chosen(rows int) []string {
	list := make([]string, rows)
	copy(list, strings.SplitN(q.typed, ",", rows))
	return list
}

// Answer judges what stands in the control of the current question.
func (s *Sheet) Answer() practice.Outcome {
	i, q := s.Current(), s.now()
	if q == nil {
		return practice.Unusable
	}
	verdict := practice.Grade(s.Exercise, i, q.typed)
	if verdict.Outcome == practice.Unusable {
		q.problem = verdict.Text
		s.say(plain(verdict.Text))
		return practice.Unusable
	}
	q.tries++
	q.answered, q.verdict, q.problem = q.typed, verdict, ""
	if q.verdict.Outcome == practice.Wrong {
		q.missed = true
		// The first wrong answer is kept, and the last.
		s.note("a "+q.typed, q.tries > 2)
		s.say(plain(q.verdict.Text + " " + q.verdict.Hint))
		return practice.Wrong
	}
	q.right = true
	s.note("a "+q.typed, false)
	s.say(plain(q.verdict.Text) + s.goesOn())
	return practice.Right
}

// Tip shows the current question's tip. Before the first answer it counts as
// help.
func (s *Sheet) Tip() {
	q := s.now()
	if q == nil || q.tip {
		return
	}
	q.tip, q.missed = true, true
	s.note("t", false)
	s.say(plain(s.Exercise.Questions[s.Current()].Tip))
}

// Show gives the current question up and shows its solution.
func (s *Sheet) Show() {
	i, q := s.Current(), s.now()
	if q == nil {
		return
	}
	q.shown, q.missed = true, true
	s.note("s", false)
	s.say("The answer is " + named(s.Exercise.Questions[i]) + "." + s.goesOn())
}

// named is the right answer in a sentence, without its full stop.
func named(q practice.Question) string {
	text := strings.TrimSuffix(plain(q.Right()), ".")
	if q.Kind == practice.Line {
		text = "line " + strconv.Itoa(q.Chosen()[0]+1) + ", “" + text + "”"
	}
	return text
}

// goesOn says what follows a question that is over.
func (s *Sheet) goesOn() string {
	if s.Done() {
		return " The exercise is done."
	}
	return " Next: question " + strconv.Itoa(s.Current()+1) + " of " + strconv.Itoa(len(s.questions)) + "."
}

// say lets a screen reader say something. The same words twice are told apart by
// a space at their end, or they would not be said again.
func (s *Sheet) say(text string) {
	if text = strings.TrimSpace(text); text == s.said {
		text += "\u00a0"
	}
	s.said = text
}

// Missed returns the numbers of the questions that were not right at first try.
func (s *Sheet) Missed() []int {
	var list []int
	for i, q := range s.questions {
		if q.missed {
			list = append(list, i)
		}
	}
	return list
}

// Kept takes what became of keeping a question as a flashcard: whether it is
// kept, and what is said to it.
func (s *Sheet) Kept(question int, kept bool, said string) {
	if question >= 0 && question < len(s.questions) {
		s.questions[question].kept, s.questions[question].card = kept, said
		s.say(said)
	}
}

// HasKept reports whether a question was kept as a flashcard.
func (s *Sheet) HasKept(question int) bool {
	return question >= 0 && question < len(s.questions) && s.questions[question].kept
}

// Result is what became of the exercise, which took so long and was finished
// then, both in milliseconds.
func (s *Sheet) Result(took, when int64) practice.Result {
	e := s.Exercise
	r := practice.Result{Kind: e.Kind, Level: e.Level, Seed: e.Seed, First: len(s.Missed()) == 0, Took: took, When: when}
	for _, q := range s.questions {
		if q.tip {
			r.Hints++
		}
	}
	return r
}

// Focus is a selector of what the reader goes on with.
func (s *Sheet) Focus() string {
	i := s.Current()
	if s.Done() {
		return ".exercise-end [tabindex]"
	}
	at := `[data-answer="` + strconv.Itoa(i) + `"]`
	if q := s.questions[i]; q.typed != "" && len(s.Exercise.Questions[i].Options) > 0 {
		return at + ":checked"
	}
	return at
}
