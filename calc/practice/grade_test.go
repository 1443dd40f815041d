package practice

import (
	"math"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"attnexperts/calc/quantity"
	"attnexperts/calc/scenario"
)

// nonsense is what nobody can mean by a number, of any unit.
var nonsense = []string{
	"", " ", "\t", "forty", "-5", "−3 GiB", "10^400", "1e400", "1e", "12 parsecs", "NaN", "Inf", "0x1F", "1,2,3", "5 5 GiB GiB", "GiB", "%", "1..2",
	"1e9999999", "٣", "<b>5</b>", strings.Repeat("9", 1000), "\x00", "\xff\xfe", "5; drop table", "1/0", "--3", "∞",
}

// Whatever is typed that is no number is answered with what was given and what
// would be understood; it is not wrong, and gives nothing away.
func TestWhatIsNoNumberIsNotWrong(t *testing.T) {
	asked := 0
	for _, k := range Kinds() {
		for seed := range uint64(60) {
			e := Make(k.Key, seed, 1+int(seed%MaxLevel))
			for i, q := range e.Questions {
				if q.Kind != Number {
					continue
				}
				asked++
				typed := nonsense
				if q.Unit != quantity.Bytes {
					typed = append(typed, "40 GiB", "3 B/s")
				}
				for _, answer := range typed {
					v := Grade(e, i, answer)
					if v.Outcome != Unusable || v.Hint != "" || !strings.HasSuffix(v.Text, ".") || !utf8.ValidString(v.Text) || len(v.Text) > 300 {
						t.Fatalf("%s: %s: %q is %v", name(e), q.Key, answer, v)
					}
				}
			}
		}
	}
	if asked < 400 {
		t.Errorf("only %d questions were asked", asked)
	}
}

func TestWhatIsNoChoiceIsNotWrong(t *testing.T) {
	seen := map[QuestionKind]bool{}
	for _, k := range Kinds() {
		for seed := range uint64(60) {
			e := Make(k.Key, seed, 1+int(seed%MaxLevel))
			for i, q := range e.Questions {
				if q.Kind == Number {
					continue
				}
				seen[q.Kind] = true
				for _, answer := range []string{"", "-1", "99", "GQA", "1e3", "0,", ",", "0,1,0,1,0,1,0,1,0", "\xff", "causal &", "windw(3)", "window(0)", "window(99999999999999999999)", strings.Repeat("!", 500)} {
					v := Grade(e, i, answer)
					if v.Outcome != Unusable || v.Hint != "" || v.Text == "" || !utf8.ValidString(v.Text) || len(v.Text) > 600 {
						t.Fatalf("%s: %s: %q is %v", name(e), q.Key, answer, v)
					}
				}
			}
			if v := Grade(e, len(e.Questions), "0"); v.Outcome != Unusable {
				t.Fatalf("a question that is not there is %v", v)
			}
			if v := Grade(e, -1, "0"); v.Outcome != Unusable {
				t.Fatalf("a question that is not there is %v", v)
			}
		}
	}
	if len(seen) != 4 {
		t.Errorf("only %v were asked", seen)
	}
}

// One number in many units, and what is said to wrong ones.
func TestNumbersCountInAnyUnit(t *testing.T) {
	e := Exercise{Kind: "kv-cache", Questions: []Question{{
		Kind: Number, Unit: quantity.Bytes, Tolerance: 0.02, value: 40 << 30,
		mistakes: append([]mistake{{80 << 30, "You counted everything twice."}}, unitMistakes(40<<30)...),
	}}}
	for answer, want := range map[string]Outcome{
		"40 GiB": Right, "40GiB": Right, "42.9 GB": Right, "4.29e10": Right, "42,949,672,960": Right, "42949672960 bytes": Right, "0.039 TiB": Right, "43 gb": Right, "40,960 MiB": Right,
		"39 GiB": Wrong, "41 GiB": Wrong, "40 GB": Wrong, "42.9 GiB": Wrong, "80 GiB": Wrong, "0 GiB": Wrong, "5e9": Wrong, "1e18": Wrong,
		"40": Unusable, "0": Unusable, "42.9": Unusable, "40 tokens": Unusable, "40 G i B": Unusable,
	} {
		if v := Grade(e, 0, answer); v.Outcome != want {
			t.Errorf("%q is %v, want %v", answer, v, want)
		}
	}
	for answer, hint := range map[string]string{
		"80 GiB": "counted everything twice", "40 GB": "with GB typed after it", "42.95 GiB": "with GiB typed after it",
		"20 GiB": "twice that", "320 GiB": "8 times too much", "41,943 GiB": "", "40 MiB": "1,024 times that", "43 TB": "a thousand times too much",
	} {
		v := Grade(e, 0, answer)
		if v.Outcome != Wrong || !strings.Contains(v.Hint, hint) || hint != "" && v.Hint == "" {
			t.Errorf("%q is %v, want %q", answer, v, hint)
		}
	}
	if v := Grade(e, 0, "40"); !strings.Contains(v.Text, "40 KiB") {
		t.Errorf("a number without a unit is %v", v)
	}
}

