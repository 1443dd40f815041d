package study

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"attnexperts/calc/moe"
)

func small() moe.Training {
	c := moe.DefaultTraining()
	c.Tokens, c.Experts, c.K, c.Devices = 32, 8, 2, 1
	return c
}

// What a clerk sends in slices is what the trainer does, bit for bit, through
// the messages of the worker too, and joins on whatever the page knows already.
func TestSlicesAreTheCourse(t *testing.T) {
	c := small()
	trainer, err := moe.NewTrainer(c)
	if err != nil {
		t.Fatal(err)
	}
	course := []moe.Record{trainer.Record().Clone()}
	for range 50 {
		if err := trainer.Step(); err != nil {
			t.Fatal(err)
		}
		course = append(course, trainer.Record().Clone())
	}
	want := []Want{{Task{Train, c}, 50}}
	page, clerk := NewBook(nil), NewClerk()
	for round := 0; ; round++ {
		if round%5 == 0 {
			clerk.Take(page.left(want)) // asked again while it works
		}
		n := 0
		batch, ok := clerk.Slice(func() bool { n++; return n == 7 })
		if !ok {
			break
		}
		page.write(sent(t, batch))
	}
	is := page.Course(want[0])
	if is.Known() != 51 || is.Failed() != "" {
		t.Fatalf("%d steps are known, %s", is.Known(), is.Failed())
	}
	for step, r := range course {
		got, _ := is.At(step)
		if got.Loss != r.TaskLoss || !slices.Equal(got.Of(), r.Wanted) || got.Dropped != r.Dropped() {
			t.Fatalf("step %d is %+v, want %+v", step, got, r)
		}
	}
	// A page that has forgotten gets all of it again.
	page = NewBook(nil)
	clerk.Take(page.left(want))
	batch, _ := clerk.Slice(func() bool { return true })
	page.write(sent(t, batch))
	if page.Course(want[0]).Known() != 51 {
		t.Errorf("after it was forgotten, %d steps are known", page.Course(want[0]).Known())
	}
}

// sent is a batch as it arrives at the page.
func sent(t *testing.T, b Batch) Batch {
	t.Helper()
	text, err := json.Marshal(b)
	if err != nil {
		t.Fatal(err)
	}
	var is Batch
	if err := json.Unmarshal(text, &is); err != nil {
		t.Fatal(err)
	}
	return is
}

// The page is heard between slices, whenever the worker lets the browser have a
// turn: what it has gone on to is begun before the old job is done, and the old
// one is left.
func TestNewJobsAreHeardBetweenSlices(t *testing.T) {
	old, now := small(), small()
	now.Aux = 0.1
	jobs := make(chan []Job, 1)
	jobs <- []Job{{Want{Task{Train, old}, 1000}, 0}}
	turns := 0
	breathe := func() {
		switch turns++; turns {
		case 3:
			jobs <- []Job{{Want{Task{Train, now}, 20}, 0}}
		case 6:
			close(jobs)
		}
	}
	slice := func() func() bool {
		n := 0
		return func() bool { n++; return n == 5 }
	}
	var tasks []Task
	answer := func(b Batch) {
		if tasks = append(tasks, b.Task); len(tasks) == 20 {
			close(jobs) // it has not heard of anything
		}
	}
	NewClerk().attend(jobs, slice, breathe, answer)
	a, b := Task{Train, old}, Task{Train, now}
	if want := []Task{a, a, a, b, b, b}; !slices.Equal(tasks, want) {
		t.Errorf("%d slices: %v", len(tasks), tasks)
	}
}

func TestCoursesGoAbreast(t *testing.T) {
	a, b := small(), small()
	b.Aux = 0.1
	clerk := NewClerk()
	clerk.Take([]Job{{Want{Task{Train, a}, 40}, 0}, {Want{Task{Train, b}, 40}, 0}})
	known := map[Task]int{}
	for {
		n := 0
		batch, ok := clerk.Slice(func() bool { n++; return n == 5 })
		if !ok {
			break
		}
		known[batch.Task] = batch.From + len(batch.Records)
		if d := known[Task{Train, a}] - known[Task{Train, b}]; d < -5 || d > 5 {
			t.Fatalf("one is %d steps ahead", d)
		}
	}
	if known[Task{Train, a}] != 41 || known[Task{Train, b}] != 41 {
		t.Errorf("they end at %v", known)
	}
}

func TestDivergedCoursesEndAndSayWhy(t *testing.T) {
	c := small()
	c.LearningRate = 50
	page, clerk := NewBook(nil), NewClerk()
	want := []Want{{Task{Train, c}, 1000}}
	clerk.Take(page.left(want))
	for {
		batch, ok := clerk.Slice(func() bool { return false })
		if !ok {
			break
		}
		page.write(sent(t, batch))
	}
	is := page.Course(want[0])
	if !strings.Contains(is.Failed(), "diverged at step") || is.Known() == 0 || is.Known() > 1000 {
		t.Errorf("%d steps, %q", is.Known(), is.Failed())
	}
	if len(page.left(want)) > 0 {
		t.Error("it is asked for again")
	}
}

func TestLoopsAreGoneThroughAtOnceWhereTheyAreShort(t *testing.T) {
	c := small()
	c.Router, c.BiasRate = moe.Sigmoid, 0.01
	book := NewBook(nil)
	if n := book.Course(Want{Task{Bias, c}, 20}).Known(); n != 21 {
		t.Errorf("%d rounds of a short loop are known", n)
	}
	c.Tokens, c.Experts = 1024, 128
	if n := book.Course(Want{Task{Bias, c}, 20}).Known(); n != 0 {
		t.Errorf("%d rounds of a long loop were gone through while somebody waited", n)
	}
	loop, err := moe.NewBiasLoop(c.Config, c.BiasRate)
	if err != nil {
		t.Fatal(err)
	}
	is := book.Study(Want{Task{Bias, c}, 3})
	for round := range 4 {
		s := loop.Step()
		if r, ok := is.At(round); !ok || !slices.Equal(r.Bias, s.Bias) || !slices.Equal(r.Of(), s.Loads) {
			t.Errorf("round %d is %+v", round, r)
		}
	}
}

func TestABookForgetsTheOldest(t *testing.T) {
	book := NewBook(nil)
	for i := range kept + 5 {
		c := small()
		c.Seed = uint64(i)
		book.Study(Want{Task{Train, c}, 0})
	}
	if len(book.courses) != kept || len(book.order) != kept {
		t.Errorf("%d courses are kept", len(book.courses))
	}
}
