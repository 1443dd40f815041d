package recall

import (
	"math"
	"testing"
)

// Against the interval's defining equation: its ends are the p for which the
// share lies z standard errors away.
func TestShareHasTheWilsonInterval(t *testing.T) {
	for _, c := range [][2]int{{0, 1}, {1, 1}, {5, 5}, {0, 40}, {9, 10}, {180, 200}, {1, 3}} {
		s := shareOf(c[0], c[1])
		share := float64(c[0]) / float64(c[1])
		for _, p := range []float64{s.Low, s.High} {
			if p == 0 && c[0] == 0 || p == 1 && c[0] == c[1] {
				continue
			}
			if z := math.Abs(share-p) / math.Sqrt(p*(1-p)/float64(c[1])); math.Abs(z-1.959964) > 1e-6 {
				t.Errorf("%d of %d: %v is %v standard errors away", c[0], c[1], p, z)
			}
		}
		if s.Low > share || s.High < share || s.High-s.Low < 0.05 {
			t.Errorf("%d of %d lies between %v and %v", c[0], c[1], s.Low, s.High)
		}
	}
	if s := shareOf(0, 0); s.Low != 0 || s.High != 1 || !math.IsNaN(s.Value()) {
		t.Errorf("nothing is known, but it says %+v", s)
	}
	if s := shareOf(5, 5); s.Low > 0.57 {
		t.Errorf("five of five prove %v", s.Low)
	}
}

// journey is a story with known numbers: card a is remembered twice and once
// forgotten, card b begun.
func journey(t *testing.T) (*story, Day) {
	y := newStory(t)
	y.add("a")
	y.add("b")
	y.grade("a", Easy) // day 0, due in 8
	y.grade("b", Again)
	y.wait(8 * day)
	y.grade("a", Good) // day 8: young, remembered
	if m := y.memory("a"); m.Interval < Mature {
		t.Fatalf("the interval is %d", m.Interval)
	}
	y.wait(40 * day)
	y.grade("a", Again) // day 48: mature, forgotten
	y.wait(10 * minute)
	y.grade("a", Good) // relearned
	return y, DayOf(noon, 0, 4)
}

func TestRetentionCountsKnownCardsOnly(t *testing.T) {
	y, first := journey(t)
	r := y.s.Retention(first, first+100)
	if r.Young != shareOf(1, 1) || r.Mature != shareOf(0, 1) || r.All != shareOf(1, 2) {
		t.Errorf("retention is %+v", r)
	}
	if r := y.s.Retention(first+9, first+100); r.Young.All != 0 || r.Mature.All != 1 {
		t.Errorf("of the later days it is %+v", r)
	}
}

func TestMatureBeginsAt21Days(t *testing.T) {
	var s State
	for _, days := range []int32{1, 20, 21, 100} {
		s.log = append(s.log, &entry{kind: Reviewed, phase: Review, interval: days, grade: Good})
	}
	if r := s.Retention(0, 0); r.Young.All != 2 || r.Mature.All != 2 {
		t.Errorf("retention is %+v", r)
	}
}

func TestCalendarCountsDays(t *testing.T) {
	y, first := journey(t)
	days := y.s.Calendar(first, first+48)
	if len(days) != 49 {
		t.Fatalf("%d days", len(days))
	}
	for i, want := range map[int]DayCount{
		0:  {Day: first, Reviews: 2, New: 2, Again: 1, Took: 10000},
		1:  {Day: first + 1},
		8:  {Day: first + 8, Reviews: 1, Took: 5000},
		48: {Day: first + 48, Reviews: 2, Again: 1, Took: 10000},
	} {
		if days[i] != want {
			t.Errorf("day %d is %+v, want %+v", i, days[i], want)
		}
	}
	if took, reviews := y.s.TimeSpent(); took != 25000 || reviews != 5 {
		t.Errorf("%d ms for %d reviews", took, reviews)
	}
	if len(y.s.Calendar(first, first-1)) != 0 || len(y.s.Calendar(-1<<31, 1<<31-1)) > 4000 {
		t.Error("a calendar of no days, or of all of them")
	}
}

func TestForecastAndCountsAgreeWithTheQueue(t *testing.T) {
	y, _ := journey(t)
	now := y.by.At
	due := y.s.Forecast(now, 0, 30)
	a := y.memory("a")
	if due[0] != 1 || due[int(a.DueDay-DayOf(now, 0, 4))] < 1 {
		t.Errorf("the forecast is %v; card a is due on %v", due, a.DueDay)
	}
	if q := y.s.Queue(now, 0); q.Learning != 1 || q.Cards[0] != "b" {
		t.Errorf("the queue is %+v", q)
	}
	if c := y.s.Counts(now, 0); c != (Counts{Learning: 1, Young: 1}) {
		t.Errorf("the counts are %+v", c)
	}
	sum := 0
	for _, b := range append(y.s.StabilityBars(), y.s.DifficultyBars()...) {
		sum += b.Count
	}
	if sum != 4 {
		t.Errorf("two cards are %d times in two histograms", sum)
	}
	for _, b := range y.s.StabilityBars() {
		if inside := b.From <= float64(a.Stability) && float64(a.Stability) < b.To; inside && b.Count == 0 {
			t.Errorf("stability %v is not in %+v", a.Stability, b)
		}
	}
}

func TestMoreRetentionCostsMore(t *testing.T) {
	y, _ := journey(t)
	for i := range 50 {
		y.wait(day)
		id := "more" + string(rune('a'+i%26)) + string(rune('a'+i/26))
		y.add(id)
		y.grade(id, Easy)
	}
	costs := y.s.Costs()
	if costs[0].Retention != 70 || costs[len(costs)-1].Retention != 97 {
		t.Fatalf("costs are for %d to %d", costs[0].Retention, costs[len(costs)-1].Retention)
	}
	for i := 1; i < len(costs); i++ {
		if costs[i].PerDay < costs[i-1].PerDay*0.99 {
			t.Errorf("%d %% costs %v a day, %d %% costs %v", costs[i].Retention, costs[i].PerDay, costs[i-1].Retention, costs[i-1].PerDay)
		}
	}
	// At 90 % a card comes up once in its stability, and one in ten of these times
	// once more: 50 cards of 8.3 days, and card a.
	want := 50*1.1/8 + 1.1/math.Round(float64(y.memory("a").Stability))
	if at90 := costs[20].PerDay; math.Abs(at90-want) > 1e-9 {
		t.Errorf("90 %% costs %v a day, want %v", at90, want)
	}
}

func TestRecallSinksTo90PercentAtTheStability(t *testing.T) {
	m := Memory{Phase: Review, Stability: 10, LastDay: 100}
	if r := m.Recall(110); math.Abs(r-0.9) > 1e-9 {
		t.Errorf("after its stability the chance is %v", r)
	}
	if m.Recall(99) != 1 || (Memory{}).Recall(5) != 0 {
		t.Error("before the last review, or of a new card, the chance is wrong")
	}
}
