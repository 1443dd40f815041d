package figure

import (
	"strconv"

	"attnexperts/calc/moe"
	"attnexperts/calc/quantity"
	"attnexperts/calc/scenario"
)

// holdDevice puts an expert on the device under the hand.
func (b *batch) holdDevice(s *scenario.Routing, expert string, at Place) {
	if e, err := strconv.Atoi(expert); err == nil && 0 <= e && e < int(s.Experts) {
		s.Expert = int64(e)
		b.move(s, e, b.deviceScale().device(at))
	}
}

// move puts an expert on a device.
func (b *batch) move(s *scenario.Routing, e, device int) {
	p := append(moe.Placement(nil), b.devices().Placement...)
	if p[e] != device {
		p[e] = device
		s.SetPlacement(p)
	}
}

// keyDevice marks another expert, or moves the marked one to the next device.
func (b *batch) keyDevice(s *scenario.Routing, key string) bool {
	e, last := int(s.Expert), int(s.Devices)-1
	at := b.devices().Placement[e]
	switch key {
	case "ArrowLeft":
		b.move(s, e, max(0, at-1))
	case "ArrowRight":
		b.move(s, e, min(last, at+1))
	case "ArrowUp":
		return moveKey(s, "expert", 1)
	case "ArrowDown":
		return moveKey(s, "expert", -1)
	case "Home":
		b.move(s, e, 0)
	case "End":
		b.move(s, e, last)
	default:
		return false
	}
	return true
}

func (b *batch) pointDevices(what string, at Place) Pointed {
	d := b.devices()
	e := int(b.s.Expert)
	if what != moveGrip && what != devicesName {
		if n, err := strconv.Atoi(what[len(movePrefix):]); err == nil && n < len(d.Placement) {
			e = n
		}
	}
	return Pointed{Panel: devicesName, Text: b.blockText(e, d)}
}

// blockText reads one expert.
func (b *batch) blockText(e int, d placed) string {
	at := d.Placement[e]
	return "Expert " + quantity.Count(int64(e)) + " computes " + plural(int64(b.own.kept[e]), "assignment", "assignments") + ", on device " + strconv.Itoa(at) +
		", which has " + quantity.Count(int64(d.loads[at])) + " in all."
}

// devicesSentence says who is waited for, what travels, and how the placement
// compares with the greedy one.
func (b *batch) devicesSentence(d placed) string {
	if d.loads.Total() == 0 {
		return "Nothing is computed, so no device is waited for."
	}
	slowest := busiest(d.loads)
	text := "A layer is done when its slowest device is. Device " + strconv.Itoa(slowest) + " computes " + quantity.Count(int64(d.loads[slowest])) + " of " +
		plural(int64(d.loads.Total()), "assignment", "assignments") + ", " + quantity.Times(d.loads.Imbalance()) + " times the mean. " + b.challenge(d)
	moved, err := b.own.AllToAll(d.Placement, int(b.s.Devices), hiddenSize, hiddenDtype)
	if err != nil {
		return text
	}
	return text + " " + plural(moved.Assignments, "assignment leaves its", "assignments leave their") + " token’s device: " + quantity.BytesBoth(float64(moved.Bytes)) +
		" there and back for " + quantity.Count(hiddenSize) + " numbers a token in " + string(hiddenDtype) + "; with one copy for each device, " + quantity.BytesText(float64(moved.FewerBytes)) + "."
}

// challenge compares the placement with the greedy rule's.
func (b *batch) challenge(d placed) string {
	is, greedy := d.loads.Max(), b.greedy().loads.Max()
	bound := (d.loads.Total() + int(b.s.Devices) - 1) / int(b.s.Devices)
	bound = max(bound, b.own.kept.Max())
	rule := "The greedy rule (the largest first, each to the device with least) "
	switch {
	case is < greedy:
		text := "You have beaten the greedy rule, which comes to " + quantity.Count(int64(greedy))
		if is == bound {
			return text + "; nobody can do better."
		}
		return text + "."
	case greedy == bound && is == greedy:
		return "That is as good as the greedy rule, and nobody can do better."
	case is == greedy:
		return "That is as good as the greedy rule. Can you do better? No placement comes below " + quantity.Count(int64(bound)) + "."
	case greedy == bound:
		return rule + "comes to " + quantity.Count(int64(greedy)) + ", which nobody can do better than."
	}
	return rule + "comes to " + quantity.Count(int64(greedy)) + ". Move experts: can you do better?"
}

func (b *batch) devicesTable(d placed) Table {
	t := Table{Header: []string{"expert", "device", "assignments computed", "assignments of the device"}}
	for e, at := range d.Placement {
		t.Rows = append(t.Rows, []string{digits(int64(e)), digits(int64(at)), digits(int64(b.own.kept[e])), digits(int64(d.loads[at]))})
	}
	return t
}
