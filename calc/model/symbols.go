package model

// A symbol is what formulas call a number.
type symbol struct {
	meaning string
	// most is the largest value that is not absurd.
	most int64
}

// Bounds far above what has been published, so that a slip of a zero is noticed.
// Products of several may still be too large: quantity.Product says so.
const (
	mostLayers = 10_000
	mostHeads  = 1 << 16
	mostWidth  = 1 << 24
	mostTokens = 1 << 40
)

// symbols are all that formulas use.
var symbols = map[string]symbol{
	"d":    {"width of the model", mostWidth},
	"V":    {"vocabulary", 1 << 28},
	"L":    {"layers", mostLayers},
	"L_i":  {"which layers", mostLayers},
	"d_e":  {"width of the embedding", mostWidth},
	"S_p":  {"learned positions", 1 << 28},
	"n_h":  {"query heads", mostHeads},
	"n_kv": {"KV heads", mostHeads},
	"d_h":  {"size of a head", mostHeads},
	"d_v":  {"size of a value head", mostHeads},
	"d_c":  {"latent of keys and values", mostHeads},
	"d_q":  {"latent of queries", mostHeads},
	"d_R":  {"positional key", mostHeads},
	"n_I":  {"heads of the indexer", mostHeads},
	"d_I":  {"indexer's key", mostHeads},
	"W":    {"tokens of the window", mostTokens},
	"f":    {"width of the dense feed-forward network", mostWidth},
	"E":    {"routed experts", 1 << 20},
	"k":    {"experts a token uses", 1 << 20},
	"f_e":  {"width of an expert", mostWidth},
	"d_n":  {"width of tokens inside the experts", mostWidth},
	"E_s":  {"shared experts", mostHeads},
	"f_s":  {"width of a shared expert", mostWidth},
	"d_i":  {"inner width of the state-space layer", mostWidth},
	"N":    {"size of the state", mostHeads},
	"r":    {"rank of the step sizes", mostWidth},
	"K":    {"length of the convolution", mostHeads},
	"h":    {"heads of the state-space or recurrent layer", mostHeads},
	"p":    {"size of such a head", mostHeads},
	"g":    {"groups of B and C", mostHeads},
	"h_k":  {"key heads of the linear layer", mostHeads},
	"d_k":  {"size of such a key head", mostHeads},
	"h_v":  {"value heads of the linear layer", mostHeads},
}
