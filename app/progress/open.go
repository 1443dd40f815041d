package progress

import (
	"slices"
	"strings"

	"attnexperts/app/dom"
)

// open is for practice that is under way, by what it is and when it was begun:
// it can be gone on with after a reload, and no tab takes another's place.
const open = prefix + "practising/"

// forgotten is after how long what is under way is not gone on with any more, in
// milliseconds.
const forgotten = 24 * 60 * 60 * 1000

// KeepOpen keeps what is under way under a name and the time when it was begun,
// in Unix milliseconds, instead of what was kept there before.
func KeepOpen(name string, begun int64, text string) error {
	return dom.Keep(openKey(name, begun), text)
}

// IsOpen reports whether anything is kept there.
func IsOpen(name string, begun int64) bool {
	_, ok := dom.Kept(openKey(name, begun))
	return ok
}

// Open returns all that is under way under a name, what was begun last first.
func Open(name string) []string {
	keys := dom.KeptKeys(open + name + "/")
	slices.Reverse(keys)
	texts := make([]string, len(keys))
	for i, key := range keys {
		texts[i], _ = dom.Kept(key)
	}
	return texts
}

// Close forgets what was under way under a name since a time.
func Close(name string, begun int64) { dom.Drop(openKey(name, begun)) }

// Tidy forgets what is under way for more than a day, at a time in Unix
// milliseconds; what came of it stays. The clock may have been set back since.
func Tidy(now int64) {
	for _, key := range dom.KeptKeys(open) {
		if begun := key[strings.LastIndexByte(key, '/')+1:]; begun < padded(now-forgotten) || begun > padded(now+forgotten) {
			dom.Drop(key)
		}
	}
}

func openKey(name string, begun int64) string { return open + name + "/" + padded(begun) }
