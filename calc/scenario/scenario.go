// Package scenario turns a page's state into a link and back.
//
//	s, notices := scenario.MaskTable.Parse("#v=1&rule=causal&tokens=32")
//	err := scenario.MaskTable.Set(&s, "tokens", "64")
//	link := scenario.MaskTable.Link(s) // "/mask/#v=1&rule=causal"
//
// # A struct and a table
//
// A page's scenario is a struct, such as [Mask] or [Cache], with one [Table].
// A [Field] of the table is a key: its label, its help, and the [Value] that
// binds it to the struct with its bounds. From the table come the link, the
// form's controls, the validation, the notices and the help; no page reads a
// fragment by hand. To add a key is to add a field to both.
//
// A value is one of [Int], [Optional], [Decimal], [Choice], [OneOf], [Flag],
// [Text] and a few made for one key. Bounds may follow from fields before it; a
// value that something else decides, as a model does its sizes, is [Fixed], and
// setting it by hand lets the other go.
//
// # What a link promises
//
// Only values that differ from the defaults are written, in the table's order,
// so that one scenario has one link. Whatever a link holds, a usable scenario
// comes out, with one [Notice] for each thing that could not be used: what was
// given, what is allowed. A key keeps its meaning, and every [Version] ever
// released keeps opening. No link is longer than [MaxLink] bytes but for those
// with a config ([MaxConfigLink]) or a deck ([MaxDeckLink]).
//
// Numbers are in base units: tokens, bytes, counts.
package scenario

import (
	"strings"
	"unicode"
)

// Version is the version of the scenario language that this package writes.
// Every version up to it keeps opening.
const Version = 1

// MaxLink is the length in bytes, fragment mark included, that no link made
// from a scenario exceeds.
const MaxLink = 2000

// maxFragment is how much of a fragment is read at all: four times the longest
// link that the project writes for anything.
const maxFragment = 32_000

// Value is one value of a scenario: it prints itself as in a link, and takes
// what a link or a control holds.
type Value interface {
	// String returns the value as it is written in a link, before escaping.
	String() string
	// Set takes a text. If it can be used as it is, Set returns nil; if not,
	// the value stays as it was and the error is a *Refusal, or, where nothing is
	// near and the reason says all, any other.
	Set(text string) error
}

// Refusal says why a text could not be used for a value.
type Refusal struct {
	// Given is the text, Allowed what would have been understood, both in a
	// form to be shown.
	Given, Allowed string
	// Wrong, where it is not "", says in place of Allowed what is wrong with the
	// text, and what was expected.
	Wrong string
	// Nearest is the nearest text that can be used, or "" where none is near.
	Nearest string
}

// Error says what was given, and what is allowed or wrong with it.
func (r *Refusal) Error() string {
	if r.Wrong != "" {
		return "given " + Quote(r.Given) + "; " + r.Wrong
	}
	return "given " + Quote(r.Given) + "; allowed: " + r.Allowed
}

// Reason is what there is to say where the text itself is in view.
func (r *Refusal) Reason() string {
	if r.Wrong != "" {
		return r.Wrong
	}
	return r.Allowed
}

// Field is one key of a page's scenario.
type Field[S any] struct {
	// Key is the name in links and the name of the form control.
	Key string
	// Label is what the control is called, Help what it does, in one sentence.
	Label, Help string
	// Of binds the field to a scenario. Bounds may depend on the values of
	// fields that come before it in the table.
	Of func(*S) Value
	// Many says that the key may be given several times. The value then takes
	// and prints what is given with commas between.
	Many bool
	// Most, where it is not 0, is the longest text of the value that a link
	// carries. In place of a longer one it says Instead, which the value refuses
	// with the reason.
	Most    int
	Instead string
}

// Table is everything that can be said in a page's links, in order.
type Table[S any] struct {
	// Path is the page's path: "/mask/".
	Path string
	// Default returns the scenario of a link that says nothing.
	Default func() S
	Fields  []Field[S]
	// Prepare, where there is one, readies the default for a link that gives
	// some of the keys.
	Prepare func(s *S, given func(key string) bool)
	// Free, where there is one, lets go of what the reader overrules by setting a
	// key by hand.
	Free func(s *S, key string)
}

// Notice tells the reader about one part of a link that could not be used.
type Notice struct {
	Key  string
	Text string
}

// Parse reads a fragment, with or without the leading '#'. Whatever it holds,
// the scenario can be used; each part that could not be is named by a Notice.
func (t Table[S]) Parse(fragment string) (S, []Notice) {
	s := t.Default()
	fields := t.bind(&s)
	given, notices := split(fragment, fields.many)
	if t.Prepare != nil {
		t.Prepare(&s, given.has)
	}
	return s, clip(append(notices, fields.take(given)...))
}

// Link returns the scenario's link below the site's base: "/mask/#v=1&tokens=32".
func (t Table[S]) Link(s S) string { return t.Path + "#" + t.Fragment(s) }

// Fragment returns what follows the '#' in the scenario's link. What a written
// value brings with it, as a model does its sizes, is not written again.
func (t Table[S]) Fragment(s S) string {
	def := t.Default()
	return t.bind(&s).fragment(t.bind(&def))
}

// Carries reports whether the scenario's link carries all of it; if not, a text
// in it is too long for one.
func (t Table[S]) Carries(s S) bool { return t.bind(&s).carried() }

// Set takes a control's text for one key and lets the fields after it follow
// (a query past the last token moves to the last token). Where the text cannot
// be used, the scenario stays as it was and the error is the value's.
func (t Table[S]) Set(s *S, key, text string) error {
	next := *s
	if t.Free != nil {
		t.Free(&next, key)
	}
	if err := t.bind(&next).set(key, text); err != nil {
		return err
	}
	*s = next
	return nil
}

// Field returns the field of a key.
func (t Table[S]) Field(key string) (Field[S], bool) {
	for _, f := range t.Fields {
		if f.Key == key {
			return f, true
		}
	}
	return Field[S]{}, false
}

// Keys returns the keys in the table's order.
func (t Table[S]) Keys() []string { return t.bind(nil).keys() }

// bind returns the table's fields with a scenario that they read and set.
func (t Table[S]) bind(s *S) bound {
	fields := make(bound, len(t.Fields))
	for i, f := range t.Fields {
		of := f.Of
		fields[i] = boundField{f.Key, f.Many, f.Most, f.Instead, func() Value {
			v := of(s)
			if lock, ok := v.(LockValue); ok {
				lock.keys = fields.keys
				return lock
			}
			return v
		}}
	}
	return fields
}

// Quote puts a text from outside between quotation marks, fit to be shown.
func Quote(text string) string { return "“" + Shown(text) + "”" }

// Shown returns a text from outside on one line, without control characters, also
// those that turn the direction of writing, and not longer than a reader would read.
func Shown(text string) string {
	const most = 60
	if len(text) > 4*most {
		text = text[:4*most] // at most four bytes a character
	}
	text = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || r == '\u2028' || r == '\u2029' || unicode.Is(unicode.Bidi_Control, r) {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(text, "\uFFFD"))
	if runes := []rune(text); len(runes) > most {
		text = string(runes[:most]) + "…"
	}
	return text
}
