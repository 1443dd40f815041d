package figure

import "attnexperts/app/markup"

// rows are the measures of a picture of equal rows under one another, which are
// read one at a time.
type rows struct {
	// width is the picture's; top is where the first row begins, line how far the
	// next is below it, count how many there are.
	width, top, line float64
	count            int
	// per is how many rows stand under one heading, which takes the height head; 0
	// where there are no headings.
	per  int
	head float64
}

// y is where a row begins, under its heading.
func (r rows) y(i int) float64 {
	y := r.top + float64(i)*r.line
	if r.per > 0 {
		y += float64(i/r.per+1) * r.head
	}
	return y
}

// height is that of the whole picture.
func (r rows) height() float64 { return r.y(r.count-1) + r.line }

// at returns the row that a place lies in, or that is nearest.
func (r rows) at(at Place) int {
	i := 0
	for i+1 < r.count && at.Y >= r.y(i+1) {
		i++
	}
	return i
}

// key moves the place to another row; from outside it begins at the first.
func (r rows) key(at *Place, key string) bool {
	i := -1
	if at.X >= 0 {
		i = r.at(*at)
	}
	i, ok := stepped(i, r.count, 1, key)
	if ok {
		*at = Place{X: r.width / 2, Y: r.y(i) + r.line/2}
	}
	return ok
}

// stepped returns which of so many things a key leads to from one of them: by left and
// right to those beside it, by up and down so many across (0 where they are not under
// one another), by Home and End to the ends. From −1 the right arrow leads to the first.
// It is false for other keys.
func stepped[N int | int64](i, count, across N, key string) (N, bool) {
	switch {
	case key == "ArrowLeft":
		i--
	case key == "ArrowRight":
		i++
	case key == "ArrowUp" && across > 0:
		i -= across
	case key == "ArrowDown" && across > 0:
		i += across
	case key == "Home":
		i = 0
	case key == "End":
		i = count - 1
	default:
		return i, false
	}
	return max(0, min(count-1, i)), true
}

// mark is drawn around a row that is read.
func (r rows) mark(i int) markup.Node { return outline(2, r.y(i)+1, r.width-4, r.line-2) }

// svg is the picture of the rows' nodes, which can be read by hand and by key;
// first is what the first row says.
func (r rows) svg(name, label, what, first string, nodes ...markup.Node) markup.Node {
	return markup.El(
		"svg", markup.Attr("viewBox", "0 0 "+num(r.width)+" "+num(r.height())), markup.Attr("role", "group"), markup.Attr("aria-label", label),
		markup.El("g", markup.Attr("aria-hidden", "true"), markup.List(nodes)),
		markup.El(
			"g", markup.Attr("data-hold", name), markup.Attr("data-point", name), markup.Attr("role", "slider"), markup.Attr("tabindex", "0"),
			markup.Attr("aria-orientation", "vertical"), markup.Attr("aria-label", what+"; up and down read one"),
			markup.Int("aria-valuemin", 0), markup.Int("aria-valuemax", int64(r.count-1)), markup.Int("aria-valuenow", 0), markup.Attr("aria-valuetext", first),
			wholeRect("c-catch", r.width, r.height()), wholeRect("ring", r.width, r.height()),
		),
	)
}

// roundGrip is what a hand takes hold of: larger for a finger, with a ring that shows
// the focus.
func roundGrip(x, y float64) markup.Node {
	circle := func(class string, r float64) markup.Node {
		return markup.El("circle", markup.Class(class), markup.Attr("cx", num(x)), markup.Attr("cy", num(y)), markup.Attr("r", num(r)))
	}
	return markup.El("g", circle("c-catch grip-reach", 24), circle("ring", 14), circle("c-grip", 9))
}

// bar is a rectangle of a class.
func bar(class string, x, y, w, h float64) markup.Node {
	return markup.El("rect", markup.Class(class), markup.Attr("x", num(x)), markup.Attr("y", num(y)), markup.Attr("width", num(w)), markup.Attr("height", num(h)))
}
