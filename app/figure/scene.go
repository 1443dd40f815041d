package figure

import (
	"attnexperts/app/part"
	"attnexperts/app/study"
	"attnexperts/calc/scenario"
)

// A scene is a scenario together with its kind: all that the frame asks of the
// two. The frame does not know the scenario's type, so the client holds the
// frame once, and not once for each kind.
type scene interface {
	// about says what the kind is called and what it shows everywhere.
	about() about
	// scenario returns the scenario, copied a scene with a copy of it.
	scenario() any
	copied() scene
	common() *scenario.Common

	// open takes over the scenario of a fragment.
	open(fragment string) []scenario.Notice
	// fragment and link are the scenario's; the link carries all of it or not.
	fragment() string
	link() string
	carries() bool
	// set sets a key's value to a text.
	set(key, text string) error
	// field returns a key's value, and whether the key may be given several times.
	field(key string) (v scenario.Value, many, ok bool)
	// control is the control of a key.
	control(key, prefix string) part.Control

	// The rest are the kind's functions. One that the kind does not have does
	// nothing.
	steps() []func()
	draw(e Embed) Drawing
	point(what string, at Place) Pointed
	hold(held string, at Place) bool
	key(at *Place, held, key string) bool
	do(action string) bool
	copyOf(what string) File
	// reader reads files; nil where the kind takes none.
	reader() func(files []Opened) taken
	keep(before scene)
	instead() (f File, why string)
	// study is what is to be computed, and whether the kind ever asks for that.
	study(e Embed) (wants []study.Want, ever bool)
}

// about is what a [Kind] is called and shows everywhere.
type about struct {
	Name, Question, Summary, Path string
	Main                          []string
	First, Rest                   string
}

// taken is a [Taken] whose change is made to a scene.
type taken struct {
	key, text, problem, show string
	change                   func(on scene)
}

// sceneOf is the scene of a kind. It holds no logic: what is here, the client
// holds once for each kind.
type sceneOf[S any] struct {
	kind *Kind[S]
	s    S
}

func (x *sceneOf[S]) about() about {
	k := x.kind
	return about{k.Name, k.Question, k.Summary, k.Table.Path, k.Main, k.First, k.Rest}
}

func (x *sceneOf[S]) scenario() any { return x.s }

func (x *sceneOf[S]) copied() scene { c := *x; return &c }

func (x *sceneOf[S]) common() *scenario.Common { return x.kind.Common(&x.s) }

func (x *sceneOf[S]) open(fragment string) (notices []scenario.Notice) {
	x.s, notices = x.kind.Table.Parse(fragment)
	return notices
}

func (x *sceneOf[S]) fragment() string { return x.kind.Table.Fragment(x.s) }

func (x *sceneOf[S]) link() string { return x.kind.Table.Link(x.s) }

func (x *sceneOf[S]) carries() bool { return x.kind.Table.Carries(x.s) }

func (x *sceneOf[S]) set(key, text string) error { return x.kind.Table.Set(&x.s, key, text) }

func (x *sceneOf[S]) field(key string) (v scenario.Value, many, ok bool) {
	f, ok := x.kind.Table.Field(key)
	if !ok {
		return nil, false, false
	}
	return f.Of(&x.s), f.Many, true
}

func (x *sceneOf[S]) control(key, prefix string) part.Control {
	return part.FieldControl(x.kind.Table, key, &x.s, prefix)
}

func (x *sceneOf[S]) steps() []func() {
	if x.kind.Steps == nil {
		return nil
	}
	return x.kind.Steps(x.s)
}

func (x *sceneOf[S]) draw(e Embed) Drawing { return x.kind.Draw(x.s, e) }

func (x *sceneOf[S]) point(what string, at Place) Pointed {
	if x.kind.Point == nil {
		return Pointed{}
	}
	return x.kind.Point(x.s, what, at)
}

func (x *sceneOf[S]) hold(held string, at Place) bool {
	return x.kind.Hold != nil && x.kind.Hold(&x.s, held, at)
}

func (x *sceneOf[S]) key(at *Place, held, key string) bool {
	return x.kind.Key != nil && x.kind.Key(&x.s, at, held, key)
}

func (x *sceneOf[S]) do(action string) bool {
	return x.kind.Do != nil && x.kind.Do(&x.s, action)
}

func (x *sceneOf[S]) copyOf(what string) File { return x.kind.Copy(x.s, what) }

func (x *sceneOf[S]) reader() func(files []Opened) taken {
	take := x.kind.Take
	if take == nil {
		return nil
	}
	return func(files []Opened) taken { return take(files).untyped() }
}

// untyped is what was taken, for a scene of its kind.
func (t Taken[S]) untyped() taken {
	u := taken{key: t.Key, text: t.Text, problem: t.Problem, show: t.Show}
	if t.Change != nil {
		u.change = func(on scene) { t.Change(&on.(*sceneOf[S]).s) }
	}
	return u
}

func (x *sceneOf[S]) keep(before scene) {
	if x.kind.Keep != nil {
		x.kind.Keep(&x.s, before.(*sceneOf[S]).s)
	}
}

func (x *sceneOf[S]) instead() (f File, why string) { return x.kind.Instead(x.s) }

func (x *sceneOf[S]) study(e Embed) (wants []study.Want, ever bool) {
	if x.kind.Study == nil {
		return nil, false
	}
	return x.kind.Study(x.s, e), true
}
