package study

import (
	"time"

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
	clerk := NewClerk()
	for {
		clerk.Take(<-jobs)
		for {
			b, ok := clerk.Slice(until(workerSlice))
			if !ok {
				break
			}
			answer(b)
			// The browser hands over what the page has said meanwhile only while
			// nothing runs.
			time.Sleep(time.Microsecond)
			select {
			case list := <-jobs:
				clerk.Take(list)
			default:
			}
		}
	}
}

func answer(b Batch) {
	text, err := json.Marshal(b)
	if err != nil {
		panic("study: " + err.Error()) // training reports no number that is not finite
	}
	dom.Answer(string(text))
}
