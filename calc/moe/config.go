package moe

import (
	"fmt"
	"math"
	"slices"
)

// The bounds of what can be asked for. A batch of the largest size has 2^25
// logits and takes 256 MiB, and its routing as much again.
const (
	MaxTokens      = 65_536
	MaxExperts     = 512
	MaxAssignments = 1 << 20
	MaxShared      = 64
)

// Router is how tokens and experts find each other: one of [Routers].
type Router string

// The routers. All of them see the same logits.
const (
	// Softmax: the softmax over all experts, of which the k largest are the
	// weights (Shazeer et al. 2017, arXiv 1701.06538; Switch Transformer, arXiv
	// 2101.03961, section 2.1, with k = 1).
	Softmax Router = "softmax"
	// SoftmaxAfter: the k largest logits, and the softmax over these alone
	// (Mixtral, arXiv 2401.04088, section 2.1). The same as [Softmax] with its
	// weights renormalised.
	SoftmaxAfter Router = "softmax-after"
	// Sigmoid: each expert's affinity s is the sigmoid of its logit, a token's
	// experts are the k of the largest s + b, and their weights come from s alone
	// (DeepSeek-V3, arXiv 2412.19437, section 2.1.2, equations 12 to 16).
	Sigmoid Router = "sigmoid"
	// ExpertChoice: each expert takes the k·T/E tokens that give it the largest
	// softmax probability, which is the weight (arXiv 2202.09368, section 3.2). A
	// token gets 0 to E experts, and which depends on tokens after it.
	ExpertChoice Router = "expert-choice"
)

// Routers returns all of them, the plainest first.
func Routers() []Router { return []Router{Softmax, SoftmaxAfter, Sigmoid, ExpertChoice} }

// Overflow says what happens to an assignment that its expert has no room for:
// one of [Overflows].
type Overflow string

// The ways to deal with overflow. An assignment that is dropped adds nothing to
// its token's output, which the residual stream carries past the layer; the
// weights of the others stay as they are.
const (
	// KeepAll sets no capacity: nothing is dropped.
	KeepAll Overflow = "keep"
	// DropLast fills each expert in the order of tokens (Switch Transformer,
	// arXiv 2101.03961, section 2.2).
	DropLast Overflow = "order"
	// DropLeast fills each expert in falling order of the router's probability,
	// or affinity, for it (after Riquelme et al. 2021, arXiv 2106.05974, section
	// 4, which ranks tokens so).
	DropLeast Overflow = "priority"
)

// Overflows returns all of them.
func Overflows() []Overflow { return []Overflow{KeepAll, DropLast, DropLeast} }

// Config says how one batch is made and routed. [Default] is where to start.
type Config struct {
	Router Router
	// Tokens in a batch (T), Experts that are routed to (E), and K of them for
	// each token.
	Tokens, Experts, K int
	// Renormalize divides the weights of a token's chosen experts by their sum
	// (norm_topk_prob in configs). [SoftmaxAfter] does so in any case,
	// [ExpertChoice] never does.
	Renormalize bool
	// Scale multiplies all weights (routed_scaling_factor; 2.5 in DeepSeek-V3).
	Scale float64
	// Overflow and CapacityFactor say how many assignments an expert takes: see
	// [Config.Capacity].
	Overflow       Overflow
	CapacityFactor float64
	// Groups of neighbouring experts, of which a token's KeepGroups best ones
	// stay in the choice (DeepSeek-V3, section 2.1.2, "Node-Limited Routing": 4
	// of 8). A group is as good as the sum of its 2 largest scores. With 1 group
	// there is no limit.
	Groups, KeepGroups int
	// Shared experts are always on, for each token, and not routed to.
	Shared int
	// Devices among which the experts are split.
	Devices int
	// Skew is how unequally experts are liked: see [Config.Batch].
	Skew float64
	// Seed makes everything that is random.
	Seed uint64
}

// Default returns a small batch with one of each: 256 tokens, 16 experts, 2 of
// them for each token.
func Default() Config {
	return Config{
		Router: Softmax, Tokens: 256, Experts: 16, K: 2, Renormalize: true, Scale: 1,
		Overflow: KeepAll, CapacityFactor: 1.25, Groups: 1, KeepGroups: 1, Devices: 4, Skew: 0.5, Seed: 1,
	}
}

