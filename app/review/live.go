package review

import (
	"strings"
	"time"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"attnexperts/app/cards"
	"attnexperts/app/dom"
	"attnexperts/app/markup"
)

// live is what the box has only in a browser.
type live struct {
	ctx   app.Context
	root  app.Value
	shown markup.Node
	hands dom.Listeners
	stop  func()
	// due waits for the next card in learning.
	due dom.Later
	// swipe is where a finger went down, nil while none is.
	swipe *app.Value
	x, y  float64
}

// OnMount implements app.Mounter.
func (b *Box) OnMount(ctx app.Context) {
	b.live.ctx, b.live.root = ctx, b.JSValue()
	on, root := b.live.hands.Add, b.live.root
	on(root, "click", b.onClick)
	on(root, "input", b.onInput)
	on(root, "change", b.onChange)
	on(root, "submit", b.onSubmit)
	on(root, "pointerdown", b.onPointerDown)
	on(root, "pointerup", b.onPointerUp)
	on(root, "pointercancel", func(app.Value) { b.live.swipe = nil })
	on(app.Window(), "keydown", b.onKey)
	b.live.hands.Unsaved(b.writing)
	document := app.Window().Get("document")
	on(document, "visibilitychange", func(app.Value) { b.hide(document.Get("hidden").Bool()) })
	cards.Open(ctx, func(c *cards.Cards) {
		if b.live.root == nil {
			return // the page was left before they were open
		}
		b.open(c)
		b.live.stop = c.Watch(func() {
			b.news()
			b.refresh()
		})
		b.openAddress()
		b.remind()
		b.refresh()
		b.openFiles(b.early)
		b.early = nil
	})
}

// OnNav implements app.Navigator.
func (b *Box) OnNav(app.Context) {
	if b.book != nil {
		b.openAddress()
		b.refresh()
	}
}

// OnDismount implements app.Dismounter.
func (b *Box) OnDismount() {
	b.live.hands.Close()
	b.live.due.Stop()
	if b.live.stop != nil {
		b.live.stop()
	}
	b.live.root = nil
}

// openAddress takes the scenario in the address bar.
func (b *Box) openAddress() {
	if fragment := dom.Fragment(); strings.Contains(fragment, "=") {
		b.openLink(fragment)
		if b.view == "files" {
			b.measure()
		}
	}
}

// refresh shows the present state.
func (b *Box) refresh() {
	if b.live.root == nil {
		return
	}
	if b.book != nil {
		b.compare()
		b.sift()
	}
	markup.Show(b.live.ctx, b.live.root, &b.live.shown, b.Markup())
	b.waitForDue()
}

// waitForDue looks again when the next card in learning is due.
func (b *Box) waitForDue() {
	b.live.due.Stop()
	if b.book == nil || b.queue.Later == 0 || b.reviewing && b.session.card != "" {
		return
	}
	wait := time.Duration(b.queue.Later-b.book.Author().At) * time.Millisecond
	if wait < 12*time.Hour {
		b.live.due.In(max(wait, time.Second), func() {
			b.news()
			b.refresh()
		})
	}
}

// focus gives the focus to an element of the next look, once it is there.
func (b *Box) focus(selector string) {
	if b.live.root == nil {
		return
	}
	b.live.ctx.Dispatch(func(ctx app.Context) {
		ctx.Defer(func(app.Context) {
			if e := b.live.root.Call("querySelector", selector); e.Truthy() {
				e.Call("focus", map[string]any{"preventScroll": true})
				dom.Reveal(e)
			}
		})
	})
}

// hide stops the clock while the page is hidden, and looks again after that.
func (b *Box) hide(hidden bool) {
	if b.session != nil {
		b.session.timer.hide(hidden)
	}
	if !hidden && b.book != nil {
		b.news()
		b.refresh()
	}
}

func (b *Box) onClick(e app.Value) {
	button := e.Get("target").Call("closest", "button[data-do]")
	if button.Truthy() {
		b.act(dom.Data(button, "do"))
	}
}

// afterBreath goes on with something that is done a little at a time, once the browser
// has had its turn.
func (b *Box) afterBreath(do func()) {
	go func() {
		dom.Breathe()
		b.live.ctx.Dispatch(func(ctx app.Context) {
			ctx.PreventUpdate()
			do()
		})
	}()
}

func (b *Box) onSubmit(e app.Value) {
	e.Call("preventDefault")
	b.act(dom.Data(e.Get("target"), "do"))
}

func (b *Box) onInput(e app.Value) {
	control := e.Get("target")
	if dom.Data(control, "files") != "" {
		b.bring(dom.Files(control))
		return
	}
	if b.book == nil {
		return
	}
	name := control.Get("name")
	if !name.Truthy() {
		return
	}
	text := control.Get("value").String()
	if control.Get("type").String() == "checkbox" {
		text = off
		if control.Get("checked").Bool() {
			text = "on"
		}
	}
	b.take(name.String(), text)
	b.refresh()
}

// onChange brings what a number's control shows to what was taken of it.
func (b *Box) onChange(app.Value) {
	if b.book != nil {
		b.refresh()
	}
}

// onKey reviews by key. What is typed, and what presses a button, is left alone.
func (b *Box) onKey(e app.Value) {
	if b.prefs.noKeys || b.session == nil || b.edit != nil || e.Get("repeat").Bool() || e.Get("ctrlKey").Bool() || e.Get("metaKey").Bool() || e.Get("altKey").Bool() {
		return
	}
	on, key := e.Get("target"), e.Get("key").String()
	if closest := on.Get("closest"); closest.Truthy() {
		if on.Call("closest", "input, textarea, select, [contenteditable]").Truthy() {
			return
		}
		if (key == " " || key == "Enter") && on.Call("closest", "a, button, summary").Truthy() {
			return
		}
	}
	if b.key(key) {
		e.Call("preventDefault")
		b.refresh()
	}
}

// swiped is how far a finger must have gone sideways, in CSS pixels.
const swiped = 80

func (b *Box) onPointerDown(e app.Value) {
	b.live.swipe = nil
	on := e.Get("target")
	if b.prefs.noSwipes || !b.reviewing || !b.session.shown || e.Get("pointerType").String() == "mouse" || !on.Call("closest", ".card-face").Truthy() {
		return
	}
	b.live.swipe, b.live.x, b.live.y = &on, e.Get("clientX").Float(), e.Get("clientY").Float()
}

func (b *Box) onPointerUp(e app.Value) {
	if b.live.swipe == nil {
		return
	}
	b.live.swipe = nil
	b.swipe(e.Get("clientX").Float()-b.live.x, e.Get("clientY").Float()-b.live.y)
}
