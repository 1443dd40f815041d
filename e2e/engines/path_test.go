//go:build engines

package engines_test

import (
	"regexp"
	"strconv"
	"strings"
	"testing"

	"attnexperts/app/page"
	"attnexperts/e2e/engines"
)

// pairs counts by hand what the masks of these tests let through.
func pairs(tokens, window int) (seen, causal string) {
	var s, c int
	for i := range tokens {
		for j := range tokens {
			if j <= i {
				c++
				if i-j < window {
					s++
				}
			}
		}
	}
	return strconv.Itoa(s), strconv.Itoa(c)
}

func TestPagesAreReadAtOnceAndTakenOver(t *testing.T) {
	inEach(t, func(t *testing.T, e engines.Engine) {
		for path, words := range map[string]string{"/": "524,288\u00a0bytes", "/mask/": "484 pairs"} {
			gate := make(chan struct{})
			h := serve(t, gate)
			v := visit(t, e, h.URL+path)
			if v.is(`"live" in document.documentElement.dataset`) {
				t.Fatal("the client is there before it was sent")
			}
			if !strings.Contains(v.text(`document.querySelector("main").innerText`), words) {
				t.Errorf("%s cannot be read before the client is there", path)
			}
			if !v.is(`document.querySelector(".fig-look svg").getBoundingClientRect().height > 100`) {
				t.Errorf("%s shows no picture before the client is there", path)
			}
			close(gate)
			v.must(v.Live())
			if !v.is(`document.querySelector("#loader").getBoundingClientRect().height === 0`) {
				t.Errorf("%s: the bar stays when all is loaded", path)
			}
			if !v.is(`performance.getEntriesByName("rehearsed")[0]?.startTime < performance.getEntriesByName("run")[0].startTime`) {
				t.Errorf("%s took over without a rehearsal", path)
			}
			v.healthy(h)
			v.Close()
		}
	})
}

func TestASliderIsMovedByKeys(t *testing.T) {
	inEach(t, func(t *testing.T, e engines.Engine) {
		h := serve(t, nil)
		for _, path := range []string{"/mask/", "/"} {
			v := live(t, e, h.URL+path)
			field := `document.querySelector("[name=tokens]")`
			before := eval[string](v, field+".value")
			v.run(`document.querySelector("[data-slider=tokens]").focus()`)
			v.must(v.Press(engines.ArrowRight, engines.ArrowRight, engines.ArrowLeft, engines.ArrowRight))
			v.wait(field + `.value > ` + before)
			tokens, err := strconv.Atoi(eval[string](v, field+".value"))
			v.must(err)
			_, causal := pairs(tokens, tokens)
			v.wait(`document.querySelector("output[name=dense-pairs]").dataset.value === "` + causal + `"`)
			if path == "/mask/" {
				if seen, _ := pairs(tokens, 8); v.outputs()["pairs"] != seen {
					t.Errorf("%d tokens and a window of 8 have %s pairs on the page, and %s by hand", tokens, v.outputs()["pairs"], seen)
				}
			}
			v.healthy(h)
			v.Close()
		}
	})
}

var windowed = regexp.MustCompile(`^causal ?& ?window\((\d+)\)$`)

// dragged drags the window's edge from 8 tokens to about 20, and returns where it
// has come to.
func (v visitor) dragged() int {
	v.t.Helper()
	v.wait(`document.querySelector("[name=rule]").value.endsWith("window(8)")`)
	v.run(`document.querySelector(".fig-look svg").scrollIntoView({ block: "center", behavior: "instant" })`)
	frame := eval[struct{ X, Y, W, H float64 }](v, `(() => {
		const b = document.querySelector(".fig-look .c-frame").getBoundingClientRect();
		return { X: b.left, Y: b.top, W: b.width, H: b.height };
	})()`)
	// The left edges of two cells, in the row of query 47 of 64.
	edge := func(key float64) engines.Point {
		return engines.Point{X: frame.X + frame.W*key/64, Y: frame.Y + frame.H*47.5/64}
	}
	v.must(v.Drag(edge(40), edge(36), edge(32), edge(28)))
	v.wait(`!document.querySelector("[name=rule]").value.endsWith("window(8)")`)
	rule := v.text(`document.querySelector("[name=rule]").value`)
	m := windowed.FindStringSubmatch(rule)
	if m == nil {
		v.t.Fatalf("the rule is %q after its window was dragged", rule)
	}
	window, err := strconv.Atoi(m[1])
	v.must(err)
	if window < 18 || window > 22 {
		v.t.Errorf("the edge was dragged to a window of about 20, and the rule is %q", rule)
	}
	return window
}

