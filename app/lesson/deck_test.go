package lesson_test

import (
	"slices"
	"testing"

	"attnexperts/app/lesson"
	"attnexperts/calc/deck"
)

// The cards of the deck belong to the lesson's parts, in their order, and each
// part has some to offer at its end.
func TestEveryPartOffersCards(t *testing.T) {
	var parts, carded []string
	for _, p := range lesson.Parts() {
		parts = append(parts, p.ID)
		if n := len(deck.Of(p.ID)); n < 2 || n > 3 {
			t.Errorf("%s offers %d cards", p.ID, n)
		}
	}
	for _, c := range deck.Cards() {
		carded = append(carded, c.Part)
	}
	if carded = slices.Compact(carded); !slices.Equal(parts, carded) {
		t.Errorf("the lesson has the parts %v, the deck %v", parts, carded)
	}
}
