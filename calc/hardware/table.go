package hardware

import "slices"

// Units of the tables.
const (
	gib  = 1 << 30
	mega = 1_000_000
	giga = 1_000_000_000
	tera = 1_000_000_000_000
)

// All returns the devices by vendor, each vendor's newest and largest first:
// first what stands in data centres, then what stands on and under desks.
func All() []Device {
	return slices.Concat(nvidiaServers, amdServers, googleTPUs, nvidiaCards, appleMacs, desktops)
}

// Find returns the device with a key, and whether there is one.
func Find(key string) (Device, bool) {
	for _, d := range All() {
		if d.Key == key {
			return d, true
		}
	}
	return Device{}, false
}