func TestTheWindowsEdgeIsDraggedAndShared(t *testing.T) {
	inEach(t, func(t *testing.T, e engines.Engine) {
		h := serve(t, nil)
		v := live(t, e, h.URL+"/mask/")
		window := v.dragged()
		seen, causal := pairs(64, window)
		v.wait(`document.querySelector("output[name=pairs]").dataset.value === "` + seen + `"`) // numbers follow the hand
		want := v.outputs()
		if want["dense-pairs"] != causal {
			t.Errorf("without the window there are %s pairs on the page, and %s by hand", want["dense-pairs"], causal)
		}
		v.wait(`decodeURIComponent(location.hash).includes("window(` + strconv.Itoa(window) + `)")`)
		v.must(v.Click("[data-do=share]"))
		v.wait(`document.querySelector(".bar-said").textContent.includes("Link copied")`)
		link := v.text("location.href")
		v.healthy(h)
		v.Close()

		other := live(t, e, link)
		other.wait(`document.querySelector("output[name=pairs]").dataset.value === "` + seen + `"`)
		got := other.outputs()
		for name := range want {
			if got[name] != want[name] {
				t.Errorf("%s is %s, and was sent as %s", name, got[name], want[name])
			}
		}
		other.healthy(h)
	})
}

// answer commits to a prediction in the lesson's first part.
func (v visitor) answer() {
	v.t.Helper()
	v.run(`document.querySelector("#two-costs [data-guess]").scrollIntoView({ block: "center" })`)
	v.wait(`!document.querySelector("#two-costs [data-guess]").closest("[data-slot]")?.hasAttribute("data-still")`)
	v.run(`document.querySelector("#two-costs [data-guess]").focus()`)
	v.must(v.Type("16 GiB"))
	v.must(v.Press(engines.Enter))
	v.wait(`document.querySelector("#two-costs .guess-said").textContent.includes("You said 16 GiB")`)
}

func TestProgressOutlivesAReload(t *testing.T) {
	inEach(t, func(t *testing.T, e engines.Engine) {
		h := serve(t, nil)
		v := live(t, e, h.URL+"/")
		v.answer()
		kept := `Object.keys(localStorage).filter((k) => k.startsWith("attnexperts/answered/")).length`
		shown := `document.querySelector(".contents li").textContent.includes("checkpoint answered")`
		v.wait(kept + ` === 1 && ` + shown)
		v.must(v.Reload())
		v.must(v.Live())
		v.wait(kept + ` === 1 && ` + shown)
		v.healthy(h)
	})
}

func TestCardsOutliveAReload(t *testing.T) {
	inEach(t, func(t *testing.T, e engines.Engine) {
		h := serve(t, nil)
		v := live(t, e, h.URL+"/")
		v.run(`document.querySelector(".keep-box").scrollIntoView({ block: "center", behavior: "instant" })`)
		v.wait(`!document.querySelector(".keep-box").closest("[data-slot]").hasAttribute("data-still")`)
		v.run(`document.querySelector(".keep-box details").open = true`)
		v.must(v.Click(".keep-box [data-do='keep:0']"))
		v.wait(`document.querySelector(".keep-box li .kept")`)
		v.must(v.Open(h.URL + "/cards/"))
		v.must(v.Live())
		says := func(what string) { v.wait(`document.querySelector("#now-title")?.textContent === "` + what + `"`) }
		says("1 card is due")
		v.must(v.Reload())
		v.must(v.Live())
		says("1 card is due")
		v.must(v.Click(`[data-do="review"]`))
		v.wait(`document.activeElement.id === "card-title"`)
		v.must(v.Press(" "))
		v.wait(`document.activeElement.classList.contains("answered")`)
		v.must(v.Press("4")) // easy: not before another day
		says("Done for now")
		v.wait(`document.querySelector(".session-done").textContent.includes("All of it is saved.")`)
		v.must(v.Reload())
		v.must(v.Live())
		says("Nothing is due now")
		// What the engine does not tell of its storage is told as that.
		v.must(v.Open(h.URL + "/about/"))
		v.must(v.Live())
		v.wait(`!document.querySelector("main").innerText.includes("Looking…") && document.querySelector("main").innerText.includes("2 events")`)
		v.healthy(h)
	})
}

func TestLongWorkIsDoneByAWorker(t *testing.T) {
	inEach(t, func(t *testing.T, e engines.Engine) {
		h := serve(t, nil)
		v := live(t, e, h.URL+"/routing/#v=1&step=200")
		said := `document.querySelector(".panel-training .sentence").textContent`
		v.wait(said + `.includes("After 200 steps") && !` + said + `.includes("Training:")`)
		if !h.gave("/role.") {
			t.Error("no worker was started")
		}
		v.healthy(h)
	})
}

func TestOneVisitAndThenNoServer(t *testing.T) {
	inEach(t, func(t *testing.T, e engines.Engine) {
		h := serve(t, nil)
		// Only one page is visited, and not the first one.
		v := live(t, e, h.URL+"/mask/")
		v.wait(`document.querySelector(".note-ready")`)
		v.healthy(h)
		h.down()
		for _, p := range page.All() {
			for _, address := range []string{p.Path, p.Path + "?from=mail"} {
				v.must(v.Open(h.URL + address))
				v.must(v.Live())
				if got := v.text("document.title"); got != p.DocumentTitle() {
					t.Errorf("%s is titled %q", address, got)
				}
			}
		}
		_, causal := pairs(32, 32)
		v.must(v.Open(h.URL + "/mask#v=1&tokens=32"))
		v.must(v.Live())
		v.wait(`document.querySelector("output[name=dense-pairs]").dataset.value === "` + causal + `"`)
		v.healthy(h)
	})
}
