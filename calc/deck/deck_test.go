package deck_test

import (
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"attnexperts/calc/deck"
	"attnexperts/calc/model"
	"attnexperts/calc/recall"
	"attnexperts/calc/scenario/scenariotest"
)

// abilities are those that the lesson is for, by their tags.
var abilities = []string{"costs", "attention", "experts", "active", "spec"}

// parts are those of the lesson. That they are is held where the lesson is.
var parts = []string{
	"two-costs", "share-the-keys-and-values", "look-less-far", "more-parameters-same-work",
	"what-experts-cost", "total-and-active", "read-a-spec", "what-you-can-do-now",
}

func TestEveryCardCanBeUsed(t *testing.T) {
	for _, c := range deck.Cards() {
		if err := c.Validate(); err != nil {
			t.Error(err)
		}
		if want := "readable"; !regexp.MustCompile(`^[a-z0-9.-]+$`).MatchString(c.ID) {
			t.Errorf("%q is not a %s ID", c.ID, want)
		}
	}
}

// Readers' histories hang on IDs: those that were released stay, each once.
func TestReleasedIDsStay(t *testing.T) {
	golden, err := os.ReadFile("testdata/ids.golden")
	if err != nil {
		t.Fatal(err)
	}
	released := strings.Fields(string(golden))
	var have []string
	for _, c := range deck.Cards() {
		if slices.Contains(have, c.ID) {
			t.Errorf("two cards are called %s", c.ID)
		}
		have = append(have, c.ID)
		if !slices.Contains(released, c.ID) {
			t.Errorf("%s is new: add it to testdata/ids.golden", c.ID)
		}
	}
	for _, id := range released {
		if !slices.Contains(have, id) {
			t.Errorf("%s is gone, and with it what readers have learned of it", id)
		}
	}
}

func TestTheDeckCoversTheLesson(t *testing.T) {
	cards := deck.Cards()
	byPart, byKind, byAbility := map[string]int{}, map[recall.CardKind]int{}, map[string]int{}
	mistakes := 0
	var order []string
	for _, c := range cards {
		byPart[c.Part]++
		byKind[c.Kind]++
		if order = append(order, c.Part); len(c.Tags) == 0 || !slices.Contains(abilities, c.Tags[0]) {
			t.Errorf("%s is for none of the abilities: %v", c.ID, c.Tags)
			continue
		}
		byAbility[c.Tags[0]]++
		switch rest := c.Tags[1:]; {
		case slices.Equal(rest, []string{"mistake"}):
			mistakes++
		case len(rest) > 0:
			t.Errorf("%s has tags that no other card has: %v", c.ID, rest)
		}
	}
	if order = slices.Compact(order); !slices.Equal(order, parts) {
		t.Errorf("the parts come as %v", order)
	}
	if len(cards) < 84 || mistakes < 20 {
		t.Errorf("there are only %d cards, %d of them about mistakes", len(cards), mistakes)
	}
	for _, p := range parts {
		if byPart[p] < 6 {
			t.Errorf("%s has only %d cards", p, byPart[p])
		}
	}
	for _, k := range recall.CardKinds() {
		if byKind[k] < 8 {
			t.Errorf("there are only %d cards of the kind %s", byKind[k], k)
		}
	}
	for _, a := range abilities {
		if n := byAbility[a]; 8*n < len(cards) || 3*n > len(cards) {
			t.Errorf("%d of %d cards are for the ability %s", n, len(cards), a)
		}
	}
	t.Log(len(cards), byPart, byKind, byAbility, mistakes)
}

// A part offers two or three of its own cards, each whole.
func TestOfferedCardsAreOfTheirPart(t *testing.T) {
	all := deck.Cards()
	for _, p := range parts {
		offered := deck.Of(p)
		if len(offered) < 2 || len(offered) > 3 {
			t.Errorf("%s offers %d cards", p, len(offered))
		}
		for _, c := range offered {
			if i := slices.IndexFunc(all, func(d recall.Card) bool { return d.ID == c.ID }); i < 0 || c.Part != p || all[i].Front != c.Front {
				t.Errorf("%s offers %s, which is not its own", p, c.ID)
			}
		}
	}
	if got := deck.Of("no-such-part"); len(got) > 0 {
		t.Errorf("no part offers %v", got)
	}
}

// The caller may change what it is given.
func TestCardsAreTheCallersOwn(t *testing.T) {
	for _, give := range []func() []recall.Card{deck.Cards, func() []recall.Card { return deck.Of("two-costs") }} {
		first := give()
		for i := range first {
			first[i].Front, first[i].Tags[0] = "", "gone"
		}
		for _, c := range give() {
			if c.Front == "" || c.Tags[0] == "gone" {
				t.Fatalf("%s was changed", c.ID)
			}
		}
	}
}

