package recall

import "iter"

// The names of the formats, in the first field of a file.
const (
	formatCards = "attnexperts cards"
	formatDeck  = "attnexperts deck"
)

// FileVersion is the version of the two JSON formats that are written.
const FileVersion = 1

// Export returns everything as JSON: all events, one a line, each as
// [Event.Line] has it. [ReadJSON] and [State.Merge] make the same state of it,
// bit for bit; the same state gives the same file.
//
//	{"format":"attnexperts cards","version":1,"count":2,"events":[
//	{"v":1,…},
//	{"v":1,…}
//	]}
func (s *State) Export() []byte {
	b := make([]byte, 0, 256+200*len(s.log))
	b = appendTextMember(append(b, '{'), "format", formatCards)
	b = appendIntMember(b, "version", FileVersion)
	b = appendIntMember(b, "count", int64(len(s.log)))
	b = append(appendMember(b, "events"), '[')
	for i, n := range s.log {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(b, '\n')
		e := n.event()
		b = e.appendLine(b)
	}
	return append(b, "\n]}\n"...)
}

// WriteDeck returns cards as JSON to be shared: what they say, without anyone's
// history.
//
//	{"format":"attnexperts deck","version":1,"name":"…","cards":[
//	{"id":"…","kind":"basic","front":"…","back":"…"}
//	]}
func WriteDeck(name string, cards iter.Seq[*Card]) []byte {
	b := appendTextMember([]byte{'{'}, "format", formatDeck)
	b = appendIntMember(b, "version", FileVersion)
	b = appendTextMember(b, "name", name)
	b = append(appendMember(b, "cards"), '[')
	first := true
	for c := range cards {
		if !first {
			b = append(b, ',')
		}
		first = false
		b = c.appendCard(append(b, '\n'))
	}
	return append(b, "\n]}\n"...)
}

// appendCard appends a card as an object.
func (c *Card) appendCard(b []byte) []byte {
	b = appendTextMember(append(b, '{'), "id", c.ID)
	return append(c.appendSays(b), '}')
}
