package review

import (
	"slices"
	"strconv"
	"strings"

	"attnexperts/calc/quantity"
	"attnexperts/calc/recall"
)

// An editor is a card that is being written. What is typed is not touched by
// what happens to the cards meanwhile.
type editor struct {
	// was is the card as it was when it was opened; without an ID it is a new one.
	was recall.View
	// card is what is typed so far; tags, value and within are texts of it that may
	// not be usable yet.
	card                recall.Card
	tags, value, within string
	problem             string
	saving              bool
	// touched is whether anything was typed.
	touched bool
}

// compose begins to write a card: an empty view is a new one.
func (b *Box) compose(v recall.View) {
	e := &editor{was: v, card: v.Card, tags: strings.Join(v.Tags, " ")}
	if v.ID == "" {
		e.card.Kind = recall.Basic
	}
	if v.Kind == recall.Numeric {
		e.value = strconv.FormatFloat(v.Answer.Value, 'f', -1, 64)
		e.within = strconv.FormatFloat(v.Answer.Tolerance*100, 'f', -1, 64)
	}
	b.edit = e
	b.focus("#edit-title")
}

// openCard opens a card to be changed.
func (b *Box) openCard(id string) {
	if v, ok := b.book.State().Card(id); ok {
		b.compose(v)
	}
}

// closeEditor goes back to where the card was opened.
func (b *Box) closeEditor() {
	b.edit = nil
	b.back()
}

// park puts aside what is being written, until what comes between is answered.
func (b *Box) park() {
	if b.edit != nil {
		b.parked = append(b.parked, b.edit)
		b.edit = nil
	}
}

// writing reports whether something that was typed into a card is not stored.
func (b *Box) writing() bool {
	typed := func(e *editor) bool { return e.touched }
	return b.edit != nil && typed(b.edit) || slices.ContainsFunc(b.parked, typed)
}

// back goes back to what was being written, if nothing is offered any more, or to
// what is shown.
func (b *Box) back() {
	if last := len(b.parked) - 1; last >= 0 && b.edit == nil && b.offer == nil && b.files.reading == "" {
		b.edit, b.parked = b.parked[last], b.parked[:last]
	}
	switch {
	case b.edit != nil:
		b.focus("#edit-title")
	case b.reviewing:
		b.faceNext()
	default:
		b.focus("#" + b.view + "-title")
	}
}

// take takes what stands in one of the editor's controls, and reports whether it
// is one of them.
func (e *editor) take(name, text string) bool {
	c := &e.card
	switch name {
	case "kind":
		c.Kind = recall.CardKind(text)
	case "front":
		c.Front = lines(text)
	case "back":
		c.Back = lines(text)
	case "tags":
		e.tags = text
	case "link":
		c.Link = ownLink(text)
	case "source":
		c.Source = text
	case "value":
		e.value = text
	case "unit":
		if text == anyOf {
			text = ""
		}
		c.Answer.Unit = quantity.Unit(text)
	case "within":
		e.within = text
	default:
		return false
	}
	e.problem, e.touched = "", true
	return true
}

func lines(text string) string {
	return strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(text)
}

// setCard carries out a button of the editor.
func (b *Box) setCard(what string) {
	e := b.edit
	if e == nil || e.saving {
		return
	}
	kinds := map[string]recall.Kind{
		"delete": recall.Deleted, "undelete": recall.Undeleted, "suspend": recall.Suspended, "resume": recall.Unsuspended, "bury": recall.Buried,
	}
	said := map[string]string{
		"delete": "Deleted. It can be brought back under “Deleted”.", "undelete": "Brought back.", "suspend": "Suspended.", "resume": "It is asked again.", "bury": "Put off until tomorrow.",
	}
	if kind, ok := kinds[what]; ok {
		b.write(said[what], one(kind, e.was.ID), func(err error) {
			if b.edit == e && err == nil {
				b.files.told = said[what]
				b.closeEditor()
			}
		})
		return
	}
	c, err := e.written()
	if err != nil {
		e.problem = sentence(err)
		b.focus(".edit-problem")
		return
	}
	e.saving = true
	b.write("The card is saved.", e.save(c), func(err error) {
		e.saving = false
		if b.edit == e && err == nil {
			b.files.told = "The card is saved."
			b.closeEditor()
		}
	})
}
