package recall

import (
	"encoding/binary"
	"hash/crc32"
	"math"
	"testing"

	fsrs "github.com/open-spaced-repetition/go-fsrs/v4"
)

// paritySum is the CRC-32C of 10,000 memories. It is the same natively and in
// the browser:
//
//	go build -o /tmp/inbrowser ./e2e/inbrowser
//	GOOS=js GOARCH=wasm go test -exec /tmp/inbrowser -run Parity ./calc/recall
//
// It changes if go-fsrs or the weights do; then the cards of every reader are
// due on other days than before, so change it knowingly.
const paritySum = 0x46896e69

// lcg is a generator of numbers that every platform has alike.
type lcg uint64

func (g *lcg) below(n int) int {
	*g = *g*6364136223846793005 + 1442695040888963407
	return int(uint64(*g) >> 33 % uint64(n))
}

// parityReviews folds 10,000 reviews of 200 cards, at every desired retention,
// early, in time and late, and hands over each memory, and what go-fsrs made it of.
func parityReviews(each func(Memory, fsrs.Card)) {
	g := lcg(4)
	for card := range 200 {
		f, m, today := scheduler(70+card%28), Memory{}, Day(20_000)
		for range 50 {
			grade := []Grade{Again, Hard, Good, Good, Good, Good, Easy}[g.below(7)]
			today += Day(g.below(1 + m.Interval*3/2))
			next, err := m.after(f, grade, int64(today)*day, today)
			if err != nil {
				panic(err)
			}
			info, err := f.Next(m.card(), today.time(), fsrs.Rating(grade))
			if err != nil {
				panic(err)
			}
			m = next
			each(m, info.Card)
		}
	}
}

func TestParityOfReviewsNativeAndInTheBrowser(t *testing.T) {
	sum, n := uint32(0), 0
	parityReviews(func(m Memory, _ fsrs.Card) {
		b := binary.LittleEndian.AppendUint32(nil, math.Float32bits(m.Stability))
		b = binary.LittleEndian.AppendUint32(b, math.Float32bits(m.Difficulty))
		b = binary.LittleEndian.AppendUint64(b, uint64(m.DueAt))
		b = binary.LittleEndian.AppendUint32(b, uint32(m.DueDay))
		sum = crc32.Update(sum, castagnoli, append(b, byte(m.Phase), byte(m.Lapses), byte(m.Reps), byte(m.Steps)))
		n++
	})
	if n != 10_000 || sum != paritySum {
		t.Errorf("%d memories have the sum %#x, want %#x", n, sum, uint32(paritySum))
	}
}

// Whether rounding to float32 hides the last bits of exp and pow: none of the
// numbers that are rounded lies so near to where rounding turns that thirty times
// the last bit of a double would turn it.
func TestParityHoldsWithRoomToSpare(t *testing.T) {
	phases, intervals := map[Phase]int{}, map[int]bool{}
	parityReviews(func(m Memory, c fsrs.Card) {
		phases[m.Phase]++
		intervals[m.Interval] = true
		for _, f := range []float64{c.Stability, c.Difficulty} {
			if float32(f*(1+0x1p-48)) != float32(f*(1-0x1p-48)) {
				t.Errorf("%v is rounded up or down by its last bits", f)
			}
		}
	})
	if phases[Learning] < 300 || phases[Review] < 3000 || phases[Relearning] < 300 || len(intervals) < 200 {
		t.Errorf("the reviews are too much alike: %v, %d intervals", phases, len(intervals))
	}
}
