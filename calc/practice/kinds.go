package practice

// Abilities are what someone can do after the lesson, in its order.
func Abilities() []string {
	return []string{
		"Explain the two costs of standard attention: quadratic work, and a cache that dominates inference.",
		"Tell multi-query, grouped-query and sliding-window attention apart, and say what each saves and what it does not.",
		"Explain what a mixture-of-experts layer adds, and what a router does.",
		"Tell total from active parameters, and name the costs of experts: memory and load balance.",
		"Read the choices of attention and experts off a model’s spec.",
	}
}

// Kinds returns what can be practised, in the order of the lesson.
//
//go:noinline
func Kinds() []Kind {
	return []Kind{kvCache, windows, masks, saves, totalActive, load, spec, bug}
}

// Find returns the kind with a key, and whether there is one.
func Find(key string) (Kind, bool) {
	for _, k := range Kinds() {
		if k.Key == key {
			return k, true
		}
	}
	return Kind{}, false
}

// Make makes an exercise: the same kind, seed and level make the same one for
// ever. A kind that is not known counts as the first, a level out of bounds as
// the nearest, so that whatever a link says an exercise comes out.
func Make(kind string, seed uint64, level int) Exercise {
	k, ok := Find(kind)
	if !ok {
		k = Kinds()[0]
	}
	level = max(1, min(level, MaxLevel))
	m := newMaker(k.Key, seed, level)
	for {
		m.e = Exercise{Kind: k.Key, Seed: seed, Level: level}
		m.bad = false
		if k.fill(m); !m.bad {
			return m.e
		}
	}
}
