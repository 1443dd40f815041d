package practice

import (
	"math"
	"strconv"
	"strings"
	"testing"

	"attnexperts/calc/quantity"
	"attnexperts/calc/scenario"
	"attnexperts/calc/scenario/scenariotest"
)

// seeds is how many exercises of each kind are solved, spread over the levels.
const seeds = 10_000

// Every kind is solved for 10,000 seeds by another route, from what a reader is
// given.
func TestEveryExerciseIsSolvedByAnotherRoute(t *testing.T) {
	for _, k := range Kinds() {
		t.Run(k.Key, func(t *testing.T) {
			t.Parallel()
			if solvers[k.Key] == nil {
				t.Fatalf("%s has no solver: name one in solvers", k.Key)
			}
			distinct := map[string]bool{}
			keys := map[string]int{}
			for seed := range uint64(seeds) {
				e := Make(k.Key, seed, 1+int(seed%MaxLevel))
				g := read(t, e)
				checkExercise(t, e)
				for i, q := range e.Questions {
					keys[q.Key]++
					answer := solvers[k.Key](g, q)
					if v := Grade(e, i, answer); v.Outcome != Right {
						t.Fatalf("%s: %s: %q: another route finds %q, but right is %q (%s)\n%s\n%v", name(e), q.Key, q.Ask, answer, q.Right(), v.Text, g.text, e.Text)
					}
					checkQuestion(t, e, i)
				}
				distinct[fingerprint(e)] = true
			}
			if len(distinct) < 300 {
				t.Errorf("there are only %d different exercises", len(distinct))
			}
			t.Logf("%d different exercises of %v", len(distinct), keys)
		})
	}
}

// fingerprint is all that a reader sees.
func fingerprint(e Exercise) string {
	var b strings.Builder
	for _, block := range e.Text {
		b.WriteString(block.Text + strings.Join(block.Lines, "\n"))
		for _, row := range block.Rows {
			b.WriteString(strings.Join(row, " "))
		}
	}
	for _, q := range e.Questions {
		b.WriteString(q.Ask + strings.Join(q.Rows, " "))
	}
	return b.String()
}

// unfinished is what a text must not have.
var unfinished = []string{
	"NaN", "%!", "Inf", "<nil>", "TODO", "{}", "  ", "−−", ", .", "()", "..", "[]", " 1 bytes", " 1 layers", " 1 experts", " 1 KV heads", " 1 devices", " 1 conversations", "e+",
}

// checkText looks for what no text may have.
func checkText(t *testing.T, e Exercise, texts ...string) {
	for _, text := range texts {
		for _, bad := range unfinished {
			if strings.Contains(text, bad) {
				t.Fatalf("%s: %q is in %q", name(e), bad, text)
			}
		}
		if strings.Count(text, "`")%2 != 0 {
			t.Fatalf("%s: a backquote is left open in %q", name(e), text)
		}
	}
}

func checkExercise(t *testing.T, e Exercise) {
	if e.Title == "" || len(e.Text) == 0 || len(e.Questions) == 0 || len(e.Questions) > 4 {
		t.Fatalf("%s: title %q, %d blocks, %d questions", name(e), e.Title, len(e.Text), len(e.Questions))
	}
	checkText(t, e, e.Title)
	for _, b := range e.Text {
		checkText(t, e, b.Text)
		if b.Kind == Picture {
			checkLink(t, e, b.Link)
		}
		for _, row := range b.Rows {
			if len(row) != len(b.Header) {
				t.Fatalf("%s: a row of %q under %q", name(e), row, b.Header)
			}
			checkText(t, e, row...)
		}
	}
}

// checkLink opens a link: nothing in it may be refused, and it is the one link
// of what it opens.
func checkLink(t *testing.T, e Exercise, link string) {
	l, ok := scenariotest.Open(link)
	if !ok || l.Canonical != link || len(l.Notices) > 0 || len(link) > scenario.MaxLink {
		t.Fatalf("%s: %s opens as %s, %v", name(e), link, l.Canonical, l.Notices)
	}
}

