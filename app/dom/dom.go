// Package dom has the few things that the app asks of the browser beyond what
// go-app offers. Natively nothing of it does anything.
package dom

import (
	"strings"
	"time"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// Listeners are event listeners that stand past go-app: called at once, with
// nothing redrawn after them.
type Listeners struct{ off []func() }

// Add listens for an event on a target until Close.
func (l *Listeners) Add(target app.Value, event string, handle func(e app.Value)) {
	l.add(target, event, handle, false)
}

// AddInside listens for an event that stays with the element it happens to, as
// toggle does, on all elements in a target.
func (l *Listeners) AddInside(target app.Value, event string, handle func(e app.Value)) {
	l.add(target, event, handle, true)
}

func (l *Listeners) add(target app.Value, event string, handle func(e app.Value), capture bool) {
	f := app.FuncOf(func(_ app.Value, args []app.Value) any {
		handle(args[0])
		return nil
	})
	target.Call("addEventListener", event, f, capture)
	l.off = append(l.off, func() {
		target.Call("removeEventListener", event, f, capture)
		f.Release()
	})
}

// Unsaved lets the reader be asked before a newer version loads the page anew, where
// something is being written that would be lost.
func (l *Listeners) Unsaved(writing func() bool) {
	l.Add(app.Window(), "renewing", func(e app.Value) { // boot.js asks
		if writing() {
			e.Call("preventDefault")
		}
	})
}

// Close ends the listening.
func (l *Listeners) Close() {
	for _, off := range l.off {
		off()
	}
	l.off = nil
}

// Later is something that is to be done after a while; asking again starts the
// while anew.
type Later struct {
	timer *time.Timer
	do    func()
}

// In does something after d, instead of what was to be done before.
func (l *Later) In(d time.Duration, do func()) {
	l.Stop()
	l.do = do
	l.timer = time.AfterFunc(d, l.Now)
}

// Now does at once what was to be done later, if anything was.
func (l *Later) Now() {
	do := l.do
	l.Stop()
	if do != nil {
		do()
	}
}

// Stop forgets what was to be done.
func (l *Later) Stop() {
	if l.timer != nil {
		l.timer.Stop()
	}
	l.timer, l.do = nil, nil
}

// Each does something with every element below root that a selector matches.
func Each(root app.Value, selector string, do func(e app.Value)) {
	list := root.Call("querySelectorAll", selector)
	for i := range list.Length() {
		do(list.Index(i))
	}
}

// Data returns an element's data attribute, or "".
func Data(element app.Value, name string) string {
	if v := element.Call("getAttribute", "data-"+name); !v.IsNull() && !v.IsUndefined() {
		return v.String()
	}
	return ""
}

// Fragment returns what follows the '#' of the address, as it stands there.
func Fragment() string {
	return strings.TrimPrefix(app.Window().Get("location").Get("hash").String(), "#")
}

// SetFragment changes the fragment in the address bar without a new entry in
// the history.
func SetFragment(fragment string) {
	app.Window().Get("history").Call("replaceState", app.Window().Get("history").Get("state"), "", "#"+fragment)
}

// Origin returns the scheme, host and port of the page.
func Origin() string { return app.Window().Get("location").Get("origin").String() }
