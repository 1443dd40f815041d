package moe

import (
	"fmt"
	"slices"
)

// A Snapshot is a trainer's state after so many steps.
type Snapshot struct {
	config                         Training
	step                           int
	parameters, mean, square, bias []float64
	power1, power2                 float64
}

// Step returns how many steps had been taken.
func (s Snapshot) Step() int { return s.step }

// Snapshot returns a copy of the trainer's state.
func (t *Trainer) Snapshot() Snapshot {
	o := &t.optimizer
	return Snapshot{
		t.config, t.step, slices.Clone(t.parameters.all), slices.Clone(o.mean), slices.Clone(o.square),
		slices.Clone(t.bias), o.power1, o.power2,
	}
}

// Restore puts the trainer back to a snapshot, and measures anew; what follows
// is the same bit for bit. It is an error if the snapshot is of a trainer with
// another config, or if that had diverged.
func (t *Trainer) Restore(s Snapshot) error {
	if s.config != t.config {
		return fmt.Errorf("the snapshot is of another training: restore it to a trainer with the config %+v", s.config)
	}
	o := &t.optimizer
	copy(t.parameters.all, s.parameters)
	copy(o.mean, s.mean)
	copy(o.square, s.square)
	copy(t.bias, s.bias)
	t.step, o.power1, o.power2, t.failed = s.step, s.power1, s.power2, nil
	t.measure()
	return t.failed
}

// snapshotEvery is how many steps lie between a course's snapshots.
const snapshotEvery = 100

// A Course is a training whose every step can be looked at again: it keeps the
// record of each, and a snapshot of every 100th.
type Course struct {
	trainer   *Trainer
	records   []Record
	snapshots []Snapshot
}

// NewCourse returns a course at step 0. It is an error if the config fails
// [Training.Check].
func NewCourse(c Training) (*Course, error) {
	t, err := NewTrainer(c)
	if err != nil {
		return nil, err
	}
	return &Course{t, []Record{t.Record().Clone()}, []Snapshot{t.Snapshot()}}, nil
}

// Records returns the records of all steps that were ever taken, step 0 first.
// They are the course's own.
func (c *Course) Records() []Record { return c.records }

// Trainer returns the trainer, at the step that [Course.Toward] has brought it
// to.
func (c *Course) Trainer() *Trainer { return c.trainer }

// Toward brings the trainer nearer to a step, by at most one step of training,
// and reports whether it is there: call it again until it is, and do something
// else between calls. A step below 0 is 0. Where it goes back, or far ahead, it
// starts from the last snapshot before. It is a [*DivergedError] if training
// diverges on the way.
func (c *Course) Toward(step int) (there bool, err error) {
	step = max(step, 0)
	t := c.trainer
	if t.failed != nil && step > c.records[len(c.records)-1].Step {
		return false, t.failed
	}
	near := c.snapshots[min(step/snapshotEvery, len(c.snapshots)-1)]
	if t.failed != nil || t.step > step || t.step < near.step {
		if err := t.Restore(near); err != nil {
			return false, err
		}
	}
	if t.step == step {
		return true, nil
	}
	if err := t.Step(); err != nil {
		return false, err
	}
	if t.step == len(c.records) {
		c.records = append(c.records, t.Record().Clone())
	}
	if t.step == len(c.snapshots)*snapshotEvery {
		c.snapshots = append(c.snapshots, t.Snapshot())
	}
	return t.step == step, nil
}
