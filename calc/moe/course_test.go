package moe

import (
	"errors"
	"reflect"
	"testing"
)

func TestRestoringASnapshotGivesTheSameSteps(t *testing.T) {
	c := DefaultTraining()
	c.Router, c.BiasRate, c.Tokens = Sigmoid, 0.01, 64
	trainer, err := NewTrainer(c)
	if err != nil {
		t.Fatal(err)
	}
	walk := func() (list []Record) {
		for range 10 {
			if err := trainer.Step(); err != nil {
				t.Fatal(err)
			}
			list = append(list, trainer.Record().Clone())
		}
		return list
	}
	walk()
	at, s := trainer.Record().Clone(), trainer.Snapshot()
	first := walk()
	if err := trainer.Restore(s); err != nil {
		t.Fatal(err)
	}
	if got := trainer.Record(); !reflect.DeepEqual(got, at) || s.Step() != 10 {
		t.Errorf("restored %+v, want %+v", got, at)
	}
	if second := walk(); !reflect.DeepEqual(first, second) {
		t.Error("the steps after a snapshot are not the same again")
	}
	c.Seed++
	other, err := NewTrainer(c)
	if err != nil {
		t.Fatal(err)
	}
	if err := other.Restore(s); err == nil {
		t.Error("a snapshot is restored to another training")
	}
}

func TestCourseGoesToAnyStep(t *testing.T) {
	c := DefaultTraining()
	c.Tokens = 32
	course, err := NewCourse(c)
	if err != nil {
		t.Fatal(err)
	}
	plain, err := NewTrainer(c)
	if err != nil {
		t.Fatal(err)
	}
	var want []Record
	for range 351 {
		want = append(want, plain.Record().Clone())
		if err := plain.Step(); err != nil {
			t.Fatal(err)
		}
	}
	for _, test := range []struct{ step, most int }{{250, 250}, {250, 1}, {40, 41}, {350, 151}, {349, 50}, {0, 1}, {-5, 1}, {100, 1}} {
		calls := 0
		for there := false; !there; calls++ {
			if there, err = course.Toward(test.step); err != nil {
				t.Fatal(err)
			}
		}
		if calls > test.most {
			t.Errorf("step %d took %d calls", test.step, calls)
		}
		if got := course.Trainer().Record(); !reflect.DeepEqual(got, want[max(0, test.step)]) {
			t.Errorf("step %d has record %+v, want %+v", test.step, got, want[max(0, test.step)])
		}
	}
	if !reflect.DeepEqual(course.Records(), want) {
		t.Error("the records are not those of plain training")
	}
}

func TestCourseStopsWhereTrainingDiverges(t *testing.T) {
	c := DefaultTraining()
	c.Tokens, c.LearningRate = 32, 10
	course, err := NewCourse(c)
	if err != nil {
		t.Fatal(err)
	}
	var diverged *DivergedError
	for range 3 {
		err = nil
		for i := 0; i < 500 && err == nil; i++ {
			_, err = course.Toward(500)
		}
		if !errors.As(err, &diverged) {
			t.Fatal(err)
		}
		if there, err := course.Toward(0); !there || err != nil || course.Trainer().Record().Step != 0 {
			t.Fatalf("back at step 0: %v, %v", there, err)
		}
	}
	if n := len(course.Records()); n != diverged.Step {
		t.Errorf("%d records before divergence at step %d", n, diverged.Step)
	}
}
