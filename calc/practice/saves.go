package practice

import (
	"cmp"
	"strconv"
	"strings"

	"attnexperts/calc/quantity"
	"attnexperts/calc/scenario"
)

var saves = Kind{
	Key: "saves", Name: "What does it save?", Trains: "Say of a change which resource it saves, which it leaves alone, and which it costs.",
	Part: "Look less far", Ability: 2, fill: fillSaves,
}

// design is a model as far as the five resources go.
type design struct {
	heads, kv, headDim int64
	// latent is what a latent cache keeps of a token and layer instead, and rope
	// by how much its heads are longer while a prompt is read; 0 where there is
	// none.
	latent, rope int64
	// window is what a token sees, 0 for everything; rolling says that the cache
	// is cut to it, skips that masked pairs are not computed.
	window         int64
	rolling, skips bool
	// experts, k and width are of a layer's feed-forward networks: 1 and 1 where
	// it is dense.
	experts, k, width int64
	// bytes is of a cached number.
	bytes int64
}

// resources are the rows of the matrix.
var resources = []string{
	"Size of the KV cache", "Bytes of cache read for a new token", "FLOPs of attention while a prompt is read",
	"Memory for the feed-forward weights", "FLOPs of the feed-forward networks for a token",
}

// outlook are the columns.
var outlook = []string{"less", "the same", "more"}

// costs returns what a design takes of each resource, in units of their own, for
// a prompt of some tokens.
func (d *design) costs(tokens int64) [5]int64 {
	kept, seen := tokens, tokens
	if d.window > 0 && d.rolling {
		kept = min(tokens, d.window)
	}
	if d.window > 0 && (d.skips || d.rolling) {
		seen = min(tokens, d.window)
	}
	per := 2 * d.kv * d.headDim
	if d.latent > 0 {
		per = d.latent
	}
	pairs := seen*tokens - seen*(seen-1)/2
	return [5]int64{
		per * kept * d.bytes, per * seen * d.bytes, d.heads * (2*d.headDim + d.rope) * pairs,
		d.experts * d.width, d.k * d.width,
	}
}

// change is one step from a design to another.
type change struct {
	name string
	// does changes a design, and returns what it changes in words; "" where it
	// does not fit.
	does func(m *maker, d *design) string
	// hints are said of a wrong row; "" where there is nothing special to say.
	hints [5]string
}

// What is said of several changes.
const (
	sameScores = "Every query head still makes its own scores with every token that it sees."
	noExperts  = "The feed-forward networks are not touched."
	noCache    = "Experts are feed-forward networks: attention and its cache are not touched."
)

var attentionChanges = []change{
	{"Grouped queries", func(m *maker, d *design) string {
		kv := d.heads / m.one(2, 4, 8)
		if d.heads%kv != 0 || kv >= d.kv || d.latent > 0 {
			return ""
		}
		d.kv = kv
		return phraseOf("GQA: # query heads share @", []string{several(d.kv, "KV head", "KV heads")}, d.heads)
	}, [5]string{"Fewer KV heads are kept.", "Fewer KV heads are read.", sameScores, noExperts, noExperts}},
	{"One KV head", func(_ *maker, d *design) string {
		if d.kv == 1 || d.latent > 0 {
			return ""
		}
		d.kv = 1
		return phrase("MQA: all # query heads share one KV head", d.heads)
	}, [5]string{"One KV head is kept.", "One KV head is read.", sameScores, noExperts, noExperts}},
	{"A latent cache", func(_ *maker, d *design) string {
		if 2*d.kv*d.headDim <= 576*2 {
			return ""
		}
		d.latent, d.rope, d.kv = 576, 64, d.heads
		return "MLA: a latent of 512 numbers and a positional key of 64 are kept; every key is 64 numbers longer for it"
	}, [5]string{"576 numbers are kept instead of all keys and values.", "The latent is read instead of all keys and values.", "A key has its positional part besides, so a score is a little more work.", noExperts, noExperts}},
	{"A rolling window", func(m *maker, d *design) string {
		if d.window > 0 {
			return ""
		}
		d.window, d.rolling, d.skips = m.one(512, 1024, 2048), true, true
		return phrase("a sliding window of # tokens with a rolling cache; masked pairs are skipped", d.window)
	}, [5]string{"A rolling cache keeps a window.", "Only a window is read.", "Pairs outside the window are not computed.", noExperts, noExperts}},
	{"A window mask alone", func(m *maker, d *design) string {
		if d.window > 0 {
			return ""
		}
		d.window, d.skips = m.one(512, 1024, 2048), true
		return phrase("a sliding-window mask of # tokens, whose kernel skips masked pairs and does not read them; the cache still keeps everything", d.window)
	}, [5]string{"A mask frees nothing: the cache keeps everything.", "What is masked is not read.", "Pairs outside the window are not computed.", noExperts, noExperts}},
	{"A mask that skips nothing", func(m *maker, d *design) string {
		if d.window > 0 {
			return ""
		}
		d.window = m.one(512, 1024, 2048)
		return phrase("a sliding-window mask of # tokens, added to scores that are all computed; the cache still keeps everything", d.window)
	}, [5]string{"A mask frees nothing: the cache keeps everything.", "All keys are read, and then masked.", "All scores are computed, and then masked.", noExperts, noExperts}},
	{"A cache of 8 bits", func(_ *maker, d *design) string {
		if d.bytes == 1 {
			return ""
		}
		d.bytes = 1
		return "the cache is stored as fp8, 1 byte a number"
	}, [5]string{"Each number takes half as much.", "Each number takes half as much.", "As many operations, on smaller numbers.", noExperts, noExperts}},
}

