package e2e_test

import (
	"encoding/binary"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"attnexperts/calc/model"
	"attnexperts/e2e/chrome"
)

// ownConfig is a config that is in no catalogue: 3 layers of 2 KV heads of 64.
const ownConfig = `{
  "model_type": "llama",
  "hidden_size": 512, "num_hidden_layers": 3, "intermediate_size": 1024,
  "num_attention_heads": 8, "num_key_value_heads": 2, "vocab_size": 1000
}`

// specOutput is the exact value of an output of a model of the spec reader.
func (v visitor) specOutput(key, name string) string {
	v.t.Helper()
	return v.text(`document.querySelector('[data-model="` + key + `"] output[name=` + name + `]')?.dataset.value ?? "none"`)
}

// paste replaces what stands in the box of the config, as a paste does.
func (v visitor) paste(text string) {
	v.t.Helper()
	v.run(`const t = document.querySelector("textarea[name=config]"); t.focus(); t.select(); document.execCommand("insertText", false, ` + quote(text) + `)`)
}

// drop drops a file on the page; its content is an expression of JavaScript.
func (v visitor) drop(name, content string) {
	v.t.Helper()
	v.run(`const dt = new DataTransfer(); dt.items.add(new File([` + content + `], ` + quote(name) + `));
		document.body.dispatchEvent(new DragEvent("dragover", {bubbles: true, cancelable: true, dataTransfer: dt}));
		document.body.dispatchEvent(new DragEvent("drop", {bubbles: true, cancelable: true, dataTransfer: dt}))`)
}

// problem waits until the box of the config says what is wrong.
func (v visitor) problem(said string) {
	v.t.Helper()
	v.wait(`document.querySelector("textarea[name=config]").closest(".control").querySelector(".problem")?.textContent.includes(` + quote(said) + `)`)
}

const shownModel = `document.querySelector("td[data-model]").dataset.model`

func TestSpecPasteIsReadMarkedAndTraced(t *testing.T) {
	for name, view := range map[string]chrome.View{"laptop": laptop, "phone": {Width: 390, Height: 800, Touch: true, Dark: true}} {
		t.Run(name, func(t *testing.T) {
			h := serve(t, built)
			v := live(t, view, h.URL+"spec/")
			if got := v.specOutput("gpt-oss-20b", "total-params"); got != "20914757184" {
				t.Errorf("at first it shows %s", got)
			}
			v.paste(ownConfig)
			v.wait(shownModel + ` === "config"`)
			for name, want := range map[string]string{"kv-bytes-per-token": "1536", "group-size": "4", "attention-kind": "gqa", "expert-count": "0", "total-params": "7712256"} {
				if got := v.specOutput("config", name); got != want {
					t.Errorf("%s is %s, want %s", name, got, want)
				}
			}
			v.wait(`[...document.querySelectorAll(".code-box mark")].some((m) => m.textContent === '"num_key_value_heads": 2')`)
			v.must(v.Click(`[data-do="unfold:kv-bytes"]`))
			v.wait(`document.querySelector(".unfolded:not([hidden])")?.textContent.includes("n_kv = 2")`)
			for _, said := range []string{"L · 2 · n_kv · d_h · b", "hidden_size ÷ num_attention_heads"} {
				if !v.shows(".unfolded:not([hidden])", said) {
					t.Errorf("it does not unfold to %q", said)
				}
			}
			if got := v.text(`[...document.querySelectorAll(".unfolded:not([hidden]) .excerpt mark")].map((m) => m.textContent).join(" ")`); !strings.Contains(got, `"num_key_value_heads": 2`) {
				t.Errorf("the lines are %s", got)
			}
			// A number is changed where it stands, and the report follows.
			v.paste(strings.Replace(ownConfig, `"num_key_value_heads": 2`, `"num_key_value_heads": 8`, 1))
			v.wait(`document.querySelector("output[name=attention-kind]").dataset.value === "mha"`)
			v.wait(`location.hash.startsWith("#v=1&config=")`)
			v.must(v.Click(`[data-do="no-config"]`))
			v.wait(shownModel + ` === "gpt-oss-20b"`)
			v.healthy(h.URL)
		})
	}
}