// A card is asked in a moment and answered in a few words.
func TestCardsAreShort(t *testing.T) {
	for _, c := range deck.Cards() {
		front, back := recall.Plain(resolved(c.Front)), recall.Plain(c.Back)
		if n := utf8.RuneCountInString(front); n < 8 || n > 240 {
			t.Errorf("the front of %s has %d characters", c.ID, n)
		}
		if n := utf8.RuneCountInString(back); n > 300 || n == 0 && c.Kind != recall.Cloze {
			t.Errorf("the back of %s has %d characters", c.ID, n)
		}
		if back != "" && !strings.HasSuffix(back, ".") {
			t.Errorf("the back of %s is no sentence: %q", c.ID, back)
		}
		if strings.HasPrefix(back, "Yes") || strings.HasPrefix(back, "No,") || strings.HasPrefix(back, "No.") {
			t.Errorf("%s asks what a guess can answer", c.ID)
		}
		asks := strings.HasSuffix(front, "?") && !strings.HasPrefix(front, "Is ") && !strings.HasPrefix(front, "Does ")
		if c.Kind == recall.Cloze && !strings.HasSuffix(front, ".") || c.Kind != recall.Cloze && !asks {
			t.Errorf("the front of %s asks nothing: %q", c.ID, front)
		}
	}
}

// resolved is a cloze's text with its gaps filled.
func resolved(front string) string {
	var b strings.Builder
	for _, s := range recall.Gaps(front) {
		b.WriteString(s.Text)
	}
	return b.String()
}

// A cloze's siblings follow from one text, and a note is another card's ID.
func TestSiblingsShareANote(t *testing.T) {
	byID := map[string]recall.Card{}
	for _, c := range deck.Cards() {
		byID[c.ID] = c
	}
	for id, c := range byID {
		first, ok := byID[c.Family()]
		if !ok || first.Note != "" {
			t.Errorf("the note of %s is %q, which is no first card", id, c.Note)
		}
		if c.Kind != recall.Cloze {
			continue
		}
		if numbers := recall.GapNumbers(c.Front); len(numbers) > 1 {
			for _, n := range numbers[1:] {
				if s := byID[c.Family()+"-"+string(rune('0'+n))]; s.Gap != n || s.Front != c.Front {
					t.Errorf("no card hides gap %d of %s", n, c.Family())
				}
			}
		}
	}
}

// open opens the scenario of a card.
func open(t *testing.T, c recall.Card) scenariotest.Link {
	t.Helper()
	l, ok := scenariotest.Open(c.Link)
	if !ok {
		t.Fatalf("%s opens %q, where no figure lives", c.ID, c.Link)
	}
	return l
}

func TestLinksAreThoseThatThePagesWrite(t *testing.T) {
	for _, c := range deck.Cards() {
		if l := open(t, c); l.Canonical != c.Link || len(l.Notices) > 0 {
			t.Errorf("%s opens %s, written %s: %v", c.ID, c.Link, l.Canonical, l.Notices)
		}
	}
}

// A card about a model's config says which, and opens that model.
func TestSourcesNameTheModelOfTheLink(t *testing.T) {
	for _, c := range deck.Cards() {
		name, ok := strings.CutPrefix(c.Source, "config.json of ")
		if c.Kind == recall.Spec && !ok {
			t.Errorf("%s reads a config and does not say whose", c.ID)
		}
		if key := open(t, c).Given["model"]; ok && model.Find(key).Name != name {
			t.Errorf("%s is about %s and opens %s", c.ID, name, key)
		}
	}
}

// What Anki is given, and a shared deck, come back to the letter.
func TestTheDeckTravels(t *testing.T) {
	cards := deck.Cards()
	all := func(yield func(*recall.Card) bool) {
		for i := range cards {
			if !yield(&cards[i]) {
				return
			}
		}
	}
	anki, err := recall.ReadAnki(string(recall.WriteAnki(all, recall.AnkiOptions{Base: "https://example.org"})), nil)
	if err != nil || len(anki.Notices) > 0 {
		t.Fatal(err, anki.Notices)
	}
	file, err := recall.ReadJSON(string(recall.WriteDeck("Attention & Experts", all)), nil)
	if err != nil || len(file.Aside) > 0 {
		t.Fatal(err, file.Aside)
	}
	for what, got := range map[string][]recall.Card{"Anki's text": anki.Cards, "a shared deck": file.Cards} {
		back := map[string]recall.Card{}
		for _, c := range got {
			back[c.ID] = c
		}
		for _, c := range cards {
			if d := back[c.ID]; d.Front != c.Front || d.Back != c.Back || d.Link != c.Link || d.Kind != c.Kind || d.Answer != c.Answer || d.Gap != c.Gap || !slices.Equal(d.Tags, c.Tags) {
				t.Errorf("%s changes %s: %+v", what, c.ID, d)
			}
		}
		if len(back) != len(cards) {
			t.Errorf("%s has %d cards: %v", what, len(back), slices.Sorted(maps.Keys(back)))
		}
	}
}
