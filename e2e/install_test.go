package e2e_test

import (
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"

	"attnexperts/calc/recall"
	"attnexperts/e2e/chrome"
)

// installs is a laptop whose browser can install the page once installable is called,
// with what the reader will answer; window.prompted counts the questions. What the
// browser itself offers is not heard.
const installs = `window.prompted = 0;
	addEventListener("beforeinstallprompt", (e) => { if (e.isTrusted) e.stopImmediatePropagation(); }, true);
	window.installable = (outcome) => {
		const e = new Event("beforeinstallprompt", {cancelable: true});
		let answer;
		e.userChoice = new Promise((done) => { answer = () => done({outcome, platform: "web"}); });
		e.prompt = async () => { prompted++; answer(); };
		dispatchEvent(e);
		return e.defaultPrevented;
	};`

var installing = chrome.View{Width: 1280, Height: 900, Early: installs}

const installButton = `document.querySelector('[data-do="install"]')`

// The browser's question is kept, however early it comes, and asked by the button.
func TestInstallIsAskedForByTheButton(t *testing.T) {
	h := serve(t, built)
	release := h.hold()
	v := visit(t, installing, h.URL+"about/")
	if !v.is(`installable("dismissed")`) {
		t.Error("the browser asks by itself")
	}
	release()
	v.must(v.Live())
	for i, c := range []struct{ outcome, said string }{{"dismissed", "It was not installed"}, {"accepted", "It is being installed"}} {
		if i > 0 {
			v.is(`installable("` + c.outcome + `")`) // browsers offer it again
		}
		v.wait(installButton)
		if n := v.number(`prompted`); int(n) != i {
			t.Errorf("it was asked %g times, the button was pressed %d times", n, i)
		}
		v.run(installButton + `.focus()`)
		v.must(v.Press(kb.Enter))
		v.wait(`prompted === ` + strconv.Itoa(i+1) + ` && !` + installButton)
		v.wait(`document.querySelector("main [role=status]").textContent.startsWith("` + c.said + `") && document.activeElement.id === "offline-title"`)
	}
	v.is(`installable("accepted")`)
	v.wait(installButton)
	v.run(`dispatchEvent(new Event("appinstalled"))`)
	v.wait(`!` + installButton)
	v.healthy(h.URL)
}

// commit commits to a number at the checkpoint of a part of the lesson.
func (v visitor) commit(part, number string) {
	v.t.Helper()
	guess := `document.querySelector("#` + part + ` [data-guess]")`
	v.run(guess + `.scrollIntoView({block: "center"})`)
	v.wait(alive(guess + `.closest("[data-slot]")`))
	v.run(guess + `.focus()`)
	v.must(v.Type(number))
	v.must(v.Press(kb.Enter))
	v.wait(`document.querySelector("#` + part + ` .guess-said")`)
}

const invitation = `document.querySelector(".invitation")`

// Who has answered the lesson's last checkpoint is asked once, at the end of the text
// and not over it, and never again.
func TestTheEndOfTheLessonInvitesOnce(t *testing.T) {
	h := serve(t, built)
	v := live(t, installing, h.URL)
	v.is(`installable("dismissed")`)
	v.commit("two-costs", "16 GiB")
	if v.is(invitation) {
		t.Error("it asks in the middle of the lesson")
	}
	v.commit("what-you-can-do-now", "10")
	v.wait(invitation + `?.textContent.includes("Keep the lesson as an app?")`)
	if !v.is(`getComputedStyle(` + invitation + `).position === "static" && !` + invitation + `.contains(document.activeElement)`) {
		t.Error("the question lies over the text, or takes the focus")
	}
	v.run(invitation + `.querySelector('[data-do="no-install"]').focus()`)
	v.must(v.Press(kb.Enter))
	v.wait(`document.activeElement.textContent.startsWith("All right")`)
	if v.is(`prompted || ` + invitation + `.querySelector("button")`) {
		t.Error("who does not want it is asked on")
	}
	v.must(v.Reload())
	v.must(v.Live())
	v.is(`installable("dismissed")`)
	v.commit("look-less-far", "2 GiB")
	if v.is(invitation) {
		t.Error("it asks again")
	}
	v.open(h.URL + "about/")
	v.must(v.Live())
	v.is(`installable("dismissed")`)
	v.wait(installButton)
	v.healthy(h.URL)
}

