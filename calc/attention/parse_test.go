package attention

import (
	"errors"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

// fail returns the mistake in a text that must have one.
func fail(t interface {
	Helper()
	Fatalf(string, ...any)
}, text string,
) *SyntaxError {
	t.Helper()
	r, err := Parse(text)
	var mistake *SyntaxError
	if !errors.As(err, &mistake) {
		t.Fatalf("Parse(%.80q) = %v, %v", text, r, err)
	}
	if mistake.Column < 1 || mistake.Column > utf8.RuneCountInString(text)+1 || mistake.Message == "" || mistake.Expected == "" {
		t.Fatalf("Parse(%.80q) answers with half a mistake: %#v", text, mistake)
	}
	return mistake
}

func TestRulesAreWrittenInOneWay(t *testing.T) {
	for text, want := range map[string]string{
		"full":                                   "full",
		"causal&window(4096)":                    "causal & window(4096)",
		" \t\n causal\u00a0|\u3000sink ( 4 ) \r": "causal | sink(4)",
		"CAUSAL & Window(8) | gLoBaL(2)":         "causal & window(8) | global(2)",
		"docs( 24 ,16, 24 )":                     "docs(24,16,24)",
		"docs(7)":                                "docs(7)",
		"window(007)":                            "window(7)",
		"window(9007199254740991)":               "window(9007199254740991)",
		"sink(0)|prefix(0)|global(0)":            "sink(0) | prefix(0) | global(0)",
		"chunk(16)&dilated(4)":                   "chunk(16) & dilated(4)",
		// & binds tighter than |, and ! tighter than both.
		"full|causal&full":                    "full | causal & full",
		"full&causal|full":                    "full & causal | full",
		"(full|causal)&full":                  "(full | causal) & full",
		"full|(causal&full)":                  "full | causal & full",
		"!full&causal":                        "!full & causal",
		"(!full)&causal":                      "!full & causal",
		"!(full&causal)":                      "!(full & causal)",
		"!(full|causal)|full":                 "!(full | causal) | full",
		"!!full":                              "!!full",
		"! ( ! ( full ) )":                    "!!full",
		"((((full))))":                        "full",
		"full&(causal&(full&full))":           "full & causal & full & full",
		"(full|causal)|(full|full)":           "full | causal | full | full",
		"(full&(causal|full)&!(full))|causal": "full & (causal | full) & !full | causal",
	} {
		r := parse(t, text)
		if got := r.String(); got != want {
			t.Errorf("%q is written %q, want %q", text, got, want)
		}
		if got, want := r.Compact(), strings.ReplaceAll(want, " ", ""); got != want {
			t.Errorf("%q is written %q in a link, want %q", text, got, want)
		}
	}
}

// flat takes operands of the same connective into one list, as the written form
// does, and drops nothing.
func (e expr) flat() expr {
	var kids []expr
	for _, k := range e.kids {
		if k = k.flat(); k.name == e.name && e.name != "!" {
			kids = append(kids, k.kids...)
		} else {
			kids = append(kids, k)
		}
	}
	return expr{e.name, e.numbers, kids}
}

// plain writes a flat expr with only the parentheses that the grammar needs.
func (e expr) plain(space string) string {
	binds := map[string]int{"|": 1, "&": 2, "!": 3}
	parts := make([]string, len(e.kids))
	for i, k := range e.kids {
		parts[i] = k.plain(space)
		if b, connective := binds[k.name]; connective && b < binds[e.name] {
			parts[i] = "(" + parts[i] + ")"
		}
	}
	switch e.name {
	case "!":
		return "!" + parts[0]
	case "&", "|":
		return strings.Join(parts, space+e.name+space)
	}
	return e.text()
}

func TestWrittenRulesReadBackAsTheSameRule(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		e := exprs(50).Draw(t, "rule")
		text := e.text()
		if len(text) > MaxRuleLength {
			t.Skip("a longer rule than there may be")
		}
		r := parse(t, text)
		if got, want := r.String(), e.flat().plain(" "); got != want {
			t.Fatalf("%s is written %q, want %q", text, got, want)
		}
		if got, want := r.Compact(), e.flat().plain(""); got != want {
			t.Fatalf("%s is written %q in a link, want %q", text, got, want)
		}
		for _, written := range []string{r.String(), r.Compact(), disguised(t, r.Compact())} {
			if again := parse(t, written); !reflect.DeepEqual(again, r) {
				t.Fatalf("%q reads as %s, want %s", written, again, r)
			}
		}
	})
}

