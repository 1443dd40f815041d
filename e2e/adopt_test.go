package e2e_test

import (
	"strconv"
	"strings"
	"testing"

	"attnexperts/e2e/chrome"
)

// snapshots keeps, in window.snapshot, the page as the client has it when it takes
// over: elements with attributes and what they hold, texts joined. A new slider may
// be given its value before its bounds, and be clamped; its figure puts it right
// from data-at right after.
const snapshots = `
const snap = (node) => {
	if (node.nodeType === Node.TEXT_NODE) return node.data;
	const attributes = [...node.attributes].filter((a) => a.name !== "value" && a.name !== "data-touched").map((a) => a.name + "=" + a.value).sort();
	const held = ["value", "checked", "disabled", "hidden", "open", "selected", "readOnly"].filter((p) => node[p] && !Object.hasOwn(node, p) && !(p === "value" && node.type === "range")).map((p) => p + ":" + node[p]);
	const inside = [];
	for (const child of node.childNodes) {
		const s = snap(child);
		if (typeof s === "string" && typeof inside.at(-1) === "string") inside[inside.length - 1] += s;
		else if (s !== "") inside.push(s);
	}
	return [node.namespaceURI.slice(-3), node.localName, attributes.join(" "), held.join(" "), ...inside];
};
const watched = (adopt) => (root, taken) => {
	adopt(root, taken);
	const replace = document.body.replaceChild;
	document.body.replaceChild = (live, old) => {
		replace(live, old);
		window.kept = live === root;
		window.snapshot = JSON.stringify(snap(live), null, " ");
		return old;
	};
};`

// found lets the client find the page, after a script has spoiled it.
func found(spoil string) string {
	return snapshots + `let real;
	Object.defineProperty(self, "adopt", { set: (f) => { real = f; }, get: () => watched((root, taken) => { ` + spoil + `; real(root, taken); }) });`
}

// made lets the client make the page anew, as go-app does by itself.
const made = snapshots + `
Object.defineProperty(self, "adopt", { set() {}, get: () => watched((root, taken) => {
	const still = new Map([...root.querySelectorAll("[data-slot]")].map((e) => [e.dataset.slot, [...e.childNodes]]));
	document.body.replaceChild = (live, old) => {
		delete document.body.replaceChild;
		document.body.replaceChild(live, old);
		for (const box of live.querySelectorAll("[data-slot]:empty")) {
			box.append(...still.get(box.dataset.slot) ?? []);
			box.dataset.still = "";
		}
		queueMicrotask(() => taken(live));
		return old;
	};
}) });`

// remembers is a visitor who has read, answered and practised before.
const remembers = `localStorage.setItem("attention-experts read two-costs", "2026-11-01"); localStorage.setItem("attention-experts answered two-costs", "2026-11-01");`

const missing = "no/such/page"

// taken opens a page with an early script and returns it as it was taken over.
func (h *host) taken(t *testing.T, path, early string) (page string, kept bool) {
	t.Helper()
	v := live(t, chrome.View{Width: 1280, Height: 900, Early: early}, h.URL+path)
	defer v.Close()
	page, kept = v.text(`window.snapshot`), v.is(`window.kept`)
	if path != missing {
		v.healthy(h.URL) // the browser logs what is not found
	}
	return page, kept
}

// The client finds its page in the prerendered one. It is to end as if it had been
// made: also where link or storage ask for another state than the prerendered.
func TestThePageThatIsFoundIsTheOneThatWouldBeMade(t *testing.T) {
	h := serve(t, built)
	for _, path := range []string{
		"", "mask/", "cache/", "routing/", "params/", "spec/", "practice/", "cards/", "about/", missing,
		"mask/#v=1&rule=causal%26window(5)&tokens=40&lock=rule,tokens&goal=pairs:le:100",
		"cache/#v=1&model=deepseek-v3&context=9999&view=bytes&embed=1",
		"spec/#v=1&model=mixtral-8x7b&model=llama-2-7b&nonsense=1",
		"practice/#v=1&kind=windows&seed=7",
	} {
		want, _ := h.taken(t, path, remembers+made)
		got, kept := h.taken(t, path, remembers+found(""))
		if !kept {
			t.Errorf("/%s was made anew", path)
		}
		differ(t, path, got, want)
	}
}

// What is found may be anything: an extension of the browser may have changed it.
func TestASpoiledPageEndsAsIfItHadBeenMade(t *testing.T) {
	h := serve(t, built)
	for _, path := range []string{"mask/#v=1&tokens=40", "params/", "practice/"} {
		want, _ := h.taken(t, path, made)
		for seed := range 5 {
			got, _ := h.taken(t, path, found(`
				let x = `+strconv.Itoa(seed*7919+1)+`;
				const draw = (n) => (x = (x * 48271) % 2147483647) % n;
				for (let i = 0; i < 60; i++) {
					const all = root.querySelectorAll("*"), e = all[draw(all.length)];
					if (e.closest("[data-slot]")) continue;
					const to = all[draw(all.length)];
					switch (draw(6)) {
					case 0: e.remove(); break;
					case 1: e.before("words", document.createElement("font")); break;
					case 2: e.setAttribute("title", "spoiled"); break;
					case 3: for (const a of [...e.attributes]) e.removeAttribute(a.name); break;
					case 4: if (!to.contains(e)) e.append(to); break;
					case 5: for (const p of ["hidden", "disabled", "checked", "open"]) if (p in e) e[p] = true; break;
					}
				}`))
			differ(t, path+", spoiled", got, want)
		}
	}
}

// differ says where two pages begin to differ.
func differ(t *testing.T, path, got, want string) {
	t.Helper()
	if len(want) < 500 {
		t.Fatalf("/%s: there is only %s", path, want)
	}
	g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range min(len(g), len(w)) {
		if g[i] != w[i] {
			from := max(0, i-14)
			t.Errorf("/%s: line %d of %d and %d, found:\n%s\nmade:\n%s", path, i, len(g), len(w),
				strings.Join(g[from:min(len(g), i+16)], "\n"), strings.Join(w[from:min(len(w), i+16)], "\n"))
			return
		}
	}
	if len(g) != len(w) {
		t.Errorf("/%s: %d lines were found, %d made", path, len(g), len(w))
	}
}
