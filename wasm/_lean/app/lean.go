package app

import (
	"errors"
	"strings"
)

// This file stands in for go-app's http.go, static.go, resource.go, crypto.go,
// route.go and wasm.go where the client is built (see scripts/client): they
// serve, write and encrypt, which the client never does, and would draw in
// net/http with its TLS, regexp, and a fifth of the download.

// clientResourceResolver returns addresses as they are: the client's pages name
// their resources in full.
func clientResourceResolver(string) func(string) string {
	return func(location string) string { return location }
}

// resolveOGResource returns the address for other sites' previews; the built
// pages carry theirs.
func resolveOGResource(domain, location string) string {
	if remoteLocation(location) {
		return location
	}
	return "https://" + domain + location
}

func remoteLocation(location string) bool {
	return strings.HasPrefix(location, "https://") || strings.HasPrefix(location, "http://")
}

var errLean = errors.New("the client is built without encryption of its state")

func encrypt(string, []byte) ([]byte, error) { return nil, errLean }

func decrypt(string, []byte) ([]byte, error) { return nil, errLean }

// A router knows the pages by their paths, and one for all other paths.
type router struct {
	routes map[string]func() Composer
	other  func() Composer
}

func makeRouter() router { return router{routes: map[string]func() Composer{}} }

func (r *router) route(path string, newComponent func() Composer) { r.routes[path] = newComponent }

// routeWithRegexp takes the one pattern that needs no regular expressions.
func (r *router) routeWithRegexp(pattern string, newComponent func() Composer) {
	if pattern != ".*" {
		panic("the client is built without regular expressions: route single paths, or .* for all others")
	}
	r.other = newComponent
}

func (r *router) routed(path string) bool { return r.routes[path] != nil || r.other != nil }

func (r *router) createComponent(path string) (Composer, bool) {
	if f := r.routes[path]; f != nil {
		return f(), true
	}
	if r.other != nil {
		return r.other(), true
	}
	return nil, false
}
