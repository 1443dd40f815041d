package dom

import "github.com/maxence-charriere/go-app/v10/pkg/app"

// InView knows which of some elements can be seen, without the page having to be laid
// out to know.
type InView struct {
	observer observer
	elements []app.Value
	seen     []bool
}

// Watch begins with some elements. Until the browser has said which can be seen, all
// of them count.
func (v *InView) Watch(elements []app.Value) {
	v.Stop()
	v.elements = elements
	v.observer.start(v.told, "0px", elements...)
}

// Watching reports whether it has begun.
func (v *InView) Watching() bool { return v.observer.on() }

func (v *InView) told(entries app.Value) {
	if v.seen == nil {
		v.seen = make([]bool, len(v.elements))
	}
	for i := range entries.Length() {
		entry := entries.Index(i)
		if at := v.Index(entry.Get("target")); at >= 0 {
			v.seen[at] = entry.Get("isIntersecting").Bool()
		}
	}
}

// Index returns which of the elements one is, or -1.
func (v *InView) Index(element app.Value) int {
	for i, e := range v.elements {
		if e.Equal(element) {
			return i
		}
	}
	return -1
}

// Sees reports whether an element can be seen.
func (v *InView) Sees(i int) bool { return v.seen == nil || i < len(v.seen) && v.seen[i] }

// Stop ends it.
func (v *InView) Stop() {
	v.observer.stop()
	*v = InView{}
}
