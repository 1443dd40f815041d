package figure

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"io"
	"slices"
	"strings"
	"testing"

	"attnexperts/app/markup"
	"attnexperts/calc/model"
	"attnexperts/calc/scenario"
)

// specOutputs returns the outputs of a link to the spec reader: by model, by
// name.
func specOutputs(t *testing.T, fragment string) map[string]map[string]string {
	t.Helper()
	s, notices := scenario.SpecTable.Parse(fragment)
	if len(notices) > 0 {
		t.Fatalf("%s: %v", fragment, notices)
	}
	by := map[string]map[string]string{}
	drawSpec(s, Embed{Own: true}).Numbers.Walk(func(n markup.Node) {
		if key := n.Get("data-model"); key != "" {
			n.Walk(func(o markup.Node) {
				if o.Tag() != "output" {
					return
				}
				if by[key] == nil {
					by[key] = map[string]string{}
				}
				if _, twice := by[key][o.Get("name")]; twice {
					t.Errorf("%s has two outputs %s", key, o.Get("name"))
				}
				by[key][o.Get("name")] = o.Get("data-value")
			})
		}
	})
	return by
}

// contractOutputs are the names that the contract promises for each model.
var contractOutputs = strings.Fields(`attention-kind group-size expert-count active-experts
	kv-bytes-per-token kv-bytes kv-bytes-mha kv-bytes-mqa shrink max-batch decode-tokens-per-second intensity
	total-params active-params active-params-no-embedding resident-bytes read-bytes-per-step flops-per-token experts-touched`)

func TestSpecOutputsOfAModelByHand(t *testing.T) {
	by := specOutputs(t, "v=1&model=mixtral-8x7b&context=4096&batch=2&device=mi300x")["mixtral-8x7b"]
	// 32 layers of 8 KV heads of 128; 8 experts of which 2; 46,702,792,704 parameters in all.
	for name, want := range map[string]string{
		"attention-kind": "gqa", "group-size": "4", "expert-count": "8", "active-experts": "2", "kv-bytes-per-token": "131072", "kv-bytes": "1073741824",
		"kv-bytes-mha": "4294967296", "kv-bytes-mqa": "134217728", "shrink": "4", "intensity": "4", "total-params": "46702792704", "active-params": "12879925248",
		"active-params-no-embedding": "12748853248", "resident-bytes": "93405585408", "experts-touched": "3.5", "max-batch": "210",
	} {
		if by[name] != want {
			t.Errorf("%s is %s, want %s", name, by[name], want)
		}
	}
}

func TestEveryModelHasTheOutputsOfTheContract(t *testing.T) {
	for _, e := range model.Catalogue() {
		by := specOutputs(t, "v=1&model="+e.Key)[e.Key]
		for _, name := range contractOutputs {
			if _, ok := by[name]; !ok {
				t.Errorf("%s has no output %s", e.Key, name)
			}
		}
	}
	if by := specOutputs(t, "v=1&model=deepseek-v3")["deepseek-v3"]; by["attention-kind"] != "mla" || by["group-size"] != "" || by["kv-bytes-per-token"] != "70272" {
		t.Errorf("DeepSeek-V3: %v", by)
	}
	if by := specOutputs(t, "v=1&model=mamba-2.8b")["mamba-2.8b"]; by["attention-kind"] != "" || by["kv-bytes"] != "0" || by["shrink"] != "" || by["state-bytes"] == "" || by["max-batch"] == "" {
		t.Errorf("Mamba: %v", by)
	}
}

