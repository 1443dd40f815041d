package figure

import "attnexperts/app/study"

// desk has what the figures of the page want to know and takes long to compute.
var desk study.Desk

// wish asks for what the pictures show and is not known yet. What comes back is
// drawn at once.
func (f *Figure[S]) wish() {
	f.live.wish.Stop()
	if f.kind.Study == nil {
		return
	}
	desk.Ask(f, f.kind.Study(f.s, f.embed()), func() {
		f.drawn = false
		f.refresh()
	})
}