func TestSpecBadTextIsPointedAt(t *testing.T) {
	h := serve(t, built)
	v := live(t, laptop, h.URL+"spec/#v=1&model=gpt-2")
	for _, bad := range []struct{ text, said string }{
		{strings.Replace(ownConfig, `"hidden_size": 512`, `"hidden_size": 5x2`, 1), "Line 3, column 18"},
		{strings.Replace(ownConfig, `"vocab_size": 1000`, `"vocab_size": 1000,`, 1), "comma stands before"},
		{strings.Replace(ownConfig, `"vocab_size"`, `"hidden_size"`, 1), "given twice"},
		{strings.Replace(ownConfig, "512", `"512"`, 1), "hidden_size"},
		{strings.Replace(ownConfig, "512", "-512", 1), "hidden_size"},
		{strings.Replace(ownConfig, "512", "1"+strings.Repeat("0", 30), 1), "hidden_size"},
		{strings.Replace(ownConfig, "512", "512.5", 1), "hidden_size"},
		{strings.Replace(ownConfig, `"num_key_value_heads": 2`, `"num_key_value_heads": 3`, 1), "does not divide"},
		{strings.Repeat("[", 3000), "nested more than 64 deep"},
		{`{"tokenizer_class": "PreTrainedTokenizerFast"}`, "tokenizer"},
		{"<!doctype html><html></html>", "web page"},
		{"hello", "not JSON"},
		{"", "nothing here"},
	} {
		v.paste(bad.text)
		v.problem(bad.said)
		if got := v.text(shownModel); got != "gpt-2" {
			t.Errorf("%.30q: the last good report is gone, it shows %s", bad.text, got)
		}
	}
	v.paste(strings.Replace(ownConfig, `"hidden_size": 512`, `"hidden_size": 5x2`, 1))
	v.wait(`document.querySelector(".faulty mark")?.textContent === "5"`)
	if got := v.text(`document.querySelector(".faulty").textContent`); !strings.HasPrefix(got, "3") || !strings.Contains(got, "5x2") {
		t.Errorf("the line is shown as %q", got)
	}
	v.paste(ownConfig)
	v.wait(shownModel + ` === "config" && !document.querySelector(".faulty, .problem")`)
	v.healthy(h.URL)
}

// tensorHeader makes a safetensors file of GPT-2's embedding alone.
func tensorHeader() []byte {
	header := []byte(`{"__metadata__":{"format":"pt"},"wte.weight":{"dtype":"F32","shape":[50257,768],"data_offsets":[0,154389504]}}`)
	return append(binary.LittleEndian.AppendUint64(nil, uint64(len(header))), header...)
}

// write puts a file of a size into a folder: its start, and zeros after that.
func write(t testing.TB, name string, start []byte, size int64) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, start, 0o600); err != nil {
		t.Fatal(err)
	}
	if size > 0 {
		if err := os.Truncate(path, size); err != nil {
			t.Fatal(err)
		}
	}
	return path
}

func TestSpecFilesAreOpened(t *testing.T) {
	h := serve(t, built)
	v := live(t, laptop, h.URL+"spec/#v=1&model=gpt-2")
	const input = "[data-files]"
	header := tensorHeader()
	v.must(v.Choose(input, write(t, "model.safetensors", header, int64(len(header))+154389504)))
	v.wait(`document.querySelector(".spec-file")`)
	for _, said := range []string{"model.safetensors, beside the config of GPT-2", "1 tensor with 38,597,376 numbers", "31 % of the config's count"} {
		if !v.shows(".spec-file", said) {
			t.Errorf("it does not say %q: %s", said, v.text(`document.querySelector(".spec-file").textContent`))
		}
	}
	if v.shows(".spec-file", "not whole") {
		t.Error("a whole file is said to be cut short")
	}
	// The catalogue's links keep the file beside another config.
	v.run(`document.querySelector('.catalogue th a[href$="model=mistral-7b"]').click()`)
	v.wait(`document.querySelector(".spec-file h3")?.textContent.includes("Mistral 7B")`)
	v.must(v.Click(`[data-do="no-file"]`))
	v.wait(`!document.querySelector(".spec-file")`)
	// A .gguf of 40 GiB: only its header is read.
	gguf := append([]byte("GGUF\x03\x00\x00\x00"), binary.LittleEndian.AppendUint64(binary.LittleEndian.AppendUint64(nil, 1), 0)...)
	gguf = append(binary.LittleEndian.AppendUint64(gguf, 17), "token_embd.weight"...)
	gguf = binary.LittleEndian.AppendUint32(gguf, 1)
	gguf = binary.LittleEndian.AppendUint64(gguf, 256_000)
	gguf = binary.LittleEndian.AppendUint64(binary.LittleEndian.AppendUint32(gguf, 12), 0)
	v.must(v.Choose(input, write(t, "model.gguf", gguf, 40<<30)))
	v.wait(`document.querySelector(".spec-file")?.textContent.includes("256,000 numbers")`)
	if !v.shows(".spec-file", "Q4_K") || !v.shows(".spec-file", "GGUF version 3") {
		t.Errorf("the file's report is %s", v.text(`document.querySelector(".spec-file").textContent`))
	}
	// A config, and with it its weights.
	v.must(v.Choose(input, write(t, "config.json", []byte(ownConfig), 0)))
	v.wait(shownModel + ` === "config"`)
	v.must(v.Choose(input, write(t, "config.json", []byte(model.Find("phi-4").Config), 0), write(t, "m.safetensors", header, 0)))
	v.wait(`document.querySelector(".spec-file")?.textContent.includes("not whole") && document.querySelector("output[name=total-params]").dataset.value === "14659507200"`)
	v.healthy(h.URL)
}