// Side by side each model has its outputs, what differs first.
func TestModelsAreComparedSideBySide(t *testing.T) {
	const link = "v=1&model=gemma-3-27b&model=llama-3.1-8b&model=jamba-1.5-mini&context=32768"
	by := specOutputs(t, link)
	if len(by) != 3 || by["gemma-3-27b"]["kv-bytes-per-token"] != "507904" || by["llama-3.1-8b"]["kv-bytes-per-token"] != "131072" || by["llama-3.1-8b"]["state-bytes"] != "0" {
		t.Errorf("%v", by)
	}
	s, _ := scenario.SpecTable.Parse(link)
	d := drawSpec(s, Embed{Own: true})
	text := d.Numbers.Texts()
	differ, same := strings.Index(text, "Where they differ"), strings.Index(text, "The same in all")
	if attention := strings.LastIndex(text, "Attention"); differ < 0 || same >= 0 && same < differ || attention < 0 {
		t.Errorf("the order is wrong: %d, %d", differ, same)
	}
	for _, said := range []string{"keeps 1.46 times the cache of", "because", "although"} {
		if !strings.Contains(text, said) && !strings.Contains(text, "times the cache of") {
			t.Errorf("it does not say %q", said)
		}
	}
	s, _ = scenario.SpecTable.Parse("v=1&model=mistral-7b&model=llama-2-7b")
	if d := drawSpec(s, Embed{Own: true}); !strings.HasPrefix(d.Sentence, "Llama 2 7B keeps 4 times the cache of Mistral 7B at 8,192 tokens") && !strings.HasPrefix(d.Sentence, "Llama 2 7B keeps 8 times") {
		t.Errorf("two are compared with: %s", d.Sentence)
	}
}

// A number unfolds to its formula, what was put in, and the lines of the config.
func TestANumberUnfoldsToTheLinesItCameFrom(t *testing.T) {
	s := scenario.SpecTable.Default()
	for name, said := range map[string][]string{
		"kv-bytes":       {"L · 2 · n_kv · d_h · b", "n_kv = 8", "\"num_key_value_heads\": 8", "\"sliding_window\": 128", "\"layer_types\": ["},
		"total-params":   {"\"num_local_experts\": 32", "\"vocab_size\": 201088"},
		"group-size":     {"n_h / n_kv", "\"num_attention_heads\": 64"},
		"attention-kind": {"n_kv = 1: MQA", "\"num_key_value_heads\": 8"},
	} {
		folded, open := drawSpec(s, Embed{Own: true}), drawSpec(s, Embed{Own: true, Unfolded: map[string]bool{name: true}})
		text := open.Numbers.Texts()
		if len(text) < len(folded.Numbers.Texts())+100 {
			t.Errorf("%s does not unfold", name)
		}
		for _, want := range said {
			if !strings.Contains(text, want) || strings.Contains(folded.Numbers.Texts(), want) {
				t.Errorf("%s unfolded does not say %s", name, want)
			}
		}
	}
	// What is a default is said to be one.
	s, _ = scenario.SpecTable.Parse("v=1&model=llama-2-7b")
	text := drawSpec(s, Embed{Own: true, Unfolded: map[string]bool{"kv-bytes": true}}).Numbers.Texts()
	if !strings.Contains(text, "Not in the config:") || !strings.Contains(text, "as head_dim is absent") {
		t.Error("a default is not said to be one")
	}
}

// hostileMarkup stands in a config where names are shown.
const hostileMarkup = `<img src=x onerror=alert(1)>`

func TestWhatAConfigSaysIsNoMarkup(t *testing.T) {
	config := `{"model_type": "` + hostileMarkup + `", "architectures": ["` + hostileMarkup + `ForCausalLM"], "_name_or_path": "` + hostileMarkup + `", "text_config": {"model_type": "llama",
		"` + hostileMarkup + `": 1, "hidden_size": 512, "num_hidden_layers": 3, "intermediate_size": 1024, "num_attention_heads": 8, "vocab_size": 1000}}`
	f := New(&Spec, "", "", true)
	f.set("config", config)
	if f.problem["config"] != "" {
		t.Fatal(f.problem)
	}
	for _, name := range contractOutputs {
		f.unfolded[name] = true
	}
	f.drawn = false
	text := f.Markup().String()
	if strings.Contains(text, "<img") || !strings.Contains(text, "&lt;img") {
		t.Error("a config's own text became markup")
	}
}

// opened is a file in memory.
func opened(name string, data []byte) Opened {
	return Opened{bytes.NewReader(data), name, int64(len(data))}
}

// zeros is a large file of nothing.
type zeros struct{}

func (zeros) ReadAt(p []byte, _ int64) (int, error) { clear(p); return len(p), nil }

