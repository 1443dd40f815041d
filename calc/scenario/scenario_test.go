package scenario

import (
	"net/url"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// sample is a scenario with one field of every sort.
type sample struct {
	Name        string
	N, At, Part int64
	On          bool
}

var sampleTable = Table[sample]{
	Path:    "/sample/",
	Default: func() sample { return sample{Name: "ab", N: 12, At: 9, Part: 4} },
	Fields: []Field[sample]{
		{Key: "name", Of: func(s *sample) Value { return Text(&s.Name, readLetters) }},
		{Key: "n", Of: func(s *sample) Value { return Int(&s.N, 1, 1000) }},
		{Key: "at", Of: func(s *sample) Value { return Int(&s.At, 0, s.N-1) }},
		{Key: "part", Of: func(s *sample) Value { return Choice(&s.Part, Divisors(s.N), "a divisor of n") }},
		{Key: "on", Of: func(s *sample) Value { return Flag(&s.On) }},
	},
}

func readLetters(text string) (string, error) {
	text = strings.ToLower(strings.TrimSpace(text))
	if text == "" || strings.Trim(text, "abcdefghijklmnopqrstuvwxyz&|()%") != "" {
		return "", &Refusal{Given: text, Allowed: "letters"}
	}
	return text, nil
}

func TestParseUsesWhatItCanAndNamesTheRest(t *testing.T) {
	def := sampleTable.Default()
	with := func(change func(*sample)) sample { s := def; change(&s); return s }
	for _, c := range []struct {
		fragment string
		want     sample
		noticed  string // the keys of the notices, in order
	}{
		{"", def, ""},
		{"#", def, ""},
		{"#section-2", def, ""},
		{"v=1", def, ""},
		{"#v=1&n=24", with(func(s *sample) { s.N = 24 }), ""},
		{"n=24&v=1", with(func(s *sample) { s.N = 24 }), ""},
		{"v=1&name=%41+", with(func(s *sample) { s.Name = "a" }), ""},
		{"v=1&n=abc", def, "n"},
		{"v=1&n=", def, "n"},
		{"v=1&n", def, "n"},
		{"v=1&n=NaN", def, "n"},
		{"v=1&n=-3", with(func(s *sample) { s.N, s.At, s.Part = 1, 0, 1 }), "n"},
		{"v=1&n=1e2", with(func(s *sample) { s.N = 100 }), "n"},
		{"v=1&n=7.6", with(func(s *sample) { s.N, s.At, s.Part = 8, 7, 4 }), "n"},
		{"v=1&n=99999999999999999999999", with(func(s *sample) { s.N = 1000 }), "n"},
		{"v=1&n=-99999999999999999999999", with(func(s *sample) { s.N, s.At, s.Part = 1, 0, 1 }), "n"},
		{"v=1&n=1e400", with(func(s *sample) { s.N = 1000 }), "n"},
		{"v=1&at=12", with(func(s *sample) { s.At = 11 }), "at"},
		{"v=1&n=5&at=x", with(func(s *sample) { s.N, s.At, s.Part = 5, 4, 5 }), "at"},
		{"v=1&part=5", def, "part"},
		{"v=1&part=100", with(func(s *sample) { s.Part = 12 }), "part"},
		{"v=1&on=1", with(func(s *sample) { s.On = true }), ""},
		{"v=1&on=yes", def, "on"},
		{"v=1&n=%zz", def, "n"},
		{"v=1&n=%", def, "n"},
		{"v=1&n=24&n=36", with(func(s *sample) { s.N = 24 }), "n"},
		{"v=1&colour=red", def, "colour"},
		{"v=1&<script>=1", def, "<script>"},
		{"v=2&n=24", with(func(s *sample) { s.N = 24 }), "v"},
		{"v=99999999999999999999&n=24", with(func(s *sample) { s.N = 24 }), "v"},
		{"v=one", def, "v"},
		{"v=0", def, "v"},
		{"&&&==&v=1", def, ""},
	} {
		got, notices := sampleTable.Parse(c.fragment)
		if got != c.want {
			t.Errorf("Parse(%q) = %+v, want %+v", c.fragment, got, c.want)
		}
		keys := make([]string, len(notices))
		for i, n := range notices {
			keys[i] = n.Key
			if n.Text == "" {
				t.Errorf("Parse(%q): the notice about %q says nothing", c.fragment, n.Key)
			}
		}
		if got := strings.Join(keys, " "); got != c.noticed {
			t.Errorf("Parse(%q) notices %q, want %q", c.fragment, got, c.noticed)
		}
	}
}

func TestNoticeNamesGivenAllowedAndUsed(t *testing.T) {
	_, notices := sampleTable.Parse("v=1&n=5000")
	want := "given “5000”; allowed: a whole number from 1 to 1,000. Used instead: “1000”."
	if len(notices) != 1 || notices[0].Text != want {
		t.Errorf("notices are %q, want one that says %q", notices, want)
	}
}

// What is wrong with a text is not called allowed.
func TestNoticeSaysWhatIsWrongWithAText(t *testing.T) {
	_, notices := MaskTable.Parse("v=1&rule=causal;full")
	want := "given “causal;full”; column 7: found “;”, expected & or | before what follows. Used instead: “causal&window(8)”."
	if len(notices) != 1 || notices[0].Text != want {
		t.Errorf("notices are %q, want one that says %q", notices, want)
	}
	// Nothing is used instead of what a link need not have.
	for _, fragment := range []string{"lock=bar", "goal=foo"} {
		if _, notices := MaskTable.Parse(fragment); len(notices) != 1 || !strings.HasSuffix(notices[0].Text, ". It was left out.") {
			t.Errorf("%s: notices are %q", fragment, notices)
		}
	}
	// Of many options the first are listed.
	_, notices = CacheTable.Parse("model=gpt-9")
	if len(notices) != 1 || !strings.Contains(notices[0].Text, "one of none, llama-3.1-8b, ") || !strings.Contains(notices[0].Text, "more that the page lists") || len(notices[0].Text) > 300 {
		t.Errorf("notices are %q", notices)
	}
}

func TestHostileLinksStaySmall(t *testing.T) {
	flood := "v=1"
	for i := range 5000 {
		flood += "&k" + strings.Repeat("x", i%40) + string(rune('a'+i%26)) + "=1"
	}
	for _, fragment := range []string{flood, "n=" + strings.Repeat("9", 1<<20), strings.Repeat("%", 1<<20) + "="} {
		_, notices := sampleTable.Parse(fragment)
		if len(notices) > maxNotices+1 {
			t.Errorf("%d notices for a fragment of %d bytes", len(notices), len(fragment))
		}
		for _, n := range notices {
			if len(n.Text) > 1000 {
				t.Errorf("a notice of %d bytes", len(n.Text))
			}
		}
	}
}

func TestLinkWritesOnlyWhatDiffersInOrder(t *testing.T) {
	s := sampleTable.Default()
	if got, want := sampleTable.Link(s), "/sample/#v=1"; got != want {
		t.Errorf("the default's link is %q, want %q", got, want)
	}
	s.On, s.N, s.Name = true, 24, "a&(b|c)"
	if got, want := sampleTable.Link(s), "/sample/#v=1&name=a%26%28b%7Cc%29&n=24&on=1"; got != want {
		t.Errorf("the link is %q, want %q", got, want)
	}
}

func TestSetRefusesAndLetsLaterFieldsFollow(t *testing.T) {
	s := sampleTable.Default()
	if err := sampleTable.Set(&s, "n", "0"); err == nil || s != sampleTable.Default() {
		t.Errorf("n=0: error %v, scenario %+v", err, s)
	}
	if err := sampleTable.Set(&s, "n", "6"); err != nil || s.At != 5 || s.Part != 3 {
		t.Errorf("after n=6: error %v, scenario %+v; want at 5 and part 3", err, s)
	}
	if err := sampleTable.Set(&s, "colour", "red"); err == nil {
		t.Error("an unknown key was taken")
	}
}

// One scenario has one link, and the link gives the scenario back: also when a
// browser's own parser reads it.
func TestEveryScenarioSurvivesItsLink(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.Int64Range(1, 1000).Draw(t, "n")
		s := sample{
			Name: rapid.StringMatching(`[a-z&|()%]{1,40}`).Draw(t, "name"),
			N:    n,
			At:   rapid.Int64Range(0, n-1).Draw(t, "at"),
			Part: rapid.SampledFrom(Divisors(n)).Draw(t, "part"),
			On:   rapid.Bool().Draw(t, "on"),
		}
		fragment := sampleTable.Fragment(s)
		got, notices := sampleTable.Parse(fragment)
		if got != s || len(notices) > 0 {
			t.Fatalf("%q gives %+v and %v, want %+v", fragment, got, notices, s)
		}
		values, err := url.ParseQuery(fragment)
		if err != nil || values.Has("name") && values.Get("name") != s.Name {
			t.Fatalf("as a query %q gives %v, %v", fragment, values, err)
		}
	})
}

func FuzzDecode(f *testing.F) {
	for _, seed := range []string{"", "#v=1&n=24", "v=1&n=%zz&at=-1", "v=2", "n=1&n=2", "a=b&=&%=%&\xff=\xfe", "#anchor"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, fragment string) {
		s, _ := sampleTable.Parse(fragment)
		again, notices := sampleTable.Parse(sampleTable.Fragment(s))
		if again != s || len(notices) > 0 {
			t.Errorf("%q gives %+v, whose own link gives %+v and %v", fragment, s, again, notices)
		}
		m, _ := MaskTable.Parse(fragment)
		if link := MaskTable.Link(m); len(link) > MaxLink {
			t.Errorf("%q makes a link of %d characters", fragment, len(link))
		}
		if again, notices := MaskTable.Parse(MaskTable.Fragment(m)); again != m || len(notices) > 0 {
			t.Errorf("%q gives %+v, whose own link gives %+v and %v", fragment, m, again, notices)
		}
	})
}
