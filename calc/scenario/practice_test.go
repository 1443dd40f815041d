package scenario

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestEveryPracticeLinkEverReleasedOpens(t *testing.T) {
	checkLinks(t, PracticeTable, "testdata/practice_links.golden", 20)
	tell(t, PracticeTable)
}

func TestEveryPracticeScenarioSurvivesItsLink(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) { survives(t, PracticeTable, drawScenario(t, PracticeTable)) })
}

func TestBadPracticeLinksStillGiveAnExercise(t *testing.T) {
	for fragment, said := range map[string]string{
		"kind=juggling": "kv-cache", "seed=-1": "from 0 to 999,999", "seed=1e400": "from 0 to 999,999", "seed=x": "from 0 to",
		"level=0": "from 1 to 3", "level=9": "from 1 to 3", "score=10": "score",
	} {
		p, notices := PracticeTable.Parse(fragment)
		if len(notices) != 1 || !strings.Contains(notices[0].Text+notices[0].Key, said) {
			t.Errorf("%s: noticed %v, want %q", fragment, notices, said)
		}
		if p.Level < 1 || p.Level > 3 || p.Seed < 0 || p.Kind == "" {
			t.Errorf("%s opens %+v", fragment, p)
		}
	}
	if p, _ := PracticeTable.Parse("kind=load&seed=3"); !p.Single() {
		t.Error("a kind and a seed are not one exercise")
	}
	if p, _ := PracticeTable.Parse("kind=load"); p.Single() {
		t.Error("a kind without a seed is one exercise")
	}
}
