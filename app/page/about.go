package page

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"attnexperts/app/cards"
	"attnexperts/app/dom"
	"attnexperts/app/install"
	"attnexperts/app/markup"
	"attnexperts/app/part"
)

var aboutPage = Page{
	Path: "/about/", Name: "About", Title: "About, storage, offline",
	Description: "What this lesson keeps on your device, whether it is safe, how to take it with you, and how to install it.",
}

func init() { aboutPage.New = func() markup.Component { return &about{} } }

// about is the page about the lesson itself: what it keeps, whether that is safe,
// how it works without a network, and where its facts are from.
type about struct {
	app.Compo

	storage
	offline dom.Offline
	// said is what the last press came to.
	said string

	shown markup.Node
	hands dom.Listeners
	ctx   app.Context
	stop  func()
}

// Markup implements markup.Component.
func (a *about) Markup() markup.Node {
	return framed(aboutPage, markup.El(
		"div", markup.Class("narrow about"),
		markup.El("h1", markup.Attr("tabindex", "-1"), markup.Text("About this lesson")),
		markup.El("p", markup.Class("lead"), markup.Text("What is kept here, is it safe, and how do I take it with me?")),
		a.keeping(),
		a.checking(),
		a.installing(),
		browsers(), facts(),
		markup.El("p", markup.Class("unseen"), markup.Attr("role", "status"), markup.Text(a.said)),
	))
}

// titled is a section with a heading.
func titled(id, title string, content ...markup.Node) markup.Node {
	return markup.El("section", markup.ID(id), markup.Attr("aria-labelledby", id+"-title"),
		markup.El("h2", markup.ID(id+"-title"), markup.Attr("tabindex", "-1"), markup.Text(title)), markup.List(content))
}

// paragraph is a paragraph of plain words.
func paragraph(text string) markup.Node { return markup.El("p", markup.Text(text)) }

// installing says how the lesson works offline and is installed.
func (a *about) installing() markup.Node {
	state := "Whether this lesson is complete on this device can be told once the page is alive."
	switch {
	case a.offline.Ready:
		state = "This lesson is complete on this device: every page opens without a network."
	case a.offline.Known && a.offline.Possible:
		state = "This lesson is being copied to this device. A note says when it is complete."
	case a.offline.Known:
		state = "This browser, or this window, keeps no copy for offline use. Private windows often do not, and pages that were not opened over HTTPS cannot."
	}
	how := markup.El("p", markup.Text(a.offline.HowToInstall))
	if a.offline.HowToInstall == "" {
		how = markup.El("p", markup.Text("Installed, it has an icon and a window of its own, and works the same offline. The way depends on the browser, and is described here once the page is alive."))
	}
	return titled("offline", "Offline, and as an app",
		markup.El("p", markup.ID("offline-state"), markup.Text(state)),
		how,
		markup.El("div", markup.Class("presses"), markup.If(a.offline.CanInstall, install.Button())),
		markup.El("p", markup.Class("help"), markup.Text(version(a.offline.Version))),
	)
}

func version(v string) string {
	if v == "" {
		return ""
	}
	return "Version " + v + ". A newer one is fetched beside it, whole, and taken when you say so."
}

// browsers says what some browsers cannot do.
func browsers() markup.Node {
	item := func(text string) markup.Node { return markup.El("li", markup.Text(text)) }
	return titled("browsers", "What some browsers cannot do",
		markup.El("ul",
			item("Without WebAssembly, or with scripts switched off, the text and the first state of each figure can be read; figures do not answer."),
			item("Safari deletes what a site keeps if it was not visited for seven days, unless the site was added to the home screen or the Dock. Install the lesson, or export your cards."),
			item("Firefox on a computer installs no apps; a bookmark opens the lesson offline all the same. It asks you before it promises to keep the cards."),
			item("Browsers built on WebKitGTK, such as GNOME Web, do not tell how much room is taken and cannot be asked to promise to keep the cards: export them now and then."),
			item("Private windows forget everything when the last of them is closed. The page says so where it can tell."),
			item("The number of due cards on the app’s icon is shown by Chrome, Edge and installed apps on iPhones; elsewhere it stands beside Cards at the top."),
		))
}

// facts says where facts are from, and what is sent where.
func facts() markup.Node {
	link := func(path, text string) markup.Node {
		return markup.El("a", markup.Attr("href", part.URL(path)), markup.Text(text))
	}
	return titled("facts", "Where it is all from",
		paragraph("Numbers are computed on this page, exactly, from published configurations, and every figure unfolds to its formula and its inputs. Papers and data sheets stand beside the sentences that lean on them."),
		markup.El("p", markup.Text("Nothing you type or open leaves your browser: there is no server behind this page, no account, no cookie, and nobody counts visits. What a link carries stands after its #, which browsers do not send.")),
		markup.El("p", markup.Text("Go on with "), link("/", "the lesson"), markup.Text(", "), link("/practice/", "practice"), markup.Text(" or "), link("/cards/", "the flashcards"), markup.Text(".")),
	)
}

// Render implements app.Composer.
func (a *about) Render() app.UI {
	a.shown = a.Markup()
	return a.shown.UI()
}

// OnMount implements app.Mounter.
func (a *about) OnMount(ctx app.Context) {
	a.ctx = ctx
	a.hands.Add(a.JSValue(), "click", func(e app.Value) {
		if b := e.Get("target").Call("closest", "main [data-do]"); b.Truthy() {
			a.do(dom.Data(b, "do"))
		}
	})
	tell := func() { ctx.Dispatch(func(app.Context) { a.offline = dom.LookOffline(); a.refresh() }) }
	a.hands.Add(app.Window(), "installable", func(app.Value) { tell() })
	a.hands.Add(app.Window(), "offlineready", func(app.Value) { tell() })
	tell()
	cards.Open(ctx, func(c *cards.Cards) {
		a.cards = c
		a.stop = c.Watch(a.look)
		a.look()
	})
}

// OnDismount implements app.Dismounter.
func (a *about) OnDismount() {
	a.hands.Close()
	if a.stop != nil {
		a.stop()
	}
}

// look finds out anew how the storage stands.
func (a *about) look() {
	a.cards.Usage(func(u cards.Usage) {
		a.usage = &u
		a.cards.Aside(func(files []cards.AsideFile, _ error) {
			a.aside = files
			a.refresh()
		})
	})
}

func (a *about) refresh() {
	markup.Show(a.ctx, a.JSValue(), &a.shown, a.Markup())
}

// do carries out a button.
func (a *about) do(button string) {
	if button == install.Install {
		install.Ask(func(said string) {
			a.said, a.offline = said, dom.LookOffline()
			a.refresh()
			dom.Focus(a.ctx, a.JSValue(), "#offline-title") // the button has gone
		})
		return
	}
	if a.cards != nil && !a.busy {
		a.storage.do(button, func(said string) {
			a.said = said
			a.refresh()
			a.look()
		})
		a.refresh()
	}
}
