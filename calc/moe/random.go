package moe

import (
	"math"
	"math/bits"
)

// A source is a stream of pseudorandom numbers: SplitMix64 (Steele, Lea and
// Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014). It is
// eight bytes, the same everywhere, and good enough for pictures and for
// training data; it keeps no secret.
type source struct {
	state uint64
	spare float64
	ready bool
}

// What a stream of numbers is for, so that no two streams of one seed meet.
const (
	popularityStream uint64 = iota + 1
	logitStream
	orderStream
	taskStream
	startStream
	dataStream
)

// newSource returns the stream of a seed for one use, and for one step of it.
func newSource(seed, stream, step uint64) source {
	return source{state: mixBits(mixBits(mixBits(seed)+stream) + step)}
}

// mixBits is the output function of SplitMix64, a bijection in which each bit
// of the result depends on all of x.
func mixBits(x uint64) uint64 {
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}

// next returns 64 random bits.
func (s *source) next() uint64 {
	s.state += 0x9e3779b97f4a7c15 // 2^64 ÷ the golden ratio, made odd
	return mixBits(s.state)
}

// uniform returns a number from [0, 1), a multiple of 2^-53.
func (s *source) uniform() float64 { return float64(float64(s.next()>>11) * 0x1p-53) }

// below returns a whole number from 0 to n − 1, n > 0, by the high half of a
// product. The bias is below n ÷ 2^64.
func (s *source) below(n int) int {
	hi, _ := bits.Mul64(s.next(), uint64(n))
	return int(hi)
}

// normal returns a number from the standard normal distribution, by
// Marsaglia's polar method, which makes two at a time and needs no sine.
func (s *source) normal() float64 {
	if s.ready {
		s.ready = false
		return s.spare
	}
	for {
		u, v := float64(2*s.uniform())-1, float64(2*s.uniform())-1
		if square := float64(u*u) + float64(v*v); square < 1 && square > 0 {
			radius := math.Sqrt(-2 * logarithm(square) / square)
			s.spare, s.ready = v*radius, true
			return u * radius
		}
	}
}

// shuffled returns the numbers 0 to n − 1 in random order (Fisher and Yates).
func (s *source) shuffled(n int) []int {
	order := make([]int, n)
	for i := range order {
		j := s.below(i + 1)
		order[i], order[j] = order[j], i
	}
	return order
}
