package page

import (
	"strconv"
	"strings"
	"testing"

	"attnexperts/app/markup"
	"attnexperts/calc/model"
	"attnexperts/calc/scenario"
)

func names(c *catalogue) []string {
	var list []string
	c.Markup().Walk(func(n markup.Node) {
		if n.Tag() == "tr" && n.Get("hidden") == "" {
			n.Walk(func(a markup.Node) {
				if a.Tag() == "a" && a.Get("aria-label") == "" {
					list = append(list, a.Texts())
				}
			})
		}
	})
	return list
}

func TestTheCatalogueIsSearchedByNameMakerAndChoice(t *testing.T) {
	c := newCatalogue(func() scenario.Spec { return scenario.SpecTable.Default() })
	if n := len(names(c)); n != len(model.Catalogue()) || n < 40 {
		t.Errorf("%d models are listed", n)
	}
	for find, want := range map[string][]string{
		"llama 3.1": {"Llama 3.1 405B", "Llama 3.1 70B", "Llama 3.1 8B"}, "LLAMA-3.1-8B": {"Llama 3.1 8B"}, "openai 2025": {"gpt-oss-120b", "gpt-oss-20b"},
		"mla dense": {"MiniCPM3 4B"}, "no such thing": nil,
	} {
		c.find = find
		got := names(c)
		if strings.Join(got, ",") != strings.Join(want, ",") {
			t.Errorf("%q finds %v, want %v", find, got, want)
		}
		if text := c.Markup().Texts(); len(want) > 0 && !strings.Contains(text, " of "+strconv.Itoa(len(model.Catalogue()))) {
			t.Errorf("%q does not say how many were found", find)
		}
	}
	for find, among := range map[string]string{"linear": "Mamba 2.8B", "moe": "Mixtral 8x7B", "chunk": "Llama 4 Scout", "window gqa": "Gemma 3 27B", "mqa": "SantaCoder"} {
		c.find = find
		if got := strings.Join(names(c), ","); !strings.Contains(got, among) {
			t.Errorf("%q finds %s", find, got)
		}
	}
}

func TestTheCatalogueIsSortedByEachColumnBothWays(t *testing.T) {
	c := newCatalogue(func() scenario.Spec { return scenario.SpecTable.Default() })
	for _, col := range columns {
		for range 2 {
			c.sort(col.name)
			list := sorted(published(), c.by, c.up)
			for i := 1; i < len(list); i++ {
				n := col.compare(list[i-1], list[i])
				if c.up && n > 0 || !c.up && n < 0 {
					t.Errorf("by %s, up %v: %s before %s", col.name, c.up, list[i-1].entry.Name, list[i].entry.Name)
				}
			}
			order := "descending"
			if c.up {
				order = "ascending"
			}
			if text := c.Markup().String(); strings.Count(text, `aria-sort="`+order+`"`) != 1 {
				t.Errorf("by %s it does not say that it is %s", col.name, order)
			}
		}
	}
}

// Each name leads to that model in the present use, each "compare" to one more
// beside what is shown.
func TestEveryEntryIsALink(t *testing.T) {
	s, _ := scenario.SpecTable.Parse("v=1&model=gpt-2&context=1234")
	c := newCatalogue(func() scenario.Spec { return s })
	alone, compared := 0, 0
	c.Markup().Walk(func(n markup.Node) {
		if n.Tag() != "a" {
			return
		}
		path, fragment, _ := strings.Cut(n.Get("href"), "#")
		to, notices := scenario.SpecTable.Parse(fragment)
		if path != "/spec/" || len(notices) > 0 || to.Context != 1234 {
			t.Errorf("%s leads to %+v, %v", n.Get("href"), to, notices)
		}
		if len(to.Subjects()) == 1 && to.Subjects()[0].Name == n.Texts() {
			alone++
		} else if len(to.Subjects()) == 2 && to.Subjects()[0].Key == "gpt-2" {
			compared++
		}
	})
	if alone != len(model.Catalogue()) || compared != alone-1 {
		t.Errorf("%d lead to a model, %d to a comparison", alone, compared)
	}
}

// BenchmarkCatalogueFilter searches the catalogue, as a key that is typed does:
// within a frame.
func BenchmarkCatalogueFilter(b *testing.B) {
	c := newCatalogue(func() scenario.Spec { return scenario.SpecTable.Default() })
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		c.find = []string{"", "m", "mo", "moe", "moe mla"}[i%5]
		c.Markup()
	}
}
