package scenario

import (
	"strconv"
	"strings"
)

// The placements that have a name: experts in order, and the greedy one.
const (
	PlaceEven   = "even"
	PlaceGreedy = "greedy"
)

// MaxDevices is how many devices a placement can name, each by one digit or
// letter.
const MaxDevices = 36

// PlacementValue says which device each expert is on: "even", "greedy", or a
// digit or letter for each expert, the number of its device in base 36.
type PlacementValue struct {
	p                *string
	experts, devices int64
}

// Placement binds a placement of so many experts on so many devices.
func Placement(p *string, experts, devices int64) PlacementValue {
	return PlacementValue{p, experts, devices}
}

// String returns the placement as a link has it.
func (v PlacementValue) String() string { return *v.p }

// Set takes a placement. One that does not fit the experts and the devices is
// refused, with experts in order as the nearest.
func (v PlacementValue) Set(text string) error {
	text = strings.ToLower(strings.TrimSpace(text))
	if text != PlaceEven && text != PlaceGreedy && !v.fits(text) {
		return &Refusal{Given: text, Allowed: v.Allowed(), Nearest: PlaceEven}
	}
	*v.p = text
	return nil
}

func (v PlacementValue) fits(text string) bool {
	if int64(len(text)) != v.experts {
		return false
	}
	for _, c := range text {
		d, err := strconv.ParseInt(string(c), int(MaxDevices), 64)
		if err != nil || d >= v.devices {
			return false
		}
	}
	return true
}

// Allowed says which placements can be used.
func (v PlacementValue) Allowed() string {
	return PlaceEven + ", " + PlaceGreedy + ", or the device of each of the " + strconv.FormatInt(v.experts, 10) +
		" experts, from 0 to " + strconv.FormatInt(v.devices-1, int(MaxDevices))
}
