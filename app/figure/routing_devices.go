package figure

import (
	"strconv"

	"attnexperts/app/markup"
	"attnexperts/app/part"
	"attnexperts/calc/moe"
	"attnexperts/calc/quantity"
	"attnexperts/calc/scenario"
)

// The measures of the picture of devices: a column of experts for each.
const (
	devicesLeft   = 10.0
	devicesWide   = routingWidth - 2*devicesLeft
	devicesTop    = 44.0
	devicesTall   = 250.0
	devicesBase   = devicesTop + devicesTall
	devicesHeight = devicesBase + 66
)

// What an all-to-all moves is counted for a layer of this size.
const (
	hiddenSize  = 4096
	hiddenDtype = quantity.BF16
)

// placed is a placement with what the devices have to do.
type placed struct {
	moe.Placement
	loads moe.Loads
}

func (b *batch) placedAs(p moe.Placement) placed {
	return placed{p, b.own.kept.OnDevices(p, int(b.s.Devices))}
}

// devices is the scenario's placement.
func (b *batch) devices() placed { return b.placedAs(b.s.PlacementOf(b.own.kept)) }

// greedy is the placement that is to be beaten.
func (b *batch) greedy() placed {
	s := b.s
	s.Place = scenario.PlaceGreedy
	return b.placedAs(s.PlacementOf(b.own.kept))
}

// deviceScale turns devices and loads into the picture's units.
type deviceScale struct{ devices, wide, unit float64 }

func (b *batch) deviceScale() deviceScale {
	even := b.placedAs(moe.Contiguous(int(b.s.Experts), int(b.s.Devices)))
	most := max(1, even.loads.Max(), b.greedy().loads.Max(), b.devices().loads.Max())
	d := float64(b.s.Devices)
	return deviceScale{d, devicesWide / d, devicesTall / float64(most)}
}

func (m deviceScale) x(device int) float64 { return devicesLeft + float64(device)*m.wide }

func (m deviceScale) device(at Place) int {
	return max(0, min(int(m.devices)-1, int((at.X-devicesLeft)/m.wide)))
}

// devicesPanel shows the experts on devices.
func (b *batch) devicesPanel() Panel {
	m, d := b.deviceScale(), b.devices()
	return Panel{
		Name: devicesName, Asks: "device-imbalance", Question: "Which device is everybody waiting for?",
		Picture: markup.El(
			"svg", markup.Attr("viewBox", "0 0 "+num(routingWidth)+" "+num(devicesHeight)), markup.Attr("role", "group"),
			markup.Attr("aria-label", "The devices, each with its experts stacked by what they compute."),
			b.deviceFrame(m, d),
			markup.El("g", markup.List(b.deviceBlocks(m, d))),
			b.mover(m, d),
		),
		Hint:     "Drag an expert to another device, or choose it with up and down and move it with left and right.",
		Legend:   []markup.Node{swatch("k0", "what an expert computes, each expert a colour"), levelLegend("the busiest device as the greedy rule places them")},
		Sentence: b.devicesSentence(d),
		Controls: []string{"devices", "expert"},
		More:     []string{"place"},
		Numbers:  markup.El("p", markup.Class("do"), part.Quiet("place-even", "In order"), part.Quiet("place-greedy", "Greedy")),
		Table:    func() Table { return b.devicesTable(d) },
	}
}