func TestSpecBadFilesAreAnsweredPlainly(t *testing.T) {
	h := serve(t, built)
	v := live(t, laptop, h.URL+"spec/")
	truncated := tensorHeader()[:40]
	claims := append(binary.LittleEndian.AppendUint64(nil, 1<<63), "{}"...)
	counts := append([]byte("GGUF\x03\x00\x00\x00"), strings.Repeat("\xff", 16)...)
	for _, bad := range []struct {
		name string
		data []byte
		size int64
		said string
	}{
		{"config.json", []byte("{"), 50 << 20, "config.json: the file has 50 MiB"},
		{"m.safetensors", truncated, 0, "cut short"},
		{"m.safetensors", claims, 0, "claims a header of 9223372036854775808 bytes"},
		{"m.gguf", []byte("GGML\x01"), 0, "this is no GGUF file"},
		{"m.gguf", counts, 0, "have no room for them"},
		{"empty.safetensors", nil, 0, "only 0 bytes"},
		{"weights.bin", []byte("PK\x03\x04"), 0, "ZIP or PyTorch"},
		{"page.json", []byte("<html>"), 0, "web page"},
	} {
		v.must(v.Choose("[data-files]", write(t, bad.name, bad.data, bad.size)))
		v.problem(bad.said)
	}
	v.drop("again.gguf", `"GGML"`)
	v.problem("again.gguf: this is no GGUF file")
	// A flood of text in the box itself is given back.
	v.run(`const t = document.querySelector("textarea[name=config]"); t.value = " ".repeat(50 << 20); t.dispatchEvent(new Event("input", {bubbles: true}))`)
	v.problem("more than 1,048,576 characters")
	if n := v.number(`document.querySelector("textarea[name=config]").textLength`); n > 10_000 {
		t.Errorf("%g characters stay in the box", n)
	}
	if got := v.text(shownModel); got != "gpt-oss-20b" {
		t.Errorf("it shows %s", got)
	}
	v.healthy(h.URL)
}

func TestSpecFilesDroppedAnywhereAreRead(t *testing.T) {
	h := serve(t, built)
	v := live(t, laptop, h.URL+"spec/")
	v.drop("config.json", quote(ownConfig))
	v.wait(shownModel + ` === "config"`)
	if v.is(`document.documentElement.dataset.dropping !== undefined`) {
		t.Error("it still waits for a drop")
	}
	v.drop("config.json", quote(strings.Replace(ownConfig, "512", "0", 1)))
	v.problem("hidden_size")
	v.healthy(h.URL)
}

