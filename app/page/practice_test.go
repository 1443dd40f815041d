package page

import (
	"errors"
	"slices"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"attnexperts/app/lesson"
	"attnexperts/calc/practice"
	"attnexperts/calc/recall"
)

// noon is a time in May 2026.
const noon = int64(1_779_000_000_000)

// practising is the page at a time that the test sets.
func practising(fragment string) (r *practiceRoot, now *int64) {
	r = newPractice()
	at := noon
	r.clock = func() (int64, int) { return at, 120 }
	r.openAddress(fragment)
	return r, &at
}

func (r *practiceRoot) html() string { return r.Markup().String() }

// solve answers all questions of the open exercise, right or by giving up.
func (r *practiceRoot) solve(right bool) {
	for !r.sheet.Done() {
		q := r.sheet.Exercise.Questions[r.sheet.Current()]
		at := ":" + strconv.Itoa(r.sheet.Current())
		switch {
		case !right:
			r.do("tip" + at)
			r.do("show" + at)
			r.do("show" + at) // a second press is not about the next question
		case q.Kind == practice.Number:
			r.sheet.Type(0, strconv.FormatFloat(q.Value(), 'g', 17, 64))
			r.do("answer" + at)
		case q.Kind == practice.Rule:
			r.sheet.Type(0, q.Right())
			r.do("answer" + at)
		default:
			for row, option := range q.Chosen() {
				r.sheet.Type(row, strconv.Itoa(option))
			}
			r.do("answer" + at)
		}
	}
}

func TestPracticeSaysWhatItIsAtFirst(t *testing.T) {
	r, _ := practising("")
	html := r.html()
	for _, want := range []string{"Ten exercises in about ten minutes", `class="loud" data-do="begin" type="button">Begin a session`, "made from a seed", "stays on this device", "Nothing yet."} {
		if !strings.Contains(html, want) {
			t.Errorf("%q is not said at first", want)
		}
	}
	for _, k := range practice.Kinds() {
		if !strings.Contains(html, `href="/practice/#v=1&amp;kind=`+k.Key+`"`) || !strings.Contains(html, k.Name) {
			t.Errorf("%s cannot be practised by itself", k.Name)
		}
	}
	for _, k := range practice.Kinds() {
		if !slices.ContainsFunc(lesson.Parts(), func(p lesson.Part) bool { return p.Title == k.Part }) {
			t.Errorf("%s is said to belong to %q, which is no part of the lesson", k.Key, k.Part)
		}
	}
	if strings.Contains(html, `class="notice"`) || strings.Count(html, "class=\"loud\"") != 1 {
		t.Error("there is more than one thing to do")
	}
}

// A teacher gets a session that a link gives everybody, also who has one under way.
func TestASessionForAClass(t *testing.T) {
	r, _ := practising("")
	r.do("class")
	seed := strconv.FormatUint(r.seed, 10)
	if html := r.html(); r.seed == 0 || r.seed > practice.MaxSeed || !strings.Contains(html, ">Begin session "+seed+"<") || !strings.Contains(html, ">Share the link<") {
		t.Errorf("session %s: %s", seed, html)
	}
	r.do("begin")
	if !r.round.given || r.round.Seed != r.seed {
		t.Errorf("another session is begun: %+v", r.round.Session)
	}
}

func TestASessionIsTenExercisesAndThenOver(t *testing.T) {
	r, now := practising("")
	r.do("begin")
	kinds := map[string]bool{}
	for i := range practice.SessionExercises {
		if !strings.Contains(r.html(), "Exercise "+strconv.Itoa(i+1)+" of 10") {
			t.Fatalf("it is not said that this is exercise %d", i+1)
		}
		kinds[r.round.pick.Kind] = true
		r.solve(i != 3)
		*now += 50_000
		r.do("next")
	}
	html := r.html()
	if r.stage != atEnd || !strings.Contains(html, "9 of 10 right at first try") || !strings.Contains(html, `data-value="9" name="score"`) || !strings.Contains(html, `data-value="6" name="streak"`) {
		t.Errorf("the end says %s", html)
	}
	if len(kinds) < 5 {
		t.Errorf("the session has only the kinds %v", kinds)
	}
	if strings.Count(html, "/practice/#v=1&amp;kind=") != 1 || !strings.Contains(html, "What to look at again") || !strings.Contains(html, "What went well") {
		t.Error("the exercise that was missed is not listed, or others are")
	}
	r.do("home")
	if r.stage != atHome {
		t.Error("there is no way back")
	}
}

