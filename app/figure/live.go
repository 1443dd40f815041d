package figure

import (
	"strings"
	"time"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"attnexperts/app/dom"
	"attnexperts/app/markup"
	"attnexperts/app/part"
)

// live is what a figure has only in a browser.
type live struct {
	ctx   app.Context
	root  app.Value
	shown markup.Node
	hands dom.Listeners
	// held is what the pointer holds, from press to release, and svg the picture
	// that it lies in.
	held string
	svg  app.Value

	playback playback
	// address and voice wait for the hand to rest.
	address, voice dom.Later
	// wish waits, too, with what takes long to compute.
	wish dom.Later
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
	if f.own {
		on(app.Window(), "pagehide", func(app.Value) { f.live.address.Now() })
	}
	f.wish()
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
	desk.Ask(f, nil, nil)
	f.live.hands.Close()
	f.live.playback.ended()
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

// refresh shows the present state at once.
func (f *Figure) refresh() {
	markup.Show(f.live.ctx, f.live.root, &f.live.shown, f.Markup())
}

// changed shows a new scenario, and lets the address and the screen reader
// know once the hand rests.
func (f *Figure) changed() {
	f.live.told = ""
	if f.guess.about != "" && !f.guess.waits {
		// The prediction was about another scenario.
		f.guess, f.scene.common().Ask = guess{}, ""
	}
	f.refresh()
	f.followed()
	if f.live.playback.key != "" {
		f.wish()
	} else {
		f.live.wish.In(restWish, f.wish)
	}
	if f.own {
		f.live.address.In(restAddress, func() { dom.SetFragment(f.scene.fragment()) })
	}
	f.live.voice.In(restVoice, func() {
		if !f.guess.waits && f.live.playback.key == "" {
			goal, _ := f.goalText()
			f.say(strings.TrimSpace(f.sentence() + " " + goal))
		}
	})
}

// followed lets what follows the figure know.
func (f *Figure) followed() {
	if f.watch != nil {
		f.watch()
	}
}

// say lets a screen reader say something.
func (f *Figure) say(text string) {
	f.said = text
	f.refresh()
}

// onInput takes what is typed into a control or slid on a slider.
func (f *Figure) onInput(e app.Value) {
	control := e.Get("target")
	if dom.Data(control, "files") != "" {
		f.openFiles(dom.Files(control))
		return
	}
	if f.floods(control) {
		return
	}
	text := control.Get("value").String()
	if dom.Data(control, "guess") != "" {
		f.guess.text = text
		return
	}
	if what := dom.Data(control, "compose"); what != "" {
		f.composed(what, text, control.Get("checked").Truthy())
		f.refresh()
		return
	}
	if control.Get("type").String() == "checkbox" && !control.Get("checked").Bool() {
		text = "0"
	}
	if key := dom.Data(control, "slider"); key != "" {
		f.slide(key, text)
	} else if name := control.Get("name"); name.Truthy() {
		key := name.String()
		if _, many, _ := f.scene.field(key); many {
			text = strings.Join(dom.Values(f.live.root, key), ",")
		}
		f.set(key, text)
	} else {
		return
	}
	f.changed()
}

// slide takes the position of a key's slider.
func (f *Figure) slide(key, at string) {
	v, _, _ := f.scene.field(key)
	if r, ok := part.RangeOf(v); ok {
		f.set(key, r.Slid(at))
		delete(f.typed, key)
	}
}

// onSubmit takes the number that the reader commits to; the other forms have
// nothing to send.
func (f *Figure) onSubmit(e app.Value) {
	e.Call("preventDefault")
	if dom.Data(e.Get("target"), "do") == "guess-form" {
		f.commit()
		f.refresh()
		f.focusGuess()
	}
}

// onChange lets the control show the value in its canonical form once typing
// is over. A text that could not be used stays, with its problem.
func (f *Figure) onChange(e app.Value) {
	key := e.Get("target").Get("name")
	if !key.Truthy() || f.problem[key.String()] != "" {
		return
	}
	delete(f.typed, key.String())
	f.edit.key = ""
	f.refresh()
}

func (f *Figure) onClick(e app.Value) {
	button := e.Get("target").Call("closest", "[data-do]")
	if button.Truthy() {
		f.act(dom.Data(button, "do"))
	}
}

// act carries out a button.
func (f *Figure) act(action string) {
	name, what, _ := strings.Cut(action, ":")
	switch name {
	case "share":
		f.share()
	case "reset":
		f.stop()
		f.scene, f.notices = f.start.copied(), nil
		f.forget()
		f.ask()
		f.changed()
		f.tell("Back to how it was.")
	case "close-notices":
		f.notices = nil
		f.refresh()
		f.focus(".fig-title")
	case "guess", "guess-again", "guess-show", "guess-end":
		f.predict(name)
	case "challenge":
		f.compose()
		f.refresh()
		if f.composer.open {
			f.focus(".composer h3")
		}
	case "compose":
		f.takeComposed(what)
	case "unfold":
		f.unfolded[what] = !f.unfolded[what]
		f.drawn = false
		f.refresh()
	case "play":
		f.play(what)
	case "step":
		key, by, _ := strings.Cut(what, ":")
		f.stop()
		f.step(key, by)
	case "table":
		f.tables[what] = !f.tables[what]
		f.refresh()
	case "svg", "csv":
		f.save(f.file(name, what))
	case "save":
		f.save(f.scene.copyOf(what))
	case "copy":
		dom.Copy(f.scene.copyOf(what).Content, func(ok bool) {
			f.tellEither(ok, "Copied.", "The browser did not allow copying; select the text instead.")
		})
	default:
		if f.scene.do(action) {
			f.forget()
			f.changed()
		}
	}
}

// share offers the figure's link to the system where it takes links, and
// copies it otherwise. A scenario that no link carries is saved as a file.
func (f *Figure) share() {
	if !f.scene.carries() {
		file, why := f.scene.instead()
		dom.Download(file.Name, file.Type, file.Content)
		f.tell(why + " Saved as " + file.Name + " instead.")
		return
	}
	link := dom.Origin() + part.URL(f.scene.link())
	dom.Share(f.heading(), link, func(ok bool) {
		f.tellEither(ok, "Link copied.", "The browser did not allow copying. The link: "+link)
	})
}

func (f *Figure) tellEither(ok bool, yes, no string) {
	if ok {
		f.tell(yes)
	} else {
		f.tell(no)
	}
}

// predict carries out a button of the prediction.
func (f *Figure) predict(action string) {
	common := f.scene.common()
	switch action {
	case "guess":
		common.Ask = f.drawing.Outputs[0].Name
		f.ask()
	case "guess-again":
		f.ask()
	case "guess-show":
		f.giveUp()
	case "guess-end":
		common.Ask = ""
		f.ask()
	}
	f.refresh()
	f.focusGuess()
}

// focusGuess puts the focus where the prediction goes on.
func (f *Figure) focusGuess() {
	switch {
	case f.guess.waits:
		f.focus("[data-guess]")
	case f.guess.about != "":
		f.focus(".guess-said")
	default:
		f.focus(".fig-title")
	}
}

// focus gives the focus to an element that the last look has, once go-app has
// put it there.
func (f *Figure) focus(selector string) {
	f.live.ctx.Dispatch(func(ctx app.Context) {
		ctx.Defer(func(app.Context) {
			if e := f.live.root.Call("querySelector", selector); e.Truthy() {
				e.Call("focus")
			}
		})
	})
}

// save hands over a file, and says so.
func (f *Figure) save(file File) {
	dom.Download(file.Name, file.Type, file.Content)
	f.tell("Saved as " + file.Name + ".")
}

// tell says beside the buttons what one of them came to.
func (f *Figure) tell(text string) {
	f.live.told = text
	f.refresh()
}
