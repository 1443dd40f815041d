package dom

import "github.com/maxence-charriere/go-app/v10/pkg/app"

// A Turn does things in tasks of their own, between which the browser takes what a
// hand does and draws frames.
type Turn struct {
	port  app.Value
	hear  app.Func
	do    func()
	asked bool
}

// Next does something in the next task, instead of what was to be done in it.
func (t *Turn) Next(do func()) {
	if t.port == nil {
		t.port, t.hear = callback(t.take)
	}
	t.do = do
	if !t.asked {
		t.asked = true
		t.port.Call("postMessage", nil)
	}
}

func (t *Turn) take() {
	do := t.do
	t.do, t.asked = nil, false
	if do != nil {
		do()
	}
}

// Close ends it: nothing is done any more.
func (t *Turn) Close() {
	if t.port != nil {
		t.port.Call("close")
		t.hear.Release()
	}
	*t = Turn{}
}