// Check returns an error that names the first field that cannot be used, with
// what was given, what is allowed and what to do.
func (c Config) Check() error {
	switch {
	case !slices.Contains(Routers(), c.Router):
		return fmt.Errorf("router is %q: choose one of %v", c.Router, Routers())
	case !slices.Contains(Overflows(), c.Overflow):
		return fmt.Errorf("overflow is %q: choose one of %v", c.Overflow, Overflows())
	}
	for _, err := range []error{
		between("tokens", c.Tokens, 1, MaxTokens),
		between("experts", c.Experts, 1, MaxExperts),
		between("k", c.K, 1, c.Experts),
		between("groups", c.Groups, 1, c.Experts),
		between("keep-groups", c.KeepGroups, 1, c.Groups),
		between("shared", c.Shared, 0, MaxShared),
		between("devices", c.Devices, 1, c.Experts),
		within("scale", c.Scale, 0, 1000),
		within("capacity", c.CapacityFactor, 0, MaxExperts),
		within("skew", c.Skew, 0, 10),
	} {
		if err != nil {
			return err
		}
	}
	switch perGroup := c.Experts / c.Groups; {
	case c.Tokens*c.K > MaxAssignments:
		return fmt.Errorf("tokens × k is %d: it must be at most %d; take fewer tokens or a smaller k", c.Tokens*c.K, MaxAssignments)
	case c.CapacityFactor == 0:
		return fmt.Errorf("capacity is 0: it must be above 0; with 1 there is room for an equal share")
	case c.Scale == 0:
		return fmt.Errorf("scale is 0: it must be above 0; 1 leaves the weights as they are")
	case c.Experts%c.Groups != 0:
		return fmt.Errorf("groups is %d: it must divide the %d experts", c.Groups, c.Experts)
	case c.KeepGroups*perGroup < c.K:
		return fmt.Errorf("keep-groups is %d: %d groups of %d experts leave fewer than k = %d; keep more groups or take a smaller k",
			c.KeepGroups, c.KeepGroups, perGroup, c.K)
	case c.Router == ExpertChoice:
		return c.checkExpertChoice()
	}
	return nil
}

// checkExpertChoice returns an error where a token's side of the choice is
// asked for although experts choose.
func (c Config) checkExpertChoice() error {
	switch {
	case c.Overflow != KeepAll:
		return fmt.Errorf("overflow is %q: experts that choose take what they have room for; set it to %q", c.Overflow, KeepAll)
	case c.KeepGroups < c.Groups:
		return fmt.Errorf("keep-groups is %d of %d: experts that choose do not limit a token's groups; keep all", c.KeepGroups, c.Groups)
	case c.K*c.Tokens < c.Experts:
		return fmt.Errorf("k × tokens is %d: with fewer than the %d experts, no expert takes a whole token; take more tokens", c.K*c.Tokens, c.Experts)
	}
	return nil
}

// between is an error unless lo ≤ n ≤ hi.
func between(name string, n, lo, hi int) error {
	if lo <= n && n <= hi {
		return nil
	}
	return fmt.Errorf("%s is %d: it must be from %d to %d", name, n, lo, hi)
}

// within is an error unless f is a finite number with lo ≤ f ≤ hi.
func within(name string, f, lo, hi float64) error {
	if lo <= f && f <= hi {
		return nil
	}
	return fmt.Errorf("%s is %v: it must be a number from %v to %v", name, f, lo, hi)
}

// Capacity returns how many assignments an expert takes: ⌊CF·k·T/E⌋ where
// overflow is dropped (Switch Transformer, equation 3, has k = 1), all T tokens
// where it is kept, and ⌊k·T/E⌋ where experts choose.
//
// A product that is within 10^-9 of a whole number is that number: CF = 0.29
// with k·T/E = 100 gives 29, although 0.29 · 100 is a little less in binary.
func (c Config) Capacity() int {
	switch {
	case c.Router == ExpertChoice:
		return c.K * c.Tokens / c.Experts
	case c.Overflow == KeepAll:
		return c.Tokens
	}
	room := c.CapacityFactor * float64(c.K*c.Tokens) / float64(c.Experts)
	return int(min(math.Floor(float64(room*(1+1e-9))), float64(c.Tokens)))
}

// ActiveExperts returns how many experts compute for a token: K and the shared
// ones. With [ExpertChoice] it is the mean.
func (c Config) ActiveExperts() int { return c.K + c.Shared }
