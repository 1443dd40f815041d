package lesson_test

import (
	"html"
	"math"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"attnexperts/app/figure"
	"attnexperts/app/lesson"
	"attnexperts/calc/attention"
	"attnexperts/calc/model"
	"attnexperts/calc/quantity"
	"attnexperts/calc/scenario"
	"attnexperts/calc/scenario/scenariotest"
)

// Sizes as published in the models' configurations.
const (
	llama31Layers, llama31Heads, llama31HeadDim = 32, 32, 128
	llama31Total                                = 8_030_261_248
	llama31Vocab, llama31Hidden                 = 128_256, 4096

	llama2Layers, llama2Heads, llama2HeadDim = 32, 32, 128
	llama2Total                              = 6_738_415_616

	a100FLOPs, a100Bytes = 312e12, 2039e9
)

// linked are words with a link.
var linked = regexp.MustCompile(`\[([^\]]*)\]\([^)]*\)`)

// lessonText is the text without its links, on one line.
func lessonText(t *testing.T) string {
	t.Helper()
	source, err := os.ReadFile("lesson.md")
	if err != nil {
		t.Fatal(err)
	}
	return strings.Join(strings.Fields(linked.ReplaceAllString(string(source), "$1")), " ")
}

func gib(bytes float64) string { return strconv.FormatFloat(bytes/(1<<30), 'f', 1, 64) + " GiB" }

// said are the phrases that were worked out.
var said []string

// say checks that the text says each of some phrases, by what they are about.
func say(t *testing.T, phrases map[string]string) {
	t.Helper()
	text := lessonText(t)
	for what, want := range phrases {
		said = append(said, want)
		if want == "" || !strings.Contains(text, want) {
			t.Errorf("%s: the text does not say %q", what, want)
		}
	}
}

// Every number that the text states is worked out here once more and has to
// stand in the text in these words.
func TestNumbersOfTwoCosts(t *testing.T) {
	perKey, err := attention.ScoreFLOPs(llama31Heads*llama31Layers, llama31HeadDim, 1)
	if err != nil {
		t.Fatal(err)
	}
	multiplied := int64(llama31Total - llama31Vocab*llama31Hidden)
	even := math.Round(2 * float64(multiplied) / float64(perKey))
	perToken := int64(llama2Layers * llama2Heads * llama2HeadDim * 2 * 2)
	weights := float64(2 * llama2Total)
	conversation := float64(4096 * perToken)

	say(t, map[string]string{
		"pairs of 64 tokens":           quantity.Count(attention.CausalPairs(64)) + " pairs of a query and a key",
		"pairs of 128 tokens":          quantity.Count(attention.CausalPairs(128)) + " pairs",
		"pairs of 131,072 tokens":      strconv.FormatFloat(float64(attention.CausalPairs(131_072))/1e9, 'f', 1, 64) + " billion",
		"weights that are multiplied":  "about " + strconv.FormatFloat(float64(multiplied)/1e9, 'f', 1, 64) + " billion weights",
		"FLOPs of the weights":         strconv.FormatFloat(2*float64(multiplied)/1e9, 'f', 0, 64) + " billion FLOPs",
		"FLOPs of attention for a key": quantity.Count(perKey) + " FLOPs on every key",
		"position of balance":          "position " + quantity.Count(int64(math.Round(even/100)*100)) + " or so",
		"cache bytes a token":          quantity.Count(perToken) + " bytes, half a mebibyte",
		"cache of a conversation":      strings.Replace(gib(conversation), ".0", "", 1),
		"weights in GiB":               gib(weights),
		"weights in GB":                strconv.FormatFloat(weights/1e9, 'f', 1, 64) + " GB",
		"conversations that outweigh":  map[int]string{7: "seven such conversations"}[int(math.Floor(weights/conversation))+1],
		"FLOPs an A100 does a byte":    "about " + strconv.FormatFloat(a100FLOPs/a100Bytes, 'f', 0, 64) + " in the time",
	})
}

// bytesOf is the cache of a stack in bf16.
func bytesOf(t *testing.T, s attention.Stack, context int64) float64 {
	t.Helper()
	r, err := s.Bytes(attention.Use{Context: context, Batch: 1, Dtype: quantity.BF16})
	if err != nil {
		t.Fatal(err)
	}
	return r.Value.Float()
}

