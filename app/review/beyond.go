package review

import (
	"slices"

	"attnexperts/calc/recall"
)

// beyond returns the cards that today's limits keep back, up to so many of them.
// It asks a copy of the state in which there are no limits.
func beyond(state *recall.State, a recall.Author, most int) ([]string, error) {
	wide, err := recall.Open(state.Snapshot())
	if err != nil {
		return nil, err
	}
	settings := wide.Settings()
	settings.NewPerDay, settings.ReviewsPerDay = 9999, 9999
	e, err := wide.Record(a, recall.Event{Kind: recall.Configured, Settings: settings})
	if err != nil {
		return nil, err
	}
	if _, err := wide.Apply(e); err != nil {
		return nil, err
	}
	within := state.Queue(a.At, a.Zone).Cards
	more := slices.DeleteFunc(wide.Queue(a.At, a.Zone).Cards, func(id string) bool { return slices.Contains(within, id) })
	return more[:min(most, len(more))], nil
}
