//go:build js && wasm

package cards

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"time"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"attnexperts/app/dom"
	"attnexperts/app/store"
)

// dbName is the name of the database, and of the lock and the channel.
const dbName = "attnexperts-cards"

// openTime is how long the database may take to open: another tab may hold it
// up.
const openTime = 10 * time.Second

// realBrowser is the browser that the client runs in.
type realBrowser struct {
	name    string
	channel app.Value
	// breath is when the page could last do something else.
	breath time.Time
}

func theBrowser() browser { return &realBrowser{name: dbName} }

// window returns a property of the window, undefined where reading it throws, as
// that of storage does where cookies are blocked. Only what is called may throw:
// a property that throws ends the program.
func window(name string) (v app.Value) {
	defer func() {
		if recover() != nil {
			v = app.Undefined()
		}
	}()
	return app.Window().Get("Reflect").Call("get", app.Window(), name)
}

func (b *realBrowser) open() (disk store.Disk, err error) {
	if !window("indexedDB").Truthy() {
		return nil, errors.New("it has no database, or forbids it")
	}
	// The database's own module panics where it meets what it does not expect.
	defer func() {
		if r := recover(); r != nil {
			disk, err = nil, fmt.Errorf("its database does not open: %v", r)
		}
	}()
	ctx, cancel := context.WithTimeout(context.Background(), openTime)
	defer cancel()
	opened, err := store.OpenDatabase(ctx, b.name)
	switch {
	case ctx.Err() != nil:
		return nil, errors.New("its database does not answer")
	case err != nil:
		return nil, fmt.Errorf("its database does not open: %w", err)
	}
	return opened, nil
}

func (b *realBrowser) locks() bool { return window("navigator").Get("locks").Truthy() }

func (b *realBrowser) lock() (release func(), err error) {
	if !b.locks() {
		return func() {}, nil
	}
	// The lock is held until the promise that granted returns is kept.
	granted := make(chan app.Value, 1)
	var keep app.Func
	keep = app.FuncOf(func(_ app.Value, args []app.Value) any {
		granted <- args[0]
		return nil
	})
	hold := app.FuncOf(func(app.Value, []app.Value) any { return app.Window().Get("Promise").New(keep) })
	refused := make(chan error, 1)
	request := window("navigator").Get("locks").Call("request", b.name, hold)
	go func() {
		_, err := dom.Await(request)
		hold.Release()
		keep.Release()
		refused <- err
	}()
	select {
	case done := <-granted:
		return func() { done.Invoke() }, nil
	case err := <-refused:
		return nil, fmt.Errorf("the browser refuses a lock: %w", err)
	}
}

func (b *realBrowser) hear(do func()) {
	if maker := window("BroadcastChannel"); maker.Truthy() {
		b.channel = maker.New(b.name)
		b.channel.Set("onmessage", app.FuncOf(func(app.Value, []app.Value) any {
			do()
			return nil
		}))
	}
	// A page that comes back from the browser's memory has heard nothing.
	app.Window().Call("addEventListener", "pageshow", app.FuncOf(func(_ app.Value, args []app.Value) any {
		if args[0].Get("persisted").Bool() {
			do()
		}
		return nil
	}))
}

func (b *realBrowser) tell() {
	if b.channel != nil {
		b.channel.Call("postMessage", "stored")
	}
}

func (b *realBrowser) note(key string) string {
	text, _ := dom.Kept(key)
	return text
}

func (b *realBrowser) setNote(key, text string) {
	if text == "" {
		dom.Drop(key)
		return
	}
	// Where there is no room, or no storage, there is no note: it is for comfort.
	_ = dom.Keep(key, text)
}

func (b *realBrowser) now() (at int64, zone int) { return Now() }

func (b *realBrowser) full(err error) bool {
	return store.Full(err)
}

func (b *realBrowser) room() (used, quota int64, persisted bool) {
	storage := window("navigator").Get("storage")
	if !storage.Truthy() {
		return 0, 0, false
	}
	if storage.Get("estimate").Truthy() {
		if e, err := dom.Await(storage.Call("estimate")); err == nil && e.Get("usage").Truthy() {
			used, quota = int64(e.Get("usage").Float()), int64(e.Get("quota").Float())
		}
	}
	if storage.Get("persisted").Truthy() {
		if v, err := dom.Await(storage.Call("persisted")); err == nil {
			persisted = v.Truthy()
		}
	}
	return used, quota, persisted
}

func (b *realBrowser) persist() bool {
	storage := window("navigator").Get("storage")
	if !storage.Truthy() || !storage.Get("persist").Truthy() {
		return false
	}
	v, err := dom.Await(storage.Call("persist"))
	return err == nil && v.Truthy()
}

// slice is how long the page is kept from anything else.
const slice = 8 * time.Millisecond

// breathe lets the browser do what waits, now and then. A page that nobody sees
// need not: there each breath may take a second.
func (b *realBrowser) breathe() {
	if time.Since(b.breath) < slice {
		return
	}
	if document := window("document"); document.Truthy() && !document.Get("hidden").Bool() {
		dom.Breathe()
	}
	b.breath = time.Now()
}

func (b *realBrowser) random(n int) int { return rand.IntN(n) }