// Nobody is asked where there is nothing to install, or nothing would be kept of it.
func TestNobodyIsInvitedInVain(t *testing.T) {
	for name, early := range map[string]string{
		"the browser cannot": "window.installable = () => {};",
		"it is installed":    `const media = matchMedia; window.matchMedia = (q) => (q.includes("standalone") ? {matches: true, addEventListener() {}} : media(q));`,
		"nothing is kept":    `Object.defineProperty(window, "localStorage", {configurable: true, get() { throw new DOMException("blocked", "SecurityError"); }});`,
	} {
		t.Run(name, func(t *testing.T) {
			h := serve(t, built)
			v := live(t, chrome.View{Width: 1280, Height: 900, Early: installs + early}, h.URL)
			v.run(`installable("accepted")`)
			v.commit("what-you-can-do-now", "10")
			v.must(v.Frame())
			if v.is(invitation) {
				t.Errorf("it asks %q", v.text(invitation+`.textContent`))
			}
			v.healthy(h.URL)
		})
	}
}

// aDeck is a deck of so many cards.
func aDeck(name string, n int) string {
	return string(recall.WriteDeck(name, func(yield func(*recall.Card) bool) {
		for i := range n {
			id := strconv.Itoa(i + 1)
			if !yield(&recall.Card{ID: "t-" + id, Kind: recall.Basic, Front: "Question " + id + " of " + name, Back: "Yes."}) {
				return
			}
		}
	}))
}

// adopted adds the cards of a deck.
func (v visitor) adopted(deck string) {
	v.t.Helper()
	v.wait(`document.querySelector("[data-files]")`)
	v.drop("deck.json", quote(deck))
	v.does("adopt:new")
	v.says("Added: ")
}

// easy answers the card that is asked.
func (v visitor) easy() {
	v.t.Helper()
	v.does("show")
	v.does("grade:4")
	v.wait(`document.querySelector(".card-box > [role=status]").textContent.startsWith("Saved.")`)
}

func TestAFinishedReviewInvitesOnce(t *testing.T) {
	h := serve(t, built)
	v := live(t, installing, h.URL+"cards/")
	v.is(`installable("accepted")`)
	v.adopted(aDeck("Two", 2))
	v.does("review")
	v.easy()
	if v.is(invitation) {
		t.Error("it asks between two cards")
	}
	v.easy()
	v.says("Done for now")
	v.wait(invitation)
	v.does("install")
	v.wait(`prompted === 1 && document.activeElement.textContent.startsWith("It is being installed")`)
	v.must(v.Reload())
	v.must(v.Live())
	v.is(`installable("accepted")`)
	v.adopted(strings.ReplaceAll(aDeck("More", 1), "t-1", "m-1"))
	v.does("review")
	v.easy()
	v.says("Done for now")
	if v.is(invitation) {
		t.Error("it asks again")
	}
	v.healthy(h.URL)
}

// The icon of the app shows how many cards are due: after each change, on every page,
// and no number where there are none.
func TestTheIconShowsHowManyCardsAreDue(t *testing.T) {
	h := serve(t, built)
	view := laptop
	view.Early = `window.badges = []; Object.assign(Navigator.prototype, {async setAppBadge(n) { badges.push(n); }, async clearAppBadge() { badges.push(0); }});`
	v := live(t, view, h.URL+"cards/")
	last := `badges[badges.length - 1]`
	// New cards wait to be asked; those that were are due again.
	v.adopted(aDeck("Three", 3))
	v.wait(last + ` === 0`)
	v.does("review")
	for _, due := range []string{"1", "2"} {
		v.does("show")
		v.does("grade:1")
		v.wait(last + ` === ` + due)
	}
	v.does("undo")
	v.wait(last + ` === 1`)
	v.open(h.URL + "mask/")
	v.must(v.Live())
	v.wait(last + ` === 1 && document.querySelector("header .due").textContent.startsWith("1")`)
	v.open(h.URL + "cards/#v=1&view=files")
	v.must(v.Live())
	v.does("wipe:ask")
	v.does("wipe:yes")
	v.wait(last + ` === 0`)
	v.open(h.URL + "mask/")
	v.must(v.Live())
	v.wait(last + ` === 0 && !document.querySelector("header .due")`)
	v.healthy(h.URL)
}
