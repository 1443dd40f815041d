package recall

import (
	"math"
	"strings"
	"testing"

	"attnexperts/calc/quantity"
)

func TestValidateNamesWhatIsWrong(t *testing.T) {
	good := basic("a")
	if err := good.Validate(); err != nil {
		t.Fatal(err)
	}
	for want, change := range map[string]func(*Card){
		"the card's ID is “”":  func(c *Card) { c.ID = "" },
		"spaces":               func(c *Card) { c.ID = "a\u00a0b" },
		"1 to 64 bytes":        func(c *Card) { c.ID = strings.Repeat("x", 65) },
		"allowed are [basic":   func(c *Card) { c.Kind = "essay" },
		"the front is empty":   func(c *Card) { c.Front = " <b></b>\n" },
		"16385 bytes":          func(c *Card) { c.Back = strings.Repeat("x", MaxText+1) },
		"bytes that are not":   func(c *Card) { c.Back = "\xff" },
		"bytes that are not t": func(c *Card) { c.Back = "\x00" },
		"hides gap 1":          func(c *Card) { c.Gap = 1 },
		"no gap 3":             func(c *Card) { c.Kind, c.Gap, c.Front = Cloze, 3, "{{c1::x}}" },
		"“//evil.example”":     func(c *Card) { c.Link = "//evil.example" },
		"“https://evil”":       func(c *Card) { c.Link = "https://evil" },
		"“/../elsewhere/”":     func(c *Card) { c.Link = "/../elsewhere/" },
		"“/mask/%2E./../x”":    func(c *Card) { c.Link = "/mask/%2E./../x" },
		"“/.%2e/x”":            func(c *Card) { c.Link = "/.%2e/x" },
		"“/\\evil.example”":    func(c *Card) { c.Link = "/\\evil.example" },
		"allowed are 50":       func(c *Card) { c.Tags = make([]string, 51) },
		"only a card of":       func(c *Card) { c.Answer.Value = 1 },
		"the answer is NaN":    func(c *Card) { c.Kind, c.Answer.Value = Numeric, math.NaN() },
		"unit is “cubits”":     func(c *Card) { c.Kind, c.Answer.Unit = Numeric, "cubits" },
		"tolerance is -1":      func(c *Card) { c.Kind, c.Answer.Tolerance = Numeric, -1 },
	} {
		c := good
		change(&c)
		if err := c.Validate(); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want an error about %s", err, want)
		}
	}
}

func TestNumbersAreTypedWithUnitsAndTolerance(t *testing.T) {
	a := Answer{Value: 131072, Unit: quantity.Bytes, Tolerance: 0.01}
	for typed, want := range map[string]bool{
		"131072": true, "128 KiB": true, "131 kB": true, "0.131 MB": true, "130000": true, "132,400": false, "128": false, "128 MiB": false,
	} {
		if right, err := a.Check(typed); err != nil || right != want {
			t.Errorf("%s: %v, %v", typed, right, err)
		}
	}
	for _, typed := range []string{"", "many", "5 parsecs", "-1"} {
		if _, err := a.Check(typed); err == nil {
			t.Errorf("%q was understood", typed)
		}
	}
	exact := Answer{Value: 0.1 + 0.2, Unit: quantity.Ratio}
	if right, err := exact.Check("0.3"); !right || err != nil {
		t.Errorf("0.3 is not 0.1 + 0.2: %v", err)
	}
	if right, _ := exact.Check("0.3001"); right {
		t.Error("without tolerance, 0.3001 is 0.3")
	}
	if text := a.Text(); text != "128 KiB" {
		t.Errorf("the answer is written %s", text)
	}
}

func TestIDsSortAsTheirTexts(t *testing.T) {
	ids := []ID{{1, "a", 1}, {1, "a", 2}, {1, "a", 10}, {1, "a1", 1}, {1, "b", 1}, {2, "a", 1}, {maxStamp, "zzzzzzzzzzzzzzzz", maxSeq}}
	for i, id := range ids {
		if back, err := ParseID(id.String()); err != nil || back != id {
			t.Errorf("%v is read as %v, %v", id, back, err)
		}
		if i > 0 && (ids[i-1].Compare(id) >= 0 || ids[i-1].String() >= id.String()) {
			t.Errorf("%v is not before %v", ids[i-1], id)
		}
	}
	for _, text := range []string{
		"", "1-a-1", "000000000000001-A-0000000001", "000000000000001--0000000001", "-00000000000001-a-0000000001",
		"000000000000001-a-0000000000", "999999999999999-a-0000000001", "000000000000001-a-0000000001-b", "000000000000001-a/../b-0000000001",
	} {
		if id, err := ParseID(text); err == nil {
			t.Errorf("%q was read as %v", text, id)
		}
	}
}
