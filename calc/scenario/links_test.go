package scenario

import (
	"os"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"attnexperts/calc/attention"
)

func TestEveryReleasedLinkOpensWhatItDid(t *testing.T) {
	t.Run("mask", func(t *testing.T) { checkLinks(t, MaskTable, "testdata/links.golden", 20) })
	t.Run("cache", func(t *testing.T) { checkLinks(t, CacheTable, "testdata/cache_links.golden", 20) })
	t.Run("spec", func(t *testing.T) { checkLinks(t, SpecTable, "testdata/spec_links.golden", 20) })
	t.Run("params", func(t *testing.T) { checkLinks(t, ParamsTable, "testdata/params_links.golden", 20) })
	t.Run("routing", func(t *testing.T) { checkLinks(t, RoutingTable, "testdata/routing_links.golden", 20) })
}

// checkLinks opens every link of a golden file, of which there are at least so
// many: what differs from the defaults has to be what the file says.
func checkLinks[S any](t *testing.T, table Table[S], file string, least int) {
	golden, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	lines := 0
	for line := range strings.Lines(string(golden)) {
		fragment, want, ok := strings.Cut(strings.TrimRight(line, "\n"), "\t")
		if strings.HasPrefix(line, "#") {
			continue
		}
		if !ok {
			t.Fatalf("no tab in %q", line)
		}
		lines++
		s, notices := table.Parse(fragment)
		if len(notices) > 0 {
			t.Errorf("%s: noticed %v", fragment, notices)
		}
		def := table.Default()
		var differs []string
		for _, f := range table.Fields {
			if text := f.Of(&s).String(); text != f.Of(&def).String() {
				differs = append(differs, f.Key+"="+text)
			}
		}
		if got := strings.Join(differs, " "); got != want {
			t.Errorf("%s opens %q, want %q", fragment, got, want)
		}
	}
	if lines < least {
		t.Errorf("the file has only %d links", lines)
	}
}

// No scenario that can be reached makes a link longer than 2,000 characters:
// the longest one has the longest rule, of nothing but characters that are
// escaped, and the longest numbers.
func TestLongestLinkKeepsItsPromise(t *testing.T) {
	s := MaskTable.Default()
	s.Tokens, s.Query, s.Block, s.Layers, s.GlobalEvery, s.Heads, s.KV, s.Tiles = MaxTokens, MaxTokens-2, MaxTokens-1, 199, 198, 256, 128, true
	part := strings.Repeat("!", attention.MaxNesting) + "full"
	longest := part
	for len(longest)+1+len(part) <= attention.MaxRuleLength {
		longest += "|" + part
	}
	if err := MaskTable.Set(&s, "rule", longest); err != nil {
		t.Fatal(err)
	}
	if len(s.Rule) < attention.MaxRuleLength-len(part)-1 {
		t.Fatalf("a rule of only %d characters was taken", len(s.Rule))
	}
	if link := MaskTable.Link(s); len(link) > MaxLink {
		t.Errorf("the link has %d characters", len(link))
	}
}

// survives checks that a scenario comes back by its own link, unchanged and
// without a notice, and that the link keeps to its length.
func survives[S comparable](t *rapid.T, table Table[S], s S) {
	link := table.Fragment(s)
	again, notices := table.Parse(link)
	if again != s || len(notices) > 0 {
		t.Fatalf("%+v\nbecomes %+v\nby %s (%v)", s, again, link, notices)
	}
	if len(table.Link(s)) > MaxLink {
		t.Fatalf("the link has %d characters", len(table.Link(s)))
	}
}

func TestTablesTellAboutEveryKey(t *testing.T) {
	tell(t, MaskTable)
	tell(t, CacheTable)
	tell(t, SpecTable)
	tell(t, ParamsTable)
	tell(t, RoutingTable)
}

func tell[S any](t *testing.T, table Table[S]) {
	for _, f := range table.Fields {
		if f.Label == "" || !strings.HasSuffix(f.Help, ".") {
			t.Errorf("%s: %s: label %q, help %q", table.Path, f.Key, f.Label, f.Help)
		}
	}
}
