package figure

import (
	"slices"
	"time"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"attnexperts/app/dom"
	"attnexperts/calc/order"
)

// A step of a hand changes all pictures of a page, of which a phone shows one or two.
// What is near the hand comes first, others that can be seen in tasks of their own right
// after it, so that the page is never kept from the next step for long; what cannot be
// seen waits until the hand rests, or the browser would lay all of it out for each step.

const (
	// task is how long such a task may take before the rest is left to the next one.
	// What is begun is finished, which takes a phone a few times as long.
	task = 5 * time.Millisecond
	// quick is how long it may take to draw what the hand waits for, for that to be done
	// where the step is heard of: in the browser's own task, which brings it to the
	// screen, and on a slow machine has enough to do with that.
	quick = 4 * time.Millisecond
	// restHand is after how long without a step the hand rests.
	restHand = 150 * time.Millisecond
)

// late is a picture that is still that of an earlier scenario: where it stands, and
// what makes it anew.
type late struct {
	at   int
	make func() Panel
}

// indexOf returns where the picture at a place is among those that are late, or -1.
func indexOf(list []late, at int) int {
	return slices.IndexFunc(list, func(l late) bool { return l.at == at })
}

// finish makes the drawing anew where the scenario has changed: all of it.
func (f *Figure) finish() {
	f.draw()
	for len(f.late) > 0 {
		f.makeNext()
	}
}

// makeNext makes the picture that has waited longest, and returns where it stands.
func (f *Figure) makeNext() int {
	l := f.late[0]
	f.late = f.late[1:]
	f.drawing.Panels[l.at] = l.make()
	return l.at
}

// sketch makes the drawing of a scenario without its pictures, which are late: first
// comes the one that the hand waits for, then those that can be seen, and of these
// those that have waited longest.
func (f *Figure) sketch(of scene, first int) {
	before, waited := f.drawing.Panels, f.late
	f.late = nil
	e := f.embed()
	e.Later = func(i int, make func() Panel) (Panel, bool) {
		if i >= len(before) {
			return Panel{}, false
		}
		f.late = append(f.late, late{i, make})
		return before[i], true
	}
	f.drawing = of.draw(e)
	turn := func(l late) int {
		n := indexOf(waited, l.at)
		if n < 0 {
			n = len(waited)
		}
		switch {
		case l.at == first:
			n = -1
		case !f.live.inView.Sees(l.at):
			n += len(before)
		}
		return n
	}
	order.By(f.late, func(a, b late) int { return turn(a) - turn(b) })
}

// first returns the picture that the hand waits for: the one beside the control that
// it holds, or the first that can be seen; -1 where none can.
func (f *Figure) first() int {
	if !f.whole() {
		return 0
	}
	v, root := &f.live.inView, f.live.root
	if !v.Watching() {
		var panels []app.Value
		dom.Each(root, ":scope > .panel", func(e app.Value) { panels = append(panels, e) })
		v.Watch(panels)
	}
	if hand := v.Index(root.Call("querySelector", ":scope > .panel:focus-within")); hand >= 0 && v.Sees(hand) {
		return hand
	}
	for i := range f.drawing.Panels {
		if v.Sees(i) {
			return i
		}
	}
	return -1
}

// A pass brings one scenario to the screen. What has changed meanwhile waits for the
// next pass, or nothing would be seen as long as a hand moves.
type pass struct {
	of scene
	// steps are what is left to be computed before it can be drawn.
	steps []func()
	// changes is how many changes of the figure it has in it.
	changes int
	// sketched is set once all but the pictures is drawn and shown.
	sketched bool
	// tasks counts those it has taken so far, and took is how long they were.
	tasks int
	took  time.Duration
}

func (f *Figure) newPass() *pass {
	return &pass{of: f.scene.copied(), steps: f.scene.steps(), changes: f.changes}
}

// hurry shows a new scenario: what is near the hand at once, the rest soon, and what
// cannot be seen once the hand rests.
func (f *Figure) hurry() {
	if f.live.root == nil || f.drawn {
		f.refresh()
		return
	}
	f.live.moving = true
	f.live.rest.In(restHand, func() {
		f.live.moving = false
		f.live.turn.Next(f.catchUp)
	})
	if f.live.pass == nil && len(f.live.fresh) == 0 {
		f.live.pass = f.newPass()
		if f.live.quick {
			f.catchUp()
		} else {
			f.live.turn.Next(f.catchUp)
		}
	}
}

// settle shows all that is late where the focus goes to something else, perhaps to a
// picture that is. A slider that is pressed has moved before it has the focus.
func (f *Figure) settle(e app.Value) {
	late := f.live.pass != nil || !f.drawn || len(f.late) > 0
	if !late || dom.Data(e.Get("target"), "slider") != "" {
		return
	}
	f.live.pass = nil
	f.finish()
	f.refresh()
}

// catchUp does as much as a task may of what is left to do, and the rest in others.
func (f *Figure) catchUp() {
	p := f.live.pass
	start := time.Now()
	for f.work() {
		if time.Since(start) >= task {
			f.live.turn.Next(f.catchUp)
			break
		}
	}
	if p == nil {
		return
	}
	p.took += time.Since(start)
	if f.live.pass != p {
		f.live.quick = p.took <= quick
	} else if p.tasks++; !p.sketched && p.tasks >= 3 {
		// A number that does not follow its slider for long would look broken.
		f.show(f.meanwhile())
	}
}

// work does the next piece of what is left to do, and reports whether there was one:
// it computes, draws, shows the controls and numbers, then the picture that the hand
// waits for, and then draws and shows one picture after another.
func (f *Figure) work() bool {
	l, p := f.live.look, f.live.pass
	switch {
	case p != nil && !p.sketched && f.drawn: // somebody could not wait
		f.live.pass = nil
		f.show(f.look())
	case p != nil && len(p.steps) > 0:
		p.steps[0]()
		p.steps = p.steps[1:]
	case p != nil && !p.sketched:
		f.sketch(p.of, f.first())
		f.drawn, p.sketched = p.changes == f.changes, true
		f.show(f.look()) // controls, numbers and sentence change together
	case p != nil: // what the hand waits for ends the pass
		if len(f.late) > 0 {
			f.live.fresh = []int{f.makeNext()}
		}
		f.live.pass = nil
	case len(f.live.fresh) > 0:
		l.panels = slices.Clone(l.panels)
		for _, i := range f.live.fresh {
			l.panels[i] = f.box(i)
		}
		f.show(l)
		f.live.fresh = nil
	case !f.drawn:
		f.live.pass = f.newPass()
	case len(f.late) > 0 && (!f.live.moving || f.live.inView.Sees(f.late[0].at)):
		f.live.fresh = []int{f.makeNext()}
	default:
		return false
	}
	return true
}

// meanwhile is the look with the controls as they are set, while what the pictures
// show is still being computed.
func (f *Figure) meanwhile() look {
	l := f.live.look
	l.opening, l.main = f.opening(), f.main()
	if i := f.first(); i >= 0 {
		l.panels = slices.Clone(l.panels)
		l.panels[i] = f.box(i)
	}
	return l
}
