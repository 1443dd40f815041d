package scenario

import (
	"bufio"
	"os"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"attnexperts/calc/attention"
	"attnexperts/calc/model"
	"attnexperts/calc/quantity"
)

// Every model that can be chosen has the cache that its publisher's numbers
// come to, at three contexts.
func TestModelsOfTheCachePageKeepWhatIsPublished(t *testing.T) {
	table := publishedCaches(t)
	for _, o := range modelOptions()[1:] {
		c, notices := CacheTable.Parse("v=1&model=" + o.Text)
		if len(notices) > 0 || c.Model != o.Text {
			t.Fatalf("%s is not taken: %v", o.Text, notices)
		}
		a := c.Architecture()
		stack := a.Stack()
		for _, context := range []int64{1, 4096, 32_768} {
			u := attention.Use{Context: context, Batch: 1, Dtype: quantity.BF16}
			got, err := c.Stack().Groups().Size(u)
			if err != nil {
				t.Fatal(err)
			}
			want, err := stack.Groups().Size(u)
			if err != nil {
				t.Fatal(err)
			}
			if got != want {
				t.Errorf("%s keeps %d bytes at %d tokens, its architecture %d", o.Text, got, context, want)
			}
			if bytes, ok := table[strings.ToLower(a.Name)][context]; ok && got != bytes {
				t.Errorf("%s keeps %d bytes at %d tokens, published numbers come to %d", o.Text, got, context, bytes)
			}
		}
	}
}

// publishedCaches reads the cache of each model, by context, from the table of
// published models.
func publishedCaches(t *testing.T) map[string]map[int64]int64 {
	t.Helper()
	f, err := os.Open("../model/testdata/models.tsv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	table := map[string]map[int64]int64{}
	lines := bufio.NewScanner(f)
	var header []string
	for lines.Scan() {
		fields := strings.Split(lines.Text(), "\t")
		if header == nil {
			header = fields
			continue
		}
		row := map[string]string{}
		for i, h := range header {
			row[h] = fields[i]
		}
		caches := map[int64]int64{}
		for context, column := range map[int64]string{1: "kv_bytes_per_token_bf16", 4096: "kv_bytes_bf16_context_4096", 32_768: "kv_bytes_bf16_context_32768"} {
			n, err := strconv.ParseInt(row[column], 10, 64)
			if err != nil {
				t.Fatalf("%s: %v", row["model"], err)
			}
			caches[context] = n
		}
		table[strings.ToLower(row["model"])] = caches
	}
	if len(table) < 30 {
		t.Fatalf("the table has only %d models", len(table))
	}
	return table
}

func TestEveryModelWithAShapeCanBeChosen(t *testing.T) {
	chosen := map[string]bool{}
	for _, key := range cacheModels {
		e := model.Find(key)
		if e == nil {
			t.Errorf("the catalogue has no %s", key)
			continue
		}
		a, err := e.Architecture()
		if err != nil {
			t.Fatal(err)
		}
		if _, ok := ShapeOf(a.Stack()); !ok {
			t.Errorf("%s has no shape", key)
		}
		chosen[key] = true
	}
	for _, must := range []string{"llama-2-7b", "llama-3.1-8b", "llama-3.1-70b", "mistral-7b", "gemma-3-27b", "deepseek-v3", "gpt-oss-20b"} {
		if !chosen[must] {
			t.Errorf("%s cannot be chosen", must)
		}
	}
}

func TestShapeOfIsTheInverseOfStack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		kv := rapid.Int64Range(1, 8).Draw(t, "kv")
		s := Shape{
			Layers: rapid.Int64Range(1, 130).Draw(t, "layers"), Heads: kv * rapid.Int64Range(1, 8).Draw(t, "group"), KV: kv,
			HeadDim: rapid.Int64Range(1, 256).Draw(t, "head size"),
		}
		if rapid.Bool().Draw(t, "windows") {
			s.Window = rapid.Int64Range(1, 5000).Draw(t, "window")
			s.GlobalEvery = rapid.Int64Range(0, 8).Draw(t, "every")
		}
		got, ok := ShapeOf(s.Stack())
		if !ok {
			t.Fatalf("%+v has no shape", s)
		}
		for i, l := range got.Stack() {
			if l != s.Stack()[i] {
				t.Fatalf("%+v comes back as %+v", s, got)
			}
		}
	})
	if _, ok := ShapeOf(nil); ok {
		t.Error("no layers have a shape")
	}
	mixed := attention.Stack{{Heads: 8, KV: 8, HeadDim: 4}, {Heads: 8, KV: 4, HeadDim: 4}}
	if _, ok := ShapeOf(mixed); ok {
		t.Error("layers with different heads have a shape")
	}
}

