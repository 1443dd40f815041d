package figure

import (
	"errors"
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"attnexperts/app/part"
	"attnexperts/calc/model"
	"attnexperts/calc/quantity"
	"attnexperts/calc/scenario"
)

// Figure is one figure on a page: a Kind with a scenario.
type Figure struct {
	app.Compo

	kind          about
	title, prefix string
	own           bool
	// lead are the keys of the controls that stand beside a figure in running text.
	lead []string
	// opened is whether the fold with the others was opened, ever.
	opened bool

	// scene is the scenario with its kind, start what it was at first, and
	// challengeStart what it was when a link or a file locked something or set a goal;
	// nil where none did.
	scene, start, challengeStart scene
	notices                      []scenario.Notice
	// typed holds what stands in a control while it is being edited, and
	// problem why it cannot be used, by key.
	typed, problem map[string]string
	// edit is the control that is being edited, key by key, and the scenario that
	// it was begun on: what is typed on the way must not bend the other settings.
	edit struct {
		key  string
		from scene
	}

	drawing Drawing
	drawn   bool
	// changes counts what has been changed.
	changes int
	// late are the pictures of it that have yet to be drawn, in their order.
	late []late
	// at is what is pointed at, or nil, and reading what there is to read.
	at      *pointer
	reading Pointed
	// made are the controls as they were made last, by key.
	made map[string]madeControl
	// tables are the pictures whose numbers are shown, unfolded what else is.
	tables, unfolded map[string]bool
	guess            guess
	composer         composer
	said             string
	// watch is what follows the figure, answered what waits for its predictions;
	// nil where nothing does.
	watch    func()
	answered func(number string)

	live live
}

// pointer is a place in the picture that an element stands in.
type pointer struct {
	what string
	Place
}

// New returns a figure of a kind that starts with the scenario of a link's
// fragment. An own figure is the page's subject: the address bar follows it.
// The prefix makes the ids of several figures on one page differ.
func New[S any](kind *Kind[S], fragment, prefix string, own bool) *Figure {
	return newFigure(&sceneOf[S]{kind: kind}, fragment, prefix, own)
}

// Of returns the figure that a link of the prose leads to, to be embedded there.
func Of(link, prefix string) *Figure {
	path, fragment, _ := strings.Cut(link, "#")
	s := sceneAt(path)
	if s == nil {
		panic("no figure lives at " + path) // the prose is the project's own
	}
	return newFigure(s, fragment, prefix, false)
}

func newFigure(of scene, fragment, prefix string, own bool) *Figure {
	f := &Figure{scene: &guarded{of}, kind: of.about(), prefix: prefix, own: own, made: map[string]madeControl{}, tables: map[string]bool{}, unfolded: map[string]bool{}}
	f.open(fragment)
	f.start = f.scene.copied()
	return f
}

// Titled gives the figure a title of its own instead of its kind's question.
func (f *Figure) Titled(title string) *Figure {
	f.title = title
	return f
}

// Scenario returns what the figure shows now, of its kind's type of scenario.
func (f *Figure) Scenario() any { return f.scene.scenario() }

// Path returns the path of the page whose subject the figure's kind is: "/mask/".
func (f *Figure) Path() string { return f.kind.Path }

// Watched lets something that follows the figure know of each new scenario.
func (f *Figure) Watched(by func()) { f.watch = by }

// Answered lets something know of each prediction: of the number that the reader
// has committed to, as it was typed, "" where the reader has given up.
func (f *Figure) Answered(by func(number string)) { f.answered = by }

// open takes over the scenario of a fragment.
func (f *Figure) open(fragment string) {
	f.notices = f.scene.open(fragment)
	f.challenged()
	f.at, f.live.pass = nil, nil
	f.forget()
	f.ask()
}

// challenged remembers where a challenge begins, if the scenario is one.
func (f *Figure) challenged() {
	f.challengeStart = nil
	if c := f.scene.common(); c.Lock != "" || c.Goal != "" {
		f.challengeStart = f.scene.copied()
	}
}

// reset goes back to how it was at first: of a challenge, to how that begins.
func (f *Figure) reset() {
	f.scene, f.notices = f.start.copied(), nil
	if f.challengeStart != nil {
		f.scene = f.challengeStart.copied()
	}
	f.forget()
	f.ask()
}

// forget drops what was typed and drawn, so that all follows the scenario.
func (f *Figure) forget() {
	f.typed, f.problem = map[string]string{}, map[string]string{}
	f.edit.key = ""
	f.outdate()
}

// set takes the text of a control.
func (f *Figure) set(key, text string) {
	if f.edit.key != key {
		f.edit.key, f.edit.from = key, f.scene.copied()
	}
	delete(f.problem, key)
	f.typed[key] = text
	if _, number := f.rangeOf(key); number {
		text = part.Typed(text)
	}
	next := f.edit.from.copied()
	if err := next.set(key, text); err != nil {
		f.problem[key] = problemText(err)
		return
	}
	f.scene = next
	f.outdate()
	f.said = ""
	if key == askKey {
		f.ask()
	}
}

// rangeOf is the range of a key's number, where it has one.
func (f *Figure) rangeOf(key string) (part.Range, bool) {
	v, _, _ := f.scene.field(key)
	return part.RangeOf(v)
}

// problemText says at a control what it takes. The text itself stands in the
// control and need not be repeated.
func problemText(err error) string {
	if r, ok := err.(*scenario.Refusal); ok {
		return quantity.Sentence(r.Reason())
	}
	if e, ok := errors.AsType[*model.Error](err); ok && e.Field != "" {
		return e.Error() + "." // a field has the letters that it has
	}
	return quantity.Sentence(err.Error())
}

// outdate says that the drawing is that of an earlier scenario.
func (f *Figure) outdate() {
	f.drawn = false
	f.changes++
}

// draw makes the drawing anew where the scenario has changed.
func (f *Figure) draw() {
	if !f.drawn {
		f.drawing, f.drawn, f.late = f.scene.draw(f.embed()), true, nil
	}
}

// whole reports whether all of the figure's pictures are shown: on its own page,
// unless the link wants one of them alone.
func (f *Figure) whole() bool {
	common := f.scene.common()
	return f.own && (!common.Embed || common.View == "")
}

// embed says where the figure stands.
func (f *Figure) embed() Embed {
	return Embed{Own: f.whole(), Brief: f.brief(), View: f.scene.common().View, Prefix: f.prefix, Unfolded: f.unfolded}
}

// heading is what the figure is called where it stands.
func (f *Figure) heading() string {
	switch {
	case f.title != "":
		return f.title
	case f.whole():
		return f.kind.Question
	}
	return f.drawing.Panels[0].Question
}

// sentence says what the figure shows now.
func (f *Figure) sentence() string {
	if f.whole() && f.drawing.Sentence != "" {
		return f.drawing.Sentence
	}
	return f.drawing.Panels[0].Sentence
}
