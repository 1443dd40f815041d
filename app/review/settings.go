package review

import (
	"strconv"
	"strings"

	"attnexperts/app/markup"
	"attnexperts/app/part"
	"attnexperts/calc/quantity"
	"attnexperts/calc/recall"
)

// settings is what is typed into the form of the settings and not saved yet, by
// key.
type settings struct {
	typed   map[string]string
	problem map[string]string
	told    string
}

// take takes what stands in one of the form's controls.
func (s *settings) take(name, text string) {
	key := strings.TrimSuffix(name, "-slider")
	for _, f := range recall.SettingsTable() {
		if f.Key == key {
			if s.typed == nil {
				s.typed, s.problem = map[string]string{}, map[string]string{}
			}
			s.typed[key], s.told = text, ""
			delete(s.problem, key)
		}
	}
}

// defaults puts the form to what holds until something is chosen.
func (s *settings) defaults() {
	def := recall.DefaultSettings()
	for _, f := range recall.SettingsTable() {
		s.take(f.Key, number(*f.Of(&def)))
	}
}

// read returns the settings as typed; each that cannot be used has a problem.
func (s *settings) read(now recall.Settings) (recall.Settings, bool) {
	ok := true
	for _, f := range recall.SettingsTable() {
		text, typed := s.typed[f.Key]
		if !typed {
			continue
		}
		n, err := strconv.Atoi(strings.TrimSpace(text))
		if err != nil || n < f.Min || n > f.Max {
			s.problem[f.Key] = "A whole number from " + count(f.Min) + " to " + count(f.Max) + "."
			ok = false
			continue
		}
		*f.Of(&now) = n
	}
	return now, ok
}

// configure saves the settings.
func (b *Box) configure() {
	now := b.book.State().Settings()
	to, ok := b.settings.read(now)
	switch {
	case !ok:
		b.focus(".wrong input")
		return
	case to == now:
		b.settings = settings{told: "Nothing has changed."}
		return
	}
	b.write("Settings saved.", func(s *recall.State, a recall.Author) ([]recall.Event, error) {
		e, err := s.Record(a, recall.Event{Kind: recall.Configured, Settings: to})
		if err != nil {
			return nil, err
		}
		return []recall.Event{e}, nil
	}, func(err error) {
		if err == nil {
			b.settings = settings{told: "Saved. A changed retention holds for each card from its next review on."}
		}
	})
}

// choosing is the form of the settings.
func (b *Box) choosing() markup.Node {
	s, now := &b.settings, b.book.State().Settings()
	var controls []markup.Node
	for _, f := range recall.SettingsTable() {
		text, typed := s.typed[f.Key]
		if !typed {
			text = number(*f.Of(&now))
		}
		controls = append(controls, s.control(f, text))
		if f.Key == "retention" {
			controls = append(controls, b.cost(text))
		}
	}
	check := func(name, label string, on bool, help string) markup.Node {
		return markup.El("div", markup.Class("control checks"),
			markup.El("input", markup.Attr("type", "checkbox"), markup.ID("card-"+name), markup.Attr("name", name), markup.Flag("checked", on), markup.Attr("aria-describedby", "card-"+name+"-note")),
			markup.El("label", markup.Attr("for", "card-"+name), markup.Text(label)),
			markup.El("p", markup.ID("card-"+name+"-note"), markup.Class("help"), markup.Text(help)))
	}
	return markup.El(
		"section", markup.Class("card-settings"), markup.Attr("aria-labelledby", "settings-title"),
		heading("settings-title", "Settings"),
		markup.El(
			"form", markup.Class("controls"), markup.Attr("data-do", "configure"), markup.Attr("autocomplete", "off"), markup.Attr("aria-label", "Settings"), markup.List(controls),
			markup.El("p", markup.Class("do"), markup.El("button", markup.Attr("type", "submit"), markup.Class("loud"), markup.Text("Save the settings")), part.Quiet("default", "Put in the defaults")),
			para("told", s.told),
		),
		markup.El("h3", markup.Text("On this device")),
		markup.El("div", markup.Class("controls"),
			check("keys", "Review by keys", !b.prefs.noKeys, "Space shows the answer, and then gives the grade in colour; 1 to 4 give the four grades, u undoes. Off: letters, digits and space do nothing."),
			check("swipes", "Review by swipes", !b.prefs.noSwipes, "Once the answer is shown, a swipe to the right is Good, one to the left Again.")),
	)
}

// What each setting means, by its key.
var meanings = map[string]string{
	"retention":   "How many of the cards that come up you want to remember. More of it costs more reviews.",
	"new":         "How many new cards are begun on one day.",
	"reviews":     "How many known cards are asked on one day at most.",
	"day-start":   "A review at one in the morning still belongs to the evening before.",
	"learn-ahead": "When nothing else is left, a card in learning may be asked this much early.",
	"leech":       "A card that was forgotten so often is called a leech. 0 calls none so.",
}

// control is the control of a setting.
func (s *settings) control(f recall.Setting, text string) markup.Node {
	id := "card-" + f.Key
	class, note := "control", markup.El("p", markup.ID(id+"-note"), markup.Class("help"), markup.Text(meanings[f.Key]))
	if p := s.problem[f.Key]; p != "" {
		class += " wrong"
		note = markup.El("p", markup.ID(id+"-note"), markup.Class("problem"), markup.Attr("role", "alert"), markup.Text(p))
	}
	input := markup.El("input", markup.Attr("type", "number"), markup.ID(id), markup.Attr("name", f.Key), markup.Attr("inputmode", "numeric"), markup.Int("min", int64(f.Min)), markup.Int("max", int64(f.Max)),
		markup.Attr("value", text), markup.Attr("aria-describedby", id+"-note"), markup.If(s.problem[f.Key] != "", markup.Attr("aria-invalid", "true")))
	control := input
	if f.Key == "retention" {
		control = markup.El("span", markup.Class("number"), input,
			markup.El("input", markup.Attr("type", "range"), markup.Attr("name", f.Key+"-slider"), markup.Attr("aria-label", "Desired retention in percent"), markup.Int("min", int64(f.Min)), markup.Int("max", int64(f.Max)), markup.Attr("value", text)))
	}
	return markup.El("div", markup.Class(class), markup.El("label", markup.Attr("for", id), markup.Text(quantity.Capital(f.Label))), control, note)
}
