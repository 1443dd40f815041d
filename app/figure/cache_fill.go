package figure

import (
	"strconv"

	"attnexperts/app/markup"
	"attnexperts/calc/attention"
	"attnexperts/calc/quantity"
	"attnexperts/calc/scenario"
)

// The measures of the picture of the filling cache: the sequence as a full cache
// keeps it, over the slots of a rolling one, over what both have cost.
const (
	fillWidth  = 480.0
	fillHeight = 352.0
	fillLeft   = 10.0
	fillInside = fillWidth - 2*fillLeft
	fullTop    = 34.0
	rollTop    = 120.0
	slotTall   = 40.0
	costTop    = 218.0
	costLine   = 32.0
	costLeft   = 204.0
)

// filling is the state of the filling cache. It counts in cells: a cell is an
// equal part of the window, a token where the window has no more than sixteen.
type filling struct {
	// cells is how many the sequence has, slots how many the window has, and
	// written how many have been written.
	cells, slots, written int64
	window                int64
	// assumed says that the scenario has no window, and this one is for
	// comparison.
	assumed bool
}

func fillOf(c scenario.Cache) filling {
	w := c.FillWindow()
	return filling{cells: c.Steps(), slots: min(scenario.FillCells, w), written: c.Step, window: w, assumed: c.Window == 0}
}

// inSlot returns the cell that a slot holds, or −1: cell i is written to slot i
// mod W, over what was there.
func (f filling) inSlot(slot int64) int64 {
	last := f.written - 1
	if slot > last {
		return -1
	}
	return last - (last-slot)%f.slots
}

// tokens returns how many tokens so many cells are.
func (f filling) tokens(cells int64) int64 { return cells * f.window / f.slots }

// cell is what a cell stands for.
func (f filling) cell() string {
	if f.window == f.slots {
		return "a token"
	}
	if f.window%f.slots == 0 {
		return plural(f.window/f.slots, "token", "tokens")
	}
	return "a sixteenth of the window"
}

// fill shows a cache filling token by token: kept whole, and kept rolling.
func (k cost) fill() Panel {
	f := fillOf(k.c)
	return Panel{
		Name: fillName, Asks: "kv-bytes", Question: "What does a window save: work, memory, or both?",
		Picture: markup.El(
			"svg", markup.Attr("viewBox", "0 0 "+num(fillWidth)+" "+num(fillHeight)), markup.Attr("role", "group"),
			markup.Attr("aria-label", "The same tokens in a full cache and in a rolling one, and what each has cost."),
			f.full(), f.rolling(), k.spent(f), f.catch(),
		),
		Hint: "Play it, or point at a cell to see where it is kept. A cell is " + f.cell() + ".",
		Legend: []markup.Node{
			swatch("c-self", "being written"), swatch("c-local", "read by the new token"), swatch("c-kept", "kept, but read no more"),
		},
		Sentence: k.fillSentence(f),
		Controls: []string{"window", "global-every"},
		Player:   "step",
		Table:    func() Table { return k.fillTable(f) },
	}
}

// full is the sequence in a cache that keeps everything.
func (f filling) full() markup.Node {
	w := fillInside / float64(f.cells)
	var kept, read, now []byte
	for i := range f.written {
		cell := box(fillLeft+float64(i)*w+0.75, fullTop, w-1.5, slotTall)
		switch {
		case i == f.written-1:
			now = append(now, cell...)
		case i >= f.written-f.slots:
			read = append(read, cell...)
		default:
			kept = append(kept, cell...)
		}
	}
	return markup.El("g", markup.Attr("aria-hidden", "true"),
		label(fillLeft, fullTop-12, "A full cache keeps every token"),
		markup.El("rect", markup.Class("c-frame"), markup.Attr("x", num(fillLeft)), markup.Attr("y", num(fullTop)), markup.Attr("width", num(fillInside)), markup.Attr("height", num(slotTall))),
		markup.El("path", markup.Class("c-kept"), markup.Attr("d", string(kept))),
		markup.El("path", markup.Class("c-local"), markup.Attr("d", string(read))),
		markup.El("path", markup.Class("c-self"), markup.Attr("d", string(now))))
}

func label(x, y float64, text string) markup.Node {
	return markup.El("text", markup.Attr("x", num(x)), markup.Attr("y", num(y)), markup.Text(text))
}

// slotWide is the width of a slot of the rolling cache.
func (f filling) slotWide() float64 {
	return min(fillInside/float64(scenario.FillCells), fillInside/float64(f.slots))
}

// rolling is the same sequence in slots that are written over.
func (f filling) rolling() markup.Node {
	w := f.slotWide()
	title := "A rolling cache: cell i in slot i mod " + quantity.Count(f.slots)
	if f.assumed {
		title = "With a window of " + quantity.Count(f.window) + ": cell i in slot i mod " + quantity.Count(f.slots)
	}
	nodes := []markup.Node{label(fillLeft, rollTop-12, title)}
	for slot := range f.slots {
		x := fillLeft + float64(slot)*w
		class, text := "c-slot", ""
		if cell := f.inSlot(slot); cell >= 0 {
			class, text = "c-local", strconv.FormatInt(cell, 10)
			if cell == f.written-1 {
				class = "c-self"
			}
		}
		nodes = append(nodes,
			markup.El("rect", markup.Class(class), markup.Attr("x", num(x+1)), markup.Attr("y", num(rollTop)), markup.Attr("width", num(w-2)), markup.Attr("height", num(slotTall))),
			markup.El("text", markup.Class("t-slot"), markup.Attr("x", num(x+w/2)), markup.Attr("y", num(rollTop+slotTall/2+5)), markup.Attr("text-anchor", "middle"), markup.Text(text)))
	}
	return markup.El("g", markup.Attr("aria-hidden", "true"), markup.List(nodes))
}

// pairs returns the pairs computed so far in one layer, fully and in a window.
func (f filling) pairs() (full, windowed int64) {
	n := f.tokens(f.written)
	full, _ = attention.Layer{Kind: attention.FullLayer}.Pairs(n)
	windowed, _ = attention.Layer{Kind: attention.SlidingLayer, Window: f.window}.Pairs(n)
	return full, windowed
}

// kept returns the tokens that each cache keeps by now.
func (f filling) kept() (full, rolling int64) {
	n := f.tokens(f.written)
	return n, min(n, f.window)
}

// spent compares work and memory of both, against the most that is drawn.
func (k cost) spent(f filling) markup.Node {
	last := f
	last.written = f.cells
	mostPairs, _ := last.pairs()
	mostKept, _ := last.kept()
	fullPairs, windowPairs := f.pairs()
	fullKept, rollingKept := f.kept()
	var nodes []markup.Node
	for i, r := range []struct {
		name, class string
		n, most     int64
	}{
		{"Work, full", "c-kept", fullPairs, mostPairs},
		{"Work, in a window", "c-local", windowPairs, mostPairs},
		{"Memory, full", "c-kept", fullKept, mostKept},
		{"Memory, rolling", "c-local", rollingKept, mostKept},
	} {
		y := costTop + float64(i)*costLine
		share := 0.0
		if r.most > 0 {
			share = float64(r.n) / float64(r.most)
		}
		nodes = append(nodes,
			label(fillLeft, y+16, r.name),
			markup.El("rect", markup.Class(r.class), markup.Attr("x", num(costLeft)), markup.Attr("y", num(y)), markup.Attr("width", num(max(1, share*(fillWidth-fillLeft-costLeft)))), markup.Attr("height", "20")))
	}
	return markup.El("g", markup.Attr("aria-hidden", "true"), markup.List(nodes))
}
