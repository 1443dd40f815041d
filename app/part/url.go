// Package part has the few pieces that several pages and figures share.
package part

import "strings"

// base is the path that the site lives under, with a slash at both ends.
// It is set once, before anything is rendered.
var base = "/"

// SetBase tells where the site lives: "/" or a sub-path such as "/lesson/".
func SetBase(b string) {
	base = "/" + strings.Trim(b, "/") + "/"
	if base == "//" {
		base = "/"
	}
}

// URL returns the address of a path of the site, given as it would be with the
// site at the root: URL("/mask/#v=1") is "/lesson/mask/#v=1" under "/lesson/".
func URL(path string) string { return base + strings.TrimPrefix(path, "/") }