func TestNumbersOfSharing(t *testing.T) {
	llama := attention.Uniform(32, attention.Layer{Heads: 32, KV: 8, HeadDim: 128})
	v3 := attention.Uniform(61, attention.Layer{Heads: 128, HeadDim: 128, Latent: 512, Rope: 64})
	intensity, err := v3.Intensity(attention.Use{Context: 1, Batch: 1, Dtype: quantity.BF16})
	if err != nil {
		t.Fatal(err)
	}
	fit := func(s attention.Stack) string {
		return quantity.Count(int64((80<<30 - 2*llama31Total) / bytesOf(t, s, 8192)))
	}
	say(t, map[string]string{
		"cache a token":          quantity.Count(int64(bytesOf(t, llama, 1))) + " bytes in it, 128 KiB, where MHA would leave 512 KiB",
		"conversations with GQA": "room for " + fit(llama) + " conversations of 8,192 tokens",
		"conversations with MHA": "With MHA, and weights as large, there would be room for " + fit(llama.As(0)) + ".",
		"numbers of a latent":    "576 numbers where 128 heads of MHA would keep " + quantity.Count(2*128*128) + ", or " + strconv.Itoa(2*128*128/576+1) + " times less",
		"latents of DeepSeek-V3": quantity.Count(int64(bytesOf(t, v3, 1))) + " bytes in all 61 layers",
		"intensity of MLA":       "about " + strconv.FormatFloat(intensity.Value.Float(), 'f', 0, 64) + " FLOPs for each byte",
	})
	if ratio := bytesOf(t, v3, 1) / bytesOf(t, llama, 1); ratio < 0.45 || ratio > 0.55 {
		t.Errorf("DeepSeek-V3 keeps %g of what Llama-3.1-8B keeps, which is not half", ratio)
	}
	if times := 2 * 128 * 128 / 576.0; math.Round(times) != 57 {
		t.Errorf("a latent is %g times smaller", times)
	}
}

