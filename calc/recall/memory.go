package recall

import (
	"fmt"

	fsrs "github.com/open-spaced-repetition/go-fsrs/v4"
)

// Phase is where a card stands on its way.
type Phase uint8

// The phases, in go-fsrs's order.
const (
	New Phase = iota
	Learning
	Review
	Relearning
)

// String returns the phase's name: "new", "learning", "review", "relearning".
func (p Phase) String() string {
	return [...]string{"new", "learning", "review", "relearning"}[p]
}

// Mature is the interval in days from which a card counts as mature, as Anki
// counts.
const Mature = 21

// Memory is what FSRS knows about a card. Stability and difficulty are rounded
// to float32 after each review: processors, and assembly and compiled code,
// differ in the last bits of exp and pow and in fusing a multiplication with an
// addition; on a grid 2^29 times coarser than those bits, the same reviews give
// the same memory everywhere, but for about one review in ten million.
type Memory struct {
	Phase Phase
	// Stability is the days after which the chance of remembering has sunk to
	// 90 %; Difficulty is from 1 to 10. Both are 0 for a new card.
	Stability, Difficulty float32
	// DueAt is when a card in learning is due, in Unix milliseconds; DueDay is the
	// study day on which one in review is due. The other one is 0.
	DueAt  int64
	DueDay Day
	// LastAt and LastDay are when it was last reviewed.
	LastAt  int64
	LastDay Day
	// Interval is for how many days it was last scheduled; 0 while in learning.
	Interval int
	// Steps is how many learning steps are left.
	Steps int
	// Reps counts reviews, Lapses how often it was forgotten after it was known.
	Reps, Lapses int
}

// scheduler returns go-fsrs for a desired retention in percent. Intervals are not
// made random: what a button promises is what happens, on every device.
func scheduler(retention int) *fsrs.FSRS {
	p := fsrs.DefaultParam()
	p.RequestRetention = float64(retention) / 100
	return fsrs.NewFSRS(p)
}

// after returns the memory after a review. A moment before the last review, and
// a day before its day, are taken for those of the last review.
func (m Memory) after(f *fsrs.FSRS, grade Grade, at int64, today Day) (Memory, error) {
	if m.Reps > 0 {
		at, today = max(at, m.LastAt), max(today, m.LastDay)
	}
	now := today.time()
	info, err := f.Next(m.card(), now, fsrs.Rating(grade))
	if err != nil {
		return m, fmt.Errorf("FSRS: %w", err)
	}
	c := info.Card
	next := Memory{
		Phase: Phase(c.State), Stability: float32(c.Stability), Difficulty: float32(c.Difficulty),
		LastAt: at, LastDay: today, Interval: int(c.ScheduledDays),
		Steps: c.RemainingSteps, Reps: int(c.Reps), Lapses: int(c.Lapses),
	}
	if next.Phase == Review {
		next.DueDay = today + Day(c.ScheduledDays)
	} else {
		next.DueAt = at + c.Due.Sub(now).Milliseconds()
	}
	return next, nil
}

// card returns the memory as go-fsrs has it. The time of day is left out: due
// times are set here, by study days.
func (m Memory) card() fsrs.Card {
	if m.Reps == 0 {
		return fsrs.Card{}
	}
	return fsrs.Card{
		State: fsrs.State(m.Phase), Stability: float64(m.Stability), Difficulty: float64(m.Difficulty),
		ScheduledDays: uint64(m.Interval), RemainingSteps: m.Steps,
		Reps: uint64(m.Reps), Lapses: uint64(m.Lapses), LastReview: m.LastDay.time(),
	}
}

// Recall returns the chance, from 0 to 1, that a card is remembered on a day; 0
// for a new card.
func (m Memory) Recall(today Day) float64 {
	if m.Phase == New {
		return 0
	}
	return curve.ForgettingCurve(float64(max(0, today-m.LastDay)), float64(m.Stability))
}

// curve has the weights of the forgetting curve, which no setting changes.
var curve = scheduler(90)
