package figure

import (
	"math"
	"regexp"
	"strings"
	"testing"

	"attnexperts/app/markup"
	"attnexperts/app/part"
	"attnexperts/calc/model"
	"attnexperts/calc/scenario"
)

func TestParamsFigureForAnyScenario(t *testing.T) { checkKind(t, &Params) }

func paramsOf(t *testing.T, fragment string) scenario.Params {
	t.Helper()
	p, notices := scenario.ParamsTable.Parse(fragment)
	if len(notices) > 0 {
		t.Fatalf("%s: %v", fragment, notices)
	}
	return p
}

// paramsOutcomes returns the outputs of a link to the page, by name.
func paramsOutcomes(t *testing.T, fragment string) map[string]part.Outcome {
	t.Helper()
	by := map[string]part.Outcome{}
	for _, o := range sizingOf(paramsOf(t, fragment)).outcomes() {
		by[o.Name] = o
	}
	return by
}

// From models.tsv, and by hand: one token reads what it uses; of 256 experts, of
// which it uses 8, 16 tokens touch 256 · (1 − (31/32)^16), and of 58 layers each
// expert has 3 · 7,168 · 2,048 parameters.
func TestOutputsOfTheParamsPageByHand(t *testing.T) {
	touched := 256 * (1 - math.Pow(31.0/32, 16))
	for fragment, want := range map[string]map[string]float64{
		"v=1&model=mixtral-8x7b&batch=1": {
			"total-params": 46_702_792_704, "active-params": 12_879_925_248, "active-params-no-embedding": 12_748_853_248, "resident-bytes": 2 * 46_702_792_704,
			"read-bytes-per-step": 2 * 12_879_925_248, "flops-per-token": 2 * 12_748_853_248, "experts-touched": 2,
		},
		"v=1&model=mixtral-8x7b&batch=1000&dtype=int4": {"resident-bytes": 46_702_792_704 / 2, "read-bytes-per-step": 46_702_792_704 / 2, "experts-touched": 8},
		"v=1&model=deepseek-v3&batch=16&dtype=fp8": {
			"total-params": 671_026_419_200, "active-params": 37_552_297_472, "flops-per-token": 2 * 36_625_618_432, "experts-touched": touched,
			"read-bytes-per-step": math.Round(671_026_419_200 - 58*3*7168*2048*(256-touched)),
		},
		"v=1&model=llama-3.1-8b&batch=7": {
			"total-params": 8_030_261_248, "active-params": 8_030_261_248, "active-params-no-embedding": 7_504_924_672, "read-bytes-per-step": 2 * 8_030_261_248, "experts-touched": 0,
		},
		"v=1&layers=2&hidden=8&vocab=10&heads=2&kv=1&head-dim=4&experts=4&k=1&shared=1&expert-ffn=3&dense-layers=1&dense-ffn=5&tied=1&batch=2&dtype=fp32": {
			// Embedding 80, attention 2·(2·8·8+2·8·4), one dense layer 3·8·5, one of experts
			// (4+1)·3·8·3 and a router of 8·4, norms 5·8.
			"total-params": 80 + 2*192 + 120 + 360 + 32 + 40, "active-params": 80 + 2*192 + 120 + 144 + 32 + 40, "active-params-no-embedding": 80 + 2*192 + 120 + 144 + 32 + 40,
			"experts-touched": 1.75, "resident-bytes": 4 * 1016, "read-bytes-per-step": 4 * (1016 - 2.25*72),
		},
	} {
		got := paramsOutcomes(t, fragment)
		for name, n := range want {
			if o := got[name]; o.Err != nil || math.Abs(o.Value.Float()-n) > 1e-9*n {
				t.Errorf("%s: %s is %g, %v, want %g", fragment, name, o.Value.Float(), o.Err, n)
			}
		}
	}
}

// The parts that are drawn are all there are, and those used are the active ones.
func TestPartsSumToTotalAndActive(t *testing.T) {
	for _, o := range scenario.ParamsModels() {
		s := sizingOf(paramsOf(t, "v=1&model="+o.Text))
		stored, used := 0.0, 0.0
		for _, a := range s.shares() {
			stored += a.n
			if !a.idle {
				used += a.n
			}
		}
		if total, active := s.n(s.count.Total), s.n(s.count.Active); math.Abs(stored-total) > 1 || math.Abs(used-active) > 1 {
			t.Errorf("%s: parts sum to %.0f and %.0f, want %.0f and %.0f", o.Text, stored, used, total, active)
		}
	}
}

