package scenario

import (
	"bytes"
	"compress/flate"
	"encoding/base64"
	"errors"
	"math/rand/v2"
	"runtime"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"attnexperts/calc/model"
)

// ownConfig is a config that is in no catalogue.
const ownConfig = `{
  "model_type": "llama",
  "hidden_size": 512, "num_hidden_layers": 3, "intermediate_size": 1024,
  "num_attention_heads": 8, "num_key_value_heads": 2, "vocab_size": 1000
}`

func specOf(t *testing.T, fragment string) Spec {
	t.Helper()
	s, notices := SpecTable.Parse(fragment)
	if len(notices) > 0 {
		t.Fatalf("%.200s: %v", fragment, notices)
	}
	return s
}

func keysOf(s Spec) string {
	var keys []string
	for _, x := range s.Subjects() {
		keys = append(keys, x.Key)
	}
	return strings.Join(keys, " ")
}

func TestModelsAreComparedByRepeatingTheirKey(t *testing.T) {
	for fragment, want := range map[string]string{
		"v=1": "gpt-oss-20b", "v=1&model=mistral-7b": "mistral-7b", "model=mistral-7b&model=gemma-7b&context=4096": "mistral-7b gemma-7b",
		"model=mistral-7b&context=4096&model=gemma-7b,gpt-2": "mistral-7b gemma-7b gpt-2",
	} {
		s := specOf(t, fragment)
		if keysOf(s) != want {
			t.Errorf("%s shows %s, want %s", fragment, keysOf(s), want)
		}
	}
	s := specOf(t, "model=mistral-7b&model=gemma-7b")
	if got := SpecTable.Link(s); got != "/spec/#v=1&model=mistral-7b&model=gemma-7b" {
		t.Errorf("the link is %s", got)
	}
	for fragment, want := range map[string]string{
		"model=gpt-9":             "gpt-oss-20b",
		"model=gpt-9&model=gpt-2": "gpt-2",
		"model=gpt-2&model=gpt-2": "gpt-2",
		"model=":                  "gpt-oss-20b",
		"model=gpt-2&model=phi-4&model=dbrx&model=olmo-2-13b&model=qwen3-8b": "gpt-2 phi-4 dbrx olmo-2-13b",
	} {
		s, notices := SpecTable.Parse(fragment)
		if keysOf(s) != want || len(notices) != 1 || notices[0].Key != "model" || !strings.Contains(notices[0].Text, "up to 4") {
			t.Errorf("%s shows %s with %v, want %s", fragment, keysOf(s), notices, want)
		}
	}
}

func TestAPastedConfigTravelsInTheLink(t *testing.T) {
	s := SpecTable.Default()
	if err := SpecTable.Set(&s, "config", ownConfig); err != nil {
		t.Fatal(err)
	}
	if keysOf(s) != "config" || s.Subjects()[0].Arch.Width != 512 {
		t.Fatalf("it shows %s", keysOf(s))
	}
	link := SpecTable.Fragment(s)
	if again := specOf(t, link); again != s || !strings.HasPrefix(link, "v=1&config=") || strings.Contains(link, "model=") {
		t.Errorf("%s gives %+v", link, again)
	}
	if err := SpecTable.Set(&s, "model", "mistral-7b,gemma-7b"); err != nil || keysOf(s) != "config mistral-7b gemma-7b" {
		t.Errorf("compared with two: %s, %v", keysOf(s), err)
	}
	if again := specOf(t, SpecTable.Fragment(s)); again != s {
		t.Errorf("its link gives %+v", again)
	}
	// Three at most beside it.
	if err := SpecTable.Set(&s, "model", "mistral-7b,gemma-7b,gpt-2,phi-4"); err == nil {
		t.Error("five are compared")
	}
	if err := SpecTable.Set(&s, "config", "none"); err != nil || keysOf(s) != "mistral-7b gemma-7b" {
		t.Errorf("without it: %s, %v", keysOf(s), err)
	}
	// In a comparison it takes the place of the first.
	if err := SpecTable.Set(&s, "config", ownConfig); err != nil || keysOf(s) != "config gemma-7b" {
		t.Errorf("put back: %s, %v", keysOf(s), err)
	}
	_ = SpecTable.Set(&s, "model", "")
	if err := SpecTable.Set(&s, "config", "none"); err != nil || keysOf(s) != usualModel {
		t.Errorf("with nothing left: %s, %v", keysOf(s), err)
	}
	// What a control shows of a catalogue's model is no pasted config.
	if err := SpecTable.Set(&s, "config", s.Subjects()[0].Config); err != nil || s.Config != "" {
		t.Errorf("the config that stands there was pasted: %v", err)
	}
}

