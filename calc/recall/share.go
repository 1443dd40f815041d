package recall

import "math"

// Share is a share of a count, with how far it can be trusted.
type Share struct {
	Of, All int
	// Low and High bound the true share with 95 % confidence, from 0 to 1: the
	// Wilson score interval, which is honest also where All is small or the share
	// is 0 or 1 (E. B. Wilson 1927, JASA 22, 209–212). With All = 0 they are 0
	// and 1: nothing is known.
	Low, High float64
}

// shareOf returns a share with its interval.
func shareOf(of, all int) Share {
	if all == 0 {
		return Share{High: 1}
	}
	const z = 1.959964 // the normal distribution's 97.5 % point
	n := float64(all)
	p := float64(of) / n
	middle := (p + z*z/(2*n)) / (1 + z*z/n)
	half := z / (1 + z*z/n) * math.Sqrt(p*(1-p)/n+z*z/(4*n*n))
	return Share{Of: of, All: all, Low: max(0, middle-half), High: min(1, middle+half)}
}

// Value returns the share; NaN where All is 0.
func (s Share) Value() float64 { return float64(s.Of) / float64(s.All) }
