package recall

import (
	"encoding/hex"
	"fmt"
	"hash/fnv"
	"slices"
	"strconv"
	"strings"
)

// note makes cards of a record.
func (r *ankiReader) note(line int, record []string) {
	h := &r.head
	var fields []string
	media := false
	for i, f := range record {
		c := i + 1
		if c == h.guid || c == h.notetype || c == h.deck || c == h.tags {
			continue
		}
		if len(f) > 4*MaxText {
			r.leave(line, fmt.Errorf("a field has %d bytes; allowed are %d: the note was left out", len(f), MaxText))
			return
		}
		media = media || strings.Contains(f, "<img") || strings.Contains(f, "[sound:")
		if f = r.rich(f); c == h.front {
			fields = slices.Insert(fields, 0, f)
		} else {
			fields = append(fields, f)
		}
	}
	if media {
		r.file.Media++
	}
	c := Card{Kind: Basic, Front: cell(fields, 1), Tags: r.tags(line, cell(record, h.tags))}
	c.Back = strings.Join(slices.DeleteFunc(fields[min(1, len(fields)):], func(f string) bool { return f == "" }), "<br>")
	c.ID = strings.Clone(strings.TrimSpace(cell(record, h.guid)))
	if c.ID == "" || validName("", c.ID) != nil {
		front := fnv.New128a()
		front.Write([]byte(c.Front))
		c.ID = "anki-" + hex.EncodeToString(front.Sum(nil))
	}
	r.cards, r.line, r.guid, r.told = r.cards[:0], line, c.ID, nil
	gaps := GapNumbers(c.Front)
	if len(gaps) == 0 || strings.Contains(strings.ToLower(cell(record, h.notetype)), "basic") {
		r.cards = append(r.cards, c)
		return
	}
	for _, gap := range gaps {
		c.Kind, c.Gap = Cloze, gap
		if gap > 1 {
			c.ID, c.Note = r.guid+"~"+strconv.Itoa(gap), r.guid
		} else {
			c.Gap = 0
		}
		r.cards = append(r.cards, c)
	}
}

// cell returns a column's cell, counted from 1; "" where there is none.
func cell(record []string, column int) string {
	if column < 1 || column > len(record) {
		return ""
	}
	return record[column-1]
}

// rich returns a field as rich text.
func (r *ankiReader) rich(text string) string {
	if !r.head.html {
		return FromPlain(cleaned(text))
	}
	return FromHTML(withoutBelow(cleaned(text)))
}

// cleaned returns a text without the control characters that a card may not
// have.
func cleaned(text string) string {
	return strings.Map(func(c rune) rune {
		if c < ' ' && c != '\t' && c != '\n' && c != '\r' || c == '\u007f' {
			return -1
		}
		return c
	}, text)
}

func (r *ankiReader) tags(line int, text string) []string {
	var tags []string
	for _, t := range append(strings.Fields(text), r.head.tagsForAll...) {
		if slices.Contains(tags, t) {
			continue
		}
		if err := validTags([]string{t}); err != nil || len(tags) == MaxTags {
			r.notice(line, fmt.Errorf("the tag %s was left out; a card has up to %d tags of up to %d bytes", shown(t), MaxTags, MaxTag))
			continue
		}
		tags = append(tags, strings.Clone(t))
	}
	return tags
}

// completedBy returns a card that was read, with what a comment says of it. What was
// changed in Anki holds; what was not stays to the letter.
func (c Card) completedBy(k Card) Card {
	if !unchanged(c.Front, k.Front) {
		k.Front = c.Front
	}
	if !unchanged(c.Back, k.Back) {
		k.Back = c.Back
	}
	if k.Tags = c.Tags; k.Validate() != nil {
		return c
	}
	return k
}

// unchanged reports whether a text that was read is what [WriteAnki] makes of one
// that was written.
func unchanged(read, written string) bool {
	html := HTML(written)
	return read == FromHTML(html) || read == FromHTML(withoutBelow(html))
}

// gap returns the gap that a cloze hides; 0 for other cards.
func (c *Card) gap() int {
	if c.Kind != Cloze {
		return 0
	}
	return max(c.Gap, 1)
}
