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
	costLeft   = 168.0
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
		Name: fillName, Question: "What does a window save: work, memory, or both?",
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

// catch is what is pointed at and has the focus for reading cells by key.
func (f filling) catch() markup.Node {
	return markup.El(
		"g", markup.Attr("data-hold", fillName), markup.Attr("data-point", fillName), markup.Attr("role", "slider"), markup.Attr("tabindex", "0"),
		markup.Attr("aria-label", "Cells of the sequence; left and right read one"), markup.Int("aria-valuemin", 0), markup.Int("aria-valuemax", f.cells-1),
		markup.Int("aria-valuenow", max(0, f.written-1)), markup.Attr("aria-valuetext", f.text(max(0, f.written-1))),
		wholeRect("c-catch", fillWidth, rollTop+slotTall+8), wholeRect("ring", fillWidth, rollTop+slotTall+8),
	)
}

// text reads one cell.
func (f filling) text(cell int64) string {
	text := "Cell " + quantity.Count(cell)
	slot := ", slot " + quantity.Count(cell) + " mod " + quantity.Count(f.slots) + " = " + quantity.Count(cell%f.slots) + ","
	switch {
	case cell >= f.written:
		return text + slot + " is not written yet."
	case f.inSlot(cell%f.slots) == cell:
		return text + slot + " is kept in both caches and read by the newest token."
	default:
		return text + slot + " was written over by cell " + quantity.Count(f.inSlot(cell%f.slots)) + "; a full cache still keeps it, though nobody in the window reads it."
	}
}

// at returns the cell under a place of either cache.
func (f filling) at(at Place) int64 {
	if at.Y >= rollTop-10 {
		slot := max(0, min(f.slots-1, int64((at.X-fillLeft)/f.slotWide())))
		if cell := f.inSlot(slot); cell >= 0 {
			return cell
		}
		return slot
	}
	return max(0, min(f.cells-1, int64((at.X-fillLeft)/fillInside*float64(f.cells))))
}

func (k cost) pointFill(at Place) Pointed {
	f := fillOf(k.c)
	cell := f.at(at)
	w := fillInside / float64(f.cells)
	mark := outline(fillLeft+float64(cell)*w, fullTop-3, w, slotTall+6)
	if f.inSlot(cell%f.slots) == cell {
		mark = mark.With(outline(fillLeft+float64(cell%f.slots)*f.slotWide(), rollTop-3, f.slotWide(), slotTall+6))
	}
	return Pointed{Panel: fillName, Text: f.text(cell), Now: cell, Counted: true, Mark: mark}
}

// keyFill moves the place to another cell.
func (k cost) keyFill(at *Place, key string) bool {
	f := fillOf(k.c)
	cell := f.written - 1
	if at.X >= 0 && at.Y < rollTop-10 {
		cell = f.at(*at)
	}
	switch key {
	case "ArrowLeft":
		cell--
	case "ArrowRight":
		cell++
	case "Home":
		cell = 0
	case "End":
		cell = f.cells - 1
	default:
		return false
	}
	cell = max(0, min(f.cells-1, cell))
	*at = Place{X: fillLeft + (float64(cell)+0.5)*fillInside/float64(f.cells), Y: fullTop + slotTall/2}
	return true
}

// fillSentence says what both caches have cost so far.
func (k cost) fillSentence(f filling) string {
	n := f.tokens(f.written)
	if f.written == 0 {
		return "Nothing has been written yet. Play, or step, to fill both caches."
	}
	fullPairs, windowPairs := f.pairs()
	_, rolling := f.kept()
	text := "After " + plural(n, "token", "tokens") + ", a window of " + quantity.Count(f.window)
	if n <= f.window {
		return text + " has saved nothing yet: it is not full."
	}
	text += " has computed " + quantity.Percent(float64(windowPairs)/float64(fullPairs)) + " of the pairs of full attention. " +
		"That saves work, and no memory by itself: only a cache that rolls keeps " + plural(rolling, "token", "tokens") + " instead of " + quantity.Count(n) + "."
	if sliding, full := k.kinds(); !f.assumed && full > 0 {
		text += " Here " + quantity.Count(sliding) + " layers roll, and " + quantity.Count(full) + " keep everything."
	}
	return text
}

func (k cost) fillTable(f filling) Table {
	t := Table{Header: []string{"cells written", "tokens", "pairs, full attention", "pairs, window", "tokens kept, full cache", "tokens kept, rolling cache", "slot written"}}
	for i := range f.cells + 1 {
		f.written = i
		fullPairs, windowPairs := f.pairs()
		full, rolling := f.kept()
		slot := ""
		if i > 0 {
			slot = digits((i - 1) % f.slots)
		}
		t.Rows = append(t.Rows, []string{digits(i), digits(f.tokens(i)), digits(fullPairs), digits(windowPairs), digits(full), digits(rolling), slot})
	}
	return t
}
