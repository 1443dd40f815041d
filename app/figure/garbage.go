package figure

import (
	"runtime"
	"runtime/debug"
	"time"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"attnexperts/app/dom"
)

// Collecting garbage takes a few times as long as a step of a hand may. While a hand
// moves it is left lying, up to so many bytes, and it is collected once the hand has
// rested for a while.
const (
	movingGarbage = 48 << 20
	restGarbage   = 2 * time.Second
)

// A sweeper collects garbage when nothing moves. A page has one.
type sweeper struct {
	rest dom.Later
	// percent and limit are what the collector goes by at rest, where moving is set.
	percent int
	limit   int64
	moving  bool
}

var sweeping sweeper

// moved tells that a hand has moved.
func (s *sweeper) moved() {
	if app.IsServer {
		return
	}
	if !s.moving {
		var now runtime.MemStats
		runtime.ReadMemStats(&now)
		s.limit = debug.SetMemoryLimit(int64(now.Sys-now.HeapIdle) + movingGarbage)
		s.moving, s.percent = true, debug.SetGCPercent(-1)
	}
	s.rest.In(restGarbage, func() {
		s.moving = false
		debug.SetGCPercent(s.percent)
		debug.SetMemoryLimit(s.limit)
		runtime.GC()
	})
}
