package cards

import "strconv"

// NoticeKind says what a notice is about.
type NoticeKind uint8

// The kinds of notices.
const (
	// InMemory: nothing is kept beyond this page.
	InMemory NoticeKind = iota
	// Evicted: the browser has deleted what was kept.
	Evicted
	// SetAside: damaged files were found, and set aside.
	SetAside
	// NearlyFull: the browser has little room left.
	NearlyFull
	// DeletedElsewhere: another tab, or the browser, deleted the cards while this
	// page showed them.
	DeletedElsewhere
	// Unlocked: the browser cannot keep tabs from writing at once.
	Unlocked
)

// Notice is something that the reader should know of the cards' storage. The
// page shows all of them, each until it is dismissed.
type Notice struct {
	Kind NoticeKind
	// Text is one or two sentences.
	Text string
	// Grave is whether something was lost, or may be: it is shown on every page that
	// opens the cards, not on /about/ and /cards/ alone.
	Grave bool
}

// Notices returns what the reader should know, the gravest first.
func (c *Cards) Notices() []Notice { return c.notices }

// Dismiss takes the notices of a kind away, until there is a new reason.
func (c *Cards) Dismiss(kind NoticeKind) {
	kept := make([]Notice, 0, len(c.notices))
	for _, n := range c.notices {
		if n.Kind != kind {
			kept = append(kept, n)
		}
	}
	c.notices = kept
	c.tellAll()
}

// notice adds a notice, instead of one of its kind that is there.
func (c *Cards) notice(n Notice) {
	kept := make([]Notice, 0, len(c.notices)+1)
	if n.Grave {
		kept = append(kept, n)
	}
	for _, o := range c.notices {
		if o.Kind != n.Kind {
			kept = append(kept, o)
		}
	}
	if !n.Grave {
		kept = append(kept, n)
	}
	c.notices = kept
}

// say adds a notice from a job, and tells the watchers.
func (c *Cards) say(n Notice) {
	c.onUI(func() {
		c.notice(n)
		c.tellAll()
	})
}

// keepMemoryNotice returns the notices that hold for an empty store too.
func keepMemoryNotice(list []Notice) []Notice {
	var kept []Notice
	for _, n := range list {
		if n.Kind == InMemory || n.Kind == Unlocked || n.Kind == NearlyFull {
			kept = append(kept, n)
		}
	}
	return kept
}

// megabytes writes bytes for people.
func megabytes(n int64) string { return strconv.FormatInt(n>>20, 10) + " MB" }
