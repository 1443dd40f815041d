// Package model reads what a published model's config.json means: which
// attention each layer has, where its experts are, how many parameters it has
// and uses for a token, and what its cache takes, each number traced to the
// field that it came from.
//
//	a, err := model.Read("my model", config)
//	r, err := a.Report(attention.Use{Context: 8192, Batch: 1, Dtype: quantity.BF16})
//
// # What is promised
//
// Counts are exact: of the weights that the model's own forward pass uses, a
// tied output head once, layers that predict further tokens, vision and audio
// towers and the scales of quantised weights left out, each with a note.
// [Read] refuses what it cannot count: a family that is not known is read by
// common field names only where none is missing and none is unknown. A wrong
// number is worse than none.
//
// Read takes any bytes at all. It never panics, and answers within
// milliseconds: a text past [MaxBytes], [MaxDepth] or [MaxValues] is
// refused before anything else is done with it.
//
// # How it is built
//
// A scanner makes nodes that know their place in the text. A family, found by
// model_type, reads them into an [Architecture], the same type for all:
// layers, each with a [Mixer], a dense network, experts, norms. What it reads
// is recorded as [Field] values, and so are the defaults that it falls back on.
// Every layer lists its weights as products of named numbers; [Architecture.Count]
// multiplies and sums them, and knows no family. The cache is the business of
// package attention.
//
// [Catalogue] holds published models, a file each.
package model