// A share that is typed without its sign is not a number some hundred times too
// large.
func TestSharesWithoutASignAreNotWrong(t *testing.T) {
	e := Exercise{Kind: "windows", Questions: []Question{{Kind: Number, Unit: quantity.Share, Tolerance: 0.02, value: 0.282}}}
	for answer, want := range map[string]Outcome{"28": Unusable, "28.2": Unusable, "2820": Unusable, "28 %": Right, "28.2%": Right, "0.28": Right, "28 per cent": Right, "1": Wrong, "29 %": Wrong, "280 %": Wrong} {
		if v := Grade(e, 0, answer); v.Outcome != want || strings.Contains(v.Text, "e+") {
			t.Errorf("%q is %v, want %v", answer, v, want)
		}
	}
	if v := Grade(e, 0, "28"); !strings.HasSuffix(v.Text, "Write 28 % or 0.28.") {
		t.Errorf("28 is answered %q", v.Text)
	}
	if v := Grade(e, 0, "2820 %"); v.Text != "Not 2,820 %." {
		t.Errorf("2820 %% is answered %q", v.Text)
	}
}

// A wrong unit is named also where it matters least: a KiB is 2.4 % more than a
// kB. An answer that is nearer to the right one is not taken for it.
func TestAWrongUnitIsNamedAtEverySize(t *testing.T) {
	for _, right := range []struct{ value, kib, kb string }{{"504", "504 kB", "516.1 KiB"}, {"4", "4 kB", "4.096 KiB"}} {
		value, _ := quantity.Parse(right.value+" KiB", quantity.Bytes)
		m := newMaker("kv-cache", 1, 1)
		m.number(Question{Unit: quantity.Bytes, Tolerance: 0.02, value: value})
		m.e.Kind = "kv-cache"
		if v := Grade(m.e, 0, right.kib); v.Outcome != Wrong || !strings.Contains(v.Hint, "KiB, with kB typed after it") {
			t.Errorf("%s is %v", right.kib, v)
		}
		if v := Grade(m.e, 0, right.kb); v.Outcome != Wrong || !strings.Contains(v.Hint, "kB, with KiB typed after it") {
			t.Errorf("%s is %v", right.kb, v)
		}
		if v := Grade(m.e, 0, exact(value*0.96)); v.Outcome != Wrong || v.Hint != "" {
			t.Errorf("4 %% less is %v", v)
		}
		if v := Grade(m.e, 0, exact(value*1.019)); v.Outcome != Right {
			t.Errorf("1.9 %% more is %v", v)
		}
	}
	for _, k := range []string{"kv-cache", "spec", "windows", "total-active"} {
		for seed := range uint64(200) {
			e := Make(k, seed, 1+int(seed%MaxLevel))
			for i, q := range e.Questions {
				if q.Kind != Number || q.Unit != quantity.Bytes || q.value < 1024 {
					continue
				}
				typed, _, _ := strings.Cut(strings.Replace(q.Right(), "iB", "B", 1), " (")
				if v := Grade(e, i, typed); v.Outcome != Wrong || v.Hint == "" {
					t.Fatalf("%s: %s is %s; %q is %v", name(e), q.Key, q.Right(), typed, v)
				}
			}
		}
	}
}

// The questions and their right answers name no device with a size that
// contradicts what is given.
func TestDevicesHaveOneSize(t *testing.T) {
	for seed := range uint64(300) {
		for _, q := range Make("kv-cache", seed, 2+int(seed%2)).Questions {
			if q.Key == "fit" && (!strings.Contains(q.Ask, " GiB (") || strings.Contains(q.Ask, " GB")) {
				t.Fatalf("the question is %q", q.Ask)
			}
		}
	}
}

// Hints and the values that they belong to are as many.
func TestKnownMistakesHaveAHintEach(t *testing.T) {
	for _, k := range Kinds() {
		for seed := range uint64(600) {
			e := Make(k.Key, seed, 1+int(seed%MaxLevel))
			for _, q := range e.Questions {
				for _, x := range q.mistakes {
					if x.hint == "" {
						t.Fatalf("%s: %s: the mistake %v has no hint", name(e), q.Key, x.value)
					}
				}
			}
		}
	}
	defer func() {
		if recover() == nil {
			t.Error("hints without a value, or a value without a hint, are taken")
		}
	}()
	known("One hint.", 1, 2)
}

