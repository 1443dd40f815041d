package e2e_test

import (
	"testing"

	"github.com/chromedp/chromedp/kb"

	"attnexperts/e2e/chrome"
)

// pictures are those of a page, each as the text and the shapes that it is made of.
const pictures = `JSON.stringify([...document.querySelectorAll(".fig > .panel")].map((e) => [e.textContent, ...[...e.querySelectorAll("[d]")].map((p) => p.getAttribute("d"))]))`

// studied is whether nothing is being computed in the worker.
const studied = `!document.querySelector(".fig").textContent.includes("Training: step")`

// While a slider is dragged a phone shows what can be seen, and leaves the pictures
// far below as they are; once the hand rests, the whole page is what its link opens.
func TestPicturesOutOfViewFollowOnceTheHandRests(t *testing.T) {
	h := serve(t, built)
	phone := chrome.View{Width: 412, Height: 823}
	for path, key := range map[string]string{"mask/": "tokens", "cache/": "context", "params/": "batch", "routing/": "tokens", "spec/": "context"} {
		v := live(t, phone, h.URL+path)
		before := v.text(pictures)
		v.must(v.Drag(v.at(`[data-slider="`+key+`"]`, 0.5, 0.5), v.at(`[data-slider="`+key+`"]`, 0.6, 0.5), v.at(`[data-slider="`+key+`"]`, 0.7, 0.5)))
		v.wait(`location.hash !== ""`)
		fresh := v.tab(phone, h.URL+path+v.hash())
		fresh.wait(studied)
		want := fresh.text(pictures)
		if want == before {
			t.Errorf("/%s: %s changes no picture", path, key)
		}
		v.wait(pictures + ` === ` + quote(want))
		v.healthy(h.URL)
		v.Close()
	}
}

// Each slider of the lesson moves its figure.
func TestTheLessonsSlidersMoveTheirFigures(t *testing.T) {
	h := serve(t, built)
	v := live(t, chrome.View{Width: 412, Height: 823}, h.URL)
	numbers := v.sliders()
	if len(numbers) < 10 {
		t.Fatalf("there are only %d", len(numbers))
	}
	for _, number := range numbers {
		slider := number + " ~ [data-slider]"
		figure := `document.querySelector(` + quote(slider) + `).closest("figure")`
		v.run(`window.before = ` + figure + `.innerText; document.querySelector(` + quote(slider) + `).focus()`)
		v.must(v.Press(kb.ArrowLeft, kb.ArrowLeft, kb.ArrowRight, kb.ArrowLeft))
		v.wait(followed)
		v.wait(figure + `.innerText !== before`)
	}
	v.healthy(h.URL)
}
