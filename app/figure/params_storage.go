package figure

import (
	"math"
	"strconv"

	"attnexperts/app/markup"
	"attnexperts/calc/quantity"
	"attnexperts/calc/scenario"
)

// The measures of the picture of what is stored: a block whose area is all
// parameters, over a bar that magnifies those that a token uses.
const (
	whatWidth  = 480.0
	whatLeft   = 10.0
	whatInside = whatWidth - 2*whatLeft
	blockTop   = 30.0
	blockTall  = 170.0
	usedTop    = 272.0
	usedTall   = 62.0
	whatHeight = usedTop + usedTall + 8
)

// maxTiles is how many experts are drawn one by one; more would be smaller than
// can be seen. maxUsed is the same for those in the bar.
const (
	maxTiles = 512
	maxUsed  = 32
)

// A storage is that picture.
type storage struct {
	shares      []share
	total, used float64
	// experts are all routed ones, k of which are used; rows and cols is how their
	// tiles are laid out, column by column, the used ones first.
	experts, k, rows, cols int64
}

func (s sizing) storage(shares []share) storage {
	st := storage{shares: shares, total: s.n(s.count.Total), used: s.n(s.count.Active)}
	if s.routed == 0 {
		return st
	}
	st.experts, st.k = s.experts.Count, s.experts.Active
	st.rows, st.cols = 1, st.experts
	wide := (whatInside - st.left()) / blockTall
	best := math.Inf(1)
	for _, d := range scenario.Divisors(st.experts) {
		// How far a tile is from a square.
		if off := math.Abs(math.Log(wide * float64(d*d) / float64(st.experts))); off < best {
			st.rows, st.cols, best = d, st.experts/d, off
		}
	}
	return st
}

// left is how far the parts reach that are no routed experts.
func (st storage) left() float64 {
	n := 0.0
	for _, a := range st.shares {
		if a.experts == 0 {
			n += a.n
		}
	}
	return n / st.total * whatInside
}

// tile is where an expert lies in the block.
func (st storage) tile(i int64) (x, y, w, h float64) {
	left := st.left()
	w, h = (whatInside-left)/float64(st.cols), blockTall/float64(st.rows)
	return whatLeft + left + float64(i/st.rows)*w, blockTop + float64(i%st.rows)*h, w, h
}

// picture draws the block, the bar, and what joins them.
func (st storage) picture() markup.Node {
	return markup.El(
		"svg", markup.Attr("viewBox", "0 0 "+num(whatWidth)+" "+num(whatHeight)), markup.Attr("role", "group"),
		markup.Attr("aria-label", "All parameters as an area, and those that a token uses as a magnified bar."),
		markup.El("g", markup.Attr("aria-hidden", "true"),
			label(whatLeft, blockTop-10, "Stored: "+amount(st.total)),
			label(whatLeft, usedTop-12, "Used for a token: "+amount(st.used)+" ("+quantity.Percent(st.used/st.total)+")"),
			st.strips(), st.tiles(), st.joint(), st.bar()),
		markup.El(
			"g", markup.Attr("data-hold", whatName), markup.Attr("data-point", whatName), markup.Attr("role", "slider"), markup.Attr("tabindex", "0"),
			markup.Attr("aria-label", "Parts of the model; left and right read one"), markup.Int("aria-valuemin", 0), markup.Int("aria-valuemax", int64(len(st.shares)-1)),
			markup.Int("aria-valuenow", 0), markup.Attr("aria-valuetext", quantity.Capital(st.shares[0].name)+": "+params(st.shares[0].n)),
			wholeRect("c-catch", whatWidth, whatHeight), wholeRect("ring", whatWidth, whatHeight),
		),
	)
}

// strips are the parts of the block that are no routed experts.
func (st storage) strips() markup.Node {
	var nodes []markup.Node
	x := whatLeft
	for _, a := range st.shares {
		if a.experts == 0 {
			w := a.n / st.total * whatInside
			nodes = append(nodes, bar(a.class, x, blockTop, w, blockTall))
			x += w
		}
	}
	return markup.El("g", markup.List(nodes))
}

// tiles are the routed experts, each of the used ones in a colour of its own, as
// far as there are colours.
func (st storage) tiles() markup.Node {
	var idle []byte
	var used [8][]byte
	drawn := st.experts
	if drawn > maxTiles {
		drawn = 0
		x, y, w, _ := st.tile(0)
		split := w * float64(st.cols) * float64(st.k) / float64(st.experts)
		used[0] = append(used[0], box(x, y, split, blockTall)...)
		idle = append(idle, box(x+split, y, whatInside+whatLeft-x-split, blockTall)...)
	}
	for i := range drawn {
		x, y, w, h := st.tile(i)
		gap := min(1, w*0.08, h*0.08)
		d := box(x+gap, y+gap, w-2*gap, h-2*gap)
		if i < st.k {
			used[i%8] = append(used[i%8], d...)
		} else {
			idle = append(idle, d...)
		}
	}
	nodes := []markup.Node{markup.El("path", markup.Class("c-kept"), markup.Attr("d", string(idle)))}
	for i, d := range used {
		nodes = append(nodes, markup.El("path", markup.Class(kvClass(int64(i))), markup.Attr("d", string(d))))
	}
	return markup.El("g", markup.List(nodes))
}

// reach is how far to the right the used parts of the block go.
func (st storage) reach() float64 {
	if st.experts == 0 {
		return whatLeft + whatInside
	}
	if st.experts > maxTiles {
		return whatLeft + st.used/st.total*whatInside
	}
	x, _, w, _ := st.tile(st.k - 1)
	return x + w
}

// joint shows that the bar magnifies the left of the block.
func (st storage) joint() markup.Node {
	top, bottom := num(blockTop+blockTall+3), num(usedTop-30)
	return markup.El("path", markup.Class("c-link"), markup.Attr("d",
		"M"+num(whatLeft)+" "+top+"V"+bottom+"M"+num(st.reach())+" "+top+"L"+num(whatLeft+whatInside)+" "+bottom))
}

// bar is what a token uses, with a letter or an expert's index where there is
// room for one.
func (st storage) bar() markup.Node {
	var nodes []markup.Node
	x := whatLeft
	piece := func(class, text string, n float64) {
		w := n / st.used * whatInside
		gap := min(0.75, w*0.1)
		nodes = append(nodes, bar(class, x+gap, usedTop, w-2*gap, usedTall))
		if w > 20 {
			nodes = append(nodes, markup.El("text", markup.Class("t-slot"), markup.Attr("x", num(x+w/2)), markup.Attr("y", num(usedTop+usedTall/2+6)), markup.Attr("text-anchor", "middle"), markup.Text(text)))
		}
		x += w
	}
	for _, a := range st.shares {
		switch {
		case a.idle:
		case a.experts > 0 && a.experts <= maxUsed:
			for i := range a.experts {
				piece(kvClass(i), strconv.FormatInt(i, 10), a.n/float64(a.experts))
			}
		default:
			piece(a.class, a.letter, a.n)
		}
	}
	return markup.El("g", markup.List(nodes))
}

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
	switch key {
	case "ArrowLeft":
		i--
	case "ArrowRight":
		i++
	case "Home":
		i = 0
	case "End":
		i = len(st.shares) - 1
	default:
		return false
	}
	*at = st.place(max(0, min(len(st.shares)-1, i)))
	return true
}