func TestNumbersOfWindows(t *testing.T) {
	mask := func(text string) attention.Rule {
		r, err := attention.Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	mistral := attention.Uniform(32, attention.Layer{Kind: attention.SlidingLayer, Window: 4096, Heads: 32, KV: 8, HeadDim: 128})
	full := attention.Uniform(32, attention.Layer{Heads: 32, KV: 8, HeadDim: 128})
	gemma := attention.Alternating(62, 6, attention.Layer{Heads: 32, KV: 16, HeadDim: 128, Window: 1024})
	share := float64(mask("causal & window(4096)").Pairs(32_768)) / float64(attention.CausalPairs(32_768))
	say(t, map[string]string{
		"pairs in the window":    quantity.Count(mask("causal & window(8)").Pairs(64)) + " of " + quantity.Count(attention.CausalPairs(64)) + " pairs are left",
		"twice the window":       "it is " + quantity.Count(mask("causal & window(16)").Pairs(64)) + ".",
		"share of Mistral":       "computes " + quantity.Percent(share) + " of the pairs",
		"bound of Mistral":       "holds " + quantity.BytesText(bytesOf(t, mistral, 1<<20)) + " at most",
		"without rolling":        "would hold " + strings.Replace(gib(bytesOf(t, full, 32_768)), ".0", "", 1) + " at 32,768 tokens, and read an eighth of it",
		"reach of Mistral":       quantity.Count(mistral.Reach(1<<20)) + ".",
		"global layers of Gemma": "leaves " + quantity.Count(gemma.Count(attention.FullLayer)) + " global ones",
		"cache of Gemma":         "holds " + gib(bytesOf(t, gemma, 131_072)) + " instead of 62",
	})
	if 32_768/4096 != 8 {
		t.Error("the window is not an eighth of the text")
	}
}

// counted is the parameters of a model of the catalogue.
func counted(t *testing.T, key string) (total, active, activeNoEmbedding float64) {
	t.Helper()
	a, err := model.Find(key).Architecture()
	if err != nil {
		t.Fatal(err)
	}
	c, err := a.Count()
	if err != nil {
		t.Fatal(err)
	}
	return c.Total.Value.Float(), c.Active.Value.Float(), c.ActiveNoEmbedding.Value.Float()
}

func billions(n float64, decimals int) string {
	return strconv.FormatFloat(n/1e9, 'f', decimals, 64) + " billion"
}

func TestNumbersOfExperts(t *testing.T) {
	const ffn = 3 * 4096 * 14336 * 32 // Llama-3.1-8B: three matrices in 32 layers
	total, active, _ := counted(t, "mixtral-8x7b")
	v3, v3Active, _ := counted(t, "deepseek-v3")
	capacity := func(factor float64, tokens, experts, k int64) string {
		return strconv.Itoa(int(factor * float64(tokens*k) / float64(experts)))
	}
	say(t, map[string]string{
		"an expert of Qwen3":         "128 experts of " + strconv.FormatFloat(3*2048*768/1e6, 'f', 1, 64) + " million parameters",
		"share of the feed-forward":  quantity.Percent(ffn/float64(llama31Total)) + " of them are in the feed-forward networks",
		"Mixtral stored":             "stores " + billions(total, 1),
		"Mixtral computed":           "computed with " + billions(active, 1),
		"DeepSeek-V3 stored":         "stores " + billions(v3, 0)[:3] + " billion parameters",
		"DeepSeek-V3 computed":       "with " + strconv.Itoa(int(v3Active/1e9)) + " billion of them",
		"Mixtral in memory":          "takes " + strconv.FormatFloat(2*total/(1<<30), 'f', 0, 64) + " GiB in 2-byte numbers",
		"what computes like Mixtral": "a model of " + strconv.FormatFloat(2*active/(1<<30), 'f', 0, 64) + " GiB",
		"choices without room":       quantity.Count(int64(refused(t, "v=1&view=lanes", 10))) + " of 128 choices find no room",
		"fair share":                 "the fair share is " + capacity(1, 64, 16, 2) + ", and the capacity " + capacity(1.25, 64, 16, 2),
	})
}

func TestNumbersOfTotalAndActive(t *testing.T) {
	v3, _, _ := counted(t, "deepseek-v3")
	oss, ossActive, ossCounted := counted(t, "gpt-oss-20b")
	touched := model.ExpertsTouched(256, 8, 16)
	// A feed-forward network of experts does 2·B·k operations for each of the U
	// experts' numbers that it reads, a dense one 2·B for each of its own.
	reuse := 2 * 16 * 8 / (2 * touched)
	full := attention.Alternating(24, 2, attention.Layer{Heads: 64, KV: 8, HeadDim: 64, Window: 128})
	say(t, map[string]string{
		"DeepSeek-V3 resident":     "takes " + strconv.FormatFloat(v3/(1<<30), 'f', 0, 64) + " GiB",
		"experts touched by 16":    "about " + strconv.FormatFloat(touched, 'f', 0, 64) + " of the 256",
		"use of a weight":          "about " + strconv.FormatFloat(reuse, 'f', 2, 64) + " times",
		"gpt-oss total":            billions(oss, 1) + " parameters",
		"gpt-oss active":           "a token uses " + billions(ossActive, 1),
		"gpt-oss as OpenAI counts": "the " + strconv.FormatFloat(ossCounted/1e9, 'f', 1, 64) + " that OpenAI states",
		"gpt-oss cache a token":    quantity.Count(int64(bytesOf(t, full, 1))) + " bytes in all",
		"gpt-oss layers":           quantity.Count(full.Count(attention.SlidingLayer)) + " layers keep 128 tokens, " + quantity.Count(full.Count(attention.FullLayer)) + " keep everything",
	})
	if got := model.ExpertsTouched(256, 8, 400); got < 255.5 {
		t.Errorf("a few hundred tokens touch %g of 256 experts", got)
	}
}

// asked returns what the figure of a checkpoint answers.
func asked(t *testing.T, link string) float64 {
	t.Helper()
	path, fragment, _ := strings.Cut(link, "#")
	_, about, _ := strings.Cut(fragment, "ask=")
	for _, out := range outputs(path, fragment) {
		if out.Name == about {
			return out.Value.Float()
		}
	}
	t.Errorf("%s: the figure does not answer what it asks", link)
	return 0
}

// outputs returns the computed numbers of a link's figure.
func outputs(path, fragment string) []quantity.Result {
	switch path {
	case "/cache/":
		return drawn(&figure.Cache, fragment)
	case "/params/":
		return drawn(&figure.Params, fragment)
	case "/routing/":
		return drawn(&figure.Routing, fragment)
	case "/spec/":
		return drawn(&figure.Spec, fragment)
	}
	return nil
}

func drawn[S any](kind *figure.Kind[S], fragment string) []quantity.Result {
	s, _ := kind.Table.Parse(fragment)
	return kind.Draw(s, figure.Embed{}).Outputs
}

// refused counts, from the table of who chose which expert, the choices past so
// many of one expert.
func refused(t *testing.T, fragment string, room int) float64 {
	t.Helper()
	s, _ := scenario.RoutingTable.Parse(fragment)
	chosen, over := map[string]int{}, 0
	for _, row := range figure.Routing.Draw(s, figure.Embed{View: "lanes"}).Panels[0].Table().Rows {
		if chosen[row[2]]++; chosen[row[2]] > room {
			over++
		}
	}
	if len(chosen) < 10 {
		t.Fatalf("the table names only %d experts", len(chosen))
	}
	return float64(over)
}

// Each part ends with a checkpoint, and the figure's answer is the one that the
// text's numbers lead to.
func TestCheckpoints(t *testing.T) {
	qwen, qwenActive, _ := counted(t, "qwen3-30b-a3b")
	room := math.Floor((80<<30 - 2*qwen) / (2 * 48 * 4 * 128 * 2 * 8192))
	want := map[string]float64{
		"two-costs":                 2 * 32 * 32 * 128 * 2 * 32768,
		"share-the-keys-and-values": 2 * 80 * 8 * 128 * 2,
		"look-less-far":             2 * 32 * 8 * 128 * 2 * 4096,
		"more-parameters-same-work": qwenActive,
		"what-experts-cost":         refused(t, "v=1&view=lanes", 2*64*2/16),
		"total-and-active":          2 * qwen,
		"read-a-spec":               2 * 36 * 8 * 64 * 2,
		"what-you-can-do-now":       room,
	}
	for _, p := range lesson.Parts() {
		n := 0
		for _, b := range p.Blocks {
			if b.Asks() {
				n++
				if got := asked(t, b.Figure); got != want[p.ID] {
					t.Errorf("%s asks for %v, want %v", p.Title, got, want[p.ID])
				}
			}
		}
		if n != 1 {
			t.Errorf("%s has %d checkpoints", p.Title, n)
		}
	}
}

// Every figure of the text, and all words that set one, open without a complaint
// about the link, and words find a figure to set.
func TestLinksOfTheTextAreUsedWhole(t *testing.T) {
	sets := regexp.MustCompile(`class="set" href="([^"]*)"`)
	for _, p := range lesson.Parts() {
		figures := map[string]bool{}
		var links []string
		for _, b := range p.Blocks {
			if path, _, ok := strings.Cut(b.Figure, "#"); ok {
				figures[path] = true
				links = append(links, b.Figure)
			}
			for _, m := range sets.FindAllStringSubmatch(b.HTML, -1) {
				links = append(links, html.UnescapeString(m[1]))
			}
		}
		for _, link := range links {
			path, _, _ := strings.Cut(link, "#")
			if !figures[path] {
				t.Errorf("%s has words that set a figure of %s, and no such figure", p.Title, path)
			}
			if l, ok := scenariotest.Open(link); !ok || len(l.Notices) > 0 {
				t.Errorf("%s opens with %v", link, l.Notices)
			}
		}
	}
}

// The text can be read in thirteen minutes, at 200 words each, as README says.
func TestTheTextHasItsLength(t *testing.T) {
	words := 0
	for _, p := range lesson.Parts() {
		words += p.Words
	}
	if words < 2500 || words >= 2700 {
		t.Errorf("the text has %d words", words)
	}
}
