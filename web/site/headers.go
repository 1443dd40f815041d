package site

import "strings"

// Header is a header that a host should send.
type Header struct{ Name, Value string }

// Everywhere are the headers that are sent with every answer, whatever it is.
var Everywhere = []Header{
	{"X-Content-Type-Options", "nosniff"},
	{"Referrer-Policy", "no-referrer"},
	{"Cross-Origin-Opener-Policy", "same-origin"},
}

// Policy is the security policy that is to be sent with the file: that of the
// pages, and that no site may show it in a frame, which a page cannot say by itself.
// A figure may stand in anybody's page, a file on the reader's disk among them, so
// nothing is said of those.
func (f File) Policy() string {
	if f.Embeds {
		return Policy
	}
	return Policy + "; frame-ancestors 'none'"
}

// Caching is how long a copy of the file may be used, as Cache-Control has it.
func (f File) Caching() string {
	if f.Hashed {
		return "public, max-age=31536000, immutable"
	}
	return "no-cache"
}

// headersPath is where hosts of static files look for headers, at the root of what
// is published.
const headersPath = "_headers"

// Headers returns the site's headers in the form that Netlify and Cloudflare Pages
// read: an address, with * for anything at its end, and the headers below it. Those
// of several addresses that fit are put together, so none stands under two.
func (s Site) Headers() []byte {
	var b strings.Builder
	b.WriteString("# What a host should send with the files of this site. Hosts that read it look for it at the root of what they publish.\n")
	rule := func(address string, headers ...Header) {
		b.WriteString(address + "\n")
		for _, h := range headers {
			b.WriteString("  " + h.Name + ": " + h.Value + "\n")
		}
	}
	rule(s.Base+"*", Everywhere...)
	for _, f := range s.Files {
		policy := Header{"Content-Security-Policy", f.Policy()}
		folder, isIndex := strings.CutSuffix(f.Path, "index.html")
		switch {
		case f.Hashed:
			rule(s.Base+f.Path, Header{"Cache-Control", f.Caching()})
		case f.Type != htmlType:
		case isIndex && folder != "":
			rule(s.Base+folder+"*", policy)
		case isIndex:
			rule(s.Base, policy)
			fallthrough
		default:
			rule(s.Base+f.Path, policy)
		}
	}
	return []byte(b.String())
}
