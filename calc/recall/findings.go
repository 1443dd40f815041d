package recall

import "attnexperts/calc/quantity"

// Finding is something about the events that the reader should know of. All of
// them are kept, whatever is found.
type Finding struct {
	// Count is how many events it is about; First is the first event, by
	// which the reader can find it, or undo it.
	Count int
	First ID
	// Text says it in a sentence.
	Text string
}

// Findings returns what is odd about the events, each kind once with its count;
// none if all is well.
func (s *State) Findings() []Finding {
	var newer, twins, back, bad, weights, missing, lost, again tally
	for i, n := range s.log {
		newer.add(n.kind == Newer, n.id)
		twins.add(i > 0 && s.log[i-1].id == n.id, n.id)
		back.add(n.flaw == clockBack && !n.off, n.id)
		bad.add(n.flaw == refused && !n.off, n.id)
		weights.add(n.kind == Reviewed && n.rest != nil, n.id)
		missing.add(n.kind == Reviewed && !n.off && n.card.says == nil, n.id)
		if n.kind == Undone {
			target := n.rest.Target
			there := s.under(target)
			lost.add(len(there) == 0, n.id)
			again.add(len(there) > 0 && there[0].kind == Undone, n.id)
		}
	}
	var list []Finding
	for _, f := range []struct {
		tally
		text string
	}{
		{newer, "made by a newer version of this page: kept, and not understood here. Reload the page to get that version"},
		{twins, "under the ID of another event: both are kept. A copy of this device's data was used on another one"},
		{back, "dated before the card's last review, as if the clock had gone back: taken for the time of the last review"},
		{bad, "that the scheduler refused: the card was left as it was"},
		{weights, "scheduled by other FSRS parameters where they were made: scheduled by the default ones here"},
		{lost, "taking back an event that is not here (yet)"},
		{again, "taking back an undo: that has no effect"},
		{missing, "of cards whose content is missing: they are kept until it comes"},
	} {
		if f.count > 0 {
			list = append(list, Finding{f.count, f.first, quantity.Plural(int64(f.count), "event", "events") + " " + f.text + "."})
		}
	}
	return list
}

// A tally counts events and keeps the first.
type tally struct {
	count int
	first ID
}

func (t *tally) add(yes bool, id ID) {
	if !yes {
		return
	}
	if t.count == 0 || id.Compare(t.first) < 0 {
		t.first = id
	}
	t.count++
}
