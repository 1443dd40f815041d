package attention

// A run is the tokens from, from + step, … below to.
type run struct{ from, to, step int64 }

// reached is a set of tokens that only grows. It finds the next token that is
// not in it without looking at those between: one by one, and in steps of a
// stride. (Both are a union-find with path halving.)
type reached struct {
	n, stride int64
	// Entry x is 0 if token x is not in the set; else a distance from x to a
	// later token before which all are in it, in steps of 1 or of the stride.
	// far is nil where the stride leaves no two tokens together.
	near, far []uint32
	// first and last are the least and the greatest token reached.
	first, last int64
}

func newReached(n, stride int64) *reached {
	s := &reached{n: n, stride: stride, near: make([]uint32, n), first: n, last: -1}
	if 1 < stride && stride < n {
		s.far = make([]uint32, n)
	}
	return s
}

// next returns the first token from x on, in steps of one or of the stride,
// that is not in the set; n or more if there is none.
func (s *reached) next(links []uint32, x int64) int64 {
	for x < s.n && links[x] != 0 {
		if y := x + int64(links[x]); y < s.n {
			links[x] += links[y]
		}
		x += int64(links[x])
	}
	return x
}

// put adds one token that is not in the set.
func (s *reached) put(x int64) {
	s.near[x] = 1
	if s.far != nil {
		s.far[x] = uint32(s.stride)
	}
}

// ignore keeps the tokens out of the way that are not a multiple of d from x,
// as if they were in the set.
func (s *reached) ignore(d, x int64) {
	for y := range s.n {
		if (y-x)%d != 0 {
			s.near[y] = 1
		}
	}
}

// heed takes back what ignore did.
func (s *reached) heed(d, x int64) {
	for y := range s.n {
		switch {
		case (y-x)%d != 0:
			s.near[y] = 0
		case s.near[y] != 0:
			s.near[y] = 1
		}
	}
}

// filled reports whether all tokens from up to, without, to are in the set.
func (s *reached) filled(from, to int64) bool { return s.next(s.near, from) >= to }

// add adds the tokens from up to, without, to, and appends the new ones.
func (s *reached) add(fresh []run, from, to int64) []run {
	for x := s.next(s.near, from); x < to; x = s.next(s.near, x) {
		y := x
		for y < to && s.near[y] == 0 {
			s.put(y)
			y++
		}
		s.near[x] = uint32(y - x)
		fresh = append(fresh, run{x, y, 1})
		s.bound(x, y-1)
	}
	return fresh
}

// addEach adds the tokens from, from + stride, … below to, and appends the new
// ones.
func (s *reached) addEach(fresh []run, from, to int64) []run {
	if s.far == nil {
		// A second step would leave the sequence.
		if s.near[from] == 0 {
			fresh = s.add(fresh, from, from+1)
		}
		return fresh
	}
	for x := s.next(s.far, from); x < to; x = s.next(s.far, x) {
		y := x
		for y < to && s.far[y] == 0 {
			s.put(y)
			y += s.stride
		}
		s.far[x] = uint32(y - x)
		fresh = append(fresh, run{x, y - s.stride + 1, s.stride})
		s.bound(x, y-s.stride)
	}
	return fresh
}

func (s *reached) bound(x, y int64) {
	s.first, s.last = min(s.first, x), max(s.last, y)
}