// Time is said in minutes; when it is up, the open exercise may be finished.
func TestTheTenMinutesAreSaidCalmly(t *testing.T) {
	r, now := practising("")
	r.do("begin")
	if !strings.Contains(r.html(), "about 10 minutes left") {
		t.Error("it does not begin with ten minutes")
	}
	for after, want := range map[int64]string{61_000: "about 9 minutes left", 570_000: "about a minute left", 600_001: "finish this one in peace", -86_400_000: "about 10 minutes left"} {
		*now = noon + after
		if !strings.Contains(r.html(), want) {
			t.Errorf("after %d ms it does not say %q", after, want)
		}
	}
	*now = noon + practice.SessionTime + 1
	r.solve(true)
	if r.do("next"); r.stage != atEnd || !strings.Contains(r.html(), "One exercise, right at first try") {
		t.Error("the session goes on when its time is up")
	}
}

// A clock that goes back loses no result, and does not hold the session up.
func TestAClockThatGoesBackLosesNothing(t *testing.T) {
	r, now := practising("")
	r.do("begin")
	for _, by := range []int64{-3_600_000, 3_700_000, -50_000} {
		*now += by
		r.solve(true)
		r.do("next")
	}
	right, done := r.round.Score(r.round.own)
	if right != 3 || done != 3 || r.stage != atWork {
		t.Errorf("%d of %d results are left", right, done)
	}
	for i, o := range r.round.own {
		if o.When < r.round.Started || i > 0 && o.When < r.round.own[i-1].When {
			t.Errorf("result %d is out of order: %d", i, o.When)
		}
	}
}

func TestALinkOpensTheSameExerciseForEveryone(t *testing.T) {
	a, _ := practising("v=1&kind=windows&seed=42")
	b, later := practising("v=1&kind=windows&seed=42&level=1")
	*later += 1e9
	if a.stage != atWork || a.html() != b.html() || !strings.Contains(a.html(), "level 1 of 3") || len(a.notices) > 0 {
		t.Error("one link opens two exercises, or none")
	}
	for _, r := range []*practiceRoot{a, b} {
		r.solve(true)
		r.do("next")
	}
	if a.round.pick != b.round.pick || a.round.pick.Kind != "windows" || a.round.pick.Seed == 42 {
		t.Errorf("after the link's exercise come %v and %v", a.round.pick, b.round.pick)
	}
	if c, _ := practising("v=1&kind=windows"); c.stage != atWork || c.round.pick.Kind != "windows" || c.round.pick.Seed == 0 {
		t.Error("a kind by itself does not begin")
	}
}

// A session's link gives a class the same exercises, whatever was done before.
func TestASessionsLinkGivesAClassTheSame(t *testing.T) {
	a, _ := practising("v=1&seed=7")
	b, _ := practising("v=1&seed=7")
	if a.stage != atHome || !strings.Contains(a.html(), "Begin session 7") {
		t.Fatal("the link does not offer its session")
	}
	for range 4 {
		for _, r := range []*practiceRoot{a, b} {
			if r.round == nil {
				r.do("begin")
			} else {
				r.solve(true)
				r.do("next")
			}
		}
		for _, k := range practice.Kinds() { // b knows all of it already
			b.earlier = append(b.earlier, practice.Result{Kind: k.Key, Level: 1, Seed: 1, First: true, When: noon - 1})
		}
		if a.round.pick != b.round.pick {
			t.Errorf("%v and %v", a.round.pick, b.round.pick)
		}
	}
}