func TestSpecModelsAreChosenFromTheCatalogue(t *testing.T) {
	for name, view := range map[string]chrome.View{"laptop": laptop, "phone": {Width: 390, Height: 800, Touch: true}} {
		t.Run(name, func(t *testing.T) {
			h := serve(t, built)
			v := live(t, view, h.URL+"spec/")
			listed := `[...document.querySelectorAll(".catalogue tbody tr")].filter((r) => !r.hidden).map((r) => r.querySelector("a").textContent)`
			if n := v.number(listed + `.length`); int(n) != len(model.Catalogue()) {
				t.Errorf("%g models are listed", n)
			}
			v.run(`document.querySelector("#catalogue-find").focus()`)
			v.must(v.Type("deepseek mla"))
			v.wait(listed + `.length < 8 && ` + listed + `.includes("DeepSeek-V3")`)
			v.must(v.Click(`[data-sort=total]`))
			v.wait(`document.querySelector("[aria-sort=descending]").textContent.startsWith("Total")`)
			if first := v.text(listed + `[0]`); first != "Kimi K2" { // its class is DeepSeek-V3's
				t.Errorf("the largest is %s", first)
			}
			v.must(v.Click(`[data-sort=total]`))
			v.wait(listed + `[0] === "DeepSeek-V2-Lite"`)
			v.run(`[...document.querySelectorAll(".catalogue tbody th a")].find((a) => a.textContent === "DeepSeek-V3").click()`)
			v.wait(shownModel + ` === "deepseek-v3" && location.hash === "#v=1&model=deepseek-v3"`)
			if got := v.specOutput("deepseek-v3", "kv-bytes-per-token"); got != "70272" {
				t.Errorf("it keeps %s bytes a token", got)
			}
			if y := v.number(`document.querySelector("#spec-title").getBoundingClientRect().top`); y < -5 || y > 300 {
				t.Errorf("the report's title stands at %g", y)
			}
			v.must(v.Click(`[aria-label^="Compare DeepSeek-V2-Lite"]`))
			v.wait(`document.querySelectorAll("output[name=kv-bytes]").length === 2 && location.hash === "#v=1&model=deepseek-v3&model=deepseek-v2-lite"`)
			// Back goes back to what was shown.
			v.run(`history.back()`)
			v.wait(`document.querySelectorAll("output[name=kv-bytes]").length === 1`)
			v.healthy(h.URL)
		})
	}
}

func TestSpecComparisonTravelsInALink(t *testing.T) {
	h := serve(t, built)
	v := live(t, laptop, h.URL+"spec/#v=1&model=gemma-3-27b")
	v.paste(ownConfig)
	v.wait(shownModel + ` === "config"`)
	slot := func(i int, key string) {
		v.run(`const c = document.querySelectorAll("select[name=model]")[` + strconv.Itoa(i) + `]; c.value = "` + key + `";
			c.dispatchEvent(new Event("input", {bubbles: true})); c.dispatchEvent(new Event("change", {bubbles: true}))`)
	}
	slot(0, "llama-3.1-8b")
	v.wait(`document.querySelectorAll("output[name=kv-bytes]").length === 2`)
	slot(1, "deepseek-v3")
	v.wait(`document.querySelectorAll("output[name=kv-bytes]").length === 3`)
	slot(2, "mamba-2.8b")
	v.wait(`document.querySelectorAll("output[name=kv-bytes]").length === 4`)
	v.typeInto("context", "32768")
	v.choose("dtype", "fp8")
	v.choose("device", "h200")
	v.wait(`location.hash.includes("context=32768") && location.hash.includes("device=h200")`)
	if got := v.text(`document.querySelector(".group").textContent`); got != "Where they differ" {
		t.Errorf("the table begins with %q", got)
	}
	if !v.shows(".compared", "Llama 3.1 8B keeps 42.7 times the cache of Your config (llama) at 32,768 tokens") && !v.shows(".compared", "times the cache of") {
		t.Errorf("it says: %s", v.text(`document.querySelector(".compared").textContent`))
	}
	all := `[...document.querySelectorAll("td[data-model] output")].map((o) => o.closest("td").dataset.model + " " + o.name + "=" + o.dataset.value).join("\n")`
	other := live(t, chrome.View{Width: 390, Height: 800, Touch: true, Dark: true}, v.text("location.href"))
	if want, got := v.text(all), other.text(all); want != got || strings.Count(want, "\n") < 4*18 {
		t.Errorf("sent as\n%s\nopens as\n%s", want, got)
	}
	if v.text(drawn) != other.text(drawn) {
		t.Error("the pictures differ")
	}
	if got := other.text(`document.querySelector("textarea[name=config]").value`); got != ownConfig {
		t.Errorf("the config arrived as %q", got)
	}
	// One is taken out of the comparison.
	slot(1, "none")
	v.wait(`document.querySelectorAll("output[name=kv-bytes]").length === 3 && !location.hash.includes("deepseek")`)
	slot(1, "llama-3.1-8b")
	v.wait(`document.querySelector("#model-note")?.textContent.includes("different models")`)
	v.healthy(h.URL)
	other.healthy(h.URL)
}

