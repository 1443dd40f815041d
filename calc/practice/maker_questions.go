package practice

import "attnexperts/calc/quantity"

// number adds a question for a number; mistakes that cannot be told from the
// answer, or from one before, are left out.
func (m *maker) number(q Question) {
	q.Kind = Number
	if q.Tolerance > 0 {
		q.Ask += " (To " + quantity.Percent(q.Tolerance) + ".)"
	} else {
		q.Ask += " (Exactly.)"
	}
	var kept []mistake
	for _, x := range q.mistakes {
		if x.value > 0 && apart(x.value, q.value, q.Tolerance) && !among(kept, x.value, q.Tolerance) {
			kept = append(kept, x)
		}
	}
	if q.Unit == quantity.Bytes {
		// A KiB is only 2.4 % more than a kB. What is right is judged first.
		for _, x := range unitMistakes(q.value) {
			if !near(x.value, q.value, q.Tolerance) && !among(kept, x.value, q.Tolerance/2.1) {
				kept = append(kept, x)
			}
		}
	}
	q.mistakes = kept
	m.reject(!(q.value > 0 && q.value < 1e21))
	m.e.Questions = append(m.e.Questions, q)
}

// apart reports whether two numbers differ so much that an answer cannot be
// near both.
func apart(a, b, tolerance float64) bool {
	return !near(a, b, 2.1*tolerance) && !near(b, a, 2.1*tolerance)
}

func among(mistakes []mistake, value, tolerance float64) bool {
	for _, x := range mistakes {
		if !apart(x.value, value, tolerance) {
			return true
		}
	}
	return false
}

// option is something to choose, and what choosing it says of who does.
type option struct{ text, hint string }

// choice adds a question with options, the right one first; they are shuffled.
func (m *maker) choice(q Question, options ...option) {
	order := m.shuffle(len(options))
	for at, i := range order {
		q.Options = append(q.Options, options[i].text)
		if i == 0 {
			q.right = []int{at}
		} else if options[i].hint != "" {
			q.mistakes = append(q.mistakes, mistake{float64(at), options[i].hint})
		}
	}
	m.fixed(q)
}

// fixed adds a question with options in the order that they have.
func (m *maker) fixed(q Question) {
	if q.Kind == Number {
		q.Kind = Choice
	}
	for i, text := range q.Options {
		for _, other := range q.Options[:i] {
			m.reject(q.Kind != Line && text == other)
		}
	}
	m.e.Questions = append(m.e.Questions, q)
}

// matrix adds a question with a row for each statement; right are the numbers
// of the right options, hints what is said where one is wrong.
func (m *maker) matrix(q Question, rows []string, right []int, hints []string) {
	q.Kind, q.Rows, q.right = Matrix, rows, right
	for i, hint := range hints {
		q.mistakes = append(q.mistakes, mistake{float64(i), hint})
	}
	m.fixed(q)
}

// oneOf asks for the right one of options in their own order.
func (m *maker) oneOf(q Question, right int, hints ...string) {
	q.right = []int{right}
	for i, hint := range hints {
		if i != right && hint != "" {
			q.mistakes = append(q.mistakes, mistake{float64(i), hint})
		}
	}
	m.fixed(q)
}
