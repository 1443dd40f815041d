package model

import (
	_ "embed"
	"strings"
	"testing"

	"attnexperts/calc/quantity"
)

//go:embed testdata/further.tsv
var further string

func TestFurther(t *testing.T) {
	for _, line := range strings.Split(strings.TrimRight(further, "\n"), "\n") {
		cells := strings.Split(line, "\t")
		if len(cells) != 3 {
			t.Fatalf("a line has %d cells instead of 3 (name, total, config, with tabs between): %.60s", len(cells), line)
		}
		t.Run(cells[0], func(t *testing.T) {
			a, err := Read("", []byte(cells[2]))
			if err != nil {
				t.Fatal(err)
			}
			c, err := a.Count()
			if err != nil {
				t.Fatal(err)
			}
			got, want := whole(t, c.Total), number64(t, cells[1])
			if got != want {
				t.Errorf("%s, want %s (%s)", quantity.Count(got), quantity.Count(want), quantity.Count(got-want))
			}
			if len(a.Unknown) > 0 {
				t.Errorf("unknown fields: %v", a.Unknown)
			}
		})
	}
}