func TestSpecLongConfigTravelsAsAFile(t *testing.T) {
	h := serve(t, built)
	view := laptop
	view.Early = `window.saved = []; const create = URL.createObjectURL;
		URL.createObjectURL = (blob) => { blob.text().then((text) => saved.push(text)); return create(blob); };`
	v := live(t, view, h.URL+"spec/")
	var noise strings.Builder
	for i := range 3000 {
		fmt.Fprintf(&noise, "%x", (i*i*2654435761)&0xffff)
	}
	v.paste(strings.Replace(ownConfig, "{", `{ "auto_map": "`+noise.String()+`",`, 1))
	v.wait(shownModel + ` === "config"`)
	v.wait(`document.querySelector(".too-long")?.textContent.includes("8,000")`)
	v.wait(`location.hash === "#v=1&config=too-long"`)
	v.must(v.Click(`[data-do=share]`))
	v.wait(`saved.length === 1 && document.querySelector(".bar-said").textContent.includes("Saved as spec-reader.json")`)
	file := write(t, "spec-reader.json", []byte(v.text("saved[0]")), 0)
	other := live(t, laptop, h.URL+"spec/")
	other.must(other.Choose("[data-files]", file))
	other.wait(shownModel + ` === "config"`)
	if got, want := other.text(`document.querySelector("textarea[name=config]").value`), v.text(`document.querySelector("textarea[name=config]").value`); got != want {
		t.Error("the config came back changed")
	}
	// The address alone says what is missing.
	other.open("about:blank")
	other.open(h.URL + "spec/#v=1&config=too-long")
	other.must(other.Live())
	if !other.shows(".notice", "too long for a link") {
		t.Error("it does not say what is missing")
	}
	v.healthy(h.URL)
}

func TestSpecReportsAreTakenAway(t *testing.T) {
	h := serve(t, built)
	view := laptop
	view.Early = `window.saved = []; const create = URL.createObjectURL;
		URL.createObjectURL = (blob) => { blob.text().then((text) => saved.push(text)); return create(blob); };`
	v := live(t, view, h.URL+"spec/#v=1&model=gpt-2&model=deepseek-v3")
	for form, said := range map[string]string{"json": `"bytes_per_token":70272`, "md": "## DeepSeek-V3", "csv": "name,architecture,kind"} {
		v.run(`saved.length = 0`)
		v.must(v.Click(`[data-do="save:` + form + `"]`))
		v.wait(`saved.length === 1`)
		text := v.text("saved[0]")
		if !strings.Contains(text, said) || form == "json" && !json.Valid([]byte(text)) {
			t.Errorf("%s: %.300s", form, text)
		}
	}
	v.healthy(h.URL)
}

// Whatever a link holds, the page lives and shows something.
func TestSpecHostileLinksNeverBreakThePage(t *testing.T) {
	h := serve(t, built)
	v := live(t, laptop, h.URL+"spec/")
	for _, fragment := range []string{
		"v=1&model=gpt-9&model=&model=,,,&model=gpt-2&model=gpt-2", "v=1&config=AAAA&config=%zz&context=-1", "v=1&config=" + strings.Repeat("A", 30_000),
		"v=1&config=%7B%22model_type%22%3A%22llama%22%7D", "v=1&context=2147483648&batch=1048576&dtype=fp32&model=bloom-176b", "v=9&view=x&ask=y&device=<b>&dtype=1e9",
	} {
		v.open("about:blank")
		v.open(h.URL + "spec/#" + fragment)
		v.must(v.Live())
		v.wait(`document.querySelector("td[data-model] output[name=total-params]").dataset.value`)
		if v.is(`/\bNaN\b|Infinity/.test(document.querySelector("main").innerText)`) {
			t.Errorf("%.60s shows a number that is none", fragment)
		}
	}
	v.healthy(h.URL)
}