// Each part is read where it is drawn, and each is reached by key.
func TestEveryPartCanBeReadByKey(t *testing.T) {
	for _, fragment := range []string{
		"v=1", "v=1&model=deepseek-v3", "v=1&model=llama-3.1-8b", "v=1&experts=65536&k=60000", "v=1&experts=8&k=7", "v=1&experts=1024&k=1", "v=1&experts=13&k=13", "v=1&experts=3&k=2&shared=2",
	} {
		p := paramsOf(t, fragment)
		st := sizingOf(p).storage(sizingOf(p).shares())
		at := Place{-1, -1}
		for i := range st.shares {
			Params.Key(&p, &at, whatName, "ArrowRight")
			if got := st.at(at); got != i {
				t.Errorf("%s: step %d to the right reads %s, want %s", fragment, i, st.shares[got].name, st.shares[i].name)
			}
		}
	}
}

func TestTheDuelHoldsEqualWhatItSays(t *testing.T) {
	near := func(a, b float64) bool { return math.Abs(a/b-1) < 0.001 }
	for _, name := range []string{"mixtral-8x7b", "deepseek-v3", "gpt-oss-20b", "llama-4-scout", "llama-3.1-8b", "olmoe-1b-7b"} {
		for duel, of := range map[string]func(sizing) float64{
			"total": func(s sizing) float64 { return s.n(s.count.Total) }, "active": func(s sizing) float64 { return s.n(s.count.Active) },
		} {
			both := sizingOf(paramsOf(t, "v=1&model="+name+"&duel="+duel)).contenders()
			if both[0].err != nil || both[1].err != nil || !near(of(both[0].sizing), of(both[1].sizing)) {
				t.Errorf("%s: held equal is %s, but it is %.0f and %.0f (%v, %v)", name, duel, of(both[0].sizing), of(both[1].sizing), both[0].err, both[1].err)
			}
			if both[0].routed != 0 || both[1].routed == 0 {
				t.Errorf("%s: the dense one has %d layers with experts, the other %d", name, both[0].routed, both[1].routed)
			}
		}
		s := sizingOf(paramsOf(t, "v=1&device=h200&duel=memory&model="+name))
		for _, c := range s.contenders() {
			room := float64(s.device.Memory) - c.bytes(c.n(c.count.Total))
			step := float64(s.device.Memory) / 100
			if c.experts.Count > 0 {
				step = 1.01 * c.bytes(c.n(c.count.Parts[model.RoutedExperts])/float64(c.experts.Count)) // one expert more
			}
			if c.err != nil || room < 0 || room > step {
				t.Errorf("%s: the %s one leaves %.0f bytes of the device (%v)", name, c.title, room, c.err)
			}
		}
	}
	// What does not fit is said.
	p := paramsOf(t, "v=1&model=deepseek-v3&device=rtx-4090&duel=memory")
	if text := sizingOf(p).duel().Sentence; !strings.Contains(text, "no room") {
		t.Errorf("DeepSeek-V3 on 24 GB: %s", text)
	}
}

// The matched dense model of Mixtral, by hand: at equal active parameters it has
// one network as wide as both experts, and no router.
func TestDenseTwinOfMixtral(t *testing.T) {
	both := sizingOf(paramsOf(t, "v=1&duel=active")).contenders()
	if got := both[0].denseWidth(); got != 2*14_336+3 { // 8·4,096 of a router make 32,768/12,288 ≈ 3 more
		t.Errorf("the dense network is %d wide", got)
	}
	if got := both[0].n(both[0].count.Total); math.Abs(got-12_879_925_248) > 32*3*4096 {
		t.Errorf("it has %.0f parameters", got)
	}
}

