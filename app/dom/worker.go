package dom

import "github.com/maxence-charriere/go-app/v10/pkg/app"

// Worker is the client at work in another thread and another role.
type Worker struct {
	worker app.Value
	hands  Listeners
}

// StartWorker starts the client in a role, and reports whether the browser could
// be asked to. What it says comes to hear; fail is called where it could not
// start or has broken down.
func StartWorker(role string, hear func(text string), fail func()) (*Worker, bool) {
	start := app.Window().Get("startWorker")
	if !start.Truthy() {
		return nil, false
	}
	w := &Worker{worker: start.Invoke(role)}
	if !w.worker.Truthy() {
		return nil, false
	}
	w.hands.Add(w.worker, "message", func(e app.Value) { hear(e.Get("data").String()) })
	w.hands.Add(w.worker, "error", func(e app.Value) { e.Call("preventDefault"); fail() })
	w.hands.Add(w.worker, "messageerror", func(app.Value) { fail() })
	return w, true
}

// Say sends it a text.
func (w *Worker) Say(text string) { w.worker.Call("postMessage", text) }

// End ends it at once.
func (w *Worker) End() {
	w.hands.Close()
	w.worker.Call("terminate")
}

// Serve listens, in a worker, to what the page says, and tells the page that it
// does by an empty text.
func Serve(hear func(text string)) {
	f := app.FuncOf(func(_ app.Value, args []app.Value) any {
		hear(args[0].Get("data").String())
		return nil
	})
	app.Window().Set("onmessage", f)
	Answer("")
}

// Answer sends the page a text, from a worker.
func Answer(text string) { app.Window().Call("postMessage", text) }
