package study

import (
	_ "embed"
	"sync"

	"attnexperts/calc/json"
)

// A Course is what is known of a task. What has become known never changes.
type Course struct {
	// records are the steps from 0 on, and picked a few that were computed when
	// the site was built.
	records []Record
	picked  map[int]Record
	// failed says why there is no further step, or "".
	failed string
	next   func() (Record, error)
}

// At returns the record of a step, if it is known.
func (c *Course) At(step int) (Record, bool) {
	if 0 <= step && step < len(c.records) {
		return c.records[step], true
	}
	r, ok := c.picked[step]
	return r, ok
}

// Known returns how many steps are known, from step 0 on without a gap.
func (c *Course) Known() int { return len(c.records) }

// Steps returns the last step that is known, if it is not past one, and those
// that the site was built with, up to it.
func (c *Course) Steps(to int) []int {
	var steps []int
	if n := len(c.records); 0 < n && n <= to {
		steps = append(steps, n-1)
	}
	for s := range c.picked {
		if s <= to {
			steps = append(steps, s)
		}
	}
	return steps
}

// Failed returns why the course ends, or "" where it does not.
func (c *Course) Failed() string { return c.failed }

// done reports whether nothing is left to compute up to a step.
func (c *Course) done(to int) bool { return c.failed != "" || len(c.records) > to }

// atOnce is how much may be computed while somebody waits for a picture, in
// logits: a few milliseconds.
const atOnce = 200_000

// kept is how many courses are kept: those of the last few scenarios.
const kept = 32

// A Book keeps courses.
type Book struct {
	mu      sync.Mutex
	courses map[Task]*Course
	order   []Task
	// first are the courses that the site was built with.
	first func() map[Task]map[int]Record
}

// Known is the book that all figures read from.
var Known = NewBook(prepared)

// NewBook returns a book in which nothing is written but what first returns; nil
// is nothing.
func NewBook(first func() map[Task]map[int]Record) *Book {
	if first == nil {
		first = func() map[Task]map[int]Record { return nil }
	}
	return &Book{courses: map[Task]*Course{}, first: sync.OnceValue(first)}
}

// Course returns what is known of a task. A loop that is quickly gone through is
// gone through at once, up to the step; all else waits for a Desk.
func (b *Book) Course(w Want) *Course {
	b.mu.Lock()
	defer b.mu.Unlock()
	c := b.open(w.Task)
	if w.quick() {
		c.study(w)
	}
	return c
}

// quick reports whether a course is gone through at once.
func (w Want) quick() bool { return w.Task.Kind != Train && w.To*w.Task.size() <= atOnce }

// piece is how much of that is computed in one piece, in logits.
const piece = 20_000

// Pieces goes through a course, as far as [Book.Course] would do so at once, in pieces
// that keep nobody waiting.
func (b *Book) Pieces(w Want) []func() {
	if !w.quick() {
		return nil
	}
	var pieces []func()
	by := 1 + piece/(1+w.Task.size())
	for to := by; to < w.To+by; to += by {
		pieces = append(pieces, func() { b.Study(Want{w.Task, min(to, w.To)}) })
	}
	return pieces
}

// Study goes through a task up to a step, however long that takes.
func (b *Book) Study(w Want) *Course {
	b.mu.Lock()
	defer b.mu.Unlock()
	c := b.open(w.Task)
	c.study(w)
	return c
}

// open finds the course of a task, or begins it; the oldest makes room for it.
func (b *Book) open(t Task) *Course {
	if c := b.courses[t]; c != nil {
		return c
	}
	if len(b.order) == kept {
		delete(b.courses, b.order[0])
		b.order = b.order[1:]
	}
	c := &Course{picked: b.first()[t]}
	b.courses[t], b.order = c, append(b.order, t)
	return c
}

func (c *Course) study(w Want) {
	for !c.done(w.To) {
		c.step(w.Task)
	}
}

// step goes one step further, or says why there is none.
func (c *Course) step(t Task) {
	if c.next == nil {
		if c.next, c.failed = begin(t); c.next == nil {
			return
		}
		for range c.records {
			_, _ = c.next() // they are known already
		}
	}
	r, err := c.next()
	if err != nil {
		c.failed = err.Error()
		return
	}
	c.records = append(c.records, r)
}

// begin is steps with the error as a text.
func begin(t Task) (next func() (Record, error), failed string) {
	next, err := t.steps()
	if err != nil {
		return nil, err.Error()
	}
	return next, ""
}

// write adds what a clerk has found out, as far as it joins on.
func (b *Book) write(batch Batch) {
	b.mu.Lock()
	defer b.mu.Unlock()
	c := b.open(batch.Task)
	if known := len(c.records); batch.From <= known && known < batch.From+len(batch.Records) {
		c.records = append(c.records, batch.Records[known-batch.From:]...)
		c.next = nil
	}
	if batch.From+len(batch.Records) == len(c.records) {
		c.failed = batch.Failed
	}
}

// left returns which of the wants are not done, and how many steps each has.
func (b *Book) left(wants []Want) []Job {
	b.mu.Lock()
	defer b.mu.Unlock()
	var jobs []Job
	for _, w := range wants {
		if c := b.open(w.Task); !c.done(w.To) {
			jobs = append(jobs, Job{w, len(c.records)})
		}
	}
	return jobs
}

// Course returns what [Known] has of a task.
func (w Want) Course() *Course { return Known.Course(w) }

//go:embed prepared.json
var preparedJSON []byte

// A Prepared is one of the courses that the site is built with: the records of a
// few steps, so that a page's first picture need not wait for its training.
type Prepared struct {
	Task    Task           `json:"task"`
	Records map[int]Record `json:"records"`
}

func prepared() map[Task]map[int]Record {
	var list []Prepared
	if err := json.Unmarshal(preparedJSON, &list); err != nil {
		panic("study: prepared.json: " + err.Error()) // a test reads it
	}
	courses := map[Task]map[int]Record{}
	for _, p := range list {
		courses[p.Task] = p.Records
	}
	return courses
}
