package recall

import (
	"hash/crc32"
	"strconv"
)

// Version is the version of the event format that is written. Every version
// ever released is read; see [ReadEvent] for what is done with a later one.
const Version = 1

// castagnoli is the polynomial of CRC-32C, which finds every change of up to 32
// neighbouring bits.
var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// Line returns the event's one canonical form: a JSON object on one line,
// without the newline. Its last field, sum, is the CRC-32C of what stands before
// it, as eight hexadecimal digits:
//
//	{"v":1,"id":"…","kind":"review","at":…,"zone":60,"card":"…","grade":3,"took":4200,"weights":"fsrs6","sum":"1c291ca3"}
//
// In every version, v and id are the first fields and sum is the last, so that
// a version can carry, order and check what it does not understand.
func (e *Event) Line() string { return string(e.appendLine(nil)) }

func (e *Event) appendLine(b []byte) []byte {
	if e.Kind == Newer {
		return append(b, e.newer...)
	}
	start := len(b)
	b = append(b, '{')
	b = appendIntMember(b, "v", Version)
	b = append(appendMember(b, "id"), '"')
	b = append(e.ID.append(b), '"')
	b = appendTextMember(b, "kind", e.Kind.String())
	b = appendIntMember(b, "at", e.At)
	b = appendIntMember(b, "zone", int64(e.Zone))
	b = e.appendBody(b)
	return appendSum(b, start)
}

func (e *Event) appendBody(b []byte) []byte {
	if e.Kind != Undone && e.Kind != Configured {
		b = appendTextMember(b, "card", e.Card)
	}
	switch e.Kind {
	case Added, Edited, Kept:
		b = append(appendMember(b, "says"), '{')
		b = append(e.Content.appendSays(b), '}')
	case Tagged:
		b = appendTags(b, e.Tags)
	case Reviewed:
		b = appendIntMember(b, "grade", int64(e.Grade))
		b = appendIntMember(b, "took", int64(e.Took))
		b = appendTextMember(b, "weights", e.Weights)
	case Undone:
		b = append(appendMember(b, "target"), '"')
		b = append(e.Target.append(b), '"')
	case Configured:
		for _, f := range settingsTable {
			b = appendIntMember(b, f.Key, int64(*f.Of(&e.Settings)))
		}
	}
	return b
}

// appendSays appends the fields of a card other than its ID; those that are
// empty are left out.
func (c *Card) appendSays(b []byte) []byte {
	b = appendTextMember(b, "kind", string(c.Kind))
	for _, f := range c.texts() {
		if *f.text != "" {
			b = appendTextMember(b, f.name, *f.text)
		}
	}
	if len(c.Tags) > 0 {
		b = appendTags(b, c.Tags)
	}
	if c.Gap != 0 {
		b = appendIntMember(b, "gap", int64(c.Gap))
	}
	if c.Kind == Numeric {
		b = appendFloatMember(b, "answer", c.Answer.Value)
		b = appendTextMember(b, "unit", string(c.Answer.Unit))
		b = appendFloatMember(b, "tolerance", c.Answer.Tolerance)
	}
	return b
}

// field is one text of a card.
type field struct {
	name string
	text *string
}

// texts lists a card's texts in the order in which they are written.
func (c *Card) texts() [6]field {
	return [6]field{
		{"note", &c.Note},
		{"part", &c.Part},
		{"front", &c.Front},
		{"back", &c.Back},
		{"link", &c.Link},
		{"source", &c.Source},
	}
}

// appendSum ends an object that starts at a place with its checksum.
func appendSum(b []byte, start int) []byte {
	sum := sumText(string(b[start:]))
	return append(append(append(b, `,"sum":"`...), sum...), `"}`...)
}

// sumText returns the CRC-32C of a text as eight hexadecimal digits.
func sumText(text string) string {
	sum := crc32.Checksum([]byte(text), castagnoli)
	digits := strconv.FormatUint(uint64(sum)|1<<32, 16)
	return digits[1:]
}
