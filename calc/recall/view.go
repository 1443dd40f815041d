package recall

// View is a card as it stands.
type View struct {
	Card
	Memory Memory
	// Added is the event that brought the card.
	Added              ID
	Suspended, Deleted bool
	// Leech is whether it was forgotten so often that it should be written anew.
	Leech bool
}

// Card returns a card by its ID, deleted ones included; false if no event said
// what is on it.
func (s *State) Card(id string) (View, bool) {
	c := s.cards[id]
	if c == nil || c.says == nil {
		return View{}, false
	}
	return s.view(c), true
}

// Cards yields all cards in the order in which they were added, deleted ones
// included.
func (s *State) Cards(yield func(View) bool) {
	for _, c := range s.ordered() {
		if !yield(s.view(c)) {
			return
		}
	}
}

func (s *State) view(c *card) View {
	return View{
		Card: *c.says, Memory: c.memory, Added: c.added,
		Suspended: c.suspended, Deleted: c.deleted, Leech: s.leech(c),
	}
}

func (s *State) leech(c *card) bool {
	limit := s.Settings().LeechLapses
	return limit > 0 && c.memory.Lapses >= limit
}

// asked reports whether a card is asked at all.
func (c *card) asked() bool { return c.says != nil && !c.deleted && !c.suspended }

// shuffled returns a number that puts cards in an order which differs from day
// to day, but is the same whenever it is asked for: FNV-1a of the day and the ID.
func (c *card) shuffled(today Day) uint32 {
	const prime = 16777619
	h := (uint32(2166136261) ^ uint32(today)) * prime
	for i := range len(c.id) {
		h = (h ^ uint32(c.id[i])) * prime
	}
	return h
}
