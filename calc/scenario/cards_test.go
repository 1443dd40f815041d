package scenario

import (
	"math/rand/v2"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestEveryCardsLinkEverReleasedOpens(t *testing.T) {
	checkLinks(t, CardsTable, "testdata/cards_links.golden", 6)
	tell(t, CardsTable)
}

func TestADeckTravelsInItsLink(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := Cards{
			View: rapid.SampledFrom([]string{CardsNow, CardsList, CardsStatistics, CardsSettings, CardsFiles}).Draw(t, "view"),
			Deck: rapid.StringN(0, 300, 2000).Draw(t, "deck"),
		}
		link := CardsTable.Fragment(s)
		if again, notices := CardsTable.Parse(link); again != s || len(notices) > 0 {
			t.Fatalf("%q becomes %q by %s (%v)", s, again, link, notices)
		}
		if !CardsTable.Carries(s) || len(CardsTable.Link(s)) > MaxDeckLink {
			t.Fatalf("a deck of %d bytes is not carried in %d characters", len(s.Deck), len(CardsTable.Link(s)))
		}
	})
}

func TestADeckTooLongForALinkIsNotCutShort(t *testing.T) {
	noise := rand.New(rand.NewPCG(1, 2))
	var b strings.Builder
	for b.Len() < 12_000 {
		b.WriteByte("abcdefghijklmnopqrstuvwxyz012345"[noise.IntN(32)])
	}
	s := Cards{View: CardsNow, Deck: b.String()}
	if CardsTable.Carries(s) || len(CardsTable.Link(s)) > MaxDeckLink {
		t.Errorf("12,000 random letters travel in %d characters", len(CardsTable.Link(s)))
	}
	if _, notices := CardsTable.Parse(CardsTable.Fragment(s)); len(notices) != 1 || !strings.Contains(notices[0].Text, "open the file") {
		t.Errorf("its link says %v", notices)
	}
}

func TestADamagedDeckIsToldOf(t *testing.T) {
	bomb := pack(strings.Repeat("{", maxDeck+1))
	whole := CardsTable.Fragment(Cards{View: CardsNow, Deck: "a deck of cards"})
	for name, fragment := range map[string]string{
		"not compressed": "deck=%7B%7D", "cut short": whole[:len(whole)-6], "nothing": "deck=", "a bomb": "deck=" + bomb, "no base64": "deck=!!!",
	} {
		s, notices := CardsTable.Parse(fragment)
		if s.Deck != "" || len(notices) != 1 || !strings.Contains(notices[0].Text, "to its end") {
			t.Errorf("%s: %q, %v", name, s.Deck, notices)
		}
	}
}
