package model

import (
	_ "embed"
	"regexp"
	"slices"
	"strings"
	"testing"
)

func TestEveryEntryCanBeReadAndKnowsAllItsFields(t *testing.T) {
	all := Catalogue()
	if len(all) < 40 {
		t.Errorf("%d models, want at least 40", len(all))
	}
	key, date := regexp.MustCompile(`^[a-z0-9][a-z0-9.-]*$`), regexp.MustCompile(`^20\d\d-(0[1-9]|1[0-2])$`)
	for _, e := range all {
		if !key.MatchString(e.Key) || !date.MatchString(e.Date) || !strings.HasPrefix(e.Source, "https://") {
			t.Errorf("%+v", e)
		}
		a, err := e.Architecture()
		if err != nil {
			t.Errorf("%s: %v", e.Key, err)
			continue
		}
		if len(a.Unknown) > 0 {
			t.Errorf("%s: unknown fields %v", e.Key, a.Unknown)
		}
		if a.Name != e.Name {
			t.Errorf("%s is called %s", e.Key, a.Name)
		}
	}
}

// A line is only ever added to this file: links hold these keys.
//
//go:embed testdata/keys.golden
var releasedKeys string

func TestReleasedKeysStay(t *testing.T) {
	released := strings.Fields(releasedKeys)
	for _, key := range released {
		if e := Find(key); e == nil || e.Key != key {
			t.Errorf("%s is gone", key)
		}
	}
	for _, e := range Catalogue() {
		if !slices.Contains(released, e.Key) {
			t.Errorf("%s is new: add it to testdata/keys.golden", e.Key)
		}
	}
	if Find("") != nil || Find("no-such-model") != nil {
		t.Error("what is not there was found")
	}
}

func TestTheCatalogueIsSortedAndReadOnce(t *testing.T) {
	all := Catalogue()
	if !slices.IsSortedFunc(all, func(a, b *Entry) int { return strings.Compare(a.Key, b.Key) }) {
		t.Error("not sorted by key")
	}
	one, err := all[0].Architecture()
	if err != nil {
		t.Fatal(err)
	}
	if two, _ := all[0].Architecture(); one != two {
		t.Error("read twice")
	}
}

// Each figure that a vendor quotes is near one of ours, within 3 %, but for
// names that round (A3B, A1B, 1T) and definitions of their own, which the
// entry's definition says.
func TestQuotedFiguresAreNearTheCount(t *testing.T) {
	near := func(quoted, exact int64) bool {
		d := float64(quoted-exact) / float64(exact)
		return quoted == 0 || d < 0.03 && d > -0.03
	}
	loose := map[string]bool{
		"ernie-4.5-21b-a3b": true, "qwen3-next-80b-a3b": true, "glm-4.5": true, "minimax-m1": true, "kimi-k2": true,
		"minimax-m2": true, "granite-4.0-h-tiny": true,
	}
	for _, e := range Catalogue() {
		if loose[e.Key] {
			continue
		}
		c, err := architecture(t, e.Key).Count()
		if err != nil {
			t.Fatal(err)
		}
		if total := whole(t, c.Total); !near(e.Quoted.Total, total) {
			t.Errorf("%s: total %d, quoted %d", e.Key, total, e.Quoted.Total)
		}
		if active, lean := whole(t, c.Active), whole(t, c.ActiveNoEmbedding); !near(e.Quoted.Active, active) && !near(e.Quoted.Active, lean) {
			t.Errorf("%s: active %d or %d, quoted %d", e.Key, active, lean, e.Quoted.Active)
		}
	}
}

func TestAnEntryThatIsWrongIsRefused(t *testing.T) {
	const good = `"name": "A", "maker": "B", "date": "2025-01", "source": "https://x", "config": {}`
	for _, c := range []struct{ data, want string }{
		{`{` + good, "the text ends"},
		{`{` + good + `, "colour": 1}`, "colour is no field"},
		{`{"name": "A"}`, "an entry needs name, maker"},
		{`{` + good + `, "quoted": {"total": 1}}`, "quoted figures need their source"},
		{`{` + good + `, "quoted": {"sum": 1}}`, "quoted.sum is no field"},
	} {
		if _, err := entry("a", c.data); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", c.data, err, c.want)
		}
	}
}
