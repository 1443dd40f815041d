package json_test

import (
	"fmt"

	"attnexperts/calc/json"
)

type layer struct {
	Kind   string `json:"kind"`
	Heads  int64  `json:"heads"`
	Window *int64 `json:"window"`
	Note   string `json:"note,omitempty"`
}

func ExampleMarshal() {
	b, err := json.Marshal([]layer{{Kind: "full", Heads: 32}})
	fmt.Println(string(b), err)
	// Output:
	// [{"kind":"full","heads":32,"window":null}] <nil>
}

// Members that the value does not have are passed over; null leaves a field as
// it is.
func ExampleUnmarshal() {
	var l layer
	err := json.Unmarshal([]byte(`{"kind": "sliding", "window": 4096, "heads": null, "other": [1, 2]}`), &l)
	fmt.Println(l.Kind, *l.Window, l.Heads, err)
	fmt.Println(json.Unmarshal([]byte(`{"heads": 1.5}`), &l))
	// Output:
	// sliding 4096 0 <nil>
	// json: at byte 14: 1.5 cannot be used here
}

// U+1F600 is written as two halves (RFC 8259, section 7).
func ExampleEscape() {
	for _, text := range []string{`n`, `u00e9t`, `ud83d\ude00`, `ud83d`, `x`} {
		c, size := json.Escape(text)
		fmt.Printf("%U %d\n", c, size)
	}
	// Output:
	// U+000A 1
	// U+00E9 5
	// U+1F600 11
	// U+D83D 5
	// U+0000 0
}
