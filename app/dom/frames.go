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
