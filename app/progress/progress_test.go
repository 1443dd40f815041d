package progress

import (
	"strings"
	"testing"
)

// An answer comes back as it was typed; whatever else may stand there, such as what
// the first version wrote, is an answer without a number.
func TestAnswersComeBackAsTheyWereTyped(t *testing.T) {
	s := &shelf{texts: map[string]string{
		answered + "a": yes + " 16 GiB", answered + "b": yes, answered + "c": yes + " " + strings.Repeat("9", 1000), answered + "d": "16 GiB", read + "e": yes,
	}}
	got := answers(s)
	for name, want := range map[string]string{"a": "16 GiB", "b": "", "c": "", "d": ""} {
		if number, ok := got[name]; !ok || number != want {
			t.Errorf("the answer of %s is %q, %v", name, number, ok)
		}
	}
	if len(got) != 4 {
		t.Errorf("there are %d answers", len(got))
	}
}
