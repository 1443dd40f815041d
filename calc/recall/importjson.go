package recall

import (
	"errors"
	"fmt"
	"strings"
)

// The most that a file may hold.
const (
	// MaxFile is in bytes.
	MaxFile = 64 << 20
	// MaxEvents bounds events and cards.
	MaxEvents = 1 << 20
	// maxAside is how many damaged parts are named one by one.
	maxAside = 1000
)

// File is what a JSON file holds.
type File struct {
	// Events are those of an export, to be given to [State.Merge].
	Events []Event
	// Name and Cards are those of a shared deck, to be given to [State.Adopt].
	Name  string
	Cards []Card
	// Aside are parts that could not be read, the first thousand of them; AsideAll
	// counts all. Whatever else is in the file was read.
	Aside    []Aside
	AsideAll int
	// Newer is whether a newer version of this page wrote the file.
	Newer bool
}

// Aside is a part of a file that could not be read.
type Aside struct {
	// Text is the part as it was found, Why what is wrong with it.
	Text, Why string
}

// ReadJSON reads an export, a shared deck, or events as lines of text. A part
// that is damaged is set aside and the rest is read, up to where the file ends,
// if need be in the middle. It is an error if there is nothing of the kind in
// the text, or too much. progress may be nil; it counts bytes.
func ReadJSON(text string, progress Progress) (File, error) {
	if len(text) > MaxFile {
		return File{}, fmt.Errorf("the file has %d bytes; allowed are %d: split it", len(text), MaxFile)
	}
	text = strings.TrimPrefix(text, "\ufeff")
	r := fileReader{s: scanner{text: text}, progress: progress}
	if r.s.peek() == '{' && peekVersion(text[r.s.at:min(len(text), r.s.at+MaxLine)]) > 0 {
		r.lines(false)
	} else {
		r.document()
		r.salvage()
	}
	if r.failed != nil {
		return File{}, r.failed
	}
	if progress != nil {
		progress(len(text), len(text))
	}
	return r.file, nil
}

// A fileReader reads a file, and goes on after what is damaged in it.
type fileReader struct {
	s        scanner
	file     File
	format   string
	count    int64
	told     int
	progress Progress
	failed   error
}

var errFormat = errors.New(`this is no file of flashcards: it should begin with {"format":"` + formatCards + `" or {"format":"` + formatDeck + `"`)

// document reads a file of either format.
func (r *fileReader) document() {
	s := &r.s
	r.count = -1
	s.object(func(name string) {
		switch {
		case name == "format":
			r.format = s.string(MaxCardID)
		case r.format != formatCards && r.format != formatDeck:
			r.failed = errFormat
			s.fail("%w", errFormat)
		case name == "version":
			r.file.Newer = s.integer(1, 1<<31) > FileVersion
		case name == "count":
			r.count = s.integer(0, 1<<31)
		case name == "name":
			r.file.Name = strings.Clone(s.string(MaxText))
		case name == "events" && r.format == formatCards:
			r.list(func(s *scanner) { r.file.Events = append(r.file.Events, readEvent(s)) }, func() { r.file.Events = dropLast(r.file.Events) })
		case name == "cards" && r.format == formatDeck:
			r.list(func(s *scanner) { r.file.Cards = append(r.file.Cards, readCard(s)) }, func() { r.file.Cards = dropLast(r.file.Cards) })
		default:
			s.skip()
		}
	})
	got := int64(len(r.file.Events) + r.file.AsideAll)
	switch {
	case r.failed != nil:
	case len(r.file.Events)+len(r.file.Cards) == 0 && s.err != nil:
		if r.failed = errFormat; r.format != "" {
			r.failed = fmt.Errorf("the file is damaged: %w", s.err)
		}
	case s.err != nil:
		r.aside("", "the file is damaged at its end: "+s.err.Error())
	case s.peek() != 0:
		r.aside(s.text[s.at:], "this follows the end of the file")
	case r.count > got:
		r.aside("", fmt.Sprintf("the file says that it has %d events, and has %d", r.count, got))
	}
}

func dropLast[T any](list []T) []T { return list[:len(list)-1] }

// list reads an array whose items may be damaged: read reads one, drop forgets
// it.
func (r *fileReader) list(read func(*scanner), drop func()) {
	s := &r.s
	s.want('[')
	if s.take(']') {
		return
	}
	for n := 1; s.err == nil; n++ {
		if n > MaxEvents {
			r.failed = fmt.Errorf("the file has more than %d events: split it", MaxEvents)
			s.fail("%w", r.failed)
			return
		}
		s.peek()
		start := s.at
		if read(s); s.err != nil {
			drop()
			r.pass(start)
		}
		r.tell()
		if !r.more() {
			return
		}
	}
}

func (r *fileReader) aside(text, why string) {
	if r.file.AsideAll++; r.file.AsideAll <= maxAside {
		r.file.Aside = append(r.file.Aside, Aside{strings.Clone(text[:min(len(text), MaxLine)]), why})
	}
}

// tell tells the progress every 64 KB or so.
func (r *fileReader) tell() {
	if r.progress != nil && r.s.at-r.told >= 64<<10 {
		r.told = r.s.at
		r.progress(r.told, len(r.s.text))
	}
}
