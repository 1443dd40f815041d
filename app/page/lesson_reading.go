package page

import (
	"time"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"attnexperts/app/progress"
)

// reading is where the reader is, and for how long each part was read.
type reading struct {
	// now is the part that is being read, counted from 0, and seen the share of
	// it that was scrolled past.
	now  int
	seen float64
	// spent is the time at each part, and since when the present one counts.
	spent map[int]time.Duration
	since time.Time
}

// A part counts as read when its end was seen and the reader stayed at it for a
// quarter of the time that its words take: who leafs through has not read.
const leafing = 4

// rest is how long a part goes on counting without a sign of life.
const rest = time.Minute

// follow finds the part whose text fills the upper part of the window, and
// notes what was read.
func (r *lessonRoot) follow() {
	_, height := app.Window().Size()
	_, left := r.words()
	was, wasLeft := r.reading.now, timeLeft(left)
	r.stay()
	read := false
	r.reading.now, r.reading.seen = 0, 0
	for i, p := range r.parts {
		section := app.Window().GetElementByID(p.ID)
		if !section.Truthy() {
			continue
		}
		box := section.Call("getBoundingClientRect")
		top, bottom := box.Get("top").Float(), box.Get("bottom").Float()
		if top < float64(height)/3 {
			r.reading.now = i
			r.reading.seen = min(1, max(0, (float64(height)-top)/(bottom-top)))
		}
		read = bottom <= float64(height)+1 && r.finish(i) || read
	}
	if _, left = r.words(); r.reading.now != was || read || timeLeft(left) != wasLeft {
		r.refresh()
	}
}

// stay counts the time since the last sign of life for the part being read.
func (r *lessonRoot) stay() {
	now := time.Now()
	if r.reading.spent == nil {
		r.reading.spent = map[int]time.Duration{}
	} else {
		r.reading.spent[r.reading.now] += min(rest, now.Sub(r.reading.since))
	}
	r.reading.since = now
}

// finish keeps that a part whose end was seen is read, if the reader was there
// long enough, and reports whether that is new.
func (r *lessonRoot) finish(i int) bool {
	p := r.parts[i]
	if r.kept.Read[p.ID] || r.reading.spent[i] < readingTime(p.Words)/leafing {
		return false
	}
	r.kept.Read[p.ID] = true
	_ = progress.MarkRead(p.ID) // it then lasts as long as the page
	return true
}

func readingTime(words int) time.Duration {
	return time.Duration(words) * time.Minute / wordsAMinute
}

// words counts the words of the text, side notes aside, and those that are not
// read: of the part being read, what was not scrolled past, or too fast.
func (r *lessonRoot) words() (total, left int) {
	for i, p := range r.parts {
		total += p.Words
		switch {
		case r.kept.Read[p.ID]:
		case i == r.reading.now:
			fast := float64(r.reading.spent[i]) / float64(readingTime(p.Words)/leafing)
			left += p.Words - int(float64(p.Words)*min(r.reading.seen, fast))
		default:
			left += p.Words
		}
	}
	return total, left
}