func TestHostileLinksGiveANoticeAndAnExercise(t *testing.T) {
	for _, fragment := range []string{"v=1&kind=<script>alert(1)</script>", "v=1&kind=windows&seed=1e999", "v=1&kind=%zz", "v=1&kind=windows&seed=%zz", "v=1&kind=bug&level=99", "v=1&kind=windows&seed=5&x=%3Cb%3E", "v=1&kind=windows&seed=-1"} {
		r, _ := practising(fragment)
		html := r.html()
		if r.stage != atWork || !strings.Contains(html, `class="notice"`) || !strings.Contains(html, `class="ask"`) {
			t.Errorf("%s: no notice, or no exercise", fragment)
		}
		if strings.Contains(html, "<script") || strings.Contains(html, "<b>") {
			t.Errorf("%s becomes an element", fragment)
		}
	}
}

// What is kept of a round is read back as it was; anything else is no round, or
// one that can be used.
func TestARoundIsReadBack(t *testing.T) {
	r, _ := practising("v=1&seed=7")
	r.do("begin")
	r.solve(false)
	r.do("next")
	r.sheet.Type(0, "0")
	d, done := readRound(r.saved())
	if d == nil || d.Session != r.round.Session || d.pick != r.round.pick || !d.given || d.kind != "" || done != r.sheet.Text() || done == "" {
		t.Fatalf("%q is read as %+v, %q", r.saved(), d, done)
	}
	if len(d.missed) != 1 || d.missed[0].Pick != r.round.missed[0].Pick || len(d.missed[0].questions) != len(r.round.missed[0].questions) {
		t.Errorf("missed: %v, and were %v", d.missed, r.round.missed)
	}
	good := r.saved()
	rapid.Check(t, func(t *rapid.T) {
		text := []byte(good)
		for range rapid.IntRange(1, 5).Draw(t, "changes") {
			at := rapid.IntRange(0, len(text)-1).Draw(t, "at")
			text[at] = rapid.SampledFrom([]byte("0917 \nxk<\xff-,")).Draw(t, "to")
		}
		if d, done := readRound(string(text)); d != nil && d.pick.Kind != "" {
			r.round = d
			r.open(done)
			r.html()
		}
	})
}

func TestDamagedResultsAreLeftOutAndSaid(t *testing.T) {
	results, unread := readResults("1 windows 1 3 y 0 5000 1779000000000\n\n1 windows 1\n<script>\n1 windows 1 4 n 0 5000 1779000001000\n")
	if len(results) != 2 || unread != 2 {
		t.Fatalf("%d results and %d lines that are none", len(results), unread)
	}
	r, _ := practising("")
	r.earlier, r.unread, r.fleeting = results, unread, true
	html := r.html()
	for _, want := range []string{"2 lines of earlier results could not be read and are left out", "does not keep anything", "1 of 2", "hollow bar"} {
		if !strings.Contains(html, want) {
			t.Errorf("%q is not said", want)
		}
	}
}

// A full storage keeps what it has: nothing else is said of it.
func TestAFullStorageIsNotSaidToKeepNothing(t *testing.T) {
	r, _ := practising("")
	r.refused = true
	if html := r.html(); strings.Contains(html, "does not keep anything") || !strings.Contains(html, "did not keep what you did last") || !strings.Contains(html, "Earlier results stay") {
		t.Errorf("it says %s", html)
	}
}

func TestResultsOverTimeAreHonest(t *testing.T) {
	r, _ := practising("")
	const day = 86_400_000
	for i := range int64(12) {
		r.earlier = append(r.earlier, practice.Result{Kind: "windows", Level: 1, Seed: uint64(i + 1), First: i%3 > 0, Took: 60_000, When: noon - 3*day + i})
	}
	r.earlier = append(r.earlier, practice.Result{Kind: "load", Level: 1, Seed: 1, First: true, Took: 60_000, When: noon - day})
	html := r.html()
	for _, want := range []string{"8 of 12", "3 days ago", "1 of 1", "yesterday", "not yet", "2 days, 13 exercises, 9 right at first try, 13 minutes", `data-value="3" name="streak"`} {
		if !strings.Contains(html, want) {
			t.Errorf("%q is not there", want)
		}
	}
	if !strings.Contains(html, `<rect class="c-local" height="14" width="80"`) || !strings.Contains(html, `<rect class="c-hollow" height="14" width="120"`) {
		t.Error("8 of 12 is not drawn as two thirds, or 1 of 1 as if that said much")
	}
}

