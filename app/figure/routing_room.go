package figure

import (
	"attnexperts/app/markup"
	"attnexperts/calc/quantity"
	"attnexperts/calc/scenario"
)

// roomShown is the capacity that the line shows: that of the router, or what it
// would be with the scenario's capacity factor.
func (b *batch) roomShown() int {
	if b.own.limited() {
		return b.own.Capacity
	}
	return b.s.Room()
}

// roomLine is the line of the capacity with its grip.
func (b *batch) roomLine(m laneScale) markup.Node {
	room := b.roomShown()
	x := min(laneLeft+float64(room)*m.unit, laneRight)
	anchor, side := "start", 20.0
	if x > 430 {
		anchor, side = "end", -20
	}
	text := "room " + quantity.Count(int64(room))
	if !b.own.limited() {
		text = "no limit here"
	}
	return markup.El(
		"g", markup.Attr("data-hold", roomGrip), markup.Attr("role", "slider"), markup.Attr("tabindex", "0"),
		markup.Attr("aria-label", "Capacity of an expert"), markup.Int("aria-valuemin", 0), markup.Int("aria-valuemax", b.s.Tokens), markup.Int("aria-valuenow", int64(room)),
		markup.Attr("aria-valuetext", "room for "+quantity.Count(int64(room))+" assignments, a capacity factor of "+exact(b.s.Capacity)),
		markup.El("path", markup.Class("c-boundary"), markup.Attr("d", "M"+num(x)+" "+num(lanesTop-14)+"V"+num(m.bottom()))),
		markup.El("text", markup.Class("t-level"), markup.Attr("x", num(x+side)), markup.Attr("y", num(lanesTop-17)), markup.Attr("text-anchor", anchor), markup.Text(text)),
		roundGrip(x, lanesTop-22),
	)
}

// setRoom gives the experts room for so many assignments, as nearly as a factor
// with two decimals allows.
func (b *batch) setRoom(s *scenario.Routing, room int) {
	unit := 100 / b.mean()
	setRatio(s, int64(float64(max(0, room))*unit+0.999))
}

// setRatio sets the capacity factor to so many hundredths, and the router to one
// that has a capacity.
func setRatio(s *scenario.Routing, hundredths int64) {
	s.Router = scenario.RouterCapacity
	s.Capacity = float64(max(1, min(1000, hundredths))) / 100
}

// keyRoom moves the line by one place, or at least by one hundredth.
func (b *batch) keyRoom(s *scenario.Routing, key string) bool {
	room, now := b.roomShown(), int64(s.Capacity*100+0.5)
	switch key {
	case "ArrowRight", "ArrowUp":
		b.setRoom(s, room+1)
		setRatio(s, max(int64(s.Capacity*100+0.5), now+1))
	case "ArrowLeft", "ArrowDown":
		b.setRoom(s, room-1)
		setRatio(s, min(int64(s.Capacity*100+0.5), now-1))
	case "Home":
		setRatio(s, 1)
	case "End":
		b.setRoom(s, b.most())
	default:
		return false
	}
	return true
}