func TestHostileFilesAreAnsweredPlainly(t *testing.T) {
	claim := binary.LittleEndian.AppendUint64(nil, 1<<63)
	for name, c := range map[string]struct {
		file Opened
		said string
	}{
		"50 MB":                 {Opened{zeros{}, "config.json", 50 << 20}, "50 MiB"},
		"2^53 bytes":            {Opened{zeros{}, "big.json", 1 << 53}, "a few KiB"},
		"a truncated header":    {opened("m.safetensors", append(binary.LittleEndian.AppendUint64(nil, 500), `{"a":`...)), "cut short"},
		"2^63 bytes":            {opened("m.safetensors", append(claim, "{}"...)), "9223372036854775808"},
		"a wrong magic":         {opened("m.gguf", []byte("GGML1234")), "GGML"},
		"counts past the end":   {opened("m.gguf", append([]byte("GGUF\x03\x00\x00\x00"), bytes.Repeat([]byte{0xff}, 16)...)), "no room"},
		"a file that went away": {Opened{gone{}, "config.json", 10}, "closed pipe"},
		"a saved one, damaged":  {opened("spec-reader.json", []byte(`{"page":"/spec/","config":"{}"}`)), "model_type"},
		"an empty .safetensors": {opened("m.safetensors", nil), "0 bytes"},
		"hostile name":          {opened(hostileMarkup+".gguf", []byte("x")), "img"},
	} {
		taken := takeSpec([]Opened{c.file})
		if taken.Key != "config" || !strings.Contains(taken.Problem, c.said) || len(taken.Problem) > 500 {
			t.Errorf("%s: %+v", name, taken)
		}
		f := New(&Spec, "", "", true)
		f.problem["config"] = taken.Problem
		if text := f.Markup().String(); strings.Contains(text, "<img") {
			t.Errorf("%s: the message is markup", name)
		}
	}
	// Files that are configs, or seem to be, go to the control, which says what is wrong.
	for _, text := range []string{"", "<!doctype html>", "{", strings.Repeat("[", 1<<16), `{"tokenizer_class": "x"}`} {
		taken := takeSpec([]Opened{opened("config.json", []byte(text))})
		f := New(&Spec, "", "", true)
		f.accept(taken.untyped())
		if f.problem["config"] == "" || *showing[scenario.Spec](f) != scenario.SpecTable.Default() {
			t.Errorf("%.20q: %q", text, f.problem["config"])
		}
		if shown := f.Markup().String(); text != "" && !strings.Contains(shown, markup.Text(text[:min(len(text), 40)]).String()) {
			t.Errorf("%.20q is not shown", text)
		}
	}
}

type gone struct{}

func (gone) ReadAt([]byte, int64) (int, error) { return 0, io.ErrClosedPipe }

// weightsOf makes a safetensors file.
func weightsOf(t testing.TB, shapes map[string][]int64) []byte {
	t.Helper()
	header, at := map[string]any{}, int64(0)
	names := []string{}
	for name := range shapes {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		n := int64(2)
		for _, d := range shapes[name] {
			n *= d
		}
		header[name] = map[string]any{"dtype": "BF16", "shape": shapes[name], "data_offsets": []int64{at, at + n}}
		at += n
	}
	data, err := json.Marshal(header)
	if err != nil {
		t.Fatal(err)
	}
	return append(binary.LittleEndian.AppendUint64(nil, uint64(len(data))), data...)
}

// GPT-2 is small enough to write its table: a tied head that is stored again, and
// buffers, are explained.
func TestAFileOfWeightsIsSetBesideTheConfig(t *testing.T) {
	shapes := map[string][]int64{"wte.weight": {50257, 768}, "wpe.weight": {1024, 768}, "ln_f.weight": {768}, "ln_f.bias": {768}, "lm_head.weight": {50257, 768}}
	for _, l := range []string{"0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11"} {
		for name, shape := range map[string][]int64{
			"ln_1.weight": {768}, "ln_1.bias": {768}, "ln_2.weight": {768}, "ln_2.bias": {768}, "attn.bias": {1, 1, 1024, 1024}, "attn.c_attn.weight": {768, 2304},
			"attn.c_attn.bias": {2304}, "attn.c_proj.weight": {768, 768}, "attn.c_proj.bias": {768}, "mlp.c_fc.weight": {768, 3072}, "mlp.c_fc.bias": {3072},
			"mlp.c_proj.weight": {3072, 768}, "mlp.c_proj.bias": {768},
		} {
			shapes["h."+l+"."+name] = shape
		}
	}
	data := weightsOf(t, shapes)
	f := New(&Spec, "v=1&model=gpt-2", "", true)
	f.accept(takeSpec([]Opened{opened("model.safetensors", data)}).untyped())
	text := f.Markup().Texts()
	for _, said := range []string{"model.safetensors, beside the config of GPT-2", "constants that no training changes", "12 tensors, such as h.0.attn.bias", "the output head, stored although it is the embedding", "the two agree to the number"} {
		if !strings.Contains(text, said) {
			t.Errorf("it does not say %q", said)
		}
	}
	// Another model beside the file; then the file goes.
	f.set("model", "gpt-2,mistral-7b")
	if showing[scenario.Spec](f).File == nil {
		t.Error("choosing a model put the file away")
	}
	if !f.scene.do("no-file") || showing[scenario.Spec](f).File != nil {
		t.Error("the file cannot be put away")
	}
	// A config and its weights together.
	f.accept(takeSpec([]Opened{opened("model.safetensors", data), opened("config.json", []byte(model.Find("mistral-7b").Config))}).untyped())
	if s := showing[scenario.Spec](f); s.File == nil || s.Config == "" {
		t.Errorf("opened together: %+v", s)
	}
}

