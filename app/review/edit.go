package review

import (
	"errors"
	"slices"
	"strconv"
	"strings"

	"attnexperts/app/cards"
	"attnexperts/app/dom"
	"attnexperts/app/part"
	"attnexperts/calc/order"
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
	e.problem = ""
	return true
}

func lines(text string) string {
	return strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(text)
}

// ownLink is a link below the site's base of an address of this site, which may be
// pasted as the browser shows it.
func ownLink(text string) string {
	text = strings.TrimSpace(text)
	if origin := siteOrigin(); origin != "" {
		text = strings.TrimPrefix(text, origin)
	}
	if base := part.URL("/"); base != "/" {
		if below, ok := strings.CutPrefix(text, base); ok {
			text = "/" + below
		}
	}
	return text
}

// written returns the card as it would be stored, or what is wrong with it.
func (e *editor) written() (recall.Card, error) {
	c := e.card
	c.Front, c.Back, c.Source = strings.TrimSpace(c.Front), strings.TrimSpace(c.Back), strings.TrimSpace(c.Source)
	c.Tags = nil
	for _, t := range strings.FieldsFunc(e.tags, func(r rune) bool { return r == ' ' || r == ',' || r == '\t' || r == '\n' || r == '#' }) {
		if !slices.Contains(c.Tags, t) {
			c.Tags = append(c.Tags, t)
		}
	}
	answer := c.Answer
	c.Answer = recall.Answer{}
	if c.Kind == recall.Numeric {
		value, err := quantity.Parse(e.value, answer.Unit)
		if err != nil {
			return c, errors.New("the number: " + err.Error())
		}
		within, err := strconv.ParseFloat(strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(e.within), "%")), 64)
		if strings.TrimSpace(e.within) == "" {
			within, err = 0, nil
		}
		if err != nil || !(within >= 0 && within <= 100) {
			return c, errors.New("how far off the number may be is a percentage from 0 to 100")
		}
		c.Answer = recall.Answer{Value: value, Unit: answer.Unit, Tolerance: within / 100}
	}
	if c.Kind != recall.Cloze {
		c.Gap = 0
	} else if len(recall.GapNumbers(c.Front)) == 0 {
		return c, errors.New("a text with gaps needs at least one gap: write {{c1::what is hidden}}")
	}
	checked := c
	if checked.ID == "" {
		checked.ID = "new"
	}
	if checked.Kind == recall.Cloze {
		checked.Gap = recall.GapNumbers(c.Front)[0]
	}
	return c, checked.Validate()
}

// save makes the events of what was written. A text with gaps is one card for each
// of them.
func (e *editor) save(c recall.Card) cards.Make {
	was := e.was
	return func(s *recall.State, a recall.Author) ([]recall.Event, error) {
		m := maker{state: s, author: a}
		if c.ID == "" {
			c.ID = "own-" + s.NextID(a).String()
		}
		switch {
		case c.Kind == recall.Cloze:
			m.gaps(c)
		case was.ID != "" && onlyTags(was.Card, c):
			m.make(recall.Event{Kind: recall.Tagged, Card: c.ID, Tags: c.Tags})
		case was.ID != "":
			m.make(recall.Event{Kind: recall.Edited, Card: c.ID, Content: &c})
		default:
			m.make(recall.Event{Kind: recall.Added, Content: &c})
		}
		return m.events, m.err
	}
}

// onlyTags reports whether two cards differ in nothing but their tags.
func onlyTags(a, b recall.Card) bool {
	return !slices.Equal(a.Tags, b.Tags) && sameTexts(a, b)
}

// sameTexts reports whether two cards differ in nothing, or in their tags only.
func sameTexts(a, b recall.Card) bool {
	return a.ID == b.ID && a.Note == b.Note && a.Part == b.Part && a.Kind == b.Kind && a.Front == b.Front && a.Back == b.Back &&
		a.Link == b.Link && a.Gap == b.Gap && a.Answer == b.Answer && a.Source == b.Source
}

// A maker makes several events.
type maker struct {
	state  *recall.State
	author recall.Author
	events []recall.Event
	err    error
}

func (m *maker) make(e recall.Event) {
	if m.err != nil {
		return
	}
	if e, m.err = m.state.Record(m.author, e); m.err == nil {
		m.events = append(m.events, e)
	}
}

// gaps makes a card of each gap of a text: those that are there are changed, new
// ones added, and those whose gap is gone deleted.
func (m *maker) gaps(c recall.Card) {
	family := map[int]string{max(c.Gap, 1): c.ID}
	for v := range m.state.Cards {
		if v.Kind == recall.Cloze && !v.Deleted && v.Family() == c.Family() {
			family[max(v.Gap, 1)] = v.ID
		}
	}
	wanted := recall.GapNumbers(c.Front)
	first := c.Family()
	for i, n := range wanted {
		next := c
		next.Gap = n
		id, there := family[n]
		delete(family, n)
		switch {
		case there:
			next.ID = id
		case i == 0 && len(family) == 0 && !cards.Knew(m.state, c.ID):
			next.ID = c.ID
		default:
			next.ID = first + "-" + strconv.Itoa(n)
			for cards.Knew(m.state, next.ID) {
				next.ID += "x"
			}
		}
		if next.Note = first; next.ID == first {
			next.Note = ""
		}
		kind := recall.Added
		if cards.Knew(m.state, next.ID) {
			kind = recall.Edited
		}
		m.make(recall.Event{Kind: kind, Card: next.ID, Content: &next})
	}
	for _, id := range sorted(family) {
		if cards.Knew(m.state, id) {
			m.make(recall.Event{Kind: recall.Deleted, Card: id})
		}
	}
}

func sorted(family map[int]string) []string {
	var ids []string
	for _, id := range family {
		ids = append(ids, id)
	}
	order.Up(ids)
	return ids
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

// siteOrigin is the site's address without a path; "" natively.
func siteOrigin() string {
	if isServer {
		return ""
	}
	return dom.Origin()
}
