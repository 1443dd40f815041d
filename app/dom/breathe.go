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

// breathing is who waits for the browser. A message comes back sooner than a
// timer, which browsers hold up where one follows another.
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
		channel := app.Window().Get("MessageChannel").New()
		channel.Get("port1").Set("onmessage", app.FuncOf(func(app.Value, []app.Value) any {
			b.pass()
			return nil
		}))
		b.port = channel.Get("port2")
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
