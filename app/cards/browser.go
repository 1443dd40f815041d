package cards

import (
	"errors"

	"attnexperts/app/store"
)

// browser is what the cards ask of the browser, or of what stands for it in a
// test. Methods that wait say so; they are never called on the UI goroutine.
type browser interface {
	// open opens the files, anew if need be. It waits.
	open() (store.Disk, error)
	// lock waits until no other tab writes. locks is false where the browser cannot
	// see to that; then lock does nothing.
	lock() (release func(), err error)
	locks() bool
	// tell says to the other tabs that something was stored, hear what to do when
	// they say so.
	tell()
	hear(do func())
	// note and setNote read and write a short text that is kept apart from the
	// files; "" where there is none, or none can be kept.
	note(key string) string
	setNote(key, text string)
	// now returns the clock in Unix milliseconds and the minutes ahead of UTC.
	now() (at int64, zone int)
	// full reports whether an error says that there is no room left.
	full(err error) bool
	// room returns the bytes that are used and that there may be, and whether the
	// browser has promised not to delete them; persist asks it to. They wait.
	room() (used, quota int64, persisted bool)
	persist() bool
	// breathe lets the page do what is waiting, if anybody looks at it.
	breathe()
	// random returns a number below n.
	random(n int) int
}

var errFull = errors.New("there is no room left in this browser, so nothing was stored; free some space, or export the cards and delete what you need no more")

// The keys of the notes.
const (
	keySentinel = "attnexperts-cards"
	keyDue      = "attnexperts-cards-due"
	keyExported = "attnexperts-cards-exported"
	keyReminded = "attnexperts-cards-reminded"
	keyAsked    = "attnexperts-cards-asked"
)

// allKeys are the notes that Wipe deletes.
var allKeys = []string{keySentinel, keyDue, keyExported, keyReminded, keyAsked}

// newDevice makes a name for a store, or for a tab.
func newDevice(b browser) string {
	const letters = "abcdefghijklmnopqrstuvwxyz0123456789"
	name := make([]byte, 10)
	for i := range name {
		name[i] = letters[b.random(len(letters))]
	}
	return string(name)
}
