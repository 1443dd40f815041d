// Package page has the site's pages, one a file, and the frame around them.
package page

import "attnexperts/app/markup"

// Page is one page of the site.
type Page struct {
	// Path is where the page lives below the site's base: "/" or "/mask/".
	Path string
	// Title is the document's title, without the site's name.
	Title string
	// Description says in one sentence what the page is for.
	Description string
	// New makes the page's root component in its first state.
	New func() markup.Component
}
