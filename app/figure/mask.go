package figure

import (
	"slices"
	"strconv"
	"strings"
	"sync"

	"attnexperts/app/markup"
	"attnexperts/calc/attention"
	"attnexperts/calc/scenario"
)

// Mask is the figure of attention masks: who may look at whom, and what that
// saves.
var Mask = Kind[scenario.Mask]{
	Name:     "mask",
	Question: "Who may look at whom?",
	Table:    scenario.MaskTable,
	Common:   func(s *scenario.Mask) *scenario.Common { return &s.Common },
	Draw:     drawMask,
	Point:    pointMask,
	Hold:     holdMask,
	Key:      keyMask,
	Do:       doMask,
	Copy:     maskMod,
}

// headDim is the size of a head assumed where FLOPs are counted, the usual one.
const headDim = 128

// ruleOf returns the scenario's rule. A scenario holds only rules that parse.
func ruleOf(s scenario.Mask) attention.Rule {
	rule, err := attention.Parse(s.Rule)
	if err != nil {
		panic("figure: a scenario holds a rule that does not parse: " + err.Error())
	}
	return rule
}

// presetAction is the button that chooses the preset with a number.
const presetAction = "preset:"

func doMask(s *scenario.Mask, action string) bool {
	k, ok := strings.CutPrefix(action, presetAction)
	i, err := strconv.Atoi(k)
	if presets := attention.Presets(); ok && err == nil && i >= 0 && i < len(presets) {
		return scenario.MaskTable.Set(s, "rule", presets[i].Rule) == nil
	}
	return false
}

// preset is a rule that has a name, with its picture.
type preset struct {
	attention.Preset

	rule    string
	picture markup.Node
}

// named are the rules that have a name. They never change, and are drawn once.
var named = sync.OnceValue(func() []preset {
	var list []preset
	for _, p := range attention.Presets() {
		rule := mustParse(p.Rule)
		list = append(list, preset{p, rule.String(), thumbnail(rule, 32)})
	}
	return list
})

// presets are buttons for the rules that have a name, the chosen one pressed.
func presets(s scenario.Mask) markup.Node {
	chosen, locked := ruleOf(s).String(), slices.Contains(s.Locked(), "rule")
	var items []markup.Node
	for i, p := range named() {
		items = append(items, markup.El("li", markup.El(
			"button", markup.Attr("type", "button"), do(presetAction+strconv.Itoa(i)),
			markup.Attr("aria-pressed", strconv.FormatBool(p.rule == chosen)), markup.Attr("title", p.Rule),
			markup.Flag("disabled", locked), p.picture, markup.El("span", markup.Text(p.Name)),
		)))
	}
	return markup.El("ul", markup.Class("presets"), markup.Attr("aria-label", "Rules with a name"), markup.List(items))
}

// usedBy says, on the figure's own page, who uses a rule that has a name.
func usedBy(rule attention.Rule, e Embed) string {
	if !e.Own {
		return ""
	}
	text := rule.String()
	for _, p := range named() {
		if p.rule == text {
			return " " + p.Note
		}
	}
	return ""
}

// thumbnail draws a rule small.
func thumbnail(rule attention.Rule, tokens int64) markup.Node {
	local, anchored := cells(rule, tokens)
	side := strconv.FormatInt(tokens, 10)
	return markup.El(
		"svg", markup.Attr("viewBox", "0 0 "+side+" "+side), markup.Attr("aria-hidden", "true"),
		markup.El("path", markup.Class("c-local"), markup.Attr("d", local)),
		markup.El("path", markup.Class("c-anchored"), markup.Attr("d", anchored)),
	)
}

// pointMask reads one pair, or one layer of the fan.
func pointMask(s scenario.Mask, what string, at Place) Pointed {
	switch what {
	case fanName:
		return pointFan(s, at)
	case headsName:
		return pointHeads(s, at)
	}
	m := scaleOf(s)
	q, k, on := m.cell(at)
	if !on {
		return Pointed{}
	}
	side := max(m.unit(), 3)
	return Pointed{
		Panel: "mask",
		Text:  pairText(ruleOf(s), q, k),
		Mark:  outline(m.x(k), m.y(q), side, side),
	}
}

// outline marks a rectangle of a picture as pointed at.
func outline(x, y, w, h float64) markup.Node {
	return markup.El("g", markup.El(
		"path", markup.Class("c-point"),
		markup.Attr("d", box(x, y, w, h)),
	))
}

// holdMask chooses the query under the hand, or drags the window's edge.
func holdMask(s *scenario.Mask, held string, at Place) bool {
	m := scaleOf(*s)
	was := *s
	switch held {
	case "query":
		s.Query = m.token(at.Y - maskTop)
	case "window":
		setWindow(s, s.Query-int64((at.X-maskLeft)/m.unit()+0.5)+1)
	}
	return *s != was
}

// setWindow gives the rule's first window a width that the picture can show.
func setWindow(s *scenario.Mask, width int64) {
	width = max(1, min(s.Tokens, width))
	if wider, ok := ruleOf(*s).WithNumber("window", width); ok {
		_ = scenario.MaskTable.Set(s, "rule", wider.String())
	}
}

// keyMask moves the query, the pointed key, or the window's edge.
func keyMask(s *scenario.Mask, at *Place, held, key string) bool {
	switch held {
	case "window":
		return keyWindow(s, key)
	case fanName:
		return keyFan(*s, at, key)
	case headsName:
		return keyHeads(*s, at, key)
	}
	m := scaleOf(*s)
	_, k, pointed := m.cell(*at)
	if !pointed {
		k = s.Query
	}
	q := s.Query
	page := max(1, s.Tokens/8)
	switch key {
	case "ArrowUp":
		q--
	case "ArrowDown":
		q++
	case "PageUp":
		q -= page
	case "PageDown":
		q += page
	case "Home":
		q = 0
	case "End":
		q = s.Tokens - 1
	case "ArrowLeft":
		k, pointed = k-1, true
	case "ArrowRight":
		k, pointed = k+1, true
	default:
		return false
	}
	last := s.Tokens - 1
	s.Query = max(0, min(last, q))
	if pointed {
		*at = m.middle(s.Query, max(0, min(last, k)))
	}
	return true
}

// keyWindow moves the window's edge the way the key points: left is wider.
func keyWindow(s *scenario.Mask, key string) bool {
	w, ok := ruleOf(*s).Number("window")
	if !ok {
		return false
	}
	page := max(2, s.Tokens/8)
	switch key {
	case "ArrowLeft", "ArrowUp":
		w++
	case "ArrowRight", "ArrowDown":
		w--
	case "PageUp":
		w += page
	case "PageDown":
		w -= page
	case "Home":
		w = 1
	case "End":
		w = s.Tokens
	default:
		return false
	}
	setWindow(s, w)
	return true
}
