package moe

import (
	"fmt"
	"math"
)

// A Trainer trains one MoE layer, step by step, on tokens that its seed makes:
// real gradients by hand-written backpropagation, and Adam. The same config
// gives the same numbers, bit for bit, on every machine.
//
// A token is x, Width numbers, from one of Clusters clusters. The layer is
// x + Σ w_e·E_e(x) over the token's experts that have room, each E_e two linear
// layers with biases and a ReLU between (as in the Switch Transformer); the
// router is linear, without bias. It is to become x + M_c·x, where M_c is a
// random matrix of the cluster. So what a dropped token lacks is all of M_c·x,
// and the residual x itself cancels out of the loss.
//
// Each step has a fresh batch, so the loss measured on it is that of tokens not
// seen before.
type Trainer struct {
	config     Training
	task       *task
	dispatcher *dispatcher
	optimizer  optimizer
	parameters network
	gradient   network
	// bias is nil where there is no balancing by it.
	bias []float64
	step int

	pass   pass
	record Record
	first  float64 // the task loss at step 0
	failed error
}

// A Record is what the layer is like after so many steps, measured on the batch
// of the next one.
type Record struct {
	// Step is how many steps have been taken: 0 is the untrained layer.
	Step int
	// TaskLoss is the mean square of what the output is off, over tokens and
	// numbers.
	TaskLoss float64
	// AuxLoss and ZLoss are the auxiliary loss and the z-loss with weight 1, also
	// where they are not trained on: the one is 1 at balance. Loss is what is
	// trained on: TaskLoss + Aux·AuxLoss + Z·ZLoss.
	AuxLoss, ZLoss, Loss float64
	// Wanted and Kept are the assignments of each expert, and Bias what it was
	// chosen with, empty without balancing by bias.
	Wanted, Kept Loads
	Bias         []float64
	// DroppedTokens is how many tokens no routed expert computes for.
	DroppedTokens int
}

// Dropped returns how many assignments found no room.
func (r Record) Dropped() int { return r.Wanted.Total() - r.Kept.Total() }

// Clone returns a record that shares nothing with r.
func (r Record) Clone() Record {
	r.Wanted = append(Loads(nil), r.Wanted...)
	r.Kept = append(Loads(nil), r.Kept...)
	r.Bias = append([]float64(nil), r.Bias...)
	return r
}

// A DivergedError says that training went out of bounds and has stopped.
type DivergedError struct {
	// Step is the first whose numbers cannot be used.
	Step int
	// Reason says what was seen, and Advice what to change.
	Reason, Advice string
}

// Error returns all of that in a sentence.
func (e *DivergedError) Error() string {
	return fmt.Sprintf("training diverged at step %d: %s; %s", e.Step, e.Reason, e.Advice)
}

// NewTrainer returns a layer at step 0. It is an error if the config fails
// [Training.Check].
func NewTrainer(c Training) (*Trainer, error) {
	if err := c.Check(); err != nil {
		return nil, err
	}
	d, err := newDispatcher(c.Config)
	if err != nil {
		return nil, err
	}
	t := &Trainer{
		config: c, task: newTask(c), dispatcher: d, optimizer: newOptimizer(c),
		parameters: newNetwork(c), gradient: newNetwork(c), pass: newPass(c, len(d.queue)),
	}
	t.record.Wanted, t.record.Kept = make(Loads, c.Experts), make(Loads, c.Experts)
	if c.BiasRate > 0 {
		t.bias, t.record.Bias = make([]float64, c.Experts), make([]float64, c.Experts)
	}
	t.parameters.start(c)
	t.measure()
	return t, t.failed
}

// Record returns what the layer is like now, or was at the last step before it
// diverged. Its lists are the trainer's own, until the next step: see
// [Record.Clone].
func (t *Trainer) Record() Record { return t.record }

// Routing returns how the batch of [Trainer.Record] was routed. It is the
// trainer's own, until the next step, and after divergence it means nothing.
func (t *Trainer) Routing() *Routing { return &t.dispatcher.out }

// Step takes one step: the gradient on the batch, Adam's update, the biases'
// update, and the measures on the next batch. It allocates nothing. Once
// training has diverged it returns a [*DivergedError] and does nothing.
func (t *Trainer) Step() error {
	if t.failed != nil {
		return t.failed
	}
	if t.step == MaxSteps {
		return fmt.Errorf("step is %d: training ends there; begin anew", MaxSteps)
	}
	t.backward()
	steady := t.optimizer.update(t.parameters.all, t.gradient.all)
	if t.bias != nil {
		adjust(t.bias, t.record.Wanted, t.config.BiasRate)
	}
	t.step++
	if !steady {
		return t.diverge("the gradient is too large for a number")
	}
	t.measure()
	return t.failed
}

// measure draws the batch of the step, runs it and records what came out, if
// that can be used.
func (t *Trainer) measure() {
	p := &t.pass
	t.task.draw(p.tokens, p.want, t.step)
	t.forward()
	loss := p.taskLoss + float64(t.config.Aux*p.auxLoss) + float64(t.config.Z*p.zLoss)
	if t.step == 0 {
		t.first = p.taskLoss
	}
	switch {
	case !finite(loss):
		// Each part that is not finite makes the sum so, even with weight 0.
		t.diverge("a number is too large")
		return
	case p.taskLoss > 1000*t.first:
		t.diverge("the task loss is over 1,000 times what it was at step 0")
		return
	}
	r := &t.record
	r.Step, r.TaskLoss, r.AuxLoss, r.ZLoss, r.Loss = t.step, p.taskLoss, p.auxLoss, p.zLoss, loss
	copy(r.Wanted, p.wanted)
	copy(r.Bias, t.bias)
	clear(r.Kept)
	for e, n := range r.Wanted {
		r.Kept[e] = min(n, t.dispatcher.out.Capacity)
	}
	r.DroppedTokens = t.dispatcher.out.DroppedTokens()
}

func finite(f float64) bool { return !math.IsNaN(f) && !math.IsInf(f, 0) }

// diverge stops training.
func (t *Trainer) diverge(reason string) error {
	advice := fmt.Sprintf("take a smaller learning-rate than %v", t.config.LearningRate)
	if t.config.Aux > 1 || t.config.Z > 1 {
		advice += fmt.Sprintf(", or smaller weights than aux %v and z %v", t.config.Aux, t.config.Z)
	}
	t.failed = &DivergedError{t.step, reason, advice}
	return t.failed
}