func TestAConfigThatCannotBeReadStaysOutWithItsReason(t *testing.T) {
	s := SpecTable.Default()
	for text, said := range map[string]string{
		"": "nothing here", "hello": "line 1", "<!doctype html>": "web page", `{"hidden_size": 12, }`: "comma", strings.Replace(ownConfig, "512", `"512"`, 1): "hidden_size",
		strings.Replace(ownConfig, "512", "-1", 1): "hidden_size", strings.Repeat("[", 2000): "nested", strings.Repeat(" ", model.MaxBytes) + ownConfig: "KiB", "AAAAAAAAAAAA": "damaged",
		tooLong: "too long for a link",
	} {
		err := SpecTable.Set(&s, "config", text)
		if err == nil || !strings.Contains(err.Error(), said) || s != SpecTable.Default() {
			t.Errorf("%.30q: %v, want %q", text, err, said)
		}
	}
	err := SpecTable.Set(&s, "config", "{\n  \"a\": tru\n}")
	if at, ok := errors.AsType[*model.Error](err); !ok || at.Line != 2 || at.Column != 8 {
		t.Errorf("the place is lost: %v", err)
	}
}

// packedBytes compresses anything.
func packedBytes(t testing.TB, data []byte) string {
	t.Helper()
	var b bytes.Buffer
	w, err := flate.NewWriter(&b, flate.BestCompression)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write(data); err != nil || w.Close() != nil {
		t.Fatal(err)
	}
	return base64.RawURLEncoding.EncodeToString(b.Bytes())
}

// A few kilobytes that would become gigabytes are given up at the first MiB.
func TestACompressedFloodIsGivenUp(t *testing.T) {
	flood := packedBytes(t, make([]byte, 16<<20))
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	s, notices := SpecTable.Parse("v=1&config=" + flood)
	runtime.ReadMemStats(&after)
	if took := after.TotalAlloc - before.TotalAlloc; took > 8<<20 {
		t.Errorf("it took %d bytes of memory", took)
	}
	if s != SpecTable.Default() || len(notices) == 0 || !strings.Contains(notices[len(notices)-1].Text+notices[0].Text, "KiB") {
		t.Errorf("%+v, %v", s, notices)
	}
	for _, damaged := range []string{flood[:100], "config=!", packedBytes(t, []byte("hello")), packedBytes(t, []byte{0xff, 0xfe}), strings.Repeat("A", 7000)} {
		if s, notices := SpecTable.Parse("v=1&config=" + damaged); s != SpecTable.Default() || len(notices) != 1 || len(notices[0].Text) > 600 {
			t.Errorf("%.40s: %v", damaged, notices)
		}
	}
}

