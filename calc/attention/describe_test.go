package attention

import (
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

// Each sentence was read against the table of the language: true of every query,
// the first ones included, and said of no other mask.
func TestSentencesSayWhatEachRuleSees(t *testing.T) {
	said := map[string]bool{}
	const twoDocs = " The documents are 24 and 16 tokens long; any more are as long as the last."
	for _, c := range []struct{ rule, want string }{
		// The named rules, and what they forbid.
		{"full", "Each token sees every token, before and after it."},
		{"!full", "No token sees anything."},
		{"causal", "Each token sees itself and every token before it."},
		{"!causal", "Each token sees every token after it."},
		{"window(1)", "Each token sees only itself."},
		{"window(2)", "Each token sees itself and the token on either side."},
		{"window(4097)", "Each token sees itself and up to 4,096 tokens on either side."},
		{"!window(1)", "Each token sees every token but itself."},
		{"!window(8)", "Each token sees every token 8 places or more away, on either side."},
		{"sink(0)", "No token sees anything."},
		{"sink(1)", "Each token sees the first token."},
		{"prefix(12)", "Each token sees the first 12 tokens."},
		{"!sink(1)", "Each token sees every token but the first."},
		{"!sink(4)", "Each token sees every token but the first 4."},
		{"!prefix(12)", "Each token sees every token but the first 12."},
		{"global(1)", "Each token sees the first token, which in turn sees every token."},
		{"global(2)", "Each token sees the first 2 tokens, which in turn see every token."},
		{"!global(1)", "Each token sees every token but the first, which sees nothing."},
		{"!global(2)", "Each token sees every token but the first 2, which see nothing."},
		{"chunk(1)", "Each token sees only itself."},
		{"chunk(16)", "Each token sees its own chunk of 16 tokens."},
		{"!chunk(16)", "Each token sees every token outside its own chunk of 16 tokens."},
		{"docs(24,16)", "Each token sees its own document." + twoDocs},
		{"docs(9,9)", "Each token sees its own document. Each document is 9 tokens long."},
		{"docs(1,2,3,4,5,6,7,8,9)", "Each token sees its own document. The documents are 1, 2, 3, 4, 5, 6, 7, 8, … tokens long."},
		{"!docs(24,16)", "Each token sees every token of the other documents." + twoDocs},
		{"dilated(1)", "Each token sees every token, before and after it."},
		{"dilated(2)", "Each token sees itself and every second token before and after it."},
		{"dilated(3)", "Each token sees itself and every third token before and after it."},
		{"dilated(21)", "Each token sees itself and every 21st token before and after it."},
		{"!dilated(4)", "Each token sees every token whose distance is not a multiple of 4."},

		// Up to the token itself.
		{"causal & window(1)", "Each token sees only itself."},
		{"causal & window(8)", "Each token sees the last 8 tokens, itself included."},
		{"causal & !window(1)", "Each token sees every token before it."},
		{"causal & !window(8)", "Each token sees every token 8 places or more before it."},
		{"causal & sink(1)", "Each token sees the first token."},
		{"causal & sink(4)", "Each token sees the first 4 tokens, but nothing after itself."},
		{"causal & global(4)", "Each token sees the first 4 tokens, but nothing after itself."},
		{"causal & !sink(4)", "Each token sees every token after the first 4, up to itself."},
		{"causal & chunk(16)", "Each token sees its own chunk of 16 tokens, up to itself."},
		{"causal & !chunk(16)", "Each token sees every token before its own chunk of 16 tokens."},
		{"causal & !docs(24,16)", "Each token sees every token before its own document." + twoDocs},
		{"causal & dilated(4)", "Each token sees itself and every 4th token before it."},
		{"causal & !dilated(4)", "Each token sees every token before it whose distance is not a multiple of 4."},

		// Beyond it.
		{"causal | window(8)", "Each token sees itself, every token before it, and up to 7 tokens after it."},
		{"causal | window(2)", "Each token sees itself, every token before it, and the token after it."},
		{"causal | window(1)", "Each token sees itself and every token before it."},
		{"causal | sink(1)", "Each token sees itself and every token before it."},
		{"causal | prefix(12)", "Each token sees itself, every token before it, and the first 12 tokens, even where they come after it."},
		{"causal | global(2)", "Each token sees itself, every token before it, and the first 2 tokens, which in turn see every token."},
		{"causal | chunk(16)", "Each token sees itself, every token before it, and the rest of its own chunk of 16 tokens."},
		{"causal | docs(24,16)", "Each token sees itself, every token before it, and the rest of its own document." + twoDocs},
		{"causal | dilated(8)", "Each token sees itself, every token before it, and every 8th token after it."},
		{"causal | !window(1)", "Each token sees every token, before and after it."},
		{"causal | !window(8)", "Each token sees itself, every token before it, and every token 8 places or more after it."},
		{"causal | !sink(4)", "Each token sees itself, every token before it, and every token but the first 4."},
		// Not “which see nothing”: they see the past.
		{"causal | !global(3)", "Each token sees itself, every token before it, and every token after the first 3 tokens, if it is not among them itself."},
		{"causal | !chunk(8)", "Each token sees itself, every token before it, and every token after its own chunk of 8 tokens."},
		{"causal | !dilated(8)", "Each token sees itself, every token before it, and every token after it whose distance is not a multiple of 8."},
		{"causal | window(4) & sink(2)", "Each token sees itself, every token before it, and those of the tokens less than 4 places away that are among the first 2."},

		// One or another.
		{"causal & (sink(1) | window(8))", "Each token sees the last 8 tokens, itself included, and the first token."},
		{"causal & (window(8) | sink(2) | dilated(16))", "Each token sees the last 8 tokens, itself included, the first 2 tokens, and every 16th token before it, but nothing after itself."},
		{"causal & (chunk(8) | global(2))", "Each token sees its own chunk of 8 tokens, up to itself, and the first 2 tokens, but nothing after itself."},
		{"causal & (dilated(4) | dilated(6))", "Each token sees itself and every 4th token before it, and every 6th token before it."},
		{"causal & (window(8) | !sink(4))", "Each token sees the last 8 tokens, itself included, and every token after the first 4, up to itself."},
		// “But nothing after itself” may be said of the sinks alone.
		{"chunk(8) | causal & sink(2)", "Each token sees its own chunk of 8 tokens, and those of the first 2 tokens that do not come after it."},
		{"window(4) | causal & (sink(2) | chunk(8))", "Each token sees itself and up to 3 tokens on either side, the tokens of its own chunk of 8 tokens that do not come after it, and those of the first 2 tokens that do not come after it."},
		{"causal & window(8) | prefix(3)", "Each token sees the last 8 tokens, itself included, and the first 3 tokens."},
		{"causal | sink(2) | window(3)", "Each token sees itself and every token before it, up to 2 tokens on either side, and the first 2 tokens."},
		{"!causal | window(4)", "Each token sees itself and up to 3 tokens on either side, and every token after it."},
		{"window(1) | sink(2)", "Each token sees itself and the first 2 tokens."},
		{"global(2) | docs(24,16)", "Each token sees its own document, and the first 2 tokens, which in turn see every token." + twoDocs},
		{"!global(1) | window(2)", "Each token sees itself and the token on either side, and every token after the first token, if it is not that itself."},

		// All at once.
		{"causal & window(64) & dilated(4)", "Each token sees every 4th of the last 64 tokens, itself included, counted from itself."},
		{"docs(24,16) & dilated(4)", "Each token sees every 4th token of its own document, counted from itself." + twoDocs},
		{"causal & window(64) & !sink(4)", "Each token sees those of the last 64 tokens, itself included, that are not among the first 4."},
		{"!causal & chunk(8)", "Each token sees the tokens of its own chunk of 8 tokens that come after it."},
		{"!causal & !sink(1)", "Each token sees every token after it."},
		{"!causal & !sink(2) & !window(3)", "Each token sees the tokens that come after it and that are not among the first 2 and that are 3 places or more away."},
		{"window(1) & sink(3)", "Each token sees itself, if it is among the first 3 tokens."},
		{"window(1) & prefix(3)", "Each token sees itself, if it is among the first 3 tokens."},
		{"window(1) & !sink(1)", "Each token sees itself, if it is not the first token."},
		{"sink(1) & dilated(7)", "Each token sees the tokens that are the first token and that are a multiple of 7 places away."},
		{"causal & (sink(2) | chunk(4) & dilated(2))", "Each token sees the first 2 tokens, and every second token of its own chunk of 4 tokens, up to itself, counted from itself, but nothing after itself."},
		{"global(2) & dilated(3)", "Each token sees the tokens that are among the first 2 (or any, if it is itself among them) and that are a multiple of 3 places away."},
		{"!global(2) & window(3)", "Each token sees those of the tokens less than 3 places away that come, like itself, after the first 2 tokens."},
		{"window(9) & (sink(2) | chunk(4) & dilated(3))", "Each token sees those of the tokens less than 9 places away that either are among the first 2 or at once lie in its own chunk of 4 tokens and are a multiple of 3 places away."},

		// What the rest of a rule makes needless is left out.
		{"window(3) & window(8) | sink(2) & full", "Each token sees itself and up to 2 tokens on either side, and the first 2 tokens."},
		{"chunk(4) & chunk(8)", "Each token sees its own chunk of 4 tokens."},
		{"chunk(4) | chunk(8)", "Each token sees its own chunk of 8 tokens."},
		{"chunk(4) & chunk(6)", "Each token sees the tokens of its own chunk of 4 tokens that lie in its own chunk of 6 tokens."},
		{"dilated(2) & dilated(6)", "Each token sees itself and every 6th token before and after it."},
		{"dilated(2) | dilated(6)", "Each token sees itself and every second token before and after it."},
		{"docs(9,3) & window(9)", "Each token sees its own document. The documents are 9 and 3 tokens long; any more are as long as the last."},
		{"docs(9,3) & window(8)", "Each token sees those of the tokens less than 8 places away that lie in its own document. The documents are 9 and 3 tokens long; any more are as long as the last."},
		{"causal & (!causal | window(3))", "Each token sees the last 3 tokens, itself included."},
		{"causal & !causal", "No token sees anything."},
		{"!(causal & window(8))", "Each token sees every token after it, and every token 8 places or more away, on either side."},
		{"causal & (sink(3) & causal & global(7) | prefix(1))", "Each token sees the first 3 tokens, but nothing after itself."},

		// Past what a sentence carries.
		{"docs(8,4) & docs(3,5)", "Each token sees exactly the tokens that the rule “docs(8,4) & docs(3,5)” allows."},
		{"causal & (sink(2) | chunk(4) & (dilated(2) | window(3)))", "Each token sees exactly the tokens that the rule “causal & (sink(2) | chunk(4) & (dilated(2) | window(3)))” allows."},
	} {
		if got := parse(t, c.rule).Describe(); got != c.want {
			t.Errorf("%s\n is said: %s\n not:     %s", c.rule, got, c.want)
		}
		name, _, _ := strings.Cut(c.rule, "(")
		said[name] = true
	}
	if got := (Rule{}).Describe(); got != "No token sees anything." {
		t.Errorf("the zero rule is said: %s", got)
	}
	for _, a := range atoms {
		if a.name != "" && (!said[a.name] || !said["!"+a.name]) {
			t.Errorf("no sentence tells what %s sees by itself, or none what !%s does", a.name, a.name)
		}
	}
}

func TestOrdinalsAreEnglish(t *testing.T) {
	for n, want := range map[int64]string{2: "second", 3: "third", 4: "4th", 11: "11th", 12: "12th", 13: "13th", 20: "20th", 21: "21st", 22: "22nd", 23: "23rd", 101: "101st", 111: "111th", 112: "112th", 1_002: "1,002nd"} {
		if got := ordinal(n); got != want {
			t.Errorf("%d is said %q, want %q", n, got, want)
		}
	}
}

// side is how many tokens the masks below have: past all of their numbers.
const side = 40

// A bitmap is a mask of side tokens.
type bitmap [side * side / 64]uint64

func bitmapOf(e expr) bitmap {
	var m bitmap
	for k := range int64(side * side) {
		if e.sees(k/side, k%side) {
			m[k/64] |= 1 << (k % 64)
		}
	}
	return m
}

func (a bitmap) and(b bitmap) bitmap {
	for k := range a {
		a[k] &= b[k]
	}
	return a
}

func (a bitmap) or(b bitmap) bitmap {
	for k := range a {
		a[k] |= b[k]
	}
	return a
}

// said remembers the first rule of each sentence, and its mask.
type said map[string]struct {
	rule string
	mask bitmap
}

// add says a rule, and fails if the same was said of another mask: then it is
// false of one of them.
func (s said) add(t interface {
	Helper()
	Fatalf(string, ...any)
	Errorf(string, ...any)
}, rule string, mask bitmap,
) {
	t.Helper()
	sentence := parse(t, rule).Describe()
	first, known := s[sentence]
	if !known {
		s[sentence] = struct {
			rule string
			mask bitmap
		}{rule, mask}
	} else if first.mask != mask {
		t.Errorf("%s and %s are both said: %s", first.rule, rule, sentence)
	}
}

// This goes through all rules of up to three named ones, each of them forbidden
// or not.
func TestNoSentenceIsSaidOfTwoMasks(t *testing.T) {
	type named struct {
		text string
		mask bitmap
	}
	var all []named
	for _, e := range []expr{
		{name: "causal"},
		{name: "window", numbers: []int64{1}},
		{name: "window", numbers: []int64{3}},
		{name: "window", numbers: []int64{9}},
		{name: "sink", numbers: []int64{1}},
		{name: "prefix", numbers: []int64{4}},
		{name: "global", numbers: []int64{1}},
		{name: "global", numbers: []int64{4}},
		{name: "chunk", numbers: []int64{4}},
		{name: "chunk", numbers: []int64{12}},
		{name: "docs", numbers: []int64{6, 9}},
		{name: "dilated", numbers: []int64{2}},
		{name: "dilated", numbers: []int64{3}},
		{name: "dilated", numbers: []int64{6}},
	} {
		no := expr{"!", nil, []expr{e}}
		all = append(all, named{e.text(), bitmapOf(e)}, named{no.text(), bitmapOf(no)})
	}
	s := said{}
	for _, a := range all {
		s.add(t, a.text, a.mask)
		for _, b := range all {
			s.add(t, a.text+"&"+b.text, a.mask.and(b.mask))
			s.add(t, a.text+"|"+b.text, a.mask.or(b.mask))
			for _, c := range all {
				s.add(t, a.text+"&"+b.text+"&"+c.text, a.mask.and(b.mask).and(c.mask))
				s.add(t, a.text+"|"+b.text+"|"+c.text, a.mask.or(b.mask).or(c.mask))
				s.add(t, a.text+"&("+b.text+"|"+c.text+")", a.mask.and(b.mask.or(c.mask)))
				s.add(t, a.text+"|"+b.text+"&"+c.text, a.mask.or(b.mask.and(c.mask)))
			}
		}
	}
}

func TestNoSentenceIsSaidOfTwoRandomMasks(t *testing.T) {
	s := said{}
	rapid.Check(t, func(t *rapid.T) {
		e := exprs(side/2).Draw(t, "rule")
		if len(e.text()) > MaxRuleLength {
			t.Skip("a longer rule than there may be")
		}
		s.add(t, e.text(), bitmapOf(e))
	})
}

func TestWhatIsSaidOfARuleIsOfTheSameMask(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		_, r, d := drawMask(t, 1, 30)
		once := simplified(r.tree(), false)
		twice := simplified(once, false)
		for i := range d.n {
			for j := range d.n {
				if once.sees(i, j) != d.at(i, j) || twice.sees(i, j) != d.at(i, j) {
					t.Fatalf("simplified to %s and %s, which are others at query %d, key %d", Rule{once}, Rule{twice}, i, j)
				}
			}
		}
	})
}

