// Package progress keeps on the device how far a reader has come: which parts
// were read, which checkpoints answered, and what practice came to.
//
// Each fact is a line of its own in the browser's local storage, written once:
// two tabs cannot overwrite each other's, and a damaged one takes no other with
// it. Where the browser keeps nothing, progress lasts as long as the page.
package progress

import (
	"strconv"
	"strings"

	"attnexperts/app/dom"
)

// The facts' keys: kind and name after the prefix.
const (
	prefix   = "attnexperts/"
	read     = prefix + "read/"
	answered = prefix + "answered/"
	practice = prefix + "practice/"
)

// Progress is what the device has kept.
type Progress struct {
	// Read are the IDs of the parts that were read.
	Read map[string]bool
	// Answered has the checkpoints that were answered, each with the number that
	// was committed to, as it was typed; "" where the answer was shown without one.
	Answered map[string]string
	// Practice are the lines of all sessions' results, the oldest first, as the
	// practice page wrote them.
	Practice []string
}

// Load returns what the device has kept.
func Load() Progress {
	return Progress{Read: names(read), Answered: answers(browser{}), Practice: rounds(browser{})}
}

// maxNumber is how long a number may be to be kept, in bytes.
const maxNumber = 100

// yes stands where there is no more to say than that something is so; an answer's
// number follows it.
const yes = "1"

// answers reads which checkpoints were answered, and how.
func answers(s storage) map[string]string {
	numbers := map[string]string{}
	for _, key := range s.Keys(answered) {
		text, _ := s.Kept(key)
		number := strings.TrimPrefix(text, yes+" ")
		if number == text || len(number) > maxNumber {
			number = ""
		}
		numbers[strings.TrimPrefix(key, answered)] = number
	}
	return numbers
}

func names(kind string) map[string]bool {
	set := map[string]bool{}
	for _, key := range dom.KeptKeys(kind) {
		set[strings.TrimPrefix(key, kind)] = true
	}
	return set
}

// MarkRead keeps that a part was read.
func MarkRead(part string) error { return dom.Keep(read+part, yes) }

// MarkAnswered keeps that a checkpoint was answered, and with which number: as it
// was typed, or "" for none.
func MarkAnswered(checkpoint, number string) error {
	return dom.Keep(answered+checkpoint, strings.TrimSpace(yes+" "+number))
}

// KeepSession keeps what a session of practice came to so far, a line a result.
// Begun is when it was begun, in Unix milliseconds, and names it: keeping it again
// replaces it.
func KeepSession(begun int64, text string) error {
	return dom.Keep(sessionKey(begun), text)
}

// Session returns what is kept of the session that was begun then, "" where
// nothing is.
func Session(begun int64) string {
	text, _ := dom.Kept(sessionKey(begun))
	return text
}

func sessionKey(begun int64) string {
	return practice + padded(begun)
}

// padded writes a time so that times sort as texts.
func padded(at int64) string {
	name := strconv.FormatInt(at, 10)
	return strings.Repeat("0", max(0, 15-len(name))) + name
}

// Forget removes all of it from the device.
func Forget() {
	for _, kind := range []string{read, answered, practice, open} {
		for _, key := range dom.KeptKeys(kind) {
			dom.Drop(key)
		}
	}
}

// Key reports whether a key of the browser's storage belongs to the progress:
// another tab's change is told with its key.
func Key(key string) bool {
	for _, kind := range []string{read, answered, practice, open} {
		if strings.HasPrefix(key, kind) {
			return true
		}
	}
	return false
}