// No link is longer than promised; what does not fit one travels as a file.
func TestALongConfigTravelsAsAFile(t *testing.T) {
	noise := make([]byte, 14_000)
	for i := range noise {
		noise[i] = 'a' + byte(rand.N(26))
	}
	for _, n := range []int{0, 3000, 14_000} {
		s := specOf(t, "model=gpt-2&model=mistral-small-24b&context=2147483648&batch=1048576&dtype=fp16&device=rtx-4090&view=weights&ask=decode-tokens-per-second")
		config := strings.Replace(ownConfig, "{", `{ "auto_map": "`+string(noise[:n])+`",`, 1)
		if err := SpecTable.Set(&s, "config", config); err != nil {
			t.Fatal(err)
		}
		link := SpecTable.Link(s)
		if len(link) > MaxConfigLink {
			t.Errorf("a link of %d characters", len(link))
		}
		again, notices := SpecTable.Parse(SpecTable.Fragment(s))
		if SpecTable.Carries(s) {
			if again != s {
				t.Errorf("a link of %d characters opens %+v", len(link), again)
			}
		} else if len(link) > 600 || len(notices) != 1 || !strings.Contains(notices[0].Text, "file") || again.Context != s.Context {
			t.Errorf("%s opens with %v", link, notices)
		}
		if carries := n < 14_000; carries != SpecTable.Carries(s) {
			t.Errorf("with %d letters more it is carried: %v", n, !carries)
		}
		file, ok, err := OpenSpec(SaveSpec(s))
		if !ok || err != nil || file != s {
			t.Errorf("its file gives %+v, %v, %v", file, ok, err)
		}
	}
	for _, text := range []string{"", "{}", ownConfig, `{"page":"/spec/"}`, `{"page":"/cache/","config":"x"}`} {
		if _, ok, _ := OpenSpec(text); ok {
			t.Errorf("%q is taken for a saved scenario", text)
		}
	}
	if _, ok, err := OpenSpec(`{"page":"/spec/","config":"{}"}`); !ok || err == nil {
		t.Error("a saved config that cannot be read is taken")
	}
}

func TestEveryModelCanBeShown(t *testing.T) {
	for _, e := range model.Catalogue() {
		s := specOf(t, "v=1&model="+e.Key)
		if x := s.Subjects(); len(x) != 1 || x[0].Entry != e || len(SpecTable.Link(s)) > MaxLink {
			t.Errorf("%s: %v", e.Key, x)
		}
	}
}

func TestEverySpecScenarioSurvivesItsLink(t *testing.T) {
	keys := specModels()
	rapid.Check(t, func(t *rapid.T) {
		s := SpecTable.Default()
		for _, key := range []string{"config", "model", "config", "context", "batch", "dtype", "device", "view", "ask"} {
			f, _ := SpecTable.Field(key)
			var text string
			switch v := f.Of(&s).(type) {
			case OptionValue:
				text = rapid.SampledFrom(v.Options).Draw(t, key).Text
			case ConfigValue:
				text = rapid.SampledFrom([]string{"none", ownConfig, model.Find("dbrx").Config, "{", ""}).Draw(t, key)
			case ListValue:
				for range rapid.IntRange(0, 5).Draw(t, "models") {
					text += rapid.SampledFrom(keys).Draw(t, "model").Text + ","
				}
			default:
				text = rapid.StringMatching(`[0-9]{1,10}`).Draw(t, key)
			}
			_ = SpecTable.Set(&s, key, text)
		}
		link := SpecTable.Fragment(s)
		again, notices := SpecTable.Parse(link)
		if again != s || len(notices) > 0 {
			t.Fatalf("%+v\nbecomes %+v\nby %s (%v)", s, again, link, notices)
		}
		if most := map[bool]int{true: MaxLink, false: MaxConfigLink}[s.Config == ""]; len(SpecTable.Link(s)) > most {
			t.Fatalf("the link has %d characters", len(SpecTable.Link(s)))
		}
		if n := len(s.Subjects()); n < 1 || n > MaxCompared {
			t.Fatalf("%d models are shown", n)
		}
	})
}

func FuzzSpecLink(f *testing.F) {
	for _, seed := range []string{"v=1&model=gpt-2&model=phi-4", "config=none", "config=too-long&model=gpt-2", "config=" + pack(ownConfig) + "&model=gpt-2", "model=,,&config=AAAA"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, fragment string) {
		s, _ := SpecTable.Parse(fragment)
		if len(s.Subjects()) == 0 {
			t.Fatal("nothing is shown")
		}
		again, notices := SpecTable.Parse(SpecTable.Fragment(s))
		if SpecTable.Carries(s) && (again != s || len(notices) > 0) {
			t.Errorf("%q gives %+v, whose own link gives %+v and %v", fragment, s, again, notices)
		}
	})
}
