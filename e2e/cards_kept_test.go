package e2e_test

import "testing"

// What is being written outlasts a file that is dropped, and a card that is kept in
// the lesson passes the focus on.
func TestCardsKeepWhatIsWrittenAndTheFocus(t *testing.T) {
	h := serve(t, built)
	v := live(t, keeping, h.URL+"cards/")
	v.does("new")
	v.wait(`document.activeElement.id === "edit-title"`)
	v.run(`document.querySelector("#card-front").focus()`)
	v.must(v.Type("half a thought"))
	v.drop("dropped.csv", `"What is dropped?,A file"`)
	v.says("new card")
	v.does("adopt:new")
	v.says("Added: 1 new card.")
	v.wait(`document.activeElement.id === "edit-title" && document.querySelector("#card-front").value === "half a thought"`)
	v.healthy(h.URL)

	v.open(h.URL)
	v.must(v.Live())
	const box = `document.querySelector(".keep-box")`
	v.wait(box)
	v.run(box + `.scrollIntoView()`)
	v.wait(`!` + box + `.closest("[data-slot]").hasAttribute("data-still")`)
	v.run(box + `.querySelector("details").open = true`)
	for _, step := range [][2]string{
		{"keep:0", `document.activeElement.dataset.do === "keep:1"`},
		{"keep:all", `document.activeElement.id.endsWith("keep-title")`},
	} {
		// The box may still be coming alive: then a press does nothing yet.
		v.wait(`(b => { b?.focus(); b?.click(); return ` + step[1] + `; })(` + box + `.querySelector('[data-do="` + step[0] + `"]'))`)
	}
	v.healthy(h.URL)
}
