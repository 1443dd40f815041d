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
