// Package moe holds the arithmetic of mixtures of experts: routers, what they
// do to the load of experts and devices, and a small layer that is trained.
//
//	c := moe.Default() // 256 tokens, 16 experts, 2 of them for each token
//	c.Router, c.Overflow = moe.Softmax, moe.DropLast
//	routing, err := c.Route(c.Batch(0), nil)
//	routing.Wanted().MaxViolation() // 0 at balance
//
// # One batch, many routers
//
// A [Config] says all: [Config.Batch] makes a batch of router logits from its
// seed, and [Config.Route] routes it. Routers see the same logits and give the
// same kind of answer, a [Routing]: for each assignment of a token to an expert
// the score that chose, the weight, and whether there was room. From a Routing
// come [Loads] with their measures of balance, [Routing.AuxLoss] and the
// [Traffic] between devices on which a [Placement] puts the experts. A
// [BiasLoop] shows how a bias balances what a router chooses.
//
// # Training
//
// A [Trainer] trains a layer on a task made from the seed: router and experts,
// with real gradients, as [Training] says. Its [Trainer.Step] is short and
// allocates nothing, so a caller can stop between steps. Training that goes out
// of bounds ends with a [DivergedError]; no number that is not finite is ever
// reported.
//
// # Symbols
//
// T tokens in a batch, E experts, k of them for each token, C the capacity of
// an expert, d the numbers of a token. Tokens, experts, devices, ranks and
// steps count from 0. Of equal scores the lower index always wins.
//
// # The same everywhere
//
// Nothing here knows a clock or a machine. The same config gives the same bits
// on amd64, arm64 and in WebAssembly: random numbers, exp and log are the
// package's own, sums have a fixed order, and products that are added are
// rounded first, so that no compiler fuses them.
package moe
