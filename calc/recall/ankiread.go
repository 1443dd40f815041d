package recall

import (
	"errors"
	"fmt"
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
	// Left counts the notes that became no card, with those that no notice names.
	Left int
	// Media counts the notes with pictures or sound, which such a file does not
	// bring: their marks are text.
	Media int
	// Heading is the card that the first line would be, were it not taken for the
	// names of the columns. Without an ID there is none.
	Heading Card
}

// ReadAnki reads notes as Anki writes and reads them: "#" headers (separator,
// html, tags, columns, notetype, and the columns guid, notetype, deck and tags),
// a byte order mark, any line end, fields in quotation marks. Without headers
// the separator is guessed, the first field is the front and the second the
// back; a first line of nothing but names of columns (see [AnkiFile]) is no note, and
// says which column is which. HTML is read as [FromHTML] reads it. A note with gaps becomes one card a
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
	r.heading()
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

// leave is notice for a note that becomes no card.
func (r *ankiReader) leave(line int, err error) {
	r.file.Left++
	r.notice(line, err)
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
			r.leave(line, fmt.Errorf("the file has more than %d notes: split it. The rest was passed over", maxRows))
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

// finish adds the cards of the note at hand to the file.
func (r *ankiReader) finish() {
	for _, c := range r.cards {
		if !slices.Contains(r.told, c.gap()) && slices.Contains(r.gaps, c.gap()) {
			// Of this gap there was no card, and nobody made one since.
			continue
		}
		err := c.Validate()
		switch {
		case c.Front == "" && c.Kind != Picture:
			r.leave(r.line, errors.New("the front is empty: the note was left out"))
		case err != nil:
			r.leave(r.line, err)
		case r.seen[c.ID]:
			r.leave(r.line, fmt.Errorf("%s is there twice: the first one was used", shown(Plain(c.Front))))
		default:
			r.seen[c.ID] = true
			r.file.Cards = append(r.file.Cards, c)
		}
	}
	r.cards, r.gaps = r.cards[:0], nil
}
