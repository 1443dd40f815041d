package e2e_test

import "testing"

// The page about the lesson says which version it is, whether that is complete here,
// and what is kept; all of it changes with what happens.
func TestAboutSaysWhatIsKeptAndWhichVersion(t *testing.T) {
	h := serve(t, built)
	v := live(t, laptop, h.URL+"about/")
	row := func(name string) string {
		return `[...document.querySelectorAll("#storage dl > div")].find((d) => d.firstChild.textContent === "` + name + `").lastChild.textContent`
	}
	v.wait(`document.querySelector("#offline").textContent.includes("Version ` + built.Version + `.")`)
	v.wait(row("Flashcards") + ` === "None yet."`)
	v.ready()
	v.wait(`document.querySelector("#offline-state").textContent.includes("is complete on this device")`)
	v.wait(`/^\d.* of \d.* that the browser allows/.test(` + row("Room taken") + `)`)
	o := v.tab(laptop, h.URL+"cards/")
	o.adopted(aDeck("Three", 3))
	v.wait(row("Flashcards") + `.startsWith("3 events ")`)
	if got := v.text(row("Safety")); got == "" || got == "Looking…" {
		t.Errorf("of safety it says %q", got)
	}
	v.healthy(h.URL)

	h.update(later)
	v.must(v.Reload())
	v.must(v.Live())
	v.wait(`document.querySelector(".note-update")`)
	v.wait(`document.querySelector("#offline").textContent.includes("Version ` + built.Version + `.")`)
	v.run(`window.before = true`)
	v.must(v.Click(".note-update button"))
	v.wait(`!window.before`)
	v.must(v.Live())
	v.wait(`document.querySelector("#offline").textContent.includes("Version ` + later.Version + `.")`)
}
