package scenario

import (
	"strconv"
	"strings"

	"attnexperts/calc/order"
)

// parts is what a fragment holds, key by key; take removes what it returns.
type parts map[string]string

func (p parts) take(key string) (string, bool) {
	text, ok := p[key]
	delete(p, key)
	return text, ok
}

func (p parts) has(key string) bool {
	_, ok := p[key]
	return ok
}

// unknown names the keys that no field took.
func (p parts) unknown() []Notice {
	keys := make([]string, 0, len(p))
	for k := range p {
		keys = append(keys, k)
	}
	order.Up(keys)
	notices := make([]Notice, len(keys))
	for i, k := range keys {
		notices[i] = Notice{k, "this page does not know it, so it was left out."}
	}
	return notices
}

// maxNotices is how many notices one link gets: a hostile one must not fill
// the page.
const maxNotices = 12

func clip(notices []Notice) []Notice {
	if len(notices) <= maxNotices {
		return notices
	}
	more := strconv.Itoa(len(notices) - maxNotices)
	return append(notices[:maxNotices:maxNotices], Notice{"", "And " + more + " more parts of this link could not be used."})
}

// split reads a fragment into its parts. The first of two equal keys counts,
// but for keys that may be given many times, whose texts are joined by commas.
// A fragment without any '=' is an anchor, not a scenario.
func split(fragment string, many func(key string) bool) (parts, []Notice) {
	fragment = strings.TrimPrefix(fragment, "#")
	given := parts{}
	if !strings.Contains(fragment, "=") {
		return given, nil
	}
	var notices []Notice
	if len(fragment) > maxFragment {
		fragment = fragment[:maxFragment]
		notices = append(notices, Notice{"", "This link is longer than " + strconv.Itoa(maxFragment) + " characters; what follows them was not read."})
	}
	for part := range strings.SplitSeq(fragment, "&") {
		if part == "" {
			continue
		}
		k, v, _ := strings.Cut(part, "=")
		k, v = unescape(k), unescape(v)
		if first, twice := given[k]; twice && many(k) {
			given[k] = first + "," + v
			continue
		} else if twice {
			notices = append(notices, Notice{k, "given more than once; the first one counts."})
			continue
		}
		given[k] = v
	}
	return given, append(notices, version(given)...)
}

// version takes the version key. A link without one is read as this version.
func version(given parts) []Notice {
	text, ok := given.take("v")
	if !ok || text == strconv.Itoa(Version) {
		return nil
	}
	n, err := strconv.ParseUint(text, 10, 64)
	switch {
	case isRange(err), err == nil && n > Version:
		return []Notice{{"v", "this link was made by a newer version of this page; what this version knows of it is shown. Reload to look for an update."}}
	default:
		return []Notice{{"v", "given " + Quote(text) + "; allowed: " + strconv.Itoa(Version) + ". The link was read as version " + strconv.Itoa(Version) + "."}}
	}
}

func isRange(err error) bool {
	e, ok := err.(*strconv.NumError)
	return ok && e.Err == strconv.ErrRange
}

const hex = "0123456789ABCDEF"

// plain are the bytes that stand for themselves in a link. Parentheses are
// legal in a fragment, but programs that find links in running text drop one
// at the end, so they are escaped.
func plain(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' ||
		strings.IndexByte("-._~,:*", c) >= 0
}

func escape(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if c := s[i]; plain(c) {
			b.WriteByte(c)
		} else {
			b.Write([]byte{'%', hex[c>>4], hex[c&15]})
		}
	}
	return b.String()
}

// unescape reads percent escapes and, as forms write them, '+' for a space. A
// malformed escape stands for itself, so that the notice about the value can
// show what was given.
func unescape(s string) string {
	if !strings.ContainsAny(s, "%+") {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '+':
			b.WriteByte(' ')
		case c == '%' && i+2 < len(s) && unhex(s[i+1]) >= 0 && unhex(s[i+2]) >= 0:
			b.WriteByte(byte(unhex(s[i+1])<<4 | unhex(s[i+2])))
			i += 2
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}

func unhex(c byte) int {
	switch {
	case '0' <= c && c <= '9':
		return int(c - '0')
	case 'a' <= c && c <= 'f':
		return int(c-'a') + 10
	case 'A' <= c && c <= 'F':
		return int(c-'A') + 10
	}
	return -1
}
