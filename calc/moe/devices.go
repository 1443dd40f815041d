package moe

import (
	"fmt"

	"attnexperts/calc/order"
)

// A Placement says which device each expert is on.
type Placement []int

// Contiguous places experts in order, each device with as many as the others
// or one more: expert e is on device ⌊e·D/E⌋. Tokens are split among devices in
// the same way.
func Contiguous(experts, devices int) Placement {
	p := make(Placement, experts)
	for e := range p {
		p[e] = home(e, experts, devices)
	}
	return p
}

// home returns the device of item i of n.
func home(i, n, devices int) int { return i * devices / n }

// Greedy places the experts by falling load, each on the device that has least
// so far: the longest-processing-time rule, never worse than 4/3 − 1/(3D) times
// the best largest load where there is room (Graham 1969, "Bounds on
// multiprocessing timing anomalies", theorem 2). Of equal experts and of equal
// devices the lower comes first.
//
// room is how many experts a device's memory holds; 0 is no limit. It is an
// error if the devices do not hold all of them.
func (l Loads) Greedy(devices, room int) (Placement, error) {
	if room == 0 {
		room = len(l)
	}
	if err := between("devices", devices, 1, max(1, len(l))); err != nil {
		return nil, err
	}
	if room < 0 || devices*room < len(l) {
		return nil, fmt.Errorf("room is %d: %d devices must hold %d experts; allow at least %d each",
			room, devices, len(l), (len(l)+devices-1)/devices)
	}
	experts := make([]int, len(l))
	for e := range experts {
		experts[e] = e
	}
	order.By(experts, func(a, b int) int { return l[b] - l[a] })
	p, work, count := make(Placement, len(l)), make(Loads, devices), make([]int, devices)
	for _, e := range experts {
		to := -1
		for d := range devices {
			if count[d] < room && (to < 0 || work[d] < work[to]) {
				to = d
			}
		}
		p[e] = to
		work[to] += l[e]
		count[to]++
	}
	return p, nil
}

// Check returns an error unless there is a device from 0 to devices − 1 for
// each expert.
func (p Placement) Check(experts, devices int) error {
	if len(p) != experts {
		return fmt.Errorf("the placement has %d entries: it must have one for each of the %d experts", len(p), experts)
	}
	for e, d := range p {
		if d < 0 || d >= devices {
			return fmt.Errorf("expert %d is on device %d: it must be on one from 0 to %d", e, d, devices-1)
		}
	}
	return nil
}

// OnDevices sums the loads of experts by device. The placement must have passed
// [Placement.Check].
func (l Loads) OnDevices(p Placement, devices int) Loads {
	sums := make(Loads, devices)
	for e, n := range l {
		sums[p[e]] += n
	}
	return sums
}