// A link that names a model and sizes contradicts itself: the model counts, and
// each size is named. Sizes alone are the reader's own numbers.
func TestSizesAndAModelInOneLink(t *testing.T) {
	c, notices := CacheTable.Parse("v=1&model=mistral-7b&kv=4&layers=32")
	if c.Model != "mistral-7b" || c.KV != 8 || len(notices) != 1 || notices[0].Key != "kv" || !strings.Contains(notices[0].Text, "mistral-7b") {
		t.Errorf("%+v, %v", c, notices)
	}
	c, notices = CacheTable.Parse("v=1&heads=64&kv=4")
	if c.Model != none || c.Heads != 64 || c.KV != 4 || len(notices) != 0 {
		t.Errorf("%+v, %v", c, notices)
	}
	if err := CacheTable.Set(&c, "model", "gemma-3-27b"); err != nil || c.Window != 1024 || c.GlobalEvery != 6 {
		t.Errorf("%+v, %v", c, err)
	}
	// A size set by hand makes the numbers the reader's own, and keeps the rest.
	if err := CacheTable.Set(&c, "window", "2048"); err != nil || c.Model != none || c.Window != 2048 || c.GlobalEvery != 6 || c.Layers != 62 {
		t.Errorf("%+v, %v", c, err)
	}
	if err := CacheTable.Set(&c, "kv", "7"); err == nil || c.KV == 7 {
		t.Errorf("7 KV heads for %d heads: %v", c.Heads, err)
	}
}

func TestBadNumbersOfTheCachePageAreRefused(t *testing.T) {
	for fragment, said := range map[string]string{
		"heads=32&kv=5": "a divisor of the 32 query heads", "window=0": "from 1 to", "window=-3": "from 1 to", "context=2000000000000": "1,000,000,000,000",
		"context=0": "from 1 to", "batch=0": "from 1 to", "device=abacus": "a100-80", "dtype=fp5": "bf16", "model=gpt-9": "llama-3.1-8b", "layers=NaN": "from 1 to",
		"head-dim=1e400": "from 1 to", "scale=sideways": "linear", "step=9999": "from 0 to", "latent=-1": "from 0 to", "window=1.5": "from 1 to", "ask=everything": "kv-bytes",
		"view=inside": "roofline",
	} {
		c, notices := CacheTable.Parse(fragment)
		if len(notices) != 1 || !strings.Contains(notices[0].Text, said) || !strings.Contains(notices[0].Text, "Used instead") {
			t.Errorf("%s: noticed %v, want %q", fragment, notices, said)
		}
		if again, more := CacheTable.Parse(CacheTable.Fragment(c)); again != c || len(more) > 0 {
			t.Errorf("%s: %+v becomes %+v by its own link, %v", fragment, c, again, more)
		}
	}
}

func TestEveryCacheScenarioSurvivesItsLink(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := drawScenario(t, CacheTable)
		survives(t, CacheTable, c)
		if c.Stack().Groups()[0].Check() != nil {
			t.Fatalf("%+v cannot be: %v", c, c.Stack().Groups()[0].Check())
		}
	})
}
