package review

import (
	"bytes"
	"errors"
	"io"
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
	if !utf8.ValidString(text) || strings.IndexByte(text, 0) >= 0 {
		o.problem = "this is no text, and so no file of cards. Open a .json, .txt or .csv."
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

// maxWhy is how many damaged parts are told one by one.
const maxWhy = 20

func (o *offer) notes(text string, progress recall.Progress) {
	f, err := recall.ReadAnki(text, progress)
	if err != nil {
		o.problem = err.Error() + "."
		return
	}
	o.cards, o.aside = f.Cards, len(f.Notices)
	o.why = f.Notices[:min(len(f.Notices), maxWhy)]
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
		all.aside, all.why, all.newer = all.aside+o.aside, append(all.why, o.why...), all.newer || o.newer
	}
	switch {
	case len(all.events)+len(all.cards) == 0:
		all.problem = strings.Join(all.why, " ")
	case len(all.events) > 0 && len(all.cards) > 0:
		all.problem = "an export and a deck were opened at once; open one after the other."
	}
	return all
}

// openFiles reads files that were opened or dropped. That waits for the browser,
// so it happens beside what the page does.
func (b *Box) openFiles(files []dom.File) {
	if len(files) == 0 {
		return
	}
	b.offer = nil
	b.reviewing, b.edit, b.view = false, nil, scenario.CardsFiles
	b.measure()
	b.files.reading = scenario.Shown(files[0].Name)
	b.files.done, b.files.total = 0, 1
	b.refresh()
	go func() {
		var list []*offer
		for _, f := range files {
			list = append(list, b.openFile(f))
		}
		o := together(list)
		b.live.ctx.Dispatch(func(app.Context) {
			b.files.reading = ""
			b.offer = o
			b.said = "The file was read."
			b.refresh()
			b.focus("#offer-title")
		})
	}()
}

// breath is how long the page may wait while a file is read.
const breath = 30 * time.Millisecond

// openFile reads one file, and lets the page breathe.
func (b *Box) openFile(f dom.File) *offer {
	text, problem := textOf(f.Name, f.Size, f)
	if problem != nil {
		return problem
	}
	last := time.Now()
	return read(f.Name, text, func(done, total int) {
		if time.Since(last) < breath {
			return
		}
		b.live.ctx.Dispatch(func(ctx app.Context) {
			ctx.PreventUpdate()
			b.files.done, b.files.total = done, total
			b.refresh()
		})
		time.Sleep(time.Millisecond)
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
