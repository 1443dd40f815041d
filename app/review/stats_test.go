package review

import (
	"regexp"
	"strings"
	"testing"

	"attnexperts/app/cards"
	"attnexperts/app/figure"
	"attnexperts/app/markup"
	"attnexperts/calc/deck"
	"attnexperts/calc/recall"
	"attnexperts/calc/scenario"
)

// studied is a box after some weeks of reviews: every fourth answer is Again.
func studied(t testing.TB, days int) (*Box, *memo) {
	b, m := box(t, deck.Cards()...)
	n := 0
	for range days {
		for range 40 {
			q := m.state.Queue(m.at, 0)
			if len(q.Cards) == 0 {
				break
			}
			n++
			g := recall.Good
			if n%4 == 0 {
				g = recall.Again
			}
			e, err := m.state.Grade(m.Author(), q.Cards[0], g, 6000)
			if err == nil {
				_, err = m.state.Apply(e)
			}
			if err != nil {
				t.Fatal(err)
			}
			m.at += 10_000
		}
		m.at += 86_400_000
	}
	b.news()
	return b, m
}

var noNumber = regexp.MustCompile(`\bNaN\b|Inf\b|%!|−−`)

var classAttr = regexp.MustCompile(`class="([^"]*)"`)

// Every picture has a sentence and its numbers, whatever there is to show, and is
// drawn in colours that are known.
func TestEveryStatisticSaysWhatItShows(t *testing.T) {
	for name, days := range map[string]int{"nothing": 0, "a day": 1, "two months": 60} {
		b, _ := studied(t, days)
		b.turn(scenario.CardsStatistics)
		html := b.Markup().String()
		if at := noNumber.FindStringIndex(html); at != nil {
			t.Errorf("%s: %s", name, html[max(0, at[0]-60):at[1]+60])
		}
		if len(b.stats.charts) != 7 {
			t.Errorf("%d statistics", len(b.stats.charts))
		}
		for _, c := range b.stats.charts {
			if c.sentence == "" || !strings.Contains(c.picture.String(), `role="img"`) || len(c.table.Rows) == 0 && c.name != "calendar" {
				t.Errorf("%s: %s says %q, with %d rows", name, c.name, c.sentence, len(c.table.Rows))
			}
			for _, m := range classAttr.FindAllStringSubmatch(c.picture.String(), -1) {
				for class := range strings.FieldsSeq(m[1]) {
					if !strings.Contains(figure.PictureCSS, "."+class) {
						t.Errorf("%s is drawn with the class %s, which has no style", c.name, class)
					}
				}
			}
			b.does(t, "table:"+c.name)
		}
		rows := 0
		b.Markup().Walk(func(n markup.Node) {
			if n.Tag() == "td" {
				rows++
			}
		})
		if rows < 50 {
			t.Errorf("%s: the tables have %d cells", name, rows)
		}
	}
}

func TestLittleDataIsSaidToBeLittle(t *testing.T) {
	b, _ := studied(t, 0)
	b.turn(scenario.CardsStatistics)
	b.sees(t, "nothing to tell yet", "No card has been started yet", "No time was spent yet", "Nothing falls due")
	b, _ = studied(t, 4)
	b.turn(scenario.CardsStatistics)
	n := b.book.State().Retention(0, 1<<30).All.All
	if n == 0 || n >= tooFew {
		t.Fatalf("%d reviews of known cards are no good for this test", n)
	}
	b.sees(t, many(n, "review", "reviews")+" of known cards so far: too few to say")
	b.misses(t, "with 95 % confidence between")
}

// The share and its interval are those of Wilson's score: worked out here by
// another way, as the two shares from which the observed one is 1.96 standard
// deviations away.
func TestRetentionIsToldWithItsInterval(t *testing.T) {
	b, m := studied(t, 60)
	today := recall.DayOf(m.at, 0, 4)
	r := m.state.Retention(today-29, today).All
	if r.All < tooFew {
		t.Fatalf("only %d reviews", r.All)
	}
	p := r.Value()
	edge := func(from, to float64) float64 {
		for range 100 {
			mid := (from + to) / 2
			if d := (p - mid) * (p - mid) * float64(r.All); d > 1.959964*1.959964*mid*(1-mid) {
				from = mid
			} else {
				to = mid
			}
		}
		return from
	}
	b.turn(scenario.CardsStatistics)
	b.sees(t, count(r.Of)+" of "+count(r.All)+" were remembered: "+percent(p)+", with 95 % confidence between "+percent(edge(0, p))+" and "+percent(edge(1, p)))
}