// deviceFrame draws what stands around the blocks: the base, the slowest device
// marked, the level of the greedy placement.
func (b *batch) deviceFrame(m deviceScale, d placed) markup.Node {
	slowest := busiest(d.loads)
	greedy := devicesBase - float64(b.greedy().loads.Max())*m.unit
	top := devicesBase - float64(d.loads[slowest])*m.unit
	every := 1
	for float64(every)*m.wide < 60 {
		every *= 2
	}
	var nodes []markup.Node
	for i := 0; i < int(m.devices); i += every {
		nodes = append(nodes,
			anchored("middle", m.x(i)+m.wide/2, devicesBase+22, quantity.Count(int64(d.loads[i]))),
			markup.El("text", markup.Attr("x", num(m.x(i)+m.wide/2)), markup.Attr("y", num(devicesBase+50)), markup.Attr("text-anchor", "middle"),
				markup.Text(deviceName(i, m.wide))))
	}
	middle := max(50, min(routingWidth-50, m.x(slowest)+m.wide/2))
	return markup.El("g", markup.Attr("aria-hidden", "true"),
		markup.El("path", markup.Class("c-rule strong"), markup.Attr("d", "M"+num(devicesLeft)+" "+num(devicesBase)+"h"+num(devicesWide))),
		markup.El("g", markup.List(nodes)),
		markup.El("path", markup.Class("c-slowest"), markup.Attr("d", box(m.x(slowest)+1, top-3, m.wide-2, devicesBase-top+3))),
		markup.El("text", markup.Class("t-level"), markup.Attr("x", num(middle)), markup.Attr("y", num(top-10)), markup.Attr("text-anchor", "middle"), markup.Text("slowest")),
		markup.El("path", markup.Class("c-level"), markup.Attr("stroke-dasharray", "9 4"), markup.Attr("d", "M"+num(devicesLeft)+" "+num(greedy)+"h"+num(devicesWide))))
}

// deviceName is what a device is called where there is so much room.
func deviceName(i int, wide float64) string {
	if wide < 130 {
		return strconv.Itoa(i)
	}
	return "Device " + strconv.Itoa(i)
}

// blockBox is where an expert is drawn.
type blockBox struct{ x, y, w, h float64 }

// blocks are the places of the experts: each on those before it.
func (b *batch) blocks(m deviceScale, d placed) []blockBox {
	height := make([]float64, int(m.devices))
	boxes := make([]blockBox, len(d.Placement))
	for e, device := range d.Placement {
		tall := float64(b.own.kept[e]) * m.unit
		height[device] += tall
		boxes[e] = blockBox{m.x(device) + 3, devicesBase - height[device], m.wide - 6, tall}
	}
	return boxes
}

// deviceBlocks are the experts, each of which can be dragged: in their order,
// wherever they are, so that none is lost under the hand.
func (b *batch) deviceBlocks(m deviceScale, d placed) []markup.Node {
	nodes := make([]markup.Node, 2*len(d.Placement))
	for e, r := range b.blocks(m, d) {
		x, y, tall := r.x, r.y, r.h
		text := ""
		if tall >= 17 && m.wide >= 34 {
			text = quantity.Count(int64(e))
		}
		class := "block " + expertClass(e)
		if e == int(b.s.Expert) {
			class += " marked"
		}
		what := movePrefix + strconv.Itoa(e)
		nodes[e] = markup.El("path", markup.Class(class), markup.Attr("data-hold", what), markup.Attr("data-point", what),
			markup.Attr("d", box(x, y+0.75, r.w, max(0, tall-1.5))))
		nodes[len(d.Placement)+e] = markup.El("text", markup.Class("t-slot"), markup.Attr("aria-hidden", "true"), markup.Attr("x", num(x+r.w/2)), markup.Attr("y", num(y+tall/2+5)), markup.Attr("text-anchor", "middle"), markup.Text(text))
	}
	return nodes
}

// mover moves the marked expert by key. It is only a ring, so that it is in no
// hand's way.
func (b *batch) mover(m deviceScale, d placed) markup.Node {
	e := int(b.s.Expert)
	r := b.blocks(m, d)[e]
	return markup.El(
		"g", markup.Attr("data-hold", moveGrip), markup.Attr("data-point", moveGrip), markup.Attr("role", "slider"), markup.Attr("tabindex", "0"),
		markup.Attr("aria-label", "Device of the marked expert; up and down mark another expert"),
		markup.Int("aria-valuemin", 0), markup.Int("aria-valuemax", b.s.Devices-1), markup.Int("aria-valuenow", int64(d.Placement[e])),
		markup.Attr("aria-valuetext", b.blockText(e, d)),
		bar("ring", r.x-4, r.y-4, r.w+8, r.h+8),
	)
}
