package recall_test

import (
	"fmt"

	"attnexperts/calc/recall"
)

// A card is added, asked, graded and asked again when it is due. Each event is
// stored before it is applied; here there is no store.
func Example() {
	state := new(recall.State)
	now := recall.Author{Device: "desk", At: 1_793_620_800_000, Zone: 60} // 2026-11-02 13:00, UTC+1
	keep := func(e recall.Event, err error) {
		if err != nil {
			fmt.Println(err)
			return
		}
		state.Apply(e)
	}

	keep(state.Record(now, recall.Event{Kind: recall.Added, Content: &recall.Card{
		ID: "window", Kind: recall.Basic, Front: "What does a window of W tokens include?", Back: "The token <b>itself</b>.",
	}}))
	queue := state.Queue(now.At, now.Zone)
	fmt.Println("to ask:", queue.Cards)

	choices, _ := state.Preview("window", now.At, now.Zone)
	for _, c := range choices {
		fmt.Println(c.Grade, c.Text)
	}
	keep(state.Grade(now, "window", recall.Easy, 4200))

	card, _ := state.Card("window")
	fmt.Println("due on", card.Memory.DueDay)

	// Everything can be taken away, and is the same elsewhere.
	file, _ := recall.ReadJSON(string(state.Export()), nil)
	other, _ := recall.Fold(file.Events)
	fmt.Println(string(other.Snapshot()) == string(state.Snapshot()))
	// Output:
	// to ask: [window]
	// Again 1 min
	// Hard 6 min
	// Good 10 min
	// Easy 8 days
	// due on 2026-11-10
	// true
}