var expertChanges = []change{
	{"Experts, equal total", func(m *maker, d *design) string {
		e := m.one(4, 8, 16)
		if d.experts > 1 || d.width%e != 0 {
			return ""
		}
		d.experts, d.k, d.width = e, m.one(1, 2), d.width/e
		return phrase("# experts, each of # inner width, # for a token: as many parameters as before", d.experts, d.width, d.k)
	}, [5]string{noCache, noCache, noCache, "There are as many parameters, and all of them are resident.", "A token goes through a few of the experts."}},
	{"Experts, equal active", func(m *maker, d *design) string {
		k := m.one(1, 2, 4)
		if d.experts > 1 || d.width%k != 0 {
			return ""
		}
		d.experts, d.k, d.width = 8*m.one(1, 2, 4), k, d.width/k
		return phrase("# experts, each of # inner width, # for a token", d.experts, d.width, d.k)
	}, [5]string{noCache, noCache, noCache, "All experts are resident, chosen or not.", "What a token goes through is as wide as before."}},
	{"More experts", func(_ *maker, d *design) string {
		if d.experts == 1 {
			return ""
		}
		d.experts *= 2
		return phrase("twice as many experts, #, of which a token still uses #", d.experts, d.k)
	}, [5]string{noCache, noCache, noCache, "All experts are resident, chosen or not.", "A token goes through as many experts as before."}},
	{"More chosen", func(_ *maker, d *design) string {
		if d.experts == 1 || d.k*2 > d.experts {
			return ""
		}
		d.k *= 2
		return phrase("a token uses # of the # experts instead of #", d.k, d.experts, d.k/2)
	}, [5]string{noCache, noCache, noCache, "There are as many experts as before.", "A token goes through more of them."}},
	{"Finer experts", func(_ *maker, d *design) string {
		if d.experts == 1 || d.width%2 != 0 {
			return ""
		}
		d.experts, d.k, d.width = d.experts*2, d.k*2, d.width/2
		return phrase("each expert is cut into two halves, and a token uses twice as many: # of # of # inner width", d.k, d.experts, d.width)
	}, [5]string{noCache, noCache, noCache, "Twice as many of half the size.", "Twice as many of half the size."}},
}

func fillSaves(m *maker) {
	tokens := 1024 * m.one(8, 16, 32, 64)
	d := design{heads: m.one(16, 24, 32, 40, 64), headDim: m.one(64, 128), experts: 1, k: 1, width: 512 * m.between(16, 56), bytes: 2}
	d.kv = d.heads
	if m.below(3) == 0 {
		d.kv = d.heads / 4
	}
	if m.below(2) == 0 {
		d.experts, d.k, d.width = m.one(8, 16, 64), m.one(1, 2), d.width/4
	}
	before := d
	one, did := m.draw(&d)
	said := phraseOf("The change: @.", []string{did})
	m.e.Title = one.name
	var hints [5]string
	copy(hints[:], one.hints[:])
	if m.level == 3 {
		two, did := m.draw(&d)
		m.reject((one.hints[4] == noExperts) == (two.hints[4] == noExperts)) // one of each sort
		said = phraseOf("Two changes at once: @; and @.", []string{said[len("The change: ") : len(said)-1], did})
		m.e.Title += " and " + lowerFirst(two.name)
		for i := range hints {
			hints[i] = ""
			if untouched(one.hints[i]) {
				hints[i] = two.hints[i]
			} else if untouched(two.hints[i]) {
				hints[i] = one.hints[i]
			}
		}
	}
	if m.bad {
		return
	}
	m.say(phraseOf("A model, its prompt # tokens long. @ All else stays.", []string{said}, tokens))
	m.table([]string{"", "Before", "After"}, compared(&before, &d))
	m.resourceMatrix(&before, &d, tokens, hints)
	if m.level > 1 {
		m.factor(&before, &d, tokens)
	}
}

// untouched reports whether a hint says that a change has nothing to do with a
// resource.
func untouched(hint string) bool { return hint == noExperts || hint == noCache }

// lowerFirst begins a text with a small letter.
func lowerFirst(text string) string { return string(text[0]|0x20) + text[1:] }

// draw draws a change that fits a design and makes it.
func (m *maker) draw(d *design) (c change, did string) {
	for did == "" {
		from := attentionChanges
		if m.below(2) == 0 {
			from = expertChanges
		}
		next := *d
		c = from[m.below(len(from))]
		if did = c.does(m, &next); did != "" {
			*d = next
		}
	}
	return c, did
}

