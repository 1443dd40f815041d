package figure

// spot is where a part lies: in the bar, or, if it is idle, in the block.
func (st storage) spot(i int) (x, y, w, h float64) {
	x = whatLeft
	for _, a := range st.shares[:i] {
		x += a.n / st.used * whatInside
	}
	if st.shares[i].idle {
		x, _, _, _ = st.tile(st.k)
		return x, blockTop, whatLeft + whatInside - x, blockTall
	}
	return x, usedTop, st.shares[i].n / st.used * whatInside, usedTall
}

// place is a point of a part and of no other.
func (st storage) place(i int) Place {
	x, y, w, h := st.spot(i)
	if st.shares[i].idle {
		x, y, w, h = st.tile(st.experts - 1)
	}
	return Place{X: x + w/2, Y: y + h/2}
}

// at returns the part under a place, or the nearest.
func (st storage) at(at Place) int {
	if at.Y < usedTop-30 {
		return st.inBlock(at)
	}
	x := whatLeft
	last := 0
	for i, a := range st.shares {
		if a.idle {
			break
		}
		last = i
		if x += a.n / st.used * whatInside; at.X < x {
			break
		}
	}
	return last
}

// inBlock returns the part of the block at a place.
func (st storage) inBlock(at Place) int {
	x := whatLeft
	for i, a := range st.shares {
		if a.experts > 0 {
			return min(len(st.shares)-1, i+st.idleAt(at))
		}
		if x += a.n / st.total * whatInside; at.X < x {
			return i
		}
	}
	return len(st.shares) - 1
}

// idleAt is 0 over a used expert, and 1 over an idle one.
func (st storage) idleAt(at Place) int {
	if st.experts > maxTiles {
		if at.X < st.reach() {
			return 0
		}
		return 1
	}
	x, y, w, h := st.tile(0)
	col, row := int64(max(0, at.X-x)/w), max(0, min(st.rows-1, int64((at.Y-y)/h)))
	if col*st.rows+row < st.k {
		return 0
	}
	return 1
}

func (s sizing) pointWhat(at Place) Pointed {
	st := s.storage(s.shares())
	i := st.at(at)
	x, y, w, h := st.spot(i)
	return Pointed{Panel: whatName, Text: s.shareText(st.shares[i]), Now: int64(i), Counted: true, Mark: outline(x-2, y-3, w+4, h+6)}
}

// keyWhat moves the place to another part.
func (s sizing) keyWhat(at *Place, key string) bool {
	st := s.storage(s.shares())
	i := -1
	if at.X >= 0 {
		i = st.at(*at)
	}
	i, ok := stepped(i, len(st.shares), 0, key)
	if ok {
		*at = st.place(i)
	}
	return ok
}
