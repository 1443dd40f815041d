package e2e_test

import "testing"

// What another app shares with the installed lesson goes to the page that takes
// it, and is offered there, not taken unasked.
func TestWhatIsSharedIsOffered(t *testing.T) {
	h := serve(t, built)
	for _, c := range []struct{ name, content, to, shows, text string }{
		{"notes.txt", "#separator:tab\n#html:true\nWhat is <img src=x onerror=window.hit=1>?\tA tag\n", "cards/", "main", "1 new card"},
		{"config.json", `{"model_type": "llama", "architectures": ["LlamaForCausalLM"], "num_hidden_layers": 2, "hidden_size": 64, "num_attention_heads": 4, "intermediate_size": 128, "vocab_size": 100}`, "spec/", "main", "config.json"},
	} {
		v := live(t, laptop, h.URL)
		v.wait(`navigator.serviceWorker.controller`)
		to := v.text(`(async () => {
			const form = new FormData();
			form.append("files", new File([` + quote(c.content) + `], ` + quote(c.name) + `));
			return (await fetch("/share", {method: "POST", body: form})).url;
		})()`)
		if to != h.URL+c.to && to != h.URL+c.to+"#shared=1" {
			t.Errorf("%s is sent to %s", c.name, to)
		}
		v.open(h.URL + c.to + "#shared=1")
		v.must(v.Live())
		v.wait(`document.querySelector(` + quote(c.shows) + `).innerText.includes(` + quote(c.text) + `)`)
		if v.is("window.hit") || v.is(`location.hash.includes("shared")`) {
			t.Errorf("%s: something ran, or the address still says that it was shared", c.name)
		}
		v.healthy(h.URL)
		v.Close()
	}
}
