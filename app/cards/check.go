package cards

import (
	"errors"
	"strconv"
	"strings"

	"attnexperts/app/store"
	"attnexperts/calc/recall"
)

// Finding is something that a check of the storage has found: how many files or
// events it is about and their names (at most 20 of them), and what it means in a
// sentence.
type Finding struct {
	Count int
	Names []string
	Text  string
	// Lost is how many events could not be saved.
	Lost int
}

// Report is what a check or a repair came to.
type Report struct {
	// Events counts what was read.
	Events int
	// Findings is empty if all is well.
	Findings []Finding
	// Lost is how many events could not be saved.
	Lost int
	// Summary says it in one sentence: "2 events with bad checksums set aside,
	// nothing else lost."
	Summary string
}

// Check reads every file and compares it with its checksum and with what the page
// knows, and changes nothing. It includes what [recall.State.Findings] says.
func (c *Cards) Check(done func(Report, error)) { c.examine(false, done) }

// Repair checks, sets damaged files aside, writes again what is still known from
// another copy, and takes in what is on disk and was not known.
func (c *Cards) Repair(done func(Report, error)) { c.examine(true, done) }

func (c *Cards) examine(repair bool, done func(Report, error)) {
	c.queue(func() {
		var r Report
		var err error
		if c.store == nil {
			r = reportOf(store.Report{Records: c.state.Len()}, c.state.Findings(), repair)
			r.Summary = "The cards are in memory only; there are no files to check."
		} else {
			err = c.locked(func() error {
				r, err = c.examined(repair)
				return err
			})
		}
		c.dispatch(func() { done(r, err) })
	})
}

func (c *Cards) examined(repair bool) (Report, error) {
	if err := c.catchUp(); err != nil {
		return Report{}, err
	}
	checking := store.Checking{Known: c.known, Breathe: c.browser.breathe}
	look := c.store.Check
	if repair {
		look = c.store.Repair
	}
	found, err := look(checking)
	if err != nil {
		return Report{}, c.plain(err)
	}
	if repair {
		if err := c.catchUp(); err != nil {
			return Report{}, err
		}
		c.browser.tell()
		c.tidyLater()
	}
	return reportOf(found, c.state.Findings(), repair), nil
}

// known yields every event's name and line.
func (c *Cards) known(yield func(name, line string) bool) {
	for e := range c.state.Events {
		if !yield(e.ID.String(), e.Line()) {
			return
		}
	}
}

// kindWords say what a kind of finding is called, for one and for several, and
// what was done about it, or will be.
var kindWords = [...]struct{ one, many, done, todo string }{
	store.Unfinished:      {"unfinished file", "unfinished files", "removed; nothing in them was ever confirmed", "to be removed; nothing in them was ever confirmed"},
	store.DamagedEvent:    {"event with a bad checksum", "events with bad checksums", "set aside", "to be set aside"},
	store.DamagedSegment:  {"damaged file of events", "damaged files of events", "set aside", "to be set aside"},
	store.DamagedSnapshot: {"damaged snapshot", "damaged snapshots", "set aside; nothing was in them that is not elsewhere", "to be set aside; nothing is in them that is not elsewhere"},
	store.DamagedMark:     {"damaged label", "damaged labels", "written again", "to be written again"},
	store.NoMark:          {"missing label", "missing labels", "written again", "to be written again"},
	store.Foreign:         {"file that does not belong here", "files that do not belong here", "set aside", "to be set aside"},
	store.Unreadable:      {"file that the browser does not give", "files that the browser does not give", "left in place", "left in place"},
	store.Missing:         {"event that was in no good file", "events that were in no good file", "written again from what the page knows", "to be written again from what the page knows"},
	store.Unknown:         {"event on disk that this page did not know", "events on disk that this page did not know", "taken in", "to be taken in"},
}

// maxNames is how many names a finding tells.
const maxNames = 20

