package figure

import "attnexperts/app/study"

// desk has what the figures of the page want to know and takes long to compute.
var desk study.Desk

// wish asks for what the pictures show and is not known yet. What comes back is
// drawn at once.
func (f *Figure) wish() {
	f.live.wish.Stop()
	wants, ever := f.scene.study(f.embed())
	if !ever {
		return
	}
	desk.Ask(f, wants, func() {
		f.outdate()
		f.hurry()
	})
}
