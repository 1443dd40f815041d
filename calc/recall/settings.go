package recall

import (
	"fmt"
	"slices"
)

// Settings is what the reader can choose. Of two devices' settings the later
// ones hold, as a whole.
type Settings struct {
	// Retention is the share of reviews that should be remembered, in percent.
	Retention int
	// NewPerDay and ReviewsPerDay limit how many new cards are begun, and how many
	// known ones are asked, on one study day.
	NewPerDay, ReviewsPerDay int
	// DayStart is the hour at which a study day begins.
	DayStart int
	// LearnAhead is by how many minutes a card in learning may be asked early when
	// nothing else is left.
	LearnAhead int
	// LeechLapses is how often a card must have been forgotten to be called a
	// leech; 0 calls none so.
	LeechLapses int
}

// DefaultSettings returns what holds until the reader chooses: 90 % retention,
// 20 new cards and 200 reviews a day, days from 04:00, 20 minutes of learning
// ahead, leeches at 8 lapses.
func DefaultSettings() Settings {
	return Settings{Retention: 90, NewPerDay: 20, ReviewsPerDay: 200, DayStart: 4, LearnAhead: 20, LeechLapses: 8}
}

// A Setting is one of the settings: what it is called in files and in forms, and
// what it may be.
type Setting struct {
	// Key is its name in JSON and the name of a form's control.
	Key string
	// Label says what it is, with its unit.
	Label string
	// Min and Max bound it, both included.
	Min, Max int
	// Of points to it.
	Of func(*Settings) *int
}

// SettingsTable returns the settings in the order in which they are written.
func SettingsTable() []Setting { return slices.Clone(settingsTable) }

var settingsTable = []Setting{
	{"retention", "desired retention in percent", 70, 97, func(s *Settings) *int { return &s.Retention }},
	{"new", "new cards a day", 0, 9999, func(s *Settings) *int { return &s.NewPerDay }},
	{"reviews", "reviews a day", 0, 9999, func(s *Settings) *int { return &s.ReviewsPerDay }},
	{"day-start", "hour at which a day begins", 0, 23, func(s *Settings) *int { return &s.DayStart }},
	{"learn-ahead", "minutes of learning ahead", 0, 1440, func(s *Settings) *int { return &s.LearnAhead }},
	{"leech", "lapses that make a leech", 0, 99, func(s *Settings) *int { return &s.LeechLapses }},
}

func (s Settings) validate() error {
	for _, f := range settingsTable {
		if n := *f.Of(&s); n < f.Min || n > f.Max {
			return fmt.Errorf("%s is %d; allowed is %d to %d", f.Label, n, f.Min, f.Max)
		}
	}
	return nil
}