// checkQuestion checks that the right answer is the only one, and that what
// leads astray is told from it.
func checkQuestion(t *testing.T, e Exercise, i int) {
	q := e.Questions[i]
	checkText(t, e, q.Ask, q.Tip)
	checkText(t, e, q.Options...)
	checkText(t, e, q.Rows...)
	checkLink(t, e, q.Link)
	if q.Tip == "" || len(q.Steps) == 0 || q.Key == "" {
		t.Fatalf("%s: %s has no tip or no steps", name(e), q.Key)
	}
	for _, s := range q.Steps {
		checkText(t, e, s.Text, s.Sum)
	}
	for _, x := range q.mistakes {
		checkText(t, e, x.hint)
	}
	switch q.Kind {
	case Number:
		checkNumber(t, e, i)
	case Choice, Line:
		seen := map[string]bool{}
		for at, o := range q.Options {
			want := Wrong
			if at == q.right[0] {
				want = Right
			}
			if v := Grade(e, i, strconv.Itoa(at)); v.Outcome != want || o == "" || seen[o] && q.Kind == Choice {
				t.Fatalf("%s: option %d of %q is %v", name(e), at, q.Options, v)
			}
			seen[o] = true
		}
	case Matrix:
		checkMatrix(t, e, i)
	}
}

// checkNumber checks the right number and all known mistakes.
func checkNumber(t *testing.T, e Exercise, i int) {
	q := e.Questions[i]
	if !(q.value > 0) || q.value > 1e18 || (q.Unit == quantity.Bytes || q.Unit == quantity.Tokens || q.Unit == quantity.Parameters) && q.value < 1 || q.Unit == quantity.Share && q.value >= 1 {
		t.Fatalf("%s: %s is %v %s", name(e), q.Key, q.value, q.Unit)
	}
	if q.Unit == quantity.Bytes && q.value > 1e15 || q.Unit == quantity.Ratio && q.value > 1e4 {
		t.Fatalf("%s: %s is absurd: %s", name(e), q.Key, q.Right())
	}
	// The answer as people are shown it is right too, but for its second unit.
	shown, _, _ := strings.Cut(q.Right(), " (")
	if v := Grade(e, i, shown); v.Outcome != Right {
		t.Fatalf("%s: %s shows %q, which is %v", name(e), q.Key, q.Right(), v)
	}
	for at, x := range q.mistakes {
		typed, apart := exact(x.value), 2*q.Tolerance
		if q.Unit == quantity.Share {
			typed = exact(x.value*100) + " %"
		}
		if strings.Contains(x.hint, "B typed after it") {
			apart = q.Tolerance // kB and KiB are nearer than others
		}
		v := Grade(e, i, typed)
		if v.Outcome != Wrong || v.Hint != x.hint || math.Abs(x.value-q.value) <= apart*min(x.value, q.value) {
			t.Fatalf("%s: %s: the mistake %v of %v is %v", name(e), q.Key, x, q.value, v)
		}
		for _, other := range q.mistakes[:at] {
			if math.Abs(x.value-other.value) <= apart*min(x.value, other.value) {
				t.Fatalf("%s: %s: the mistakes %v and %v cannot be told apart", name(e), q.Key, x, other)
			}
		}
	}
}

// checkMatrix checks that each wrong cell is wrong.
func checkMatrix(t *testing.T, e Exercise, i int) {
	q := e.Questions[i]
	answer := func(right []int) string {
		texts := make([]string, len(right))
		for at, n := range right {
			texts[at] = strconv.Itoa(n)
		}
		return strings.Join(texts, ",")
	}
	for row := range q.Rows {
		other := append([]int(nil), q.right...)
		other[row] = (other[row] + 1) % len(q.Options)
		v := Grade(e, i, answer(other))
		if v.Outcome != Wrong || v.Rows[row] || v.Hint == "" {
			t.Fatalf("%s: row %d wrong is %v", name(e), row, v)
		}
	}
}
