package scenario

import (
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestDecimalsAreTakenAsTheyAreWrittenOrRefused(t *testing.T) {
	for text, want := range map[string]string{
		"1.25": "1.25", "1.250": "1.25", " 2 ": "2", ".5": "0.5", "3.": "3", "+1": "1", "0010": "10", "0.01": "0.01",
		// Refused, with the nearest.
		"0": "!0.01", "-3": "!0.01", "11": "!10", "0.126": "!0.13", "1e1": "!10", "1e-300": "!0.01", "Inf": "!10", "-Inf": "!0.01", "1e400": "!10", "0x1p1": "!2",
		strings.Repeat("9", 400): "!10", "NaN": "!", "": "!", "1,5": "!", "ten": "!", "1.2.3": "!", "--1": "!", ".": "!",
	} {
		f := 0.07
		v := Decimal(&f, 0.01, 10, 2)
		err := v.Set(text)
		nearest, refused := strings.CutPrefix(want, "!")
		if refused {
			r, ok := err.(*Refusal)
			if !ok || r.Nearest != nearest || f != 0.07 || !strings.Contains(r.Allowed, "from 0.01 to 10") {
				t.Errorf("%q: %v, want a refusal with the nearest %q", text, err, nearest)
			}
			continue
		}
		if err != nil || v.String() != want {
			t.Errorf("%q is read as %s, %v, want %s", text, v, err, want)
		}
	}
	f := 1.0
	if err := Decimal(&f, -1, 1, 1).Set("-0"); err != nil || math.Signbit(f) {
		t.Errorf("minus nothing is %v, %v", f, err)
	}
}

func TestEveryDecimalIsReadAsItIsPrinted(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		was, is := 0.0, 0.0
		places := rapid.IntRange(0, 4).Draw(t, "places")
		v := Decimal(&was, 0, 100, places)
		was = v.near(rapid.Float64Range(-10, 110).Draw(t, "number"))
		if err := Decimal(&is, 0, 100, places).Set(v.String()); err != nil || is != was {
			t.Fatalf("%v is printed as %s and read as %v, %v", was, v, is, err)
		}
	})
}
