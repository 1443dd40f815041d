package attention

// An op is what a node of a rule does: one of the named rules, or a connective.
type op uint8

const (
	opFull op = iota
	opCausal
	opWindow
	opSink
	opPrefix
	opGlobal
	opChunk
	opDocs
	opDilated
	opNot
	opAnd
	opOr
)

// MaxNumber is the largest number in a rule: the largest up to which every
// whole number is exact in a JavaScript number, 2^53 − 1.
const MaxNumber = 1<<53 - 1

// MaxDilations is how many different dilations above 1 a rule may have. What
// is seen then depends on one of 2^6 combinations, which fit one machine word.
const MaxDilations = 6

// An atom is a named rule of the language.
type atom struct {
	name string
	op   op
	// form shows how it is written, example how it is used.
	form, example string
	// least is the smallest number allowed; numbers is how many it takes, many
	// meaning one or more.
	least   int64
	numbers int
}

const many = -1

// atoms lists the named rules in the order in which help names them. The index
// is the op.
var atoms = [...]atom{
	opFull:    {"full", opFull, "full", "full", 0, 0},
	opCausal:  {"causal", opCausal, "causal", "causal", 0, 0},
	opWindow:  {"window", opWindow, "window(w)", "window(8)", 1, 1},
	opSink:    {"sink", opSink, "sink(n)", "sink(2)", 0, 1},
	opPrefix:  {"prefix", opPrefix, "prefix(n)", "prefix(12)", 0, 1},
	opGlobal:  {"global", opGlobal, "global(n)", "global(2)", 0, 1},
	opChunk:   {"chunk", opChunk, "chunk(c)", "chunk(16)", 1, 1},
	opDocs:    {"docs", opDocs, "docs(a,b,…)", "docs(24,16,24)", 1, many},
	opDilated: {"dilated", opDilated, "dilated(d)", "dilated(4)", 1, 1},
}

// synonyms are words that people write for a rule of another name.
var synonyms = map[string]string{
	"bidirectional": "full", "all": "full", "true": "full", "any": "full", "everything": "full",
	"none": "!full", "never": "!full", "false": "!full", "nothing": "!full",
	"sliding": "window", "sliding_window": "window", "local": "window", "band": "window",
	"document": "docs", "documents": "docs", "packed": "docs",
	"stride": "dilated", "strided": "dilated", "dilation": "dilated",
	"block": "chunk", "chunked": "chunk", "autoregressive": "causal", "past": "causal", "first": "sink",
}

// atomNamed returns the named rule, whatever the case of its name.
func atomNamed(name string) (atom, bool) {
	name = lower(name)
	for _, a := range atoms {
		if a.name == name {
			return a, true
		}
	}
	return atom{}, false
}

// lower turns ASCII capitals into small letters. Other alphabets have capitals
// that become ASCII letters (the Kelvin sign); those stay what they are.
func lower(s string) string {
	b := []byte(s)
	for i, c := range b {
		if 'A' <= c && c <= 'Z' {
			b[i] = c + 'a' - 'A'
		}
	}
	return string(b)
}
