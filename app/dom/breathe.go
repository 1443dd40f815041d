package dom

import (
	"sync"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// Breathe lets the browser do what waits, to draw a frame above all, and returns
// after that: from a goroutine of its own, never in a handler. A short sleep does
// not: whatever else is to be done takes longer, and the browser gets no turn.
func Breathe() {
	if app.IsServer {
		return
	}
	breaths.take()
}

// callback has something done in a task of its own for each message that is posted
// to a port. A message comes sooner than a timer, which browsers hold up where one
// follows another.
func callback(do func()) (port app.Value, hear app.Func) {
	channel := app.Window().Get("MessageChannel").New()
	hear = app.FuncOf(func(app.Value, []app.Value) any {
		do()
		return nil
	})
	channel.Get("port1").Set("onmessage", hear)
	return channel.Get("port2"), hear
}

// breathing is who waits for the browser.
type breathing struct {
	mu      sync.Mutex
	port    app.Value
	waiting []chan struct{}
}

var breaths breathing

func (b *breathing) take() {
	turn := make(chan struct{})
	b.mu.Lock()
	if b.port == nil {
		b.port, _ = callback(b.pass)
	}
	b.waiting = append(b.waiting, turn)
	b.mu.Unlock()
	b.port.Call("postMessage", nil)
	<-turn
}

// pass lets the one go on who has waited longest.
func (b *breathing) pass() {
	b.mu.Lock()
	defer b.mu.Unlock()
	close(b.waiting[0])
	b.waiting = b.waiting[1:]
}
