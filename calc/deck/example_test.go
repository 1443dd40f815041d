package deck_test

import (
	"fmt"

	"attnexperts/calc/deck"
	"attnexperts/calc/recall"
)

// The cards that the part about windows offers to keep.
func ExampleOf() {
	for _, c := range deck.Of("look-less-far") {
		fmt.Println(c.ID, c.Kind, c.Tags)
		fmt.Println("  ", recall.Plain(c.Front))
		fmt.Println("  ", recall.Plain(c.Back))
	}
	// Output:
	// window-what cloze [attention]
	//    With a sliding window of W, token i sees the tokens from {{c1::i − W + 1}} to i.
	//    W tokens, itself included.
	// window-mask-saves basic [attention]
	//    A sliding mask saves work. What else is needed so that it saves memory?
	//    A rolling cache, which overwrites the keys that have left the window.
	// reach-formula cloze [attention]
	//    Through k layers with a window of W, information can come from {{c1::k · (W − 1)}} tokens back.
	//    Each layer looks W − 1 tokens behind the token itself.
}

// A card that wants a number. By hand: under a window of 8 the first 7 of 64
// queries see 1 to 7 keys, the others 8: 28 + 57 · 8 = 484.
func ExampleCards() {
	for _, c := range deck.Cards() {
		if c.ID != "pairs-window" {
			continue
		}
		fmt.Println(recall.Plain(c.Front))
		for _, typed := range []string{"484", "512"} {
			right, err := c.Answer.Check(typed)
			fmt.Println(typed, right, err)
		}
		fmt.Println(c.Link)
	}
	// Output:
	// 64 tokens, a causal window of 8. How many pairs of a query and a key does a head compute?
	// 484 true <nil>
	// 512 false <nil>
	// /mask/#v=1&layers=1
}
