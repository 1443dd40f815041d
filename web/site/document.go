package site

import (
	"strconv"
	"strings"

	"attnexperts/app/markup"
	"attnexperts/app/page"
)

// Policy is the content security policy of every page: nothing from elsewhere,
// no code or style inside the document.
const Policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' blob:; " +
	"connect-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'"

// Colours of the browser's own frame; those of the page stand in style.css.
const (
	paperLight = "#fbfaf7"
	paperDark  = "#15171c"
)

// assets are the addresses of the files that every page uses.
type assets struct {
	// origin is where the site will be, "" where that is not known.
	origin                                                        string
	base, style, exec, boot, role, rehearse, terms, files, client string
	clientSize                                                    int64
}

// document writes a page: its head, its first frame, and around that the bar
// that shows the client loading and the place for notes.
func document(p page.Page, a assets) []byte {
	html := markup.El(
		"html", markup.Attr("lang", "en"),
		head(p, a),
		markup.El(
			"body",
			// The client takes the first element of the body for its root.
			markup.Of(p.New()),
			markup.El(
				"div", markup.ID("loader"),
				markup.El("progress", markup.Attr("aria-label", "Bringing the page to life"),
					markup.Int("max", a.clientSize), markup.Int("value", 0)),
			),
			markup.El("div", markup.ID("notes"), markup.Attr("role", "status")),
		),
	)
	return []byte("<!doctype html>\n" + html.String() + "\n")
}

// preview is what others show of a link to the page. They want whole addresses, so
// there is none where the site does not know its own.
func preview(p page.Page, a assets) []markup.Node {
	if a.origin == "" || p.Path == page.NotFound().Path {
		return nil
	}
	property := func(name, content string) markup.Node {
		return markup.El("meta", markup.Attr("property", name), markup.Attr("content", content))
	}
	return []markup.Node{
		property("og:url", a.origin+a.base+strings.TrimPrefix(p.Path, "/")),
		property("og:image", a.origin+a.base+previewOf(p.Path)),
		property("og:image:alt", "The page “"+p.Name+"”"),
		markup.El("meta", markup.Attr("name", "twitter:card"), markup.Attr("content", "summary_large_image")),
	}
}

func head(p page.Page, a assets) markup.Node {
	meta := func(name, content string, more ...markup.Item) markup.Node {
		return markup.El("meta", append([]markup.Item{markup.Attr("name", name), markup.Attr("content", content)}, more...)...)
	}
	property := func(name, content string) markup.Node {
		return markup.El("meta", markup.Attr("property", name), markup.Attr("content", content))
	}
	link := func(rel, href string, more ...markup.Item) markup.Node {
		return markup.El("link", append([]markup.Item{markup.Attr("rel", rel), markup.Attr("href", href)}, more...)...)
	}
	return markup.El(
		"head",
		markup.El("meta", markup.Attr("charset", "utf-8")),
		markup.El("meta", markup.Attr("http-equiv", "Content-Security-Policy"), markup.Attr("content", Policy)),
		meta("viewport", "width=device-width, initial-scale=1"),
		markup.El("title", markup.Text(p.DocumentTitle())),
		meta("description", p.Description),
		property("og:type", "article"), property("og:site_name", page.SiteName),
		property("og:title", p.DocumentTitle()), property("og:description", p.Description),
		markup.List(preview(p, a)),
		meta("theme-color", paperLight, markup.Attr("media", "(prefers-color-scheme: light)")),
		meta("theme-color", paperDark, markup.Attr("media", "(prefers-color-scheme: dark)")),
		link("stylesheet", a.style),
		link("icon", a.base+"icon.svg", markup.Attr("type", "image/svg+xml")),
		link("icon", a.base+"icon-192.png", markup.Attr("type", "image/png"), markup.Attr("sizes", "192x192")),
		link("apple-touch-icon", a.base+"icon-180.png"),
		link("manifest", a.base+manifestPath),
		markup.El("script", markup.Attr("src", a.exec), markup.Flag("defer", true)),
		markup.El("script", markup.Attr("src", a.boot), markup.Flag("defer", true),
			markup.Attr("data-base", a.base), markup.Attr("data-client", a.client), markup.Attr("data-exec", a.exec), markup.Attr("data-role", a.role), markup.Attr("data-rehearse", a.rehearse),
			markup.Attr("data-size", strconv.FormatInt(a.clientSize, 10)), markup.Attr("data-version", versionMark), markup.If(p.Embeds, markup.Attr("data-embeds", "yes"))),
		markup.If(p.Files, markup.El("script", markup.Attr("src", a.files), markup.Attr("data-base", a.base), markup.Flag("defer", true))),
		markup.If(p.Terms, markup.El("script", markup.Attr("src", a.terms), markup.Flag("defer", true))),
	)
}
