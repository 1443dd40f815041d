package dom

import (
	"errors"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// Await waits for a promise, in a goroutine of its own, never in a handler. Its
// error is that of the promise.
func Await(promise app.Value) (app.Value, error) {
	type answer struct {
		value app.Value
		ok    bool
	}
	answers := make(chan answer, 1)
	settled(promise, func(value app.Value, ok bool) { answers <- answer{value, ok} })
	a := <-answers
	if !a.ok {
		return nil, errors.New(a.value.Call("toString").String())
	}
	return a.value, nil
}
