package progress

import "attnexperts/app/dom"

// open is for practice that is under way, by a name: it can be gone on with
// after a reload.
const open = prefix + "practising/"

// KeepOpen keeps what is under way under a name, instead of what was kept there
// before.
func KeepOpen(name, text string) error { return dom.Keep(open+name, text) }

// Open returns what is under way under a name, "" where nothing is.
func Open(name string) string {
	text, _ := dom.Kept(open + name)
	return text
}

// Close forgets what was under way under a name.
func Close(name string) { dom.Drop(open + name) }
