package exercise

import (
	"strings"

	"attnexperts/calc/practice"
)

// maxDeeds is how many lines of a text are done again: more than a sheet writes.
const maxDeeds = 200

// note adds a deed to the log, or replaces the last one by it.
func (s *Sheet) note(deed string, replace bool) {
	if last := len(s.log) - 1; replace && last >= 0 && strings.HasPrefix(s.log[last], "a ") {
		s.log[last] = deed
		return
	}
	s.log = append(s.log, deed)
}

// Text returns what was done on the sheet, to be kept, a line a deed:
//
//	a 40 GiB   an answer that could be used
//	t          the tip was taken
//	s          the solution was shown
//	d 12       what is being typed, not answered yet
//
// Of many wrong answers to a question the first and the last are enough to come
// to the same again. It is "" where nothing was done.
func (s *Sheet) Text() string {
	lines := s.log
	if q := s.now(); q != nil && q.typed != q.answered {
		lines = append(lines[:len(lines):len(lines)], "d "+q.typed)
	}
	return strings.Join(lines, "\n")
}

// Resume returns a sheet on which the same was done again. A text that no sheet
// wrote does as much as can be done of it.
func Resume(e practice.Exercise, text string) *Sheet {
	s := New(e)
	if text == "" {
		return s
	}
	for i, line := range strings.Split(text, "\n") {
		if i == maxDeeds {
			break
		}
		switch {
		case line == "t":
			s.Tip()
		case line == "s":
			s.Show()
		case strings.HasPrefix(line, "a "):
			s.retype(line[2:])
			s.Answer()
		case strings.HasPrefix(line, "d "):
			s.retype(line[2:])
		}
	}
	s.said = "" // that was said before
	return s
}

// retype puts a kept answer into the control.
func (s *Sheet) retype(text string) {
	i := s.Current()
	if i == len(s.questions) {
		return
	}
	rows := s.Exercise.Questions[i].Rows
	if len(rows) == 0 {
		s.Type(0, text)
		return
	}
	for row, chosen := range strings.SplitN(text, ",", len(rows)) {
		s.Type(row, chosen)
	}
}
