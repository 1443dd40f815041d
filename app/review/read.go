package review

import (
	"bytes"
	"errors"
	"io"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"attnexperts/app/dom"
	"attnexperts/calc/quantity"
	"attnexperts/calc/recall"
	"attnexperts/calc/scenario"
)

// read reads a text from outside, whatever it is: an export, a deck, events as
// lines, or notes as Anki and spreadsheets write them. What cannot be read at
// all is an offer with a problem.
func read(from, text string, progress recall.Progress) *offer {
	o := &offer{from: scenario.Shown(from)}
	if strings.HasPrefix(text, "PK\x03\x04") {
		o.problem = "this is not text but a packed file, as Anki’s .apkg and a spreadsheet’s .xlsx are. In Anki export “Notes in plain text”, in a spreadsheet save as CSV, and open that."
		return o
	}
	if !utf8.ValidString(text) || strings.IndexByte(text, 0) >= 0 {
		o.problem = "this is not a text file, so it holds no cards. Open a .json, .txt or .csv."
		return o
	}
	start := strings.TrimLeft(strings.TrimPrefix(text, "\ufeff"), " \t\r\n")
	switch {
	case start == "":
		o.problem = "the file is empty."
		return o
	case start[0] == '{' || start[0] == '[' || strings.HasSuffix(strings.ToLower(from), ".json"):
		o.json(text, progress)
	default:
		o.notes(text, progress)
	}
	o.twins()
	if o.problem == "" && len(o.events)+len(o.cards) == 0 {
		o.problem = "there is no card in it."
		if len(o.why) > 0 {
			o.problem += " " + o.why[0]
		}
	}
	return o
}

func (o *offer) json(text string, progress recall.Progress) {
	f, err := recall.ReadJSON(text, progress)
	if err != nil {
		o.problem = err.Error() + "."
		return
	}
	o.name, o.events, o.cards, o.newer, o.aside = scenario.Shown(f.Name), f.Events, f.Cards, f.Newer, f.AsideAll
	for _, a := range f.Aside[:min(len(f.Aside), maxWhy)] {
		o.why = append(o.why, sentence(errors.New(a.Why))+" In: "+scenario.Shown(a.Text))
	}
}

// twins sets aside cards that stand in it once more and say something else; the
// first counts.
func (o *offer) twins() {
	at := map[string]int{}
	kept := o.cards[:0]
	for _, c := range o.cards {
		i, twin := at[c.ID]
		switch {
		case !twin:
			at[c.ID] = len(kept)
			kept = append(kept, c)
		case !sameTexts(kept[i], c) || !slices.Equal(kept[i].Tags, c.Tags):
			o.left++
			if len(o.why) < maxWhy {
				o.why = append(o.why, "“"+shortened(plainFront(c), 80)+"” is one card with “"+shortened(plainFront(kept[i]), 80)+"”, which stands before it: the first counts.")
			}
		}
	}
	o.cards = kept
}

// maxWhy is how many damaged parts are told one by one.
const maxWhy = 20

func (o *offer) notes(text string, progress recall.Progress) {
	f, err := recall.ReadAnki(text, progress)
	if err != nil {
		o.problem = err.Error() + "."
		return
	}
	o.cards, o.left, o.media, o.why = f.Cards, f.Left, f.Media, f.Notices
	if f.Heading.ID != "" {
		o.headings = []recall.Card{f.Heading}
	}
}

// together puts several files' offers into one.
func together(list []*offer) *offer {
	if len(list) == 1 {
		return list[0]
	}
	all := &offer{from: many(len(list), "file", "files")}
	for _, o := range list {
		if o.problem != "" {
			all.aside++
			all.why = append(all.why, o.from+": "+o.problem)
			continue
		}
		all.events, all.cards = append(all.events, o.events...), append(all.cards, o.cards...)
		all.aside, all.left, all.media = all.aside+o.aside, all.left+o.left, all.media+o.media
		all.why, all.newer, all.headings = append(all.why, o.why...), all.newer || o.newer, append(all.headings, o.headings...)
	}
	all.twins()
	switch {
	case len(all.events)+len(all.cards) == 0:
		all.problem = strings.Join(all.why, " ")
	case len(all.events) > 0 && len(all.cards) > 0:
		all.problem = "an export and a deck were opened at once; open one after the other."
	}
	return all
}

