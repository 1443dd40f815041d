package figure

import (
	"strconv"

	"attnexperts/calc/scenario"
)

// group is the group size that a place of the boundary asks for.
func (m sharingScale) group(at Place) int64 { return max(1, int64((at.X-sharingLeft)/m.unit()+0.5)) }

// setGroup gives the shape the possible group size nearest to the one asked for.
func setGroup(c *scenario.Cache, size int64) {
	if c.Latent > 0 {
		return
	}
	best := int64(1)
	for _, d := range scenario.Divisors(c.Heads) {
		if abs(d-size) < abs(best-size) {
			best = d
		}
	}
	_ = scenario.CacheTable.Set(c, "kv", strconv.FormatInt(c.Heads/best, 10))
}

func abs(n int64) int64 { return max(n, -n) }

// keyGroup moves the boundary to the next possible place.
func keyGroup(c *scenario.Cache, key string) bool {
	sizes := scenario.Divisors(c.Heads)
	now := 0
	for i, d := range sizes {
		if d == c.Heads/c.KV {
			now = i
		}
	}
	switch key {
	case "ArrowRight", "ArrowUp":
		now++
	case "ArrowLeft", "ArrowDown":
		now--
	case "Home":
		now = 0
	case "End":
		now = len(sizes) - 1
	default:
		return false
	}
	setGroup(c, sizes[max(0, min(len(sizes)-1, now))])
	return true
}

// key moves the place to another head.
func (m sharingScale) key(at *Place, key string) bool {
	h := int64(-1)
	if at.X >= 0 {
		h = m.head(*at)
	}
	h, ok := stepped(h, m.Heads, 0, key)
	if !ok {
		return false
	}
	*at = Place{X: m.x(h) + m.unit()/2, Y: queriesTop + headTall/2}
	return true
}

func (m sharingScale) head(at Place) int64 {
	return max(0, min(m.Heads-1, int64((at.X-sharingLeft)/m.unit())))
}

func (k cost) pointSharing(what string, at Place) Pointed {
	m := sharingScale{k.c}
	if what == groupGrip {
		return Pointed{Panel: sharingName, Text: m.possible()}
	}
	h := m.head(at)
	size := m.size()
	first := h / size * size
	return Pointed{Panel: sharingName, Text: m.text(h), Now: h, Counted: true, Mark: outline(m.x(first), queriesTop-4, float64(size)*m.unit(), kvTop+headTall+8-queriesTop)}
}
