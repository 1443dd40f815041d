package part

import "testing"

func TestNumbersStayWithTheirUnits(t *testing.T) {
	for text, want := range map[string]string{
		"":                                  "",
		"It is 28 %, or 1.0 GiB (1.07 GB).": "It is 28\u00a0%, or 1.0\u00a0GiB (1.07\u00a0GB).",
		"12.88 billion parameters of 8 experts at 2 TB/s": "12.88\u00a0billion parameters of 8 experts at 2\u00a0TB/s",
		"8 Bs, 7 % ":                   "8 Bs, 7\u00a0% ",
		"the device's 'memory' is 5 s": "the device’s 'memory' is 5\u00a0s",
		"32 ":                          "32 ",
	} {
		if got := Typeset(text); got != want {
			t.Errorf("%q becomes %q, want %q", text, got, want)
		}
	}
}