func TestRulesCountByWhatTheySee(t *testing.T) {
	e := Exercise{Questions: []Question{{Kind: Rule, rule: "causal & (window(3) | sink(1))", Tokens: 12}}}
	for answer, want := range map[string]Outcome{
		"causal & (window(3) | sink(1))": Right, "(SINK(1)|window( 3 ))&causal": Right, "causal & window(3) | causal & prefix(1)": Right,
		"!(!causal | !window(3) & !sink(1))": Right, "causal & (window(3) | sink(1)) | prefix(1)": Right,
		"causal & window(3)": Wrong, "window(3) | sink(1)": Wrong, "full": Wrong, "causal & (window(4) | sink(1))": Wrong,
		"causal and window(3)": Unusable, "": Unusable, "(": Unusable,
	} {
		if v := Grade(e, 0, answer); v.Outcome != want {
			t.Errorf("%q is %v, want %v", answer, v, want)
		}
	}
	if v := Grade(e, 0, "causal & window(3)"); v.Hint != "The picture has the pair of query 3 and key 0, your rule does not." {
		t.Errorf("the hint is %q", v.Hint)
	}
	if v := Grade(e, 0, "full"); v.Hint != "Your rule has the pair of query 0 and key 1, the picture does not." {
		t.Errorf("the hint is %q", v.Hint)
	}
}

func FuzzGrade(f *testing.F) {
	f.Add(0, uint64(1), 1, 0, "40 GiB")
	f.Add(2, uint64(7), 3, 0, "causal & (window(6) | sink(2))")
	f.Add(3, uint64(9), 2, 0, "0,1,1,2,0")
	f.Fuzz(func(t *testing.T, kind int, seed uint64, level, question int, answer string) {
		kinds := Kinds()
		e := Make(kinds[uint(kind)%uint(len(kinds))].Key, seed, level)
		v := Grade(e, question, answer)
		if v.Text == "" || !utf8.ValidString(v.Text) || len(v.Text) > 2000 || v.Outcome == Unusable && (v.Hint != "" || v.Rows != nil) {
			t.Fatalf("%q is %+v", answer, v)
		}
		if again := Grade(e, question, answer); again.Outcome != v.Outcome || again.Text != v.Text {
			t.Fatalf("%q is %+v, then %+v", answer, v, again)
		}
	})
}

// Who leaves the word billion out is told so, and has not used a try.
func TestANumberOfParametersWantsItsWord(t *testing.T) {
	asked := 0
	for seed := range uint64(60) {
		e := Make("total-active", seed, 1+int(seed%MaxLevel))
		for i, q := range e.Questions {
			if q.Kind != Number || q.Unit != quantity.Parameters || q.value < 1e9 {
				continue
			}
			asked++
			billions := strconv.FormatFloat(q.value/1e9, 'f', 3, 64)
			if v := Grade(e, i, billions); v.Outcome != Unusable || !strings.Contains(v.Text, "million or billion") {
				t.Fatalf("%s: %q is %v", name(e), billions, v)
			}
			if v := Grade(e, i, billions+" billion"); v.Outcome != Right {
				t.Fatalf("%s: %q billion is %v", name(e), billions, v)
			}
		}
	}
	if asked < 50 {
		t.Errorf("only %d questions were asked", asked)
	}
}

// Nobody is told to round down what is whole.
func TestRoundingIsSpokenOfWhereThereIsSomeToDo(t *testing.T) {
	told := map[bool]int{}
	for seed := range uint64(400) {
		e := Make("load", seed, 1+int(seed%MaxLevel))
		for i, q := range e.Questions {
			if q.Key != "capacity" {
				continue
			}
			_, fragment, _ := strings.Cut(q.Link, "#")
			batch, _ := scenario.RoutingTable.Parse(fragment)
			room := batch.Capacity * float64(batch.Tokens*batch.K) / float64(batch.Experts)
			v := Grade(e, i, strconv.FormatFloat(q.value+1, 'f', -1, 64))
			says, whole := strings.Contains(v.Hint, "Round down"), math.Abs(room-math.Round(room)) < 1e-9
			if says && whole {
				t.Fatalf("%s: %g is to be rounded down", name(e), room)
			}
			told[says]++
		}
	}
	if told[true] == 0 || told[false] == 0 {
		t.Errorf("rounding is spoken of %d times, and %d times not", told[true], told[false])
	}
}
