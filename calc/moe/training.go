package moe

import "fmt"

// The bounds of training, which keep a step short.
const (
	MaxTrainingTokens = 4096
	MaxWidth          = 64
	MaxClusters       = 256
	MaxSteps          = 100_000
)

// Training says how a small MoE layer is trained: the routing of its Config,
// where Tokens is the batch of one step and Skew the router's first taste, and
// what follows.
//
// With K = 1 and Renormalize all weights are 1, and the router learns nothing
// from the task: leave Renormalize off there, as the Switch Transformer does.
type Training struct {
	Config
	// Width is how many numbers a token is (d), Hidden how many units an expert
	// has between its two layers.
	Width, Hidden int
	// Clusters are the kinds of tokens: see [Trainer].
	Clusters int
	// LearningRate is Adam's step size.
	LearningRate float64
	// Aux and Z are the weights of the auxiliary loss and the z-loss; 0 is off.
	Aux, Z float64
	// BiasRate is how far a bias moves in a step, as in [BiasLoop]; 0 is off.
	BiasRate float64
}

// DefaultTraining returns a layer of 16 experts with one for each token, as in
// the Switch Transformer, and nothing done for balance: it collapses. After
// 1,000 steps half of the experts are unused and one has several times the mean
// load. An Aux of 0.1 or a BiasRate of 0.01 prevents that, and halves the task
// loss; an Aux of 10 balances hardly better, and gives most of that up again.
func DefaultTraining() Training {
	c := Default()
	c.K, c.Renormalize, c.Skew = 1, false, 1
	return Training{Config: c, Width: 8, Hidden: 16, Clusters: 16, LearningRate: 0.01}
}

// Check returns an error that names the first field that cannot be used.
func (c Training) Check() error {
	if err := c.Config.Check(); err != nil {
		return err
	}
	for _, err := range []error{
		between("tokens", c.Tokens, 1, MaxTrainingTokens),
		between("width", c.Width, 1, MaxWidth),
		between("hidden", c.Hidden, 1, MaxWidth),
		between("clusters", c.Clusters, 1, MaxClusters),
		within("learning-rate", c.LearningRate, 0, 1e300),
		within("aux", c.Aux, 0, 1e300),
		within("z", c.Z, 0, 1e300),
		within("bias-rate", c.BiasRate, 0, 1),
	} {
		if err != nil {
			return err
		}
	}
	if c.BiasRate > 0 && c.Router == ExpertChoice {
		return fmt.Errorf("bias-rate is %v, but router is %q: a bias balances what tokens choose; set it to 0", c.BiasRate, c.Router)
	}
	return nil
}
