package scenario

// Mixed is the kind of exercises that stands for all of them.
const Mixed = "mixed"

// Practice is the scenario of the practice page.
type Practice struct {
	// Kind is a key of package practice, or Mixed.
	Kind string
	// Seed is what exercises are made from; 0 leaves the choice to the page.
	Seed int64
	// Level is how hard the exercise of a kind and a seed is.
	Level int64
}

// Single reports whether the scenario is one exercise, the same for everyone.
func (p Practice) Single() bool { return p.Kind != Mixed && p.Seed > 0 }

// practiceKinds are the kinds of package practice, which imports this one.
var practiceKinds = []Option{
	{Mixed, "a mix of all kinds"},
	{"kv-cache", "the KV cache"},
	{"windows", "windows"},
	{"masks", "masks"},
	{"saves", "what does it save"},
	{"total-active", "total and active"},
	{"load", "load and capacity"},
	{"spec", "read a spec"},
	{"bug", "find the bug"},
}

// MaxSeed is the largest seed of a link, and MaxLevel the highest level of an
// exercise; the lowest is 1.
const (
	MaxSeed  = 999_999
	MaxLevel = 3
)

// PracticeTable has the keys of the links to the practice page.
var PracticeTable = Table[Practice]{
	Path:    "/practice/",
	Default: func() Practice { return Practice{Kind: Mixed, Level: 1} },
	Fields: []Field[Practice]{
		{
			Key: "kind", Label: "Kind", Help: "What is practised.",
			Of: func(p *Practice) Value { return OneOf(&p.Kind, practiceKinds) },
		},
		{
			Key: "seed", Label: "Seed", Help: "The same number makes the same exercises for everyone; 0: new ones.",
			Of: func(p *Practice) Value { return Int(&p.Seed, 0, MaxSeed) },
		},
		{
			Key: "level", Label: "Level", Help: "How hard the exercise is.",
			Of: func(p *Practice) Value { return Int(&p.Level, 1, MaxLevel) },
		},
	},
}
