package study

import (
	"attnexperts/app/dom"
	"attnexperts/calc/json"
)

// Role is what the client is told to be where it works for a [Desk].
const Role = "study"

// Serve is the client's work in that role: it takes jobs from the page, and
// answers with a batch after each slice. New jobs take the place of those
// before.
func Serve() {
	jobs := make(chan []Job, 1)
	dom.Serve(func(text string) {
		var list []Job
		if err := json.Unmarshal([]byte(text), &list); err != nil {
			panic("study: " + err.Error()) // the page is the same client
		}
		select {
		case <-jobs: // nobody has taken them yet
		default:
		}
		jobs <- list
	})
	slice := func() (stop func() bool) { return until(workerSlice) }
	NewClerk().attend(jobs, slice, dom.Breathe, answer)
}

// attend works on the jobs that come until no more can, each slice as long as
// one says. The page is heard only while nothing runs here, so after each slice
// the browser gets a turn: a short sleep may be over before it takes one, and
// the jobs of a page that has gone on to something else would be done to their
// end first.
func (c *Clerk) attend(jobs <-chan []Job, slice func() (stop func() bool), breathe func(), answer func(Batch)) {
	for list := range jobs {
		c.Take(list)
		for {
			b, ok := c.Slice(slice())
			if !ok {
				break
			}
			answer(b)
			breathe()
			select {
			case list, more := <-jobs:
				if !more {
					return
				}
				c.Take(list)
			default:
			}
		}
	}
}

func answer(b Batch) {
	text, err := b.pack()
	if err != nil {
		panic("study: " + err.Error()) // a task's numbers are finite
	}
	dom.Answer(text)
}