// disguised puts spaces between the signs and capitals into the words.
func disguised(t *rapid.T, text string) string {
	var b strings.Builder
	for _, c := range text {
		s := string(c)
		if rapid.Bool().Draw(t, "change") {
			if s = strings.ToUpper(s); strings.Contains("()&|!,", s) {
				s = rapid.SampledFrom([]string{" ", "\n\t", "\u2003"}).Draw(t, "space") + s + " "
			}
		}
		b.WriteString(s)
	}
	return b.String()
}

const knownRules = "full, causal, window(w), sink(n), prefix(n), global(n), chunk(c), docs(a,b,…), dilated(d)"

func TestMistakesAreNamedWithTheirColumn(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"", "column 1: the rule is empty; write one such as causal & window(8)"},
		{" \n ", "column 4: the rule is empty; write one such as causal & window(8)"},
		{"causal & windw(3)", "column 10: “windw” is not a known rule; did you mean “window”? Known: " + knownRules},
		{"causal & banana(2)", "column 10: “banana” is not a known rule. Known: " + knownRules},
		{"none", "column 1: “none” is not a known rule; did you mean “!full”? Known: " + knownRules},
		{"Strided(2)", "column 1: “Strided” is not a known rule; did you mean “dilated”? Known: " + knownRules},
		// The Kelvin sign is no K, whatever its small letter is.
		{"sin\u212a(3)", "column 1: “sin\u212a” is not a known rule. Known: " + knownRules},

		{"causal && full", "column 8: found “&&”, expected a single &; write & for and"},
		{"causal || full", "column 8: found “||”, expected a single |; write | for or"},
		{"causal and full", "column 8: found “and”, expected & or | before what follows; write & for and"},
		{"causal OR full", "column 8: found “OR”, expected & or | before what follows; write | for or"},
		{"not causal", "column 1: “not” is not a known rule; write ! for not"},
		{"~causal", "column 1: found “~”, expected a rule such as window(8); write ! for not"},
		{"causal - sink(3)", "column 8: found “-”, expected & or | before what follows; write & ! for without"},
		{"[causal]", "column 1: found “[”, expected a rule such as window(8); group with ( and )"},
		{"causal full", "column 8: found “full”, expected & or | before what follows"},
		{"causal; full", "column 7: found “;”, expected & or | before what follows"},
		{"causal &", "column 9: the rule ends here, where a rule such as window(8) is expected"},
		{"causal | & full", "column 10: found “&”, expected a rule such as window(8)"},
		{"!", "column 2: the rule ends here, where a rule such as window(8) is expected"},
		{"8", "column 1: found “8”, expected a rule such as window(8)"},

		{"(causal", "column 8: the rule ends here, and the “(” at column 1 is not closed"},
		{"full & (causal & (full)", "column 24: the rule ends here, and the “(” at column 8 is not closed"},
		{"(causal full)", "column 9: found “full”, expected & or |, or “)” for the “(” at column 1"},
		{"causal)", "column 7: this “)” closes no “(”"},
		{"()", "column 2: found “)”, expected a rule such as window(8)"},

		{"causal(3)", "column 7: causal takes no number: write just causal"},
		{"window", "column 7: window takes one number, as in window(8)"},
		{"window & causal", "column 8: window takes one number, as in window(8)"},
		{"window()", "column 8: window takes one number, as in window(8)"},
		{"sink(", "column 6: sink takes one number, as in sink(2)"},
		{"docs()", "column 6: docs takes one or more numbers, as in docs(24,16,24)"},
		{"docs(1,)", "column 8: docs takes one or more numbers, as in docs(24,16,24)"},
		{"window(3,4)", "column 9: window takes one number, as in window(8)"},
		{"window(1,000)", "column 9: window takes one number, as in window(8)"},
		{"window(3", "column 9: the rule ends here, where “)” after the number of window is expected"},
		{"window(3 4)", "column 10: found “4”, expected “)” after the number of window"},
		{"docs(3 4)", "column 8: found “4”, expected “,” or “)” after the number of docs"},
		{"window(*)", "column 8: found “*”, expected a whole number from 1 to 9007199254740991"},

		{"window(0)", "column 8: “0” is too small for window; it takes a whole number from 1 to 9007199254740991"},
		{"docs(4,0)", "column 8: “0” is too small for docs; it takes a whole number from 1 to 9007199254740991"},
		{"sink(-1)", "column 6: “-1” is not a number that sink can take; it takes a whole number from 0 to 9007199254740991"},
		{"chunk(−3)", "column 7: “−3” is not a number that chunk can take; it takes a whole number from 1 to 9007199254740991"},
		{"window(1.5)", "column 8: “1.5” is not a number that window can take; it takes a whole number from 1 to 9007199254740991"},
		{"window( 1e3 )", "column 9: “1e3” is not a number that window can take; it takes a whole number from 1 to 9007199254740991"},
		{"global(NaN)", "column 8: “NaN” is not a number that global can take; it takes a whole number from 0 to 9007199254740991"},
		{"window(٣)", "column 8: “٣” is not a number that window can take; it takes a whole number from 1 to 9007199254740991"},
		{"window(８)", "column 8: “８” is not a number that window can take; it takes a whole number from 1 to 9007199254740991"},
		{"window(9007199254740992)", "column 8: “9007199254740992” is too large for window; it takes a whole number from 1 to 9007199254740991"},
		{"window(9223372036854775809)", "column 8: “9223372036854775809” is too large for window; it takes a whole number from 1 to 9007199254740991"},
		// 2^64 + 1 must not pass for 1.
		{"window(18446744073709551617)", "column 8: “18446744073709551617” is too large for window; it takes a whole number from 1 to 9007199254740991"},

		// What does not show, or would turn the message around, is named.
		{"causal & \u202efull", "column 10: found “U+202E”, expected a rule such as window(8)"},
		{"causal\u200b", "column 7: found “U+200B”, expected & or | before what follows"},
		{"full\x00", "column 5: found “U+0000”, expected & or | before what follows"},
		{"é\xff", "column 1: “é” is not a known rule. Known: " + knownRules},
	} {
		if got := fail(t, c.text).Error(); got != c.want {
			t.Errorf("%q is answered\n%s\nwant\n%s", c.text, got, c.want)
		}
	}
}

