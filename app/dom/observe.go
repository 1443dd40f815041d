package dom

import "github.com/maxence-charriere/go-app/v10/pkg/app"

// observer hears from the browser which elements can be seen.
type observer struct {
	js   app.Value
	hear app.Func
}

// start has tell called with the entries of elements that came into view or left it:
// soon for all of them, and then for those that change. With a margin, as CSS writes
// it, what is that near the window counts too. It reports whether the browser can.
func (o *observer) start(tell func(entries app.Value), margin string, elements ...app.Value) bool {
	maker := app.Window().Get("IntersectionObserver")
	if !maker.Truthy() {
		return false
	}
	o.hear = app.FuncOf(func(_ app.Value, args []app.Value) any {
		tell(args[0])
		return nil
	})
	o.js = maker.New(o.hear, map[string]any{"rootMargin": margin})
	for _, e := range elements {
		o.js.Call("observe", e)
	}
	return true
}

// on reports whether it hears.
func (o *observer) on() bool { return o.js != nil }

// stop ends it.
func (o *observer) stop() {
	if o.on() {
		o.js.Call("disconnect")
		o.hear.Release()
		*o = observer{}
	}
}

// visible reads the last of some entries, which are about one element.
func visible(entries app.Value) bool {
	return entries.Index(entries.Length() - 1).Get("isIntersecting").Bool()
}

// Seen tells when an element comes into view or leaves it.
type Seen struct{ observer observer }

// Watch tells whether an element is in view, now and whenever that changes,
// instead of what was watched before.
func (s *Seen) Watch(element app.Value, tell func(visible bool)) {
	s.Stop()
	if element.Truthy() {
		s.observer.start(func(entries app.Value) { tell(visible(entries)) }, "0px", element)
	}
}

// Stop ends the watching.
func (s *Seen) Stop() { s.observer.stop() }
