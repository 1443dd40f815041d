package recall

import (
	"errors"
	"fmt"
	"slices"
)

// MaxLine is the longest line of an event that is read, in bytes.
const MaxLine = 64 << 10

// ErrChecksum is an event whose bytes are not those that were written.
var ErrChecksum = errors.New("the checksum does not fit: the event was damaged or changed by hand")

// ReadEvent reads an event's line. White space and the order of fields do not
// matter; everything else does: a field that is missing, unknown, twice there
// or out of bounds is an error, and so is a checksum that does not fit
// ([ErrChecksum]).
//
// An event of a version later than [Version] is returned with the kind [Newer]
// if its checksum fits: it is to be kept and merged like any other, and told of
// (see [State.Findings]).
func ReadEvent(line string) (Event, error) {
	if len(line) > MaxLine {
		return Event{}, fmt.Errorf("the event has %d bytes; allowed are %d", len(line), MaxLine)
	}
	s := &scanner{text: line}
	e := readEvent(s)
	if s.err == nil && s.peek() != 0 {
		s.fail("something follows the event")
	}
	return e, s.err
}

// readEvent reads one event where it stands in a longer text.
func readEvent(s *scanner) Event {
	s.peek()
	start := s.at
	if v := peekVersion(s.text[start:]); v != Version {
		return readNewer(s, v)
	}
	r := eventReader{s: s}
	r.has = r.room[:0]
	s.object(r.member)
	if s.err != nil {
		return Event{}
	}
	if err := r.finish(); err != nil {
		s.at = start
		s.fail("%w", err)
		return Event{}
	}
	return r.e
}

// An eventReader gathers the fields of one event.
type eventReader struct {
	s    *scanner
	e    Event
	sum  string
	card Card
	// has lists the fields that were read, in room as long as that is enough.
	has  []string
	room [16]string
}

// readTrusted reads an event of this version that is covered by a checksum with
// others, and shares memory with the line.
func readTrusted(line string) (Event, error) {
	s := &scanner{text: line}
	r := eventReader{s: s}
	r.has = r.room[:0]
	if s.object(r.member); s.err != nil {
		return Event{}, s.err
	}
	if r.e.Content != nil {
		c := r.card
		c.ID, r.e.Content = r.e.Card, &c
	}
	return r.e, r.complete()
}

func (r *eventReader) member(name string) {
	r.has = append(r.has, name)
	s := r.s
	switch name {
	case "v":
		s.integer(Version, Version)
	case "id":
		r.e.ID = r.id()
	case "target":
		r.e.Target = r.id()
	case "kind":
		kind := s.string(MaxCardID)
		k, ok := kindOf(kind)
		if r.e.Kind = k; !ok {
			s.fail("the kind of event is %s; allowed are %v", shown(kind), kindNames[1:])
		}
	case "at":
		r.e.At = s.integer(0, maxStamp)
	case "zone":
		r.e.Zone = int(s.integer(-maxZone, maxZone))
	case "card":
		r.e.Card = s.string(MaxCardID)
	case "says":
		s.object(func(name string) { readSays(s, &r.card, name) })
		r.e.Content = &r.card
	case "tags":
		r.e.Tags = readTags(s)
	case "grade":
		r.e.Grade = Grade(s.integer(int64(Again), int64(Easy)))
	case "took":
		r.e.Took = int(s.integer(0, MaxTook))
	case "weights":
		r.e.Weights = s.string(MaxCardID)
	case "sum":
		r.sum = s.string(8)
	default:
		r.setting(name)
	}
}

func (r *eventReader) id() ID {
	id, err := ParseID(r.s.string(MaxCardID))
	if err != nil {
		r.s.fail("%w", err)
	}
	return id
}

func (r *eventReader) setting(name string) {
	for _, f := range settingsTable {
		if f.Key == name {
			*f.Of(&r.e.Settings) = int(r.s.integer(int64(f.Min), int64(f.Max)))
			return
		}
	}
	r.s.fail("an event has no field %s in version %d", shown(name), Version)
}

var headFields, sumField = []string{"v", "id", "kind", "at", "zone"}, []string{"sum"}

// bodyFields are those that an event of each kind has beside the head and the
// sum.
var bodyFields = [...][]string{
	Added: {"card", "says"}, Edited: {"card", "says"}, Kept: {"card", "says"}, Tagged: {"card", "tags"},
	Deleted: {"card"}, Undeleted: {"card"}, Suspended: {"card"}, Unsuspended: {"card"}, Buried: {"card"},
	Reviewed: {"card", "grade", "took", "weights"}, Undone: {"target"}, Configured: settingsKeys(),
}

func settingsKeys() []string {
	var keys []string
	for _, f := range settingsTable {
		keys = append(keys, f.Key)
	}
	return keys
}

// complete checks that just the fields of its kind were there.
func (r *eventReader) complete() error {
	body := bodyFields[r.e.Kind]
	for _, names := range [...][]string{headFields, body, sumField} {
		for _, name := range names {
			if !slices.Contains(r.has, name) {
				return fmt.Errorf("the field %s is missing", name)
			}
		}
	}
	if len(r.has) != len(headFields)+len(body)+1 {
		return fmt.Errorf("an event of the kind %s has the fields %v and no others", r.e.Kind, body)
	}
	return nil
}

// finish checks the whole event and its checksum.
func (r *eventReader) finish() error {
	if err := r.complete(); err != nil {
		return err
	}
	if r.e.Content != nil {
		r.e.Content = r.card.clone(r.e.Card)
	}
	if err := r.e.Validate(); err != nil {
		return err
	}
	line := r.e.appendLine(make([]byte, 0, 256))
	if string(line[len(line)-10:len(line)-2]) != r.sum {
		return ErrChecksum
	}
	return nil
}