func TestWhatWasMissedCanBecomeFlashcards(t *testing.T) {
	r, _ := practising("v=1&kind=kv-cache&seed=7")
	kept := 0
	r.keep = func(_ []recall.Card, done func(error)) {
		if kept++; kept == 1 {
			done(errors.New("the disk is full"))
		} else {
			done(nil)
		}
	}
	r.open("")
	r.solve(false)
	r.do("keep:0")
	r.do("keep:1")
	r.do("keep:1") // is kept: a second press does nothing
	r.do("keep:99")
	r.do("keep:x")
	if html := r.html(); kept != 2 || !strings.Contains(html, ">Keep as a flashcard</button><span>Not kept: the disk is full.") || !strings.Contains(html, ">Kept</button><span>Kept among your flashcards.") {
		t.Errorf("%d cards were kept: %s", kept, html)
	}
}

// At the end of a session all missed questions of an exercise are kept at once,
// and what became of it stands where everybody sees it.
func TestKeepingAtTheEndIsSeen(t *testing.T) {
	r, now := practising("v=1&seed=7")
	r.do("begin")
	r.solve(false)
	*now += practice.SessionTime + 1
	r.do("next")
	if r.stage != atEnd || len(r.round.missed) != 1 {
		t.Fatal("there is no end with one missed exercise")
	}
	outcome, cards := errors.New("the disk is full"), 0
	r.keep = func(list []recall.Card, done func(error)) {
		cards += len(list)
		done(outcome)
	}
	r.do("keep-missed:0")
	if html := r.html(); !strings.Contains(html, ">Keep as flashcards</button><span>Not kept: the disk is full.</span>") || strings.Contains(html, `aria-disabled="true"`) {
		t.Errorf("a failure is not seen: %s", html)
	}
	outcome, cards = nil, 0
	for range 2 {
		r.do("keep-missed:0")
		r.do("keep-missed:7")
	}
	html := r.html()
	if cards != len(r.round.missed[0].questions) || !strings.Contains(html, `aria-disabled="true"`) || !strings.Contains(html, ">Kept</button><span>Kept among your flashcards.</span>") {
		t.Errorf("%d cards of %d are kept, and seen: %s", cards, len(r.round.missed[0].questions), html)
	}
}

// What another tab forgot is not written back.
func TestAForgottenRoundKeepsNothingOfItsOwn(t *testing.T) {
	r, _ := practising("")
	r.do("begin")
	r.solve(false)
	r.do("next")
	d := r.round
	d.stored = true // and nothing is kept of it: it was forgotten
	r.load()
	if right, done := d.Score(d.own); right != 0 || done != 0 || len(d.missed) != 0 || d.stored {
		t.Errorf("%d results and %d missed exercises come back", done, len(d.missed))
	}
	r.solve(true)
	if len(d.own) != 1 || !d.own[0].First {
		t.Errorf("after it there are %v", d.own)
	}
}

// A second press that comes before the screen has changed is not about the next
// question.
func TestAPressIsAboutItsOwnQuestion(t *testing.T) {
	r, _ := practising("v=1&kind=kv-cache&seed=7")
	r.do("show:0")
	r.do("show:0")
	r.do("tip:0")
	r.do("answer:0")
	r.do("show")
	if r.sheet.Current() != 1 || len(r.sheet.Missed()) != 1 {
		t.Errorf("question %d is asked, and %v are missed", r.sheet.Current(), r.sheet.Missed())
	}
}

// Two tabs with one session: neither's results take the other's place.
func TestTwoTabsResultsAreMerged(t *testing.T) {
	r, _ := practising("")
	r.do("begin")
	r.solve(true)
	other := practice.Result{Kind: "load", Level: 1, Seed: 5, When: noon + 5}
	mine := r.round.own[0]
	r.round.merge([]practice.Result{mine, other})
	if len(r.round.own) != 2 || !r.round.has(practice.Pick{Kind: "load", Seed: 5, Level: 1}) || r.round.own[0] != mine {
		t.Errorf("merged: %v", r.round.own)
	}
}