func TestSettingsSayWhatTheyCostAndAreSavedAsAWhole(t *testing.T) {
	b, m := studied(t, 30)
	b.turn(scenario.CardsSettings)
	b.sees(t, "At 90\u00a0% the cards in review ask for about")
	b.take("retention", "97")
	b.sees(t, "At 97\u00a0% about", "at 90\u00a0%")
	b.take("new", "5")
	b.does(t, "default")
	b.take("retention-slider", "80")
	b.take("day-start", "3")
	b.act("configure")
	m.write()
	if s := m.state.Settings(); s.Retention != 80 || s.DayStart != 3 || s.NewPerDay != 20 {
		t.Errorf("the settings are %+v", s)
	}
	for key, text := range map[string]string{"retention": "100", "new": "-1", "reviews": "many", "day-start": "24", "leech": "1e3"} {
		b.take(key, text)
	}
	b.act("configure")
	m.write()
	if s := m.state.Settings(); s.Retention != 80 || s.DayStart != 3 {
		t.Errorf("bad settings were taken: %+v", s)
	}
	b.sees(t, "A whole number from 70 to 97.", "A whole number from 0 to 23.")
	if n := strings.Count(b.Markup().String(), `aria-invalid="true"`); n != 5 {
		t.Errorf("%d controls are marked", n)
	}
}

func TestTheKeepBoxKeepsOneOrAll(t *testing.T) {
	list := deck.Of("two-costs")
	k := NewKeepBox("p1-", "Keep these", list)
	if text := k.Markup().Texts(); strings.Count(text, "Keep this card") != len(list) || !strings.Contains(text, "Keep all") {
		t.Fatalf("it offers %s", text)
	}
	m := &memo{t: t, state: new(recall.State), at: noon}
	k.book = m
	says := func(standing string) {
		t.Helper()
		if text := k.Markup().Texts(); !strings.Contains(text, standing) {
			t.Errorf("it does not say %q: %s", standing, text)
		}
	}
	says(count(len(list)) + " flashcards about this part")
	k.act("keep:0")
	if text := k.Markup().Texts(); strings.Contains(text, "Kept") || !strings.Contains(text, "Saving…") {
		t.Error("it says Kept before it is")
	}
	m.write()
	if text := k.Markup().Texts(); strings.Count(text, "✓ Kept") != 1 || strings.Count(text, "Keep this card") != len(list)-1 {
		t.Errorf("it shows %s", text)
	}
	says("You keep 1 of these " + count(len(list)) + " flashcards")
	m.full = errFull
	k.act("keep:all")
	m.write()
	if text := k.Markup().Texts(); !strings.Contains(text, "There is no room left") || strings.Count(text, "✓ Kept") != 1 {
		t.Errorf("it shows %s", text)
	}
	m.full = nil
	k.act("keep:all")
	m.write()
	if text := k.Markup().Texts(); strings.Count(text, "✓ Kept") != len(list) || strings.Contains(text, "Keep all") {
		t.Errorf("it shows %s", text)
	}
	says("You keep all " + count(len(list)) + " of these flashcards")
	var _ cards.Make = cards.Keep(list)
}

// Every card of the lesson can be asked and answered, the pictures with a picture.
func TestEveryCardOfTheLessonHasAFace(t *testing.T) {
	var f faces
	for _, c := range deck.Cards() {
		question, answer := f.question(c), f.answer(c)
		if strings.TrimSpace(question.Texts()) == "" || strings.TrimSpace(answer.Texts()) == "" {
			t.Errorf("%s asks %q and answers %q", c.ID, question.Texts(), answer.Texts())
		}
		svg := 0
		question.Walk(func(n markup.Node) {
			if n.Tag() == "svg" {
				svg++
			}
			if n.Get("tabindex")+n.Get("data-hold") != "" && n.Get("role") == "slider" {
				t.Errorf("%s can be taken hold of", c.ID)
			}
		})
		if (c.Kind == recall.Picture) != (svg == 1) {
			t.Errorf("%s asks with %d pictures", c.ID, svg)
		}
	}
}
