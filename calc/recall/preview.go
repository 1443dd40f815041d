package recall

import (
	"fmt"
	"strconv"
)

// Choice is what a grade would do.
type Choice struct {
	Grade  Grade
	Memory Memory
	// Text is after how long the card would come back: "10 min", "3 days".
	Text string
}

// Preview returns what each of the four grades would do to a card, in their
// order: now in Unix milliseconds, zone the minutes that local time is ahead of
// UTC now. It is what the review would do, to the day.
func (s *State) Preview(id string, now int64, zone int) ([]Choice, error) {
	c := s.cards[id]
	if c == nil || c.says == nil {
		return nil, fmt.Errorf("there is no card %s", shown(id))
	}
	r := s.rule()
	choices := make([]Choice, 0, Easy)
	for g := Again; g <= Easy; g++ {
		m, err := c.memory.after(r.fsrs, g, now, DayOf(now, zone, r.DayStart))
		if err != nil {
			return nil, err
		}
		choices = append(choices, Choice{g, m, m.Text()})
	}
	return choices, nil
}

// Text returns for how long the card was last scheduled: "10 min", "3 days",
// "2.5 months"; "" for a new card. A month is 30 days here and a year 365.
func (m Memory) Text() string {
	switch {
	case m.Phase == New:
		return ""
	case m.Phase != Review && m.DueAt-m.LastAt < hour:
		return strconv.FormatInt((m.DueAt-m.LastAt)/minute, 10) + " min"
	case m.Phase != Review:
		return tenths(float64(m.DueAt-m.LastAt)/hour, "hour")
	case m.Interval < 30:
		return tenths(float64(m.Interval), "day")
	case m.Interval < 365:
		return tenths(float64(m.Interval)/30, "month")
	}
	return tenths(float64(m.Interval)/365, "year")
}

// tenths writes a number with one decimal if that is not 0, and its unit.
func tenths(f float64, unit string) string {
	text := strconv.FormatFloat(f, 'f', 1, 64)
	if whole := text[:len(text)-2]; text[len(text)-1] == '0' {
		text = whole
	}
	if text != "1" {
		unit += "s"
	}
	return text + " " + unit
}
