package figure

import (
	"attnexperts/app/markup"
	"attnexperts/calc/quantity"
)

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
	cell, ok := stepped(cell, f.cells, 0, key)
	if !ok {
		return false
	}
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
