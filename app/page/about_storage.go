package page

import (
	"strings"

	"attnexperts/app/cards"
	"attnexperts/app/dom"
	"attnexperts/app/markup"
	"attnexperts/app/part"
	"attnexperts/calc/quantity"
)

// storage is what the page about the lesson knows of the cards' storage.
type storage struct {
	cards *cards.Cards
	usage *cards.Usage
	aside []cards.AsideFile
	// report is what the last check or repair came to, problem why there is none.
	report  *cards.Report
	problem string
	busy    bool
}

// keeping says what is kept on the device.
func (s *storage) keeping() markup.Node {
	row := func(what, how string) markup.Node {
		return markup.El("div", markup.El("dt", markup.Text(what)), markup.El("dd", markup.Text(how)))
	}
	held, room, safe := "Looking…", "Looking…", "Looking…"
	if u := s.usage; u != nil {
		held, room, safe = eventsText(*u), roomText(*u), safeText(*u)
	}
	persist := markup.Node{}
	if s.usage != nil && s.usage.Durable && !s.usage.Persisted {
		persist = part.Button("", "persist", "Ask the browser to keep them", markup.Flag("disabled", s.busy))
	}
	return titled("storage", "What is kept on this device",
		markup.El("p", markup.Class("without-scripts"), markup.Text("Nothing is kept while the program in this page does not run: it needs scripts and WebAssembly. What was kept before stays where it is.")),
		markup.El("dl", markup.Class("facts with-scripts"),
			row("Flashcards", held),
			row("Progress", progressText()),
			row("Room taken", room),
			row("Safety", safe)),
		markup.El("div", markup.Class("presses with-scripts"),
			markup.El("a", markup.Class("quiet"), markup.Attr("href", part.URL("/cards/")+"#v=1&view=files"), markup.Text("Export or import cards")),
			persist),
		markup.El("div", s.notices()),
	)
}

// progressText says what is kept of reading and practice.
func progressText() string {
	if !dom.Lasting() {
		return "This browser keeps none of it beyond the page."
	}
	return "Which parts you read, which checkpoints you answered, the results of practice, and for a day what you have begun there."
}

func (s *storage) notices() markup.Node {
	if s.cards == nil {
		return markup.Node{}
	}
	var list []markup.Node
	for _, n := range s.cards.Notices() {
		list = append(list, markup.El("li", markup.Text(n.Text)))
	}
	if len(list) == 0 {
		return markup.Node{}
	}
	return markup.El("ul", markup.Class("card-notices"), markup.List(list))
}

func eventsText(u cards.Usage) string {
	if u.Events == 0 {
		return "None yet."
	}
	text := quantity.Plural(int64(u.Events), "event", "events") + " (each card kept, each answer) in " + quantity.Plural(int64(u.Files), "file", "files") + "."
	if !u.Durable {
		text = quantity.Plural(int64(u.Events), "event", "events") + ", for as long as this page is open."
	}
	return text
}

func roomText(u cards.Usage) string {
	if u.Quota == 0 {
		return "This browser does not tell."
	}
	return quantity.BytesText(float64(u.Used)) + " of " + quantity.BytesText(float64(u.Quota)) + " that the browser allows, offline pages included."
}

func safeText(u cards.Usage) string {
	switch {
	case !u.Durable:
		return "This browser keeps nothing beyond this page. Export your cards before you close it."
	case u.Persisted:
		return "The browser has promised not to delete it by itself. Deleting the site’s data does delete it: an export is the only copy elsewhere."
	}
	return "The browser may delete it if the device runs short of room. An export is a copy that is yours."
}

// checking has the check and the repair of the storage.
func (s *storage) checking() markup.Node {
	var found []markup.Node
	said := "Reads every file, compares it with its checksum, and changes nothing."
	switch r := s.report; {
	case s.busy:
		said = "Reading…"
	case s.problem != "":
		said = s.problem
	case r != nil:
		said = r.Summary
		for _, f := range r.Findings {
			found = append(found, finding(f))
		}
	}
	repair := markup.Node{}
	if s.report != nil && len(s.report.Findings) > 0 {
		repair = part.Button("", "repair", "Repair", markup.Flag("disabled", s.busy))
	}
	return titled("check", "Check and repair",
		markup.El("p", markup.ID("check-said"), markup.Text(said)),
		markup.El("ul", markup.Class("findings"), markup.List(found)),
		markup.El("div", markup.Class("presses with-scripts"), part.Button("", "check", "Check the storage", markup.Flag("disabled", s.busy || s.cards == nil)), repair),
		markup.El("div", s.setAside()),
	)
}

func finding(f cards.Finding) markup.Node {
	var names []markup.Node
	for _, n := range f.Names {
		names = append(names, markup.El("li", markup.El("code", markup.Text(n))))
	}
	more := markup.Node{}
	if len(names) > 0 {
		more = markup.El("details", markup.El("summary", markup.Text("Which")), markup.El("ul", markup.List(names)))
	}
	return markup.El("li", markup.Text(f.Text), more)
}

// setAside offers damaged files to be taken away.
func (s *storage) setAside() markup.Node {
	if len(s.aside) == 0 {
		return markup.Node{}
	}
	return markup.El("div", markup.Class("aside-files"),
		markup.El("p", markup.Text(quantity.Plural(int64(len(s.aside)), "damaged file is", "damaged files are")+" kept aside, as found. Save them before you delete them: some of it may be read by hand.")),
		markup.El("div", markup.Class("presses"), part.Button("", "save-aside", "Save them"), part.Button("", "clear-aside", "Delete them", markup.Flag("disabled", s.busy))))
}

// do carries out a button of the storage; done gets a sentence.
func (s *storage) do(button string, done func(said string)) {
	report := func(r cards.Report, err error) {
		s.busy, s.report, s.problem = false, &r, ""
		if err != nil {
			s.report, s.problem = nil, "The storage could not be read: "+err.Error()+". Reload the page and try again."
			done(s.problem)
			return
		}
		done(r.Summary)
	}
	switch button {
	case "check":
		s.busy = true
		s.cards.Check(report)
	case "repair":
		s.busy = true
		s.cards.Repair(report)
	case "persist":
		s.cards.Persist(func(granted bool) {
			if granted {
				done("The browser has promised to keep them.")
			} else {
				done("The browser has not promised it. Installing the lesson often helps; an export always does.")
			}
		})
	case "save-aside":
		done(saveAside(s.aside, dom.Download))
	case "clear-aside":
		s.busy = true
		s.cards.ClearAside(func(err error) {
			s.busy = false
			if err != nil {
				done("They could not be deleted: " + err.Error() + ".")
				return
			}
			done("Deleted.")
		})
	}
}

// saveAside hands damaged files to the visitor, under the names that they have in the
// store, and says which could not be read.
func saveAside(files []cards.AsideFile, save func(name, mime, content string)) (said string) {
	var lost []string
	for _, f := range files {
		if f.Data == nil {
			lost = append(lost, f.Name)
			continue
		}
		save(f.Name+".txt", "text/plain", string(f.Data))
	}
	switch len(lost) {
	case 0:
		return "Saved."
	case len(files):
		return "None of them can be read: " + strings.Join(lost, ", ") + "."
	}
	return "Saved, but for what cannot be read: " + strings.Join(lost, ", ") + "."
}
