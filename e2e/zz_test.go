package e2e_test
import ("testing";"github.com/chromedp/chromedp/kb")
func TestZZ(t *testing.T) {
	h := serve(t, built)
	v := live(t, laptop, h.URL+"mask/")
	v.run(`document.querySelector("[data-slider=tokens]").focus()`)
	_ = kb.Tab
	t.Log(v.text(`document.activeElement.outerHTML`))
	t.Log(v.Raw())
}
