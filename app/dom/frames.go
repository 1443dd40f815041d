package dom

import "github.com/maxence-charriere/go-app/v10/pkg/app"

// Frames calls something once a frame, while it runs.
type Frames struct {
	f  app.Func
	id app.Value
}

// Start calls do before each frame from now on, with the time in ms, instead of
// what was called before.
func (f *Frames) Start(do func(now float64)) {
	f.Stop()
	f.f = app.FuncOf(func(_ app.Value, args []app.Value) any {
		if f.f != nil {
			f.id = app.Window().Call("requestAnimationFrame", f.f)
			do(args[0].Float())
		}
		return nil
	})
	f.id = app.Window().Call("requestAnimationFrame", f.f)
}

// Stop ends it.
func (f *Frames) Stop() {
	if f.f == nil {
		return
	}
	app.Window().Call("cancelAnimationFrame", f.id)
	f.f.Release()
	f.f = nil
}

// Seen tells when an element comes into view or leaves it.
type Seen struct {
	f        app.Func
	observer app.Value
}

// Watch tells whether an element is in view, now and whenever that changes,
// instead of what was watched before.
func (s *Seen) Watch(element app.Value, tell func(visible bool)) {
	s.Stop()
	observer := app.Window().Get("IntersectionObserver")
	if !element.Truthy() || !observer.Truthy() {
		return
	}
	s.f = app.FuncOf(func(_ app.Value, args []app.Value) any {
		entries := args[0]
		tell(entries.Index(entries.Length() - 1).Get("isIntersecting").Bool())
		return nil
	})
	s.observer = observer.New(s.f)
	s.observer.Call("observe", element)
}

// Stop ends the watching.
func (s *Seen) Stop() {
	if s.f == nil {
		return
	}
	s.observer.Call("disconnect")
	s.f.Release()
	s.f = nil
}