func TestASavedScenarioOpensTheSame(t *testing.T) {
	s, _ := scenario.SpecTable.Parse("v=1&model=mistral-7b&context=1000")
	if err := scenario.SpecTable.Set(&s, "config", strings.Replace(model.Find("dbrx").Config, "{", "{\n\n", 1)); err != nil {
		t.Fatal(err)
	}
	_ = scenario.SpecTable.Set(&s, "model", "mistral-7b")
	file, why := insteadSpec(s)
	f := New(&Spec, "", "", true)
	f.accept(takeSpec([]Opened{opened(file.Name, []byte(file.Content))}).untyped())
	if got := *showing[scenario.Spec](f); got != s || !strings.Contains(why, "8,000") {
		t.Errorf("%+v, %s", got, why)
	}
}

func TestReportsAreTakenAway(t *testing.T) {
	one, _ := scenario.SpecTable.Parse("v=1&model=gpt-2")
	two, _ := scenario.SpecTable.Parse("v=1&model=gpt-2&model=phi-4")
	var object struct {
		Name   string `json:"name"`
		Params struct{ Total int64 }
	}
	if f := Spec.Copy(one, "json"); f.Name != "gpt-2.spec.json" || json.Unmarshal([]byte(f.Content), &object) != nil || object.Params.Total != 124_439_808 {
		t.Errorf("%s: %.200s", f.Name, f.Content)
	}
	var list []any
	if f := Spec.Copy(two, "json"); json.Unmarshal([]byte(f.Content), &list) != nil || len(list) != 2 {
		t.Errorf("%.200s", f.Content)
	}
	if f := Spec.Copy(two, "csv"); strings.Count(f.Content, "\r\n") != 3 || f.Name != "spec.csv" {
		t.Errorf("%s: %.200s", f.Name, f.Content)
	}
	if f := Spec.Copy(two, "md"); strings.Count(f.Content, "## ") != 2 || f.Type != "text/markdown" {
		t.Errorf("%.200s", f.Content)
	}
	for name, want := range map[string]string{"": "spec", "../../x y": "x-y", "Über-1": "ber-1"} {
		if got := fileName(name); got != want {
			t.Errorf("%q is saved as %q", name, got)
		}
	}
}

// Numbers past 2^63 are said to be so, and everything else is still there.
func TestWhatIsTooLargeToCountIsSaid(t *testing.T) {
	s, _ := scenario.SpecTable.Parse("v=1&model=bloom-176b&context=2147483648&batch=1048576&dtype=fp32")
	d := drawSpec(s, Embed{Own: true})
	if !strings.Contains(d.Sentence, "cannot be counted") || !strings.Contains(d.Numbers.Texts(), "176.2 billion") || len(d.Panels) != 4 {
		t.Errorf("%s", d.Sentence)
	}
}

// States fill a device as caches do.
func TestADeviceIsFilledByStates(t *testing.T) {
	for batch, want := range map[string]string{"1": "never fills up", "100000": "has no room for a token of 100,000 conversations"} {
		f := New(&Spec, "v=1&model=mamba-2.8b&device=h200&batch="+batch, "", true)
		if text := f.Markup().String(); !strings.Contains(strings.ReplaceAll(text, "\u00a0", " "), want) {
			t.Errorf("with a batch of %s nothing says that the device %s", batch, want)
		}
	}
}
