package recall

import "strings"

// peekVersion returns the version of the event at the start of a text; −1 if
// none is said.
func peekVersion(text string) int64 {
	if strings.HasPrefix(text, `{"v":1,`) {
		return 1
	}
	s := &scanner{text: text[:min(len(text), MaxLine)]}
	v := int64(-1)
	s.object(func(name string) {
		if name == "v" && v < 0 {
			v = s.integer(1, 1<<31)
			return
		}
		s.value(1)
	})
	return v
}

// readNewer keeps an event of another version as it is.
func readNewer(s *scanner, version int64) Event {
	start := s.at
	line := compact(s.skip())
	if s.err != nil {
		return Event{}
	}
	e := Event{newer: line}
	in := &scanner{text: line}
	in.object(func(name string) {
		if name != "id" {
			in.value(1)
			return
		}
		id, err := ParseID(in.string(MaxCardID))
		if err != nil {
			in.fail("%w", err)
		}
		e.ID = id
	})
	body, sum := "", ""
	if end := len(line) - len(`,"sum":"00000000"}`); end > 0 {
		body, sum = line[:end], line[end:]
	}
	switch {
	case version < 1:
		in.fail("the event does not say its version, as in \"v\":1")
	case e.ID == ID{}:
		in.fail("the event has no ID")
	case len(line) > MaxLine:
		in.fail("the event has %d bytes; allowed are %d", len(line), MaxLine)
	case sum != `,"sum":"`+sumText(body)+`"}`:
		in.fail("%w", ErrChecksum)
	}
	if in.err != nil {
		s.at = start
		s.fail("%w", in.err)
		return Event{}
	}
	return e
}
