package figure

import (
	"strings"
	"time"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"attnexperts/app/dom"
	"attnexperts/app/markup"
)

// live is what a figure has only in a browser.
type live struct {
	ctx  app.Context
	root app.Value
	// made is what go-app has made of the figure, look what stands on the screen now.
	made   app.UI
	look   look
	screen *markup.Screen
	hands  dom.Listeners
	// held is what the pointer of that id holds, from press to release, and svg the
	// picture that it lies in.
	held    string
	svg     app.Value
	pointer int
	// openings counts files that were opened, so that what is read late is not taken.
	openings int

	playback playback
	// address and voice wait for the hand to rest.
	address, voice dom.Later
	// wish waits, too, with what takes long to compute.
	wish dom.Later
	// inView knows which pictures can be seen, turn draws those that are late; rest
	// waits until a moving hand rests.
	inView dom.InView
	turn   dom.Turn
	rest   dom.Later
	moving bool
	// quick is set where drawing what the hand waits for is known to be.
	quick bool
	// pass is the scenario that is on its way to the screen, nil where none is, and
	// fresh are the pictures that are drawn and have yet to be shown.
	pass  *pass
	fresh []int
	// told is what the last button press came to ("Link copied").
	told string
}

// How long the hand must be still before the address bar and the screen reader
// follow. Safari refuses more than a hundred addresses in thirty seconds.
const (
	restAddress = 250 * time.Millisecond
	restVoice   = 700 * time.Millisecond
	restRead    = 150 * time.Millisecond
	restWish    = 200 * time.Millisecond
)

// OnMount implements app.Mounter: it takes the link's scenario and starts to
// listen. Listeners stand on the figure's root, past go-app, which would
// redraw the whole page a timer tick after each of them.
func (f *Figure) OnMount(ctx app.Context) {
	f.live.ctx, f.live.root = ctx, f.JSValue()
	// go-app sets attributes in no order: a slider whose value came before its
	// end was cut off at 100.
	dom.Each(f.live.root, "input[type=range]", func(e app.Value) { e.Set("value", dom.Data(e, "at")) })
	if f.own {
		f.openAddress()
	}
	on := f.live.hands.Add
	on(f.live.root, "input", f.onInput)
	on(f.live.root, "change", f.onChange)
	on(f.live.root, "submit", f.onSubmit)
	on(f.live.root, "click", f.onClick)
	on(f.live.root, "pointerdown", f.onPointerDown)
	on(f.live.root, "pointermove", f.onPointerMove)
	on(f.live.root, "pointerup", f.onPointerUp)
	on(f.live.root, "pointercancel", f.onPointerUp)
	on(f.live.root, "pointerleave", f.onPointerLeave)
	on(f.live.root, "keydown", f.onKeyDown)
	on(f.live.root, "focusin", f.settle)
	if f.brief() {
		f.live.hands.AddInside(f.live.root, "toggle", f.onToggle)
		f.onToggle(nil) // it may have been opened before
	}
	if f.own {
		on(app.Window(), "pagehide", func(app.Value) { f.live.address.Now() })
		f.live.hands.Unsaved(func() bool { return len(f.typed) > 0 || !f.scene.carries() })
	}
	f.wish()
	f.rehearse()
}

// OnNav implements app.Navigator: somebody changed the address by hand or by a
// link to another scenario of this page.
func (f *Figure) OnNav(app.Context) {
	if f.own && f.live.root != nil {
		f.openAddress()
	}
}

// OnDismount implements app.Dismounter.
func (f *Figure) OnDismount() {
	f.live.address.Stop()
	f.live.voice.Stop()
	f.live.wish.Stop()
	f.live.rest.Stop()
	desk.Ask(f, nil, nil)
	f.live.hands.Close()
	f.live.playback.ended()
	f.live.inView.Stop()
	f.live.turn.Close()
	f.live.made = nil
}

// openAddress takes the scenario in the address bar; a bare address has that of
// the defaults. The address of a part of the page leaves the figure as it is.
func (f *Figure) openAddress() {
	fragment := dom.Fragment()
	if fragment != "" && !strings.Contains(fragment, "=") || fragment == f.scene.fragment() {
		return
	}
	f.live.address.Stop()
	f.turnTo(fragment)
}

// turnTo takes over the scenario of a link and shows it.
func (f *Figure) turnTo(fragment string) {
	f.stop()
	f.live.told = ""
	f.live.openings++
	before := f.scene.copied()
	f.open(fragment)
	f.scene.keep(before)
	f.refresh()
	f.followed()
	f.wish()
}

// Show takes over the scenario of a link's fragment, as following the link to
// the figure's page does, notices included. It shows at once, a screen reader
// hears the new sentence, and the focus stays where it is. It is for embedded
// figures: an own one follows the address bar.
func (f *Figure) Show(fragment string) {
	if f.live.root == nil {
		f.open(fragment) // not on the screen yet: what mounts is this
		return
	}
	f.turnTo(fragment)
	if !f.guess.waits {
		f.say(f.sentence())
	}
}

// changed shows a new scenario, all of it at once.
func (f *Figure) changed() {
	f.live.pass = nil
	f.changedTo(f.refresh)
}

// moved shows the scenario that a moving hand has come to, piece by piece.
func (f *Figure) moved() {
	sweeping.moved()
	f.changedTo(f.hurry)
}

// changedTo shows a new scenario in one of these ways, and lets the address and the
// screen reader know once the hand rests.
func (f *Figure) changedTo(show func()) {
	f.live.told = ""
	f.dropAnswered()
	show()
	f.followed()
	if f.live.playback.key != "" {
		f.wish()
	} else {
		f.live.wish.In(restWish, f.wish)
	}
	if f.own {
		f.live.address.In(restAddress, func() { dom.SetFragment(f.scene.fragment()) })
	}
	f.live.voice.In(restVoice, f.speak)
}

// speak lets a screen reader say what is shown now.
func (f *Figure) speak() {
	switch {
	case f.live.pass != nil:
		f.live.voice.In(restVoice, f.speak) // it is not shown yet
	case !f.guess.waits && f.live.playback.key == "":
		goal, _ := f.goalText()
		f.say(strings.TrimSpace(f.sentence() + " " + goal))
	}
}

// followed lets what follows the figure know.
func (f *Figure) followed() {
	if f.watch != nil {
		f.watch()
	}
}