// bring reads files, as soon as the cards are open that they are compared with.
func (b *Box) bring(files []dom.File) {
	if b.book == nil {
		b.early = append(b.early, files...)
		return
	}
	b.openFiles(files)
}

// openFiles reads files that were opened or dropped. That waits for the browser,
// so it happens beside what the page does.
func (b *Box) openFiles(files []dom.File) {
	if len(files) == 0 {
		return
	}
	opening := b.opens(scenario.Shown(files[0].Name))
	b.refresh()
	go func() {
		var list []*offer
		for _, f := range files {
			list = append(list, b.openFile(f, opening))
		}
		o := together(list)
		b.live.ctx.Dispatch(func(app.Context) {
			b.wasRead(opening, o)
			b.refresh()
		})
	}()
}

// opens begins to read a file, and returns the number of that opening. What was
// opened before is dropped, and the reader told.
func (b *Box) opens(name string) (opening int) {
	b.overtake(name)
	b.park()
	b.reviewing, b.view = false, scenario.CardsFiles
	b.measure()
	b.files.reading, b.files.done, b.files.total = name, 0, 1
	return b.files.opening
}

// overtake makes what is opened now the last that was opened.
func (b *Box) overtake(name string) {
	before := b.files.reading
	if before == "" && b.offer != nil && !b.offer.adding && b.offer.problem == "" {
		before = b.offer.from
	}
	if b.files.told = ""; before != "" {
		b.tell(before + " was put away, and nothing of it was added: " + name + " was opened after it.")
	}
	b.offer, b.files.reading = nil, ""
	b.files.opening++
}

// wasRead offers what was read, if nothing was opened after it.
func (b *Box) wasRead(opening int, o *offer) {
	if opening != b.files.opening {
		return
	}
	b.files.reading = ""
	b.offer = o
	b.said = "The file was read."
	if o.problem != "" {
		b.said = "The file could not be used."
	}
	b.focus("#offer-title")
}

// breath is how long the page may wait while a file is read.
const breath = 15 * time.Millisecond

// openFile reads one file, and lets the page breathe.
func (b *Box) openFile(f dom.File, opening int) *offer {
	text, problem := textOf(f.Name, f.Size, f)
	if problem != nil {
		return problem
	}
	dom.Breathe() // to bring a large file here took its time
	last := time.Now()
	return read(f.Name, text, func(done, total int) {
		if time.Since(last) < breath {
			return
		}
		b.live.ctx.Dispatch(func(ctx app.Context) {
			ctx.PreventUpdate()
			if opening != b.files.opening {
				return
			}
			b.files.done, b.files.total = done, total
			b.refresh()
		})
		dom.Breathe()
		last = time.Now()
	})
}

// textOf reads a file's text, if it is no larger than one may be.
func textOf(name string, size int64, f io.ReaderAt) (string, *offer) {
	if size > recall.MaxFile {
		return "", &offer{from: scenario.Shown(name), problem: "the file has " + quantity.BytesText(float64(size)) + "; allowed are " + quantity.BytesText(recall.MaxFile) + ". Split it."}
	}
	data := make([]byte, size)
	if n, err := f.ReadAt(data, 0); size > 0 && err != nil && (int64(n) < size || !errors.Is(err, io.EOF)) {
		return "", &offer{from: scenario.Shown(name), problem: err.Error() + "."}
	}
	// Notepad and spreadsheets write UTF-16 where they are asked for Unicode.
	if bytes.HasPrefix(data, []byte{0xff, 0xfe}) || bytes.HasPrefix(data, []byte{0xfe, 0xff}) {
		return "", &offer{from: scenario.Shown(name), problem: "the file is written in UTF-16. Save it as UTF-8, and open that."}
	}
	return string(data), nil
}
