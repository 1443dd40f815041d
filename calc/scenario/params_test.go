package scenario

import (
	"bufio"
	"os"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"attnexperts/calc/model"
)

// countParams counts a scenario's parameters.
func countParams(t *testing.T, fragment string) (total, active, lookup int64) {
	t.Helper()
	p, notices := ParamsTable.Parse(fragment)
	if len(notices) > 0 {
		t.Fatalf("%s: %v", fragment, notices)
	}
	c, err := p.Architecture().Count()
	if err != nil {
		t.Fatal(err)
	}
	total, _ = c.Total.Value.Int()
	active, _ = c.Active.Value.Int()
	lookup, _ = c.ActiveNoEmbedding.Value.Int()
	return total, active, lookup
}

// Every model that can be chosen has, to the parameter, what its publisher's
// numbers come to.
func TestModelsOfTheParamsPageCountWhatIsPublished(t *testing.T) {
	table := publishedParams(t)
	checked := 0
	for _, o := range ParamsModels() {
		total, active, lookup := countParams(t, "v=1&model="+o.Text)
		want, ok := table[repositoryOf(o.Text)]
		if !ok {
			continue
		}
		checked++
		if got := [3]int64{total, active, lookup}; got != want {
			t.Errorf("%s counts %v, want %v", o.Text, got, want)
		}
	}
	if checked < 15 {
		t.Errorf("only %d models are in the table of published ones", checked)
	}
	for _, must := range []string{"mixtral-8x7b", "qwen3-30b-a3b", "deepseek-v3", "gpt-oss-20b", "olmoe-1b-7b", "llama-4-scout", "llama-3.1-8b"} {
		if _, notices := ParamsTable.Parse("model=" + must); len(notices) > 0 || table[repositoryOf(must)] == [3]int64{} {
			t.Errorf("%s cannot be chosen, or is not checked: %v", must, notices)
		}
	}
}

// repositoryOf is where a model's config is from, as the table has it.
func repositoryOf(key string) string {
	_, path, _ := strings.Cut(model.Find(key).Source, "//")
	parts := strings.Split(path, "/")
	if len(parts) < 3 {
		return ""
	}
	return strings.ToLower(parts[1] + "/" + parts[2])
}