func TestAMistakeSaysWhatWasFoundAndExpected(t *testing.T) {
	for _, c := range []struct {
		text                     string
		found, expected, nearest string
	}{
		{"causal & windw(3)", "windw", "the name of a rule", "window"},
		{"causal full", "full", "& or | before what follows", ""},
		{"causal &", "", "a rule such as window(8)", ""},
		{"causal)", ")", "& or | or the end", ""},
		{"(causal", "", "“)”", ""},
		{"window(0)", "0", "a whole number from 1 to 9007199254740991", ""},
		{"window(2,3)", ",", "one number for window", ""},
		{"full(2)", "(", "no number for full", ""},
		{"and", "and", "the name of a rule", ""},
	} {
		e := fail(t, c.text)
		if e.Found != c.found || e.Expected != c.expected || e.Nearest != c.nearest {
			t.Errorf("%q: found %q, expected %q, nearest %q", c.text, e.Found, e.Expected, e.Nearest)
		}
	}
}

func TestASlipOfTheKeyboardFindsTheName(t *testing.T) {
	names := atomNames
	rapid.Check(t, func(t *rapid.T) {
		name := rapid.SampledFrom(names).Draw(t, "name")
		at := rapid.IntRange(0, len(name)-1).Draw(t, "at")
		letter := rapid.StringMatching("[a-zA-Z]").Draw(t, "letter")
		slip := rapid.SampledFrom([]string{
			name[:at] + name[at+1:],
			name[:at] + letter + name[at:],
			name[:at] + letter + name[at+1:],
			name[:at] + name[at+1:min(at+2, len(name))] + name[at:at+1] + name[min(at+2, len(name)):],
		}).Draw(t, "slip")
		if slices.Contains(names, strings.ToLower(slip)) {
			t.Skip("no slip at all")
		}
		if e := fail(t, "causal & "+slip); e.Column != 10 || e.Nearest != name || !strings.Contains(e.Message, "“"+name+"”") {
			t.Fatalf("%q is answered %v", slip, e)
		}
	})
}

func TestNothingLikeANameIsTakenForOne(t *testing.T) {
	for _, word := range []string{"x", "fu", "xyzzy", "attention", "unfull", "anywindow", "windowing_of_tokens", "d", "ß", strings.Repeat("window", 80)} {
		if e := fail(t, word+"(3)"); e.Nearest != "" || strings.Contains(e.Message, "did you mean") {
			t.Errorf("%q is taken for %q", word, e.Nearest)
		}
	}
}

