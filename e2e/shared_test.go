package e2e_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"testing"

	"attnexperts/e2e/chrome"
)

// aConfig is a config that another app may have.
const aConfig = `{"model_type": "llama", "architectures": ["LlamaForCausalLM"], "num_hidden_layers": 2, "hidden_size": 64, "num_attention_heads": 4, "intermediate_size": 128, "vocab_size": 100}`

// sharer is what shares as an operating system does: a form that is sent to the share
// target, with files and a text.
func sharer(t *testing.T, h *host) (url string) {
	t.Helper()
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		fmt.Fprintf(w, `<!doctype html><link rel="icon" href="data:,"><form method="post" enctype="multipart/form-data" action="%sshare">`+
			`<input type="file" name="files" multiple><textarea name="text"></textarea></form>`, h.URL)
	}))
	t.Cleanup(s.Close)
	return s.URL
}

// What another app shares with the installed lesson goes to the page that takes it, and
// is offered there, not taken unasked. What cannot be taken is answered plainly.
func TestWhatIsSharedIsOffered(t *testing.T) {
	h := serve(t, built)
	v := live(t, laptop, h.URL)
	v.ready()
	from := sharer(t, h)
	deck := aDeck("Shared", 2)
	for _, c := range []struct {
		what        string
		files       map[string]string
		size        int64
		text        string
		page, shows string
	}{
		{what: "a deck", files: map[string]string{"deck.json": deck}, page: "cards/", shows: "2 new cards"},
		{what: "a deck of another name", files: map[string]string{"deck.txt": deck}, page: "cards/", shows: "2 new cards"},
		{what: "notes", files: map[string]string{"notes.txt": "#separator:tab\n#html:true\nWhat is <img src=x onerror=window.hit=1>?\tA tag\n"}, page: "cards/", shows: "1 new card"},
		{what: "two files", files: map[string]string{"a.csv": "front,back\nOne?,1", "b.csv": "front,back\nTwo?,2"}, page: "cards/", shows: "2 new cards"},
		{what: "a config", files: map[string]string{"config.json": aConfig}, page: "spec/", shows: "Your config"},
		{what: "the text of a config", text: aConfig, page: "spec/", shows: "Your config"},
		{what: "a text", text: "What is shared?\tA text", page: "cards/", shows: "1 new card"},
		{what: "a picture", files: map[string]string{"photo.png": "\x89PNG\r\n\x1a\n\x00\x00"}, page: "spec/", shows: "is not text in UTF-8"},
		{what: "too much", files: map[string]string{"big.json": `{"cards": [`}, size: 65 << 20, page: "spec/", shows: "big.json: more than 64 MiB cannot be shared"},
		{what: "nothing", page: "spec/", shows: "What was shared did not arrive"},
	} {
		v.open(from)
		var paths []string
		for name, content := range c.files {
			paths = append(paths, write(t, name, []byte(content), c.size))
		}
		if len(paths) > 0 {
			v.must(v.Choose("[name=files]", paths...))
		}
		v.run(`document.querySelector("[name=text]").value = ` + quote(c.text) + `; document.forms[0].submit()`)
		v.wait(`location.href.startsWith(` + quote(h.URL+c.page) + `)`)
		v.must(v.Live())
		v.wait(`document.body.innerText.includes(` + quote(c.shows) + `)`)
		v.wait(`caches.keys().then((names) => !names.some((n) => n.includes("shared")))`)
		if v.is(`window.hit || location.hash.includes("shared")`) {
			t.Errorf("%s: something ran, or the address still says that it was shared", c.what)
		}
		if troubles := v.Troubles(); len(troubles) > 0 {
			t.Errorf("%s: something went wrong on the page: %q", c.what, troubles)
		}
	}
	// Of all that was offered nothing was added.
	v.open(h.URL + "cards/")
	v.must(v.Live())
	v.says("No cards are kept yet")
}

// Where the device has no room for a copy, the visitor is told.
func TestWhatCannotBeCopiedIsSaid(t *testing.T) {
	h := serve(t, built)
	v := live(t, laptop, h.URL)
	v.ready()
	v.open(sharer(t, h))
	v.must(v.Quota(h.URL, 1))
	v.must(v.Choose("[name=files]", write(t, "deck.json", []byte(aDeck("Shared", 2)), 0)))
	v.run(`document.forms[0].submit()`)
	v.wait(`location.href.startsWith(` + quote(h.URL+"cards/") + `)`)
	v.must(v.Live())
	v.wait(`document.querySelector(".note-error")?.textContent.includes("What was shared did not arrive")`)
}

// launched lets a test hand files to the page as the operating system does.
const launched = `Object.defineProperty(window, "launchQueue", {configurable: true, value: {setConsumer(f) { window.consumer = f; }}});
	window.launch = (...files) => void consumer({files: files.map(([name, text]) => ({kind: "file", name, getFile: async () => { if (text === null) throw new Error("it has gone"); return new File([text], name); }}))});`

// What the installed app is opened with is taken by the page, however early it comes.
func TestWhatTheAppIsOpenedWithIsTaken(t *testing.T) {
	h := serve(t, built)
	for _, c := range []struct{ page, name, content, shows, again, then string }{
		{"cards/", "deck.json", aDeck("Opened", 2), "2 new cards", "front,back\nWhat is opened?,A file", "1 new card"},
		{"spec/", "config.json", aConfig, "Your config", `{"model_type": "llama", "hidden_size": 0}`, "hidden_size"},
	} {
		release := h.hold()
		v := visit(t, chrome.View{Width: 1280, Height: 900, Early: launched}, h.URL+c.page)
		v.run(`launch([` + quote(c.name) + `, ` + quote(c.content) + `])`)
		release()
		v.must(v.Live())
		v.wait(`document.querySelector("main").innerText.includes(` + quote(c.shows) + `)`)
		v.run(`consumer({files: []}); consumer({})`) // opened by its icon
		v.run(`launch(["again.csv", ` + quote(c.again) + `])`)
		v.wait(`document.querySelector("main").innerText.includes(` + quote(c.then) + `)`)
		v.run(`launch(["lost.json", null])`)
		v.wait(`document.querySelector(".note-error")?.textContent.includes("it has gone")`)
		v.healthy(h.URL)
		v.Close()
	}
}