// sum gathers findings by their kinds.
func sum(found []store.Finding, done bool) []Finding {
	byKind := make([]Finding, len(kindWords))
	for _, f := range found {
		b := &byKind[f.Kind]
		b.Count++
		b.Lost += f.Lost
		if name := f.File; len(b.Names) < maxNames {
			if name == "" {
				name = f.Record
			}
			b.Names = append(b.Names, name)
		}
	}
	var list []Finding
	for kind, b := range byKind {
		if b.Count == 0 {
			continue
		}
		words := kindWords[kind]
		noun, what := words.many, words.done
		if b.Count == 1 {
			noun, what = words.one, strings.Replace(words.done, "in them", "in it", 1)
		}
		if !done {
			what = words.todo
			if b.Count == 1 {
				what = strings.Replace(words.todo, "in them", "in it", 1)
			}
		}
		b.Text = strconv.Itoa(b.Count) + " " + noun + " " + what
		list = append(list, b)
	}
	return list
}

// reportOf makes what the store found into words, with what is odd about the
// events.
func reportOf(r store.Report, odd []recall.Finding, repair bool) Report {
	report := Report{Events: r.Records, Findings: sum(r.Findings, repair)}
	for _, f := range report.Findings {
		report.Lost += f.Lost
	}
	report.Summary = summary(report.Findings, report.Lost)
	for _, f := range odd {
		report.Findings = append(report.Findings, Finding{Count: f.Count, Names: []string{f.First.String()}, Text: f.Text})
	}
	return report
}

// summary says it in a sentence.
func summary(found []Finding, lost int) string {
	if len(found) == 0 {
		return "All is well."
	}
	texts := make([]string, len(found))
	set := 0
	for i, f := range found {
		texts[i] = f.Text
		set += f.Lost
	}
	end := ", nothing lost."
	if lost > 0 {
		end = ", nothing else lost."
	}
	return strings.Join(texts, "; ") + end
}

// tellOf notices what the store has found by itself.
func (c *Cards) tellOf(found []store.Finding) {
	for i := range found {
		if id, err := recall.ParseID(found[i].Record); err == nil && c.state.Has(id) {
			found[i].Lost = 0 // a snapshot has it
		}
	}
	list := sum(found, true)
	if len(list) == 0 {
		return
	}
	lost := 0
	for _, f := range list {
		lost += f.Lost
	}
	c.notice(Notice{SetAside, summary(list, lost), lost > 0})
}

// AsideFile is a damaged or foreign file that was set aside, as it was found.
type AsideFile = store.AsideFile

// Aside returns the files that were set aside, for the reader to take away.
func (c *Cards) Aside(done func([]AsideFile, error)) {
	c.queue(func() {
		var list []AsideFile
		var err error
		if c.store != nil {
			err = c.locked(func() error {
				list, err = c.store.Aside()
				return err
			})
		}
		c.dispatch(func() { done(list, err) })
	})
}

// ClearAside deletes the files that were set aside, after they were taken away.
func (c *Cards) ClearAside(done func(error)) {
	c.queue(func() {
		var err error
		if c.store != nil {
			err = c.locked(c.store.ClearAside)
		}
		c.dispatch(func() { done(err) })
	})
}

// ErrUnreached is what Wipe says where there are no files to delete, or none that it can
// open.
var ErrUnreached = errors.New("what this page had in memory is deleted, but the files in this browser cannot be opened now; " +
	"cards that are in them are still there: reload the page, and delete again")

// Wipe deletes everything, in all tabs: cards, history, what was set aside, and
// the notes in localStorage. The state is empty afterwards. Where the files cannot be
// opened it deletes what is in memory, and says so by an error.
func (c *Cards) Wipe(done func(error)) {
	c.queue(func() {
		stored := c.store != nil
		var err error
		if stored {
			err = c.locked(c.wipe)
		}
		if err == nil {
			c.onUI(func() {
				c.state, c.notices = new(recall.State), keepMemoryNotice(c.notices)
				c.changed()
			})
		}
		if !stored {
			err = ErrUnreached
		}
		c.dispatch(func() { done(err) })
	})
}

func (c *Cards) wipe() error {
	s, err := c.store.Wipe(store.Options{Read: readName, Device: func() string { return newDevice(c.browser) }})
	if err != nil {
		return c.plain(err)
	}
	for _, key := range allKeys {
		c.browser.setNote(key, "")
	}
	c.store, c.device = s, s.Device()
	c.onUI(func() {
		if c.browser.locks() {
			c.author = c.device
		}
	})
	c.browser.tell()
	return nil
}
