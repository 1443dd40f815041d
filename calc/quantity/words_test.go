package quantity

import "testing"

func TestWordsFollowTheirNumber(t *testing.T) {
	for n, want := range map[int64]string{1: "1 token", 0: "0 tokens", 2: "2 tokens", 4096: "4,096 tokens"} {
		if got := Plural(n, "token", "tokens"); got != want {
			t.Errorf("Plural(%d) = %q, want %q", n, got, want)
		}
	}
	for n, want := range map[int64]string{1: "1st", 2: "2nd", 3: "3rd", 4: "4th", 11: "11th", 12: "12th", 13: "13th", 21: "21st", 102: "102nd", 111: "111th", 1003: "1,003rd"} {
		if got := Ordinal(n); got != want {
			t.Errorf("Ordinal(%d) = %q, want %q", n, got, want)
		}
	}
}
