package study

// A Job is a want with how many of its steps are known already.
type Job struct {
	Want
	Known int `json:"known"`
}

// A Batch is what a clerk has found out: the records of a task's steps from one
// on, and why there are no more, if so.
type Batch struct {
	Task    Task
	From    int
	Records []Record
	Failed  string
}

// A Clerk goes through courses, a slice at a time, all of them abreast. It
// remembers them, so that it can be asked again by somebody who does not.
type Clerk struct {
	book *Book
	jobs []Job
}

// NewClerk returns a clerk that knows nothing.
func NewClerk() *Clerk { return &Clerk{book: NewBook(nil)} }

// Take takes jobs instead of those there were.
func (c *Clerk) Take(jobs []Job) { c.jobs = jobs }

// Slice works on the job that is furthest behind until it is told to stop, at
// least one step, and returns what it found. It is false where nothing is left
// to do.
func (c *Clerk) Slice(stop func() bool) (Batch, bool) {
	if len(c.jobs) == 0 {
		return Batch{}, false
	}
	at := 0
	for i, j := range c.jobs {
		if j.Known < c.jobs[at].Known {
			at = i
		}
	}
	j := &c.jobs[at]
	course := c.book.open(j.Task)
	for !course.done(j.To) {
		course.step(j.Task)
		if stop() {
			break
		}
	}
	b := Batch{Task: j.Task, From: min(j.Known, len(course.records)), Failed: course.failed}
	b.Records = course.records[b.From:]
	j.Known = len(course.records)
	if course.done(j.To) {
		c.jobs = append(c.jobs[:at:at], c.jobs[at+1:]...)
	}
	return b, true
}
