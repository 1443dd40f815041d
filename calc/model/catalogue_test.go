package model

import (
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

// Links have these keys: one may be added, none removed.
func TestReleasedKeysStay(t *testing.T) {
	for key := range strings.FieldsSeq(`
		chatglm3-6b dbrx deepseek-moe-16b deepseek-v2 deepseek-v2-lite deepseek-v3 ernie-4.5-21b-a3b falcon-40b falcon-7b gemma-2-9b
		gemma-3-12b gemma-3-1b gemma-3-27b gemma-3-4b gemma-7b glm-4.5 gpt-2 gpt-oss-120b gpt-oss-20b jamba-1.5-mini kimi-k2 llama-2-7b
		llama-2-70b llama-3.1-405b llama-3.1-70b llama-3.1-8b llama-4-maverick llama-4-scout minicpm3-4b minimax-m1 mistral-7b mixtral-8x22b
		mixtral-8x7b olmo-3.1-32b olmoe-1b-7b phi-3.5-moe qwen1.5-moe-a2.7b qwen2-7b qwen2.5-72b qwen2.5-7b qwen3-0.6b qwen3-235b-a22b
		qwen3-30b-a3b qwen3-8b qwen3-next-80b-a3b santacoder starcoder2-7b
	`) {
		if e := Find(key); e == nil || e.Key != key {
			t.Errorf("%s is gone", key)
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