func TestSpecWorksOfflineAndByKeyboard(t *testing.T) {
	h := serve(t, built)
	v := live(t, laptop, h.URL+"spec/")
	v.ready()
	h.down()
	v.open(h.URL + "spec/#v=1&model=gemma-3-27b&model=llama-4-scout")
	v.must(v.Live())
	v.wait(`document.querySelectorAll("output[name=kv-bytes]").length === 2`)
	v.run(`document.querySelector("[data-hold=stack]").focus()`)
	v.run(`const g = document.querySelector("[data-hold=stack]"); for (const key of ["Home", "ArrowRight", "ArrowRight", "ArrowDown"]) g.dispatchEvent(new KeyboardEvent("keydown", {key, bubbles: true, cancelable: true}))`)
	v.wait(`document.querySelector(".panel-stack .pointed").textContent.startsWith("Layer 3 of 48 of Llama 4 Scout: attention inside chunks of 8,192 tokens")`)
	v.paste(ownConfig)
	v.wait(shownModel + ` === "config"`)
	v.must(v.Type(" "))
	v.wait(`document.querySelector("output[name=total-params]").dataset.value === "7712256"`)
}

// What is dropped or typed before the client is there is not lost.
func TestSpecWhatIsDoneEarlyIsHandedOver(t *testing.T) {
	h := serve(t, built)
	view := laptop
	view.Early = `addEventListener("DOMContentLoaded", () => {
		const dt = new DataTransfer();
		dt.items.add(new File([` + quote(ownConfig) + `], "config.json"));
		setTimeout(() => document.body.dispatchEvent(new DragEvent("drop", {bubbles: true, cancelable: true, dataTransfer: dt})));
	})`
	v := live(t, view, h.URL+"spec/")
	v.wait(shownModel + ` === "config"`)
	v.healthy(h.URL)
}

// BenchmarkSpecType types into a config, of which a full report with all pictures
// is made at each key.
func BenchmarkSpecType(b *testing.B) {
	h := serve(b, built)
	v := live(b, laptop, h.URL+"spec/#v=1&model=deepseek-v3")
	v.run(`window.text = document.querySelector("textarea[name=config]"); window.config = text.value;
		window.type = (n) => { text.value = config.replace(/"hidden_size": \d+/, '"hidden_size": ' + n); text.dispatchEvent(new Event("input", {bubbles: true})); }; type(7168)`)
	v.steps(b, `type(7168 + 128 * i)`)
}

// BenchmarkSpecFilter searches the catalogue.
func BenchmarkSpecFilter(b *testing.B) {
	h := serve(b, built)
	v := live(b, laptop, h.URL+"spec/")
	v.run(`window.find = document.querySelector("#catalogue-find"); window.look = (text) => { find.value = text; find.dispatchEvent(new Event("input", {bubbles: true})); }`)
	v.steps(b, `look(["", "m", "mo", "moe", "moe mla", "gqa"][i % 6])`)
}

// BenchmarkSpecHeaders opens files of weights: a safetensors header of 100,000
// tensors, and a GGUF of 2,000 behind a vocabulary of 256,000 tokens.
func BenchmarkSpecHeaders(b *testing.B) {
	for name, script := range map[string]string{
		"safetensors": `(() => { const parts = [];
			for (let i = 0; i < 100000; i++) parts.push('"model.layers.' + (i >> 8) + '.mlp.experts.' + (i & 255) + '.down_proj.weight":{"dtype":"BF16","shape":[16,16],"data_offsets":[' + i * 512 + ',' + (i + 1) * 512 + ']}');
			const head = new TextEncoder().encode("{" + parts.join() + "}"), b = new Uint8Array(8 + head.length);
			new DataView(b.buffer).setBigUint64(0, BigInt(head.length), true); b.set(head, 8);
			return new File([b], "m.safetensors"); })()`,
		"gguf": `(() => { const chunks = [], enc = new TextEncoder();
			const u = (n, bytes) => { const b = new Uint8Array(bytes), d = new DataView(b.buffer); bytes === 8 ? d.setBigUint64(0, BigInt(n), true) : d.setUint32(0, n, true); chunks.push(b); };
			const s = (text) => { const t = enc.encode(text); u(t.length, 8); chunks.push(t); };
			chunks.push(enc.encode("GGUF")); u(3, 4); u(2000, 8); u(1, 8);
			s("tokenizer.ggml.tokens"); u(9, 4); u(8, 4); u(256000, 8); for (let i = 0; i < 256000; i++) s("token" + i);
			for (let i = 0; i < 2000; i++) { s("blk." + i + ".ffn.weight"); u(1, 4); u(256, 8); u(0, 4); u(i * 1024, 8); }
			return new File(chunks, "m.gguf"); })()`,
	} {
		b.Run(name, func(b *testing.B) {
			h := serve(b, built)
			v := live(b, laptop, h.URL+"spec/")
			v.run(`window.file = ` + script)
			took := 0.0
			for b.Loop() {
				took = eval[float64](v, `(async () => {
					document.querySelector("[data-do=no-file]")?.click();
					while (document.querySelector(".spec-file")) await new Promise(requestAnimationFrame);
					const dt = new DataTransfer(); dt.items.add(file);
					const from = performance.now();
					document.body.dispatchEvent(new DragEvent("drop", {bubbles: true, cancelable: true, dataTransfer: dt}));
					while (!document.querySelector(".spec-file")) await new Promise(requestAnimationFrame);
					return performance.now() - from;
				})()`)
			}
			b.ReportMetric(took, "ms-to-report")
			b.ReportMetric(0, "ns/op")
		})
	}
}