// resourceMatrix asks what a change does to each resource.
func (m *maker) resourceMatrix(before, after *design, tokens int64, hints [5]string) {
	was, is := before.costs(tokens), after.costs(tokens)
	right, steps := make([]int, len(resources)), make([]Step, len(resources))
	for i, name := range resources {
		right[i] = 1 + cmp.Compare(is[i], was[i])
		steps[i] = Step{phraseOf("@: @. @", []string{name, outlook[right[i]], hints[i]}), ""}
		if right[i] != 1 {
			steps[i].Sum = phraseOf("@ times @", []string{quantity.Times(float64(max(is[i], was[i])) / float64(min(is[i], was[i]))), outlook[right[i]]})
		}
	}
	m.matrix(Question{
		Key: "resources", Ask: "What becomes of each?", Options: outlook, Steps: steps, Link: savesLink(before, after, tokens),
		Tip: "Ask what each resource depends on: the heads that are kept, the tokens that are kept, the pairs, the experts, those that are chosen.",
	}, resources, right, hints[:])
}

// factor asks by how much a resource changes.
func (m *maker) factor(before, after *design, tokens int64) {
	was, is := before.costs(tokens), after.costs(tokens)
	if was == is {
		m.bad = true // nothing changes
		return
	}
	i := m.below(len(resources))
	for was[i] == is[i] {
		i = m.below(len(resources))
	}
	ratio, how := float64(is[i])/float64(was[i]), ": how many times what it was is it now?"
	if ratio < 1 {
		ratio, how = 1/ratio, ": how many times smaller is it now?"
	}
	m.reject(ratio < 1.1)
	mistakes := known(`That is by how much the number of experts grew.
That is the length of the prompt.`, float64(after.experts)/float64(before.experts), float64(tokens))
	if after.window > 0 {
		mistakes = append(mistakes, mistake{float64(tokens) / float64(after.window), "The first tokens see less than a window in either case, and the triangle is only half a square."})
	}
	m.number(Question{
		Key: "factor", Ask: resources[i] + how, Unit: quantity.Ratio, Tolerance: 0.02, value: ratio, mistakes: mistakes,
		Tip:   "Write down what it is proportional to, before and after, and divide.",
		Steps: solution(phraseOf("Over all that it is proportional to:|# ÷ # = @", []string{quantity.Times(ratio)}, max(was[i], is[i]), min(was[i], is[i]))),
		Link:  savesLink(before, after, tokens),
	})
}

// compared is the table of what changes.
func compared(before, after *design) [][]string {
	names := strings.Split("Query heads|Numbers in a key, and in a value|Kept of a token in a layer|Bytes a cached number|A token sees|The cache holds|Pairs computed and read|Experts in a layer|Used by a token|Inner width of each", "|")
	left, right := before.column(), after.column()
	rows := make([][]string, len(names))
	for i, name := range names {
		rows[i] = []string{name, left[i], right[i]}
	}
	return rows
}

// column is what the table says of a design.
func (d *design) column() []string {
	keeps, sees, holds, computes := phrase("2 × # × # numbers", d.kv, d.headDim), "everything before it", "all tokens", "all"
	if d.latent > 0 {
		keeps = phrase("# numbers", d.latent)
	}
	if d.window > 0 {
		sees = count(d.window)
	}
	if d.rolling {
		holds = sees + " tokens"
	}
	if d.window > 0 && d.skips {
		computes = "those in the window"
	}
	return strings.Split(phraseOf("#|#, #|@|#|@|@|@|#|#|#", []string{keeps, sees, holds, computes},
		d.heads, d.headDim+d.rope, d.headDim, d.bytes, d.experts, d.k, d.width), "|")
}

// savesLink opens the figure in which the change can be seen.
func savesLink(before, after *design, tokens int64) string {
	if before.experts != after.experts || before.k != after.k {
		s := scenario.ParamsTable.Default()
		s.Model, s.Heads, s.KV, s.HeadDim = "none", after.heads, after.kv, after.headDim
		s.Experts, s.Active, s.ExpertWidth, s.DenseWidth = after.experts, after.k, after.width, before.width*before.k
		return scenario.ParamsTable.Link(s)
	}
	if after.window > 0 && !after.rolling {
		return (&sliding{1, after.window, tokens}).link()
	}
	s := scenario.CacheTable.Default()
	settings := []string{
		"heads", num(after.heads), "kv", num(after.kv), "head-dim", num(after.headDim), "window", "none", "context", num(tokens),
		"latent", num(max(0, after.latent-after.rope)), "rope-dim", num(after.rope),
	}
	if after.rolling {
		settings[7] = strconv.FormatInt(after.window, 10)
	}
	if after.bytes == 1 {
		settings = append(settings, "dtype", "fp8")
	}
	for i := 0; i < len(settings); i += 2 {
		_ = scenario.CacheTable.Set(&s, settings[i], settings[i+1])
	}
	return scenario.CacheTable.Link(s)
}
