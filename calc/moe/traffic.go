package moe

import "attnexperts/calc/quantity"

// Traffic is what an all-to-all moves between devices in one layer's forward
// pass. Tokens are split among devices in order, as [Contiguous] does; only
// assignments that are kept travel.
type Traffic struct {
	// Assignments are those whose expert is on another device than the token.
	Assignments int64
	// Visits are the pairs of a token and another device that holds at least one
	// of its experts.
	Visits int64
	// Bytes: each of the Assignments sends the token's hidden numbers to the
	// expert (dispatch), and a result as long back (combine).
	Bytes int64
	// FewerBytes is the same where each of the Visits does so once. A device needs
	// one copy of a token for all of its experts there, and can add up their
	// weighted results before it answers. This is what node-limited routing
	// bounds (DeepSeek-V3, arXiv 2412.19437, sections 2.1.2 and 3.2.2: each token
	// is sent to at most 4 nodes).
	FewerBytes int64
}

// AllToAll counts what moves between devices for a layer of so many hidden
// numbers a token. It is an error if the placement does not fit or the bytes do
// not fit an int64.
func (r *Routing) AllToAll(p Placement, devices int, hidden int64, dtype quantity.Dtype) (Traffic, error) {
	if err := between("devices", devices, 1, r.Experts); err != nil {
		return Traffic{}, err
	}
	if err := p.Check(r.Experts, devices); err != nil {
		return Traffic{}, err
	}
	var moved Traffic
	// lastVisit is the last token that came to each device.
	lastVisit := make([]int32, devices)
	for d := range lastVisit {
		lastVisit[d] = -1
	}
	for _, a := range r.Assignments {
		to := p[a.Expert]
		if a.Fate != Kept || to == home(int(a.Token), r.Tokens, devices) {
			continue
		}
		moved.Assignments++
		if lastVisit[to] != a.Token {
			lastVisit[to] = a.Token
			moved.Visits++
		}
	}
	var err error
	if moved.Bytes, err = roundTrips(moved.Assignments, hidden, dtype); err != nil {
		return Traffic{}, err
	}
	moved.FewerBytes, err = roundTrips(moved.Visits, hidden, dtype)
	return moved, err
}

// roundTrips returns the bytes of so many vectors there and back.
func roundTrips(n, hidden int64, dtype quantity.Dtype) (int64, error) {
	numbers, err := quantity.Product(2, n, hidden)
	if err != nil {
		return 0, err
	}
	return dtype.Size(numbers)
}