func TestTheBoundsOfARule(t *testing.T) {
	longest := "!!!full" + strings.Repeat("|full", 101)
	if len(longest) != 512 {
		t.Fatalf("%d characters", len(longest))
	}
	parse(t, longest)
	parse(t, strings.ReplaceAll(longest, "|", strings.Repeat(" \t\n\u3000", 250)+"|"))
	e := fail(t, "  "+longest[:507]+"|!full")
	if want := "column 515: a rule has at most 512 characters besides spaces; this one has 513"; e.Error() != want {
		t.Errorf("513 characters are answered %q", e)
	}

	deepest := strings.Repeat("!(", 32) + "full" + strings.Repeat(")", 32)
	parse(t, deepest)
	parse(t, deepest+"&"+deepest)
	if e := fail(t, "full & !("+deepest[1:]+")"); e.Column != 72 || e.Found != "(" || e.Message != "parentheses and ! may be nested 64 deep, and this is one more" {
		t.Errorf("nesting 65 deep is answered %v", e)
	}

	six := "dilated(1) | dilated(2) | dilated(3) | dilated(4) | dilated(5) | dilated(6) | dilated(7) | dilated(2)"
	parse(t, six)
	e = fail(t, six+" | dilated(8)")
	if e.Column != len(six)+12 || e.Found != "8" || e.Expected != "at most 6 different dilations" || e.Message != "a rule may have 6 different dilations above 1, and dilated(8) is one more" {
		t.Errorf("a seventh dilation is answered %#v", e)
	}
}

// Each of these would keep a parser that is not bounded busy for good, or run it
// out of stack, and none may be quoted at length.
func TestHostileRulesAreAnsweredShortly(t *testing.T) {
	const many = 100_000
	column := func(text string, want int) {
		t.Helper()
		if e := fail(t, text); e.Column != want || utf8.RuneCountInString(e.Error()) > 300 {
			t.Errorf("%.20q… is answered at column %d with %d characters: %.300s", text, e.Column, len(e.Error()), e)
		}
	}
	column(strings.Repeat("a", many), 513)
	column(strings.Repeat("causal&", many/7), 513)
	column(strings.Repeat("(", 10_000)+"full"+strings.Repeat(")", 10_000), 513)
	column(strings.Repeat("!", many), 513)
	column("window("+strings.Repeat("9", many)+")", 513)
	column("docs(1"+strings.Repeat(",1", many)+")", 513)
	column(strings.Repeat("\u202e", many), 513)
	column(strings.Repeat("\xff", many), 513)
	column(strings.Repeat(" ", many), many+1)
	column(strings.Repeat(" ", many)+"x", many+1)
	// Short enough to be read, and stopped at the first that is too deep.
	column(strings.Repeat("(", 500), 65)
	column(strings.Repeat("!", 500), 65)
	column(strings.Repeat("!(", 250), 65)
	column("window("+strings.Repeat("9", 500)+")", 8)
	column(strings.Repeat("w", 500), 1)
}

func TestAMistakeIsShortWhateverItQuotes(t *testing.T) {
	e := fail(t, strings.Repeat("w", 25))
	if want := "“" + strings.Repeat("w", 23) + "…” is not a known rule. Known: " + knownRules; e.Message != want {
		t.Errorf("a long word is answered %q", e.Message)
	}
	e = fail(t, strings.Repeat("w", 24))
	if want := "“" + strings.Repeat("w", 24) + "” is not a known rule. Known: " + knownRules; e.Message != want {
		t.Errorf("a word is answered %q", e.Message)
	}
}

func TestEveryNumberIsReadAsItIsWritten(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.OneOf(rapid.Int64Range(0, 1<<53+9), rapid.Int64Range(0, 20), rapid.Int64Range(0, 1<<62)).Draw(t, "n")
		text := "prefix(" + strings.Repeat("0", rapid.IntRange(0, 3).Draw(t, "zeros")) + strconv.FormatInt(n, 10) + ")"
		if n > 1<<53-1 {
			fail(t, text)
			return
		}
		if got, ok := parse(t, text).Number("prefix"); !ok || got != n {
			t.Fatalf("%s reads as %d", text, got)
		}
	})
}