func TestEveryRuleHasAShortSentence(t *testing.T) {
	check := func(t interface {
		Helper()
		Errorf(string, ...any)
	}, r Rule,
	) {
		t.Helper()
		s := r.Describe()
		if length := utf8.RuneCountInString(s); length > 400 || !utf8.ValidString(s) || !strings.HasSuffix(s, ".") || strings.Contains(s, "  ") {
			t.Errorf("%s is said in %d characters: %s", r, length, s)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		_, r, _ := drawMask(t, 0, 3)
		check(t, r)
	})
	// Nested as deep and with as much in each level as there is room for, which a
	// simplification that goes over everything again in each level does not end.
	deep, ends := "", ""
	for k := range 23 {
		deep += "sink(" + string(rune('2'+k%7)) + ")&(chunk(" + string(rune('2'+k%5)) + ")|("
		ends += "))"
	}
	check(t, parse(t, deep+"full"+ends))
	check(t, parse(t, strings.Repeat("!(", 31)+"docs(1"+strings.Repeat(",12", 130)+")"+strings.Repeat(")", 31)))
	// Eight things, none of which another one makes needless.
	check(t, parse(t, "chunk(11)&sink(29)|chunk(13)&sink(28)|chunk(17)&sink(27)|chunk(19)&sink(26)|chunk(23)&sink(25)|chunk(29)&sink(24)|chunk(31)&sink(23)|chunk(37)&sink(22)"))
	want := "Each token sees what a long rule allows, which begins with “window(2)"
	long := parse(t, "window(2)"+strings.Repeat("&(sink(3)|dilated(2)&causal)", 10)+"|docs(4,3)|docs(5)"+strings.Repeat("|chunk(77)", 10))
	if got := long.Describe(); !strings.HasPrefix(got, want) || !strings.HasSuffix(got, "…”.") {
		t.Errorf("a long rule is said: %s", got)
	}
}