// publishedParams reads total, active and active without embedding of each
// published model.
func publishedParams(t *testing.T) map[string][3]int64 {
	t.Helper()
	f, err := os.Open("../model/testdata/models.tsv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	table := map[string][3]int64{}
	lines := bufio.NewScanner(f)
	column := map[string]int{}
	for lines.Scan() {
		fields := strings.Split(lines.Text(), "\t")
		if len(column) == 0 {
			for i, h := range fields {
				column[h] = i
			}
			continue
		}
		var row [3]int64
		for i, h := range []string{"total", "active", "active_no_embedding"} {
			if row[i], err = strconv.ParseInt(fields[column[h]], 10, 64); err != nil {
				t.Fatal(err)
			}
		}
		table[strings.ToLower(fields[column["model"]])] = row
	}
	return table
}

func TestEveryModelOfTheParamsPageHasSizes(t *testing.T) {
	for _, key := range paramsModels {
		e := model.Find(key)
		if e == nil {
			t.Errorf("the catalogue has no %s", key)
			continue
		}
		a, err := e.Architecture()
		if err != nil {
			t.Fatal(err)
		}
		if _, ok := a.Plain(); !ok {
			t.Errorf("%s has no sizes", key)
		}
		if _, _, alike := a.Routing(); !alike {
			t.Errorf("%s has experts of two kinds", key)
		}
	}
}

// Published models by their sizes alone, as a reader would type them.
func TestOwnSizesCountToTheParameter(t *testing.T) {
	for fragment, want := range map[string][2]int64{
		"layers=32&hidden=4096&vocab=32000&heads=32&kv=8&head-dim=128&experts=8&k=2&expert-ffn=14336":                                                  {46_702_792_704, 12_879_925_248},
		"layers=32&hidden=4096&vocab=128256&heads=32&kv=8&head-dim=128&dense-ffn=14336&experts=0":                                                      {8_030_261_248, 8_030_261_248},
		"layers=48&hidden=5120&vocab=202048&heads=40&kv=8&head-dim=128&experts=16&k=1&shared=1&expert-ffn=8192":                                        {107_769_861_120, 17_172_894_720},
		"layers=28&hidden=2048&vocab=102400&heads=16&kv=16&head-dim=128&dense-layers=1&dense-ffn=10944&experts=64&k=6&shared=2&expert-ffn=1408&tied=0": {16_375_728_128, 2_828_650_496},
		"layers=16&hidden=2048&vocab=128256&heads=32&kv=8&head-dim=64&dense-ffn=8192&experts=0&tied=1":                                                 {1_235_814_400, 1_235_814_400},
	} {
		if total, active, _ := countParams(t, "v=1&"+fragment); total != want[0] || active != want[1] {
			t.Errorf("%s counts %d and %d, want %v", fragment, total, active, want)
		}
	}
}

func TestSizesAndAModelInOneParamsLink(t *testing.T) {
	p, notices := ParamsTable.Parse("v=1&model=qwen3-30b-a3b&experts=64&layers=48")
	if p.Model != "qwen3-30b-a3b" || p.Experts != 128 || len(notices) != 1 || notices[0].Key != "experts" || !strings.Contains(notices[0].Text, "qwen3-30b-a3b") {
		t.Errorf("%+v, %v", p, notices)
	}
	// A size set by hand makes the numbers the reader's own, and keeps the rest.
	if err := ParamsTable.Set(&p, "k", "4"); err != nil || p.Named() || p.Active != 4 || p.Experts != 128 || p.Width != 2048 {
		t.Errorf("%+v, %v", p, err)
	}
	if err := ParamsTable.Set(&p, "k", "129"); err == nil || p.Active != 4 {
		t.Errorf("129 of 128 experts: %+v, %v", p, err)
	}
	// Fewer experts than a token uses: it uses all of them.
	if err := ParamsTable.Set(&p, "experts", "2"); err != nil || p.Active != 2 {
		t.Errorf("%+v, %v", p, err)
	}
	// Experts can be taken away from a model that has no dense layer, and given to
	// one that has no experts: there is a width to start from.
	p, _ = ParamsTable.Parse("model=mixtral-8x7b")
	if err := ParamsTable.Set(&p, "experts", "0"); err != nil || p.Active != 0 || p.DenseWidth != 2*14_336 {
		t.Errorf("%+v, %v", p, err)
	}
	p, _ = ParamsTable.Parse("model=llama-3.1-8b")
	if err := ParamsTable.Set(&p, "experts", "8"); err != nil || p.Active != 1 || p.ExpertWidth != 14_336 || p.Routed() != 32 {
		t.Errorf("%+v, %v", p, err)
	}
}

func TestBadNumbersOfTheParamsPageAreRefused(t *testing.T) {
	for fragment, said := range map[string]string{
		"experts=8&k=9": "from 1 to 8", "experts=8&k=0": "from 1 to 8", "experts=0&shared=1": "only 0", "experts=0&k=2": "only 0", "layers=12&dense-layers=13": "from 0 to 12",
		"heads=32&kv=5": "a divisor of the 32 query heads", "hidden=0": "from 1 to", "vocab=NaN": "from 1 to", "experts=-1": "from 0 to", "expert-ffn=1e400": "from 0 to",
		"batch=0": "from 1 to", "device=abacus": "a100-80", "dtype=fp5": "bf16", "model=gpt-9": "mixtral-8x7b", "duel=fate": "memory", "tied=yes": "1 for on", "layers=0": "from 1 to",
		"ask=everything": "flops-per-token", "view=inside": "vendors", "k=1.5": "from 1 to",
	} {
		p, notices := ParamsTable.Parse(fragment)
		if len(notices) != 1 || !strings.Contains(notices[0].Text, said) || !strings.Contains(notices[0].Text, "Used instead") {
			t.Errorf("%s: noticed %v, want %q", fragment, notices, said)
		}
		if again, more := ParamsTable.Parse(ParamsTable.Fragment(p)); again != p || len(more) > 0 {
			t.Errorf("%s: %+v becomes %+v by its own link, %v", fragment, p, again, more)
		}
	}
}

// drawScenario draws any scenario that the controls of a page can reach.
func drawScenario[S any](t *rapid.T, table Table[S]) S {
	s := table.Default()
	for _, f := range table.Fields {
		if !rapid.Bool().Draw(t, "sets "+f.Key) {
			continue
		}
		var text string
		switch v := f.Of(&s).(type) {
		case OptionValue:
			text = rapid.SampledFrom(v.Options).Draw(t, f.Key).Text
		default:
			text = rapid.StringMatching(`[0-9]{1,13}|none`).Draw(t, f.Key)
		}
		_ = table.Set(&s, f.Key, text)
	}
	return s
}

func TestEveryParamsScenarioSurvivesItsLink(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := drawScenario(t, ParamsTable)
		survives(t, ParamsTable, p)
		if p.Active > p.Experts || p.Experts > 0 && p.Active < 1 || p.Experts == 0 && p.Shared > 0 || p.DenseLayers > p.Layers {
			t.Fatalf("%+v cannot be", p)
		}
	})
}