func TestVendorsAreHeldToTheirOwnDefinition(t *testing.T) {
	want := map[string]string{
		"mixtral-8x7b": "all: 12.88 billion", "gpt-oss-20b": "without embedding: 3.608 billion", "gpt-oss-120b": "without embedding: 5.133 billion", "deepseek-v3": "without embedding: 36.63 billion",
		"glm-4.5": "without embedding and head: 32.08 billion", "qwen3-30b-a3b": "between without embedding: 3.042 billion, and all: 3.353 billion", "olmoe-1b-7b": "all: 1.282 billion",
	}
	for _, c := range claims() {
		if text, ok := want[c.entry.Key]; ok && c.counts() != text {
			t.Errorf("%s counts %s, want %s", c.entry.Key, c.counts(), text)
		}
		delete(want, c.entry.Key)
	}
	if len(want) > 0 {
		t.Errorf("missing are %v", want)
	}
	page := New(&Params, "", "", true).Markup().String()
	for _, e := range []string{"gpt-oss-20b", "deepseek-v3"} {
		if !strings.Contains(page, ">"+model.Find(e).Name+"</th>") {
			t.Errorf("%s is not in the table", e)
		}
	}
}

func TestTooManyParametersAreSaidNotShownAsANumber(t *testing.T) {
	fragment := "v=1&layers=512&hidden=1048576&experts=65536&k=1&expert-ffn=16777216"
	f := New(&Params, fragment, "", true)
	text := f.Markup().String()
	if !strings.Contains(text, "larger than 2^63") || !strings.Contains(text, "cannot be counted") || noNumber.MatchString(text) {
		t.Error("the figure does not say that it cannot be counted")
	}
	if o := paramsOutcomes(t, fragment)["total-params"]; o.Err == nil || !strings.Contains(o.Markup().String(), `name="total-params"`) {
		t.Errorf("%v, %s", o.Err, o.Markup())
	}
	// The parameters can be counted, their bytes cannot.
	big := paramsOutcomes(t, "v=1&layers=512&hidden=1048576&experts=1024&k=1&expert-ffn=4194304&dtype=fp32")
	if big["total-params"].Err != nil || big["resident-bytes"].Err == nil {
		t.Errorf("total %v, resident %v", big["total-params"].Err, big["resident-bytes"].Err)
	}
}

// Every number can say where it is from: a field of the config, or a control.
func TestParamsComeFromFieldsOrControls(t *testing.T) {
	for fragment, want := range map[string]string{"v=1&model=gpt-oss-20b": "config of gpt-oss-20b: num_local_experts", "v=1&experts=8": "the control experts"} {
		o := paramsOutcomes(t, fragment)["experts-touched"]
		if o.Inputs[0].From != want {
			t.Errorf("%s: E is from %q, want %q", fragment, o.Inputs[0].From, want)
		}
	}
	// What was counted once for all is not changed by being shown.
	a, err := model.Find("gpt-oss-20b").Architecture()
	if err != nil {
		t.Fatal(err)
	}
	if from := countOf(a).Active.Inputs[2].From; strings.HasPrefix(from, "config") {
		t.Errorf("the kept count has been rewritten: %s", from)
	}
}

// A saved picture of the figure of parameters has its colours with it.
func TestSavedParamsPicturesStandAlone(t *testing.T) {
	for _, p := range Params.Draw(Params.Table.Default(), Embed{Own: true}).Panels {
		svg := standalone(p.Picture, p.Question, p.Sentence)
		for _, m := range regexp.MustCompile(`var\((--[a-z0-9-]+)\)`).FindAllStringSubmatch(svg, -1) {
			if !strings.Contains(svg, m[1]+":") {
				t.Errorf("%s needs %s, which it does not have", p.Name, m[1])
			}
		}
	}
}

// However many experts there are, they are drawn with few nodes and short paths.
func TestManyExpertsAreDrawnSmall(t *testing.T) {
	for _, experts := range []string{"8", "512", "65536"} {
		picture := sizingOf(paramsOf(t, "v=1&k=8&experts="+experts)).what().Picture
		nodes := 0
		picture.Walk(func(markup.Node) { nodes++ })
		if nodes > 120 || len(picture.String()) > 60_000 {
			t.Errorf("%s experts take %d nodes and %d characters", experts, nodes, len(picture.String()))
		}
	}
}
