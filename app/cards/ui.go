package cards

import (
	"sync"
	"time"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// uiQueue runs functions on go-app's UI goroutine, in their order. go-app forgets
// what is dispatched for a component that has left the page; here nothing is:
// any of the components that opened the cards will do, and if all are gone, a
// timer.
type uiQueue struct {
	mu       sync.Mutex
	pending  []func()
	contexts []app.Context
	// running is held while functions run: one at a time.
	running sync.Mutex
}

// ui is the page's queue.
var ui uiQueue

// How many components are asked, and how long they may take.
const (
	maxContexts = 4
	orphanTime  = 2 * time.Second
)

// by adds a component.
func (q *uiQueue) by(ctx app.Context) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.contexts = append(q.contexts, ctx)
	if extra := len(q.contexts) - maxContexts; extra > 0 {
		q.contexts = q.contexts[extra:]
	}
}

func (q *uiQueue) dispatch(do func()) {
	q.mu.Lock()
	q.pending = append(q.pending, do)
	contexts := q.contexts
	q.mu.Unlock()
	for _, ctx := range contexts {
		ctx.Dispatch(func(ctx app.Context) {
			ctx.PreventUpdate()
			q.drain()
		})
	}
	time.AfterFunc(orphanTime, q.drain)
}

// drain runs what is pending.
func (q *uiQueue) drain() {
	q.running.Lock()
	defer q.running.Unlock()
	for {
		q.mu.Lock()
		if len(q.pending) == 0 {
			q.mu.Unlock()
			return
		}
		do := q.pending[0]
		q.pending = q.pending[1:]
		q.mu.Unlock()
		do()
	}
}
