package practice

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

// untouched reports whether a hint says that a change has nothing to do with a
// resource.
func untouched(hint string) bool { return hint == noExperts || hint == noCache }