// On a phone nothing scrolls sideways but what says so, no text is small, and
// whatever can be touched is large enough: compared, unfolded, and in error.
func TestSpecFitsAPhoneInEveryState(t *testing.T) {
	h := serve(t, built)
	for _, width := range []int64{320, 390} {
		v := live(t, chrome.View{Width: width, Height: 800, Touch: true, Dark: width == 390}, h.URL+"spec/#v=1&model=deepseek-v3&model=gemma-3-27b&model=jamba-1.5-mini")
		v.must(v.Click(`[data-do="unfold:total-params"]`))
		v.wait(`document.querySelector(".unfolded:not([hidden])")`)
		v.drop("m.safetensors", `new Uint8Array(`+jsonBytes(tensorHeader())+`)`)
		v.wait(`document.querySelector(".spec-file")`)
		v.paste(strings.Replace(ownConfig, "512", "5x2", 1))
		v.wait(`document.querySelector(".faulty")`)
		if w := v.number(`document.documentElement.scrollWidth`); w > float64(width) {
			t.Errorf("the page is %g px wide at %d", w, width)
		}
		if small := v.text(`[...document.querySelectorAll("main *")].filter((e) => e.checkVisibility() && !e.closest("svg") &&
			[...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim()) && parseFloat(getComputedStyle(e).fontSize) < 15.9).map((e) => e.outerHTML.slice(0, 80)).join("\n")`); small != "" {
			t.Errorf("at %d px there is text smaller than 16 px:\n%s", width, small)
		}
		if tight := v.text(`[...document.querySelectorAll("main :is(button, input, select, summary)")].filter((e) => e.checkVisibility() &&
			(e.getBoundingClientRect().height < 40 || e.getBoundingClientRect().width < 24)).map((e) => e.outerHTML.slice(0, 80)).join("\n")`); tight != "" {
			t.Errorf("at %d px there are targets too small for a finger:\n%s", width, tight)
		}
		if same := v.text(`[...document.querySelectorAll("[id]")].map((e) => e.id).filter((id, i, all) => all.indexOf(id) !== i).join(" ")`); same != "" {
			t.Errorf("two elements have the id %s", same)
		}
		if lost := v.text(`[...document.querySelectorAll("[aria-controls], [aria-describedby], label[for]")].filter((e) =>
			[e.getAttribute("aria-controls"), e.getAttribute("aria-describedby"), e.getAttribute("for")].some((id) => id && !document.getElementById(id))).map((e) => e.outerHTML.slice(0, 80)).join("\n")`); lost != "" {
			t.Errorf("these refer to what is not there:\n%s", lost)
		}
		v.healthy(h.URL)
	}
}

// jsonBytes writes bytes as a list of numbers.
func jsonBytes(data []byte) string {
	texts := make([]string, len(data))
	for i, b := range data {
		texts[i] = strconv.Itoa(int(b))
	}
	return "[" + strings.Join(texts, ",") + "]"
}
