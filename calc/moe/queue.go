package moe

// expertsChoose gives each expert its tokens, the Capacity ones that give it
// the largest probability; of tokens that give it the same, the earlier.
func (d *dispatcher) expertsChoose() {
	room := d.out.Capacity
	clear(d.out.first)
	for e := range d.Experts {
		for t := range d.Tokens {
			d.choice[t] = d.out.Affinities[t*d.Experts+e]
			d.chosen[t] = int32(t)
		}
		best(d.chosen, d.choice, room)
		copy(d.queue[e*room:(e+1)*room], d.chosen)
		for _, t := range d.chosen[:room] {
			d.out.first[t+1]++
		}
	}
	for t := range d.Tokens {
		d.out.first[t+1] += d.out.first[t]
	}
	// Where the next assignment of each token goes; chosen is free for that.
	next := d.chosen
	copy(next, d.out.first)
	for i, t := range d.queue {
		e := i / room
		p := d.out.Affinities[int(t)*d.Experts+e]
		a := Assignment{Token: t, Expert: int32(e), Score: p, Weight: p * d.Scale}
		// By falling score within the token. Experts come in rising order, so of
		// equal scores the lower one stays first.
		j := next[t]
		next[t]++
		for ; j > d.out.first[t] && p > d.out.Assignments[j-1].Score; j-- {
			d.out.Assignments[j] = d.out.Assignments[j-1]
		}
		d.out.Assignments[j] = a
	}
}

// fillQueues sorts the assignments by expert, and leaves those of one expert in
// the order of tokens.
func (d *dispatcher) fillQueues() {
	at := d.queueAt
	clear(at)
	for i := range d.out.Assignments {
		at[d.out.Assignments[i].Expert]++
	}
	// at[e] becomes the end of e's part, and moves down to its beginning as the
	// part is filled from behind.
	end := int32(0)
	for e := range at {
		end += at[e]
		at[e] = end
	}
	for i := len(d.out.Assignments) - 1; i >= 0; i-- {
		e := d.out.Assignments[i].Expert
		at[e]--
		d.queue[at[e]] = int32(i)
	}
}

// rank gives each assignment its place in its expert's queue, and drops those
// for which there is no room.
func (d *dispatcher) rank() {
	byPriority := d.Overflow == DropLeast || d.Router == ExpertChoice
	if byPriority {
		for i, a := range d.out.Assignments {
			d.priority[i] = d.out.Affinities[int(a.Token)*d.Experts+int(a.Expert)]
		}
	}
	for e := range d.Experts {
		line := d.queue[d.queueAt[e]:d.queueAt[e+1]]
		if byPriority {
			// Assignments are in the order of tokens: of equal ones the earlier wins.
			best(line, d.priority, len(line))
		}
		for place, i := range line {
			a := &d.out.Assignments[i]
			a.Rank, a.Fate = int32(place), Kept
			if place >= d.out.Capacity {
				a.Fate = Full
			}
		}
	}
}
