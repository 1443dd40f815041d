package recall_test

import (
	"fmt"

	"attnexperts/calc/quantity"
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

// A text as Anki writes it. A note with two gaps becomes two cards, which are
// siblings: one of them gives away the other.
func ExampleReadAnki() {
	file, err := recall.ReadAnki("#separator:tab\n#html:true\nWhat is shared in MQA?\tOne <b>KV head</b>.\nMQA has {{c1::1}}, MHA {{c2::n_h}} KV heads.\t\n", nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, c := range file.Cards {
		fmt.Printf("%s, gap %d, sibling %v: %s\n", c.Kind, c.Gap, c.Note != "", recall.Plain(c.Front))
	}
	// Output:
	// basic, gap 0, sibling false: What is shared in MQA?
	// cloze, gap 0, sibling false: MQA has {{c1::1}}, MHA {{c2::n_h}} KV heads.
	// cloze, gap 2, sibling true: MQA has {{c1::1}}, MHA {{c2::n_h}} KV heads.
}

// Whatever is no tag of rich text is shown as it was written.
func ExampleSpans() {
	for _, s := range recall.Spans(`x<sup>2</sup> &lt; <script>alert(1)</script>`) {
		fmt.Printf("%q %v\n", s.Text, s.Sup)
	}
	// Output:
	// "x" false
	// "2" true
	// " < <script>alert(1)</script>" false
}

// An answer is right within its tolerance, in whatever unit it is typed. By hand:
// 131 kB is 0.05 % less than 128 KiB.
func ExampleAnswer_Check() {
	a := recall.Answer{Value: 131_072, Unit: quantity.Bytes, Tolerance: 0.03}
	for _, typed := range []string{"128 KiB", "131 kB", "0.125 MiB", "256 KiB", "much"} {
		fmt.Println(a.Check(typed))
	}
	// Output:
	// true <nil>
	// true <nil>
	// true <nil>
	// false <nil>
	// false “much” is not a number; write one such as 5 GiB, 5.4 GB or 5.4e9
}
