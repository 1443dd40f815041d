package figure

import (
	"runtime"
	"runtime/debug"
	"time"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"attnexperts/app/dom"
)

// Collecting garbage takes a few times as long as a step of a hand may. While a hand
// moves it is left lying, up to so many percent of what is in use, and it is collected
// once the hand has rested for a while.
const (
	movingGarbage = 500
	restGarbage   = 2 * time.Second
)

// A sweeper collects garbage when nothing moves. A page has one.
type sweeper struct {
	rest dom.Later
	// usual is the percentage at rest, where moving is set.
	usual  int
	moving bool
}

var sweeping sweeper

// moved tells that a hand has moved.
func (s *sweeper) moved() {
	if app.IsServer {
		return
	}
	if !s.moving {
		s.moving, s.usual = true, debug.SetGCPercent(movingGarbage)
	}
	s.rest.In(restGarbage, func() {
		s.moving = false
		debug.SetGCPercent(s.usual)
		runtime.GC()
	})
}
