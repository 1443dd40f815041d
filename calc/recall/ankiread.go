package recall

import (
	"encoding/hex"
	"errors"
	"fmt"
	"hash/fnv"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// maxNotices is how many notices an import gives before it only counts.
const maxNotices = 20

// AnkiFile is what a text from Anki, or from a spreadsheet, holds.
type AnkiFile struct {
	// Cards are to be given to [State.Adopt].
	Cards []Card
	// Notices say what was passed over, and where.
	Notices []string
}

// ReadAnki reads notes as Anki writes and reads them: "#" headers (separator,
// html, tags, columns, notetype, and the columns guid, notetype, deck and tags),
// a byte order mark, any line end, fields in quotation marks. Without headers
// the separator is guessed, the first field is the front and the second the
// back; HTML is read as [FromHTML] reads it. A note with gaps becomes one card a
// gap, siblings of one another; further fields are added to the back. A note
// without a GUID gets an ID that depends on its front, so that reading it twice
// gives the same card. Decks are passed over.
//
// A note that cannot be a card is named by a notice; it is an error if the text
// is too long or no text. progress may be nil; it counts bytes.
func ReadAnki(text string, progress Progress) (AnkiFile, error) {
	text = strings.TrimPrefix(text, "\ufeff")
	switch {
	case len(text) > MaxFile:
		return AnkiFile{}, fmt.Errorf("the file has %d bytes; allowed are %d: split it", len(text), MaxFile)
	case !utf8.ValidString(text):
		return AnkiFile{}, errors.New("the file is not UTF-8 text: save it as UTF-8 (in a spreadsheet: “CSV UTF-8”)")
	}
	r := ankiReader{table: tableReader{rest: text, line: 1}, seen: map[string]bool{}}
	r.heads()
	r.body(len(text), progress)
	if r.unsaid > 0 {
		r.file.Notices = append(r.file.Notices, fmt.Sprintf("%d more notes could not be used as they are.", r.unsaid))
	}
	return r.file, nil
}

type ankiReader struct {
	table tableReader
	head  ankiHead
	// cards are those of the note on a line, under its GUID. Comments may follow
	// that say more: told has the gaps of which one did, gaps those that the text
	// had when the comments were written.
	cards      []Card
	line       int
	guid       string
	told, gaps []int
	// seen has the IDs of the cards in the file.
	seen   map[string]bool
	file   AnkiFile
	unsaid int
}

func (r *ankiReader) notice(line int, err error) {
	if len(r.file.Notices) == maxNotices {
		r.unsaid++
		return
	}
	r.file.Notices = append(r.file.Notices, "Line "+strconv.Itoa(line)+": "+err.Error()+".")
}

// heads reads the headers at the start.
func (r *ankiReader) heads() {
	if tags, ok := strings.CutPrefix(r.table.rest, "tags:"); ok {
		// An old form of #tags:, for the first line only.
		line, rest, _ := strings.Cut(tags, "\n")
		r.head.tagsForAll = strings.Fields(line)
		r.table.rest = rest
		r.table.line++
	}
	for strings.HasPrefix(r.table.rest, "#") && !strings.HasPrefix(r.table.rest, cardMark) {
		line := r.table.line
		_, comment, _ := r.table.next()
		if err := r.head.header(comment); err != nil {
			r.notice(line, err)
		}
	}
	r.head.useLabels()
	if r.head.separator == 0 {
		r.head.separator = guessSeparator(r.table.rest)
	}
	r.table.separator = r.head.separator
	if !r.head.htmlSaid {
		r.head.html = looksLikeHTML(r.table.rest)
	}
}

// looksLikeHTML reports whether a text without a header has HTML in its fields.
func looksLikeHTML(text string) bool {
	for _, sign := range []string{"<br", "</", "&nbsp;", "&lt;", "&amp;", "<div>", "<img"} {
		if strings.Contains(text, sign) {
			return true
		}
	}
	return false
}

const cardMark = "#card:"

// body reads the notes, each with the comments that follow it.
func (r *ankiReader) body(total int, progress Progress) {
	told := 0
	for n := 0; ; {
		line := r.table.line
		record, comment, ok := r.table.next()
		switch {
		case !ok:
			r.finish()
			if r.table.unclosed > 0 {
				r.notice(r.table.unclosed, errors.New("a quotation mark is never closed: all that follows was taken for one field"))
			}
			if progress != nil {
				progress(total, total)
			}
			return
		case record == nil:
			r.comment(comment)
		case n >= maxRows:
			r.notice(line, fmt.Errorf("the file has more than %d notes: split it. The rest was passed over", maxRows))
			r.table.rest = ""
		default:
			n++
			r.finish()
			r.note(line, record)
		}
		if done := total - len(r.table.rest); progress != nil && done-told >= 64<<10 {
			told = done
			progress(done, total)
		}
	}
}

// comment reads what a card of this project says beyond Anki's fields. One that
// is not in order is a comment like any other.
func (r *ankiReader) comment(line string) {
	text, ok := strings.CutPrefix(line, cardMark)
	if !ok || len(text) > MaxLine {
		return
	}
	s := &scanner{text: text}
	k := readCard(s)
	if s.err != nil || k.ID != r.guid && k.Family() != r.guid && len(r.told) == 0 {
		return
	}
	for i, c := range r.cards {
		if c.gap() == k.gap() {
			r.cards[i] = c.completedBy(k)
			r.told, r.gaps = append(r.told, c.gap()), GapNumbers(k.Front)
		}
	}
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

// cell returns a column's cell, counted from 1; "" where there is none.
func cell(record []string, column int) string {
	if column < 1 || column > len(record) {
		return ""
	}
	return record[column-1]
}

// note makes cards of a record.
func (r *ankiReader) note(line int, record []string) {
	h := &r.head
	var fields []string
	for i, f := range record {
		if c := i + 1; c == h.guid || c == h.notetype || c == h.deck || c == h.tags {
			continue
		}
		if len(f) > 4*MaxText {
			r.notice(line, fmt.Errorf("a field has %d bytes; allowed are %d: the note was left out", len(f), MaxText))
			return
		}
		fields = append(fields, r.rich(f))
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

// finish adds the cards of the note at hand to the file.
func (r *ankiReader) finish() {
	for _, c := range r.cards {
		if !slices.Contains(r.told, c.gap()) && slices.Contains(r.gaps, c.gap()) {
			// Of this gap there was no card, and nobody made one since.
			continue
		}
		if err := c.Validate(); err != nil {
			r.notice(r.line, err)
		} else if r.seen[c.ID] {
			r.notice(r.line, fmt.Errorf("card %s is there twice: the first one was used", shown(c.ID)))
		} else {
			r.seen[c.ID] = true
			r.file.Cards = append(r.file.Cards, c)
		}
	}
	r.cards, r.gaps = r.cards[:0], nil
}

// gap returns the gap that a cloze hides; 0 for other cards.
func (c *Card) gap() int {
	if c.Kind != Cloze {
		return 0
	}
	return max(c.Gap, 1)
}

// unchanged reports whether a text that was read is what [WriteAnki] makes of one
// that was written.
func unchanged(read, written string) bool {
	html := HTML(written)
	return read == FromHTML(html) || read == FromHTML(withoutBelow(html))
}
