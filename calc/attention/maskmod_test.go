package attention

import (
	"bytes"
	"encoding/json"
	"os/exec"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestPythonSourceIsWhatTorchDocuments(t *testing.T) {
	for _, c := range []struct {
		rule string
		n    int64
		want string
	}{
		{"causal & (window(4096) | sink(4))", 1 << 20, `# FlexAttention, for the rule: causal & (window(4096) | sink(4))
from torch.nn.attention.flex_attention import create_block_mask


def mask_mod(b, h, q_idx, kv_idx):
    return (kv_idx <= q_idx) & (((q_idx - kv_idx).abs() < 4096) | (kv_idx < 4))


# Made for the device that torch takes by default; for another, add device="cpu".
block_mask = create_block_mask(mask_mod, B=None, H=None, Q_LEN=1048576, KV_LEN=1048576)
`},
		{"causal & docs(24,16,16,32) | docs(8) & !docs(24,16,16,32) | global(2)", 64, `# FlexAttention, for the rule: causal & docs(24,16,16,32) | docs(8) & !docs(24,16,16,32) | global(2)
from torch.nn.attention.flex_attention import create_block_mask


def document(x):
    # Which document token x lies in. Lengths: 24, 16, 16, 32; the last repeats.
    return 1 * (x >= 24) + (x - 24).clamp(0, 32) // 16 + (x - 56).clamp(min=0) // 32


def document2(x):
    # Which document token x lies in. Lengths: 8; the last repeats.
    return x // 8


def mask_mod(b, h, q_idx, kv_idx):
    return (
        ((kv_idx <= q_idx) & (document(q_idx) == document(kv_idx)))
        | ((document2(q_idx) == document2(kv_idx)) & ~(document(q_idx) == document(kv_idx)))
        | ((q_idx < 2) | (kv_idx < 2))
    )


# Made for the device that torch takes by default; for another, add device="cpu".
block_mask = create_block_mask(mask_mod, B=None, H=None, Q_LEN=64, KV_LEN=64)
`},
		{"!!dilated(3) & full", -1, `# FlexAttention, for the rule: !!dilated(3) & full
from torch.nn.attention.flex_attention import create_block_mask


def mask_mod(b, h, q_idx, kv_idx):
    return ~~((q_idx - kv_idx) % 3 == 0) & (q_idx >= 0)


# Made for the device that torch takes by default; for another, add device="cpu".
block_mask = create_block_mask(mask_mod, B=None, H=None, Q_LEN=0, KV_LEN=0)
`},
	} {
		if got := parse(t, c.rule).MaskMod(c.n); got != c.want {
			t.Errorf("%s is written\n%s\nwant\n%s", c.rule, got, c.want)
		}
	}
}

// A maskModCase is source to run and the mask that it must make: a row of 0 and
// 1 for each query.
type maskModCase struct {
	Rule   string   `json:"rule"`
	Source string   `json:"source"`
	Tokens int64    `json:"tokens"`
	Want   []string `json:"want"`
}

func newMaskModCase(r Rule, d dense) maskModCase {
	c := maskModCase{Rule: r.String(), Source: r.MaskMod(d.n), Tokens: d.n}
	for i := range d.n {
		row := make([]byte, d.n)
		for j := range d.n {
			row[j] = '0'
			if d.at(i, j) {
				row[j] = '1'
			}
		}
		c.Want = append(c.Want, string(row))
	}
	return c
}

// runMaskMods has one Python process run all of the cases.
func runMaskMods(t *testing.T, cases []maskModCase) {
	t.Helper()
	input, err := json.Marshal(cases)
	if err != nil {
		t.Fatal(err)
	}
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Fatalf("the source is in Python, so python3 must be installed to try it: %v", err)
	}
	command := exec.Command(python, "-I", "-c", maskModRunner)
	command.Stdin = bytes.NewReader(input)
	output, err := command.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, output)
	}
	var done int
	if err := json.Unmarshal(output, &done); err != nil || done != len(cases) {
		t.Fatalf("%d cases, but Python says: %s", len(cases), output)
	}
}

func TestPythonSourceMakesTheMasksOfThePresets(t *testing.T) {
	var cases []maskModCase
	for _, p := range Presets() {
		cases = append(cases, newMaskModCase(parse(t, p.Rule), newDense(kinds[p.Name].rule, 64)))
	}
	runMaskMods(t, cases)
}

func TestPythonSourceMakesTheMaskOfAnyRule(t *testing.T) {
	var cases []maskModCase
	rapid.Check(t, func(t *rapid.T) {
		for range 4 {
			n := rapid.Int64Range(0, 16).Draw(t, "n")
			e := exprs(n).Draw(t, "rule")
			if len(e.text()) <= MaxRuleLength {
				cases = append(cases, newMaskModCase(parse(t, e.text()), newDense(e, n)))
			}
		}
	})
	runMaskMods(t, cases)
}

// Python has bounds of its own, on how deep parentheses are nested and how long
// an expression may be.
func TestPythonReadsTheSourceOfTheLargestRules(t *testing.T) {
	var lengths []int64
	text := "docs("
	for k := range int64(251) {
		lengths = append(lengths, 1+k%2)
		text += string(rune('1'+k%2)) + ","
	}
	lengths = append(lengths, 9)
	text += "9)"
	nested := func(start string) maskModCase {
		rule := strings.Repeat(start, 32) + "causal" + strings.Repeat(")", 32)
		return newMaskModCase(parse(t, rule), newDense(expr{name: "causal"}, 8))
	}
	cases := []maskModCase{
		newMaskModCase(parse(t, text), newDense(expr{name: "docs", numbers: lengths}, 40)),
		newMaskModCase(parse(t, strings.Repeat("!", 64)+"causal"), newDense(expr{name: "causal"}, 8)),
		newMaskModCase(parse(t, "full"+strings.Repeat("&full", 101)), newDense(expr{name: "full"}, 8)),
		nested("!("),
		nested("!(full&"),
	}
	for _, c := range cases {
		// Nothing in a rule becomes more than some 40 times as long.
		if len(c.Source) > 20_000 {
			t.Errorf("%.40s… is written in %d characters", c.Rule, len(c.Source))
		}
	}
	runMaskMods(t, cases)
}
