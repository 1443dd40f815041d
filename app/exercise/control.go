package exercise

import (
	"strconv"

	"attnexperts/app/markup"
	"attnexperts/calc/attention"
	"attnexperts/calc/practice"
	"attnexperts/calc/quantity"
)

// control is where the answer to a question is typed or chosen. Its elements say
// by data-answer which question they answer, and those of a matrix by data-row
// which row.
func (s *Sheet) control(i int) markup.Node {
	switch q := s.Exercise.Questions[i]; q.Kind {
	case practice.Number:
		return s.field(i, numberHelp(q.Unit))
	case practice.Rule:
		return s.field(i, "In the language of masks: "+attention.Known()+", joined by &, | and !.")
	case practice.Matrix:
		return s.matrix(i)
	default:
		return s.options(i)
	}
}

// numberHelp says how a number of a unit may be typed.
func numberHelp(u quantity.Unit) string {
	switch u {
	case quantity.Bytes:
		return "A number of bytes, with any unit: 3\u00a0KiB, 2.5\u00a0GB, 7e9."
	case quantity.Parameters:
		return "A number of parameters: 3.2\u00a0billion, 3.2B or 3.2e9."
	case quantity.FLOPs:
		return "A number of FLOPs: 3.2\u00a0TFLOPs or 3.2e12."
	case quantity.Tokens:
		return "A number of tokens: 5000, 5,000 or 5k."
	case quantity.Share:
		return "A share: 17\u00a0% or 0.17."
	case quantity.Ratio:
		return "How many times: 3.5 or 3.5×."
	case quantity.Plain:
		return "A number: 12, 3.5 or 1,024."
	}
	return "A number, in " + string(u) + "."
}

// field is a text field for a number or a rule.
func (s *Sheet) field(i int, help string) markup.Node {
	q, is := s.Exercise.Questions[i], s.questions[i]
	id := answerID(i)
	class := "control typed"
	if s.unusable(i) {
		class += " wrong"
	}
	if q.Kind == practice.Rule {
		class += " typed-rule"
	}
	return markup.El(
		"div", markup.Class(class),
		markup.El("label", markup.Class("ask"), markup.Attr("for", id), rich(q.Ask)),
		markup.El("input", markup.Attr("type", "text"), markup.ID(id), markup.Attr("name", q.Key), mark(i, 0), markup.Attr("value", is.typed),
			markup.Attr("autocapitalize", "none"), markup.Attr("spellcheck", "false"), markup.Attr("enterkeyhint", "done"),
			markup.Attr("aria-describedby", id+"-note"), markup.If(s.unusable(i), markup.Attr("aria-invalid", "true"))),
		s.advice(i, help),
	)
}

// unusable reports whether what was submitted cannot be used.
func (s *Sheet) unusable(i int) bool { return s.questions[i].problem != "" }

// advice says under a control what it takes, or why what stands there cannot be
// used.
func (s *Sheet) advice(i int, help string) markup.Node {
	id := answerID(i) + "-note"
	if s.unusable(i) {
		return markup.El("p", markup.ID(id), markup.Class("problem"), rich(s.questions[i].problem+" It does not count as a try."))
	}
	return markup.El("p", markup.ID(id), markup.Class("help"), rich(help))
}

// answerID is the id of a question's control.
func answerID(i int) string { return "answer-" + strconv.Itoa(i+1) }

// mark says which question, and which row of it, a control answers.
func mark(i, row int) markup.Item {
	return markup.List([]markup.Item{markup.Attr("data-answer", strconv.Itoa(i)), markup.Attr("data-row", strconv.Itoa(row))})
}

// options are the options of a choice, or the lines of a calculation, to choose
// one of.
func (s *Sheet) options(i int) markup.Node {
	q, is := s.Exercise.Questions[i], s.questions[i]
	class := "control options"
	if q.Kind == practice.Line {
		class += " lines"
	}
	choices := make([]markup.Node, len(q.Options))
	for k, text := range q.Options {
		words := rich(text)
		if q.Kind == practice.Line {
			words = markup.El("code", markup.Text(strconv.Itoa(k+1)+"  "+plain(text)))
		}
		choices[k] = markup.El("label", markup.Class("option"), radio(i, 0, k, q.Key, is.typed), markup.El("span", words))
	}
	return s.group(i, class, markup.El("div", markup.Class("option-list"), markup.List(choices)))
}

// group is a set of radio buttons under the question.
func (s *Sheet) group(i int, class string, inside markup.Node) markup.Node {
	return markup.El(
		"fieldset", markup.Class(class), markup.Attr("aria-describedby", answerID(i)+"-note"),
		markup.El("legend", markup.Class("ask"), rich(s.Exercise.Questions[i].Ask)),
		inside,
		s.advice(i, ""),
	)
}

// radio is the button of an option.
func radio(i, row, option int, name, typed string) markup.Node {
	value := strconv.Itoa(option)
	return markup.El("input", markup.Attr("type", "radio"), markup.Attr("name", name), mark(i, row), markup.Attr("value", value), markup.Flag("checked", typed == value))
}

// matrix has a row of radio buttons for each thing that is asked about. Where
// there is room it looks like a table; on a phone each row is a group of its
// own.
func (s *Sheet) matrix(i int) markup.Node {
	q, is := s.Exercise.Questions[i], s.questions[i]
	chosen := is.chosen(len(q.Rows))
	heads := []markup.Node{markup.El("span")}
	for _, o := range q.Options {
		heads = append(heads, markup.El("span", rich(o)))
	}
	rows := []markup.Node{markup.El("div", markup.Class("matrix-head"), markup.Attr("aria-hidden", "true"), markup.List(heads))}
	for r, name := range q.Rows {
		rows = append(rows, s.matrixRow(i, r, name, chosen[r]))
	}
	return s.group(i, "control matrix options-"+strconv.Itoa(len(q.Options)), markup.El("div", markup.Class("matrix-rows"), markup.List(rows)))
}

// matrixRow is one row; after a wrong answer it says whether it was right.
func (s *Sheet) matrixRow(i, r int, name, chosen string) markup.Node {
	q, is := s.Exercise.Questions[i], s.questions[i]
	id := answerID(i) + "-row-" + strconv.Itoa(r+1)
	said := markup.Node{}
	if r < len(is.verdict.Rows) {
		said = markup.El("span", markup.Class("sign"), markup.Text(" ✓"), markup.El("span", markup.Class("unseen"), markup.Text("was right")))
		if !is.verdict.Rows[r] {
			said = markup.El("span", markup.Class("sign"), markup.Text(" ✗"), markup.El("span", markup.Class("unseen"), markup.Text("was not right")))
		}
	}
	choices := make([]markup.Node, len(q.Options))
	for k, text := range q.Options {
		choices[k] = markup.El("label", markup.Class("option"), radio(i, r, k, q.Key+"-"+strconv.Itoa(r+1), chosen), markup.El("span", rich(text)))
	}
	return markup.El(
		"div", markup.Class("matrix-row"), markup.Attr("role", "radiogroup"), markup.Attr("aria-labelledby", id),
		markup.El("span", markup.ID(id), markup.Class("matrix-name"), rich(name), markup.El("span", said)),
		markup.List(choices),
	)
}
