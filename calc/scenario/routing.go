package scenario

// The routers of the routing page.
const (
	RouterTopK         = "topk"
	RouterCapacity     = "capacity"
	RouterAux          = "aux-loss"
	RouterExpertChoice = "expert-choice"
	RouterBias         = "sigmoid-bias"
)

// RouterOptions are the routers in the order in which they are compared, the
// plainest first.
var RouterOptions = []Option{
	{RouterTopK, "plain top-k"},
	{RouterCapacity, "top-k with a capacity"},
	{RouterAux, "top-k after the auxiliary loss"},
	{RouterExpertChoice, "expert choice"},
	{RouterBias, "sigmoid with a bias"},
}

// The bounds of the routing page. They keep what one hand movement computes
// within a frame.
const (
	MaxRoutedTokens  = 1024
	MaxRoutedExperts = 256
	maxChosen        = 32
	MaxTrainingStep  = 1000
	MaxRound         = 200
)

// Routing is the scenario of the routing page.
type Routing struct {
	// Router is the one that is looked at, a Text of RouterOptions.
	Router             string
	Tokens, Experts, K int64
	// Capacity is the capacity factor, Skew how unequally experts are liked.
	Capacity, Skew float64
	Seed           int64
	// Step is how many steps of training are shown.
	Step int64
	// Aux is the weight of the auxiliary loss, BiasRate how far a bias moves after
	// a batch.
	Aux, BiasRate      float64
	Groups, KeepGroups int64
	Shared, Devices    int64
	// Token and Expert are those that are followed.
	Token int64
	// Overflow says who is dropped where an expert is full; Renormalize divides a
	// token's weights by their sum.
	Overflow    string
	Renormalize bool
	// Order is the seed of the order that the batch's tokens come in; 0 leaves
	// them as they are.
	Order int64
	// Round is how many batches the auxiliary loss and the bias have learned from.
	Round int64
	// Rate is the learning rate of training.
	Rate   float64
	Expert int64
	// Place is a placement: see [PlacementValue].
	Place string

	Common
}

// RoutingTable has the keys of the routing page's links.
var RoutingTable = Table[Routing]{
	Path: "/routing/",
	Default: func() Routing {
		return Routing{
			Router: RouterCapacity, Tokens: 64, Experts: 16, K: 2, Capacity: 1.25, Skew: 1, Seed: 50, Step: 400,
			Aux: 0.1, BiasRate: 0.01, Groups: 1, KeepGroups: 1, Devices: 4, Token: 40, Expert: 6,
			Overflow: "order", Renormalize: true, Round: 80, Rate: 0.01, Place: PlaceEven,
		}
	},
	Fields: routingFields,
}

// routingFields are the keys of [RoutingTable], in the order of a link.
var routingFields = append([]Field[Routing]{
	{
		Key: "router", Label: "Router", Help: "Whose choice the lanes, the token and the devices show.",
		Of: func(r *Routing) Value { return OneOf(&r.Router, RouterOptions) },
	},
	{
		Key: "tokens", Label: "Tokens", Help: "How many tokens a batch has.",
		Of: func(r *Routing) Value { return Int(&r.Tokens, 1, MaxRoutedTokens) },
	},
	{
		Key: "experts", Label: "Experts", Help: "How many there are to choose from; at most as many as tokens, so that an equal share is a token or more.",
		Of: func(r *Routing) Value { return Int(&r.Experts, 1, min(MaxRoutedExperts, r.Tokens)) },
	},
	{
		Key: "k", Label: "Chosen by a token (k)", Help: "How many experts compute for a token.",
		Of: func(r *Routing) Value { return Int(&r.K, 1, min(maxChosen, r.Experts)) },
	},
	{
		Key: "capacity", Label: "Capacity factor", Help: "How much room an expert has, in equal shares of the batch.",
		Of: func(r *Routing) Value { return Decimal(&r.Capacity, 0.01, 10, 2) },
	},
	{
		Key: "skew", Label: "Skew", Help: "How unequally experts are liked: 0 alike; with 1 the first is liked twice as much as the second.",
		Of: func(r *Routing) Value { return Decimal(&r.Skew, 0, 4, 2) },
	},
	{
		Key: "seed", Label: "Seed", Help: "Another number makes other tokens.",
		Of: func(r *Routing) Value { return Int(&r.Seed, 0, MaxSeed) },
	},
	{
		Key: "step", Label: "Steps of training", Help: "How many steps the small layer has been trained.",
		Of: func(r *Routing) Value { return Int(&r.Step, 0, MaxTrainingStep) },
	},
	{
		Key: "aux", Label: "Weight of the auxiliary loss", Help: "How much balance counts beside the task (α).",
		Of: func(r *Routing) Value { return Decimal(&r.Aux, 0, 100, 4) },
	},
	{
		Key: "bias-rate", Label: "Rate of the bias", Help: "How far an expert’s bias moves after each batch (u).",
		Of: func(r *Routing) Value { return Decimal(&r.BiasRate, 0, 1, 4) },
	},
	{
		Key: "groups", Label: "Groups of experts", Help: "Equal groups, of which a token may use only some, as nodes of a cluster.",
		Of: func(r *Routing) Value { return equalGroups(&r.Groups, r.Experts, "experts") },
	},
	{
		Key: "keep-groups", Label: "Groups a token may use", Help: "The best ones stay in the choice; they must hold k experts.",
		Of: func(r *Routing) Value {
			size := r.Experts / r.Groups
			return Int(&r.KeepGroups, (r.K+size-1)/size, r.Groups)
		},
	},
	{
		Key: "shared", Label: "Shared experts", Help: "Experts that compute for every token and are not chosen.",
		Of: func(r *Routing) Value { return Int(&r.Shared, 0, 16) },
	},
	{
		Key: "devices", Label: "Devices", Help: "Among how many devices the experts are split.",
		Of: func(r *Routing) Value { return Int(&r.Devices, 1, min(MaxDevices, r.Experts)) },
	},
	{
		Key: "token", Label: "Token", Help: "The token that is followed.",
		Of: func(r *Routing) Value { return Int(&r.Token, 0, r.Tokens-1) },
	},
	{
		Key: "overflow", Label: "Who is dropped", Help: "Who goes without where an expert is full.",
		Of: func(r *Routing) Value {
			return OneOf(&r.Overflow, []Option{{"order", "who comes last in the batch"}, {"priority", "whom the router likes least"}})
		},
	},
	{
		Key: "norm", Label: "Weights sum to 1", Help: "Divides a token’s weights by their sum (norm_topk_prob).",
		Of: func(r *Routing) Value { return Flag(&r.Renormalize) },
	},
	{
		Key: "order", Label: "Shuffle", Help: "Another number puts the same tokens in another order; 0 leaves them as they are.",
		Of: func(r *Routing) Value { return Int(&r.Order, 0, 999) },
	},
	{
		Key: "round", Label: "Batches learned from", Help: "How many batches the bias, and the auxiliary loss, have seen.",
		Of: func(r *Routing) Value { return Int(&r.Round, 0, MaxRound) },
	},
	{
		Key: "rate", Label: "Learning rate", Help: "How large a step of training is; too large, and it diverges.",
		Of: func(r *Routing) Value { return Decimal(&r.Rate, 0.0001, 100, 4) },
	},
	{
		Key: "expert", Label: "Expert", Help: "The expert that is marked, and moved between devices.",
		Of: func(r *Routing) Value { return Int(&r.Expert, 0, r.Experts-1) },
	},
	{
		Key: "place", Label: "Placement", Help: "“even”, “greedy”, or the device of each expert, one digit or letter each.",
		Of: func(r *Routing) Value { return Placement(&r.Place, r.Experts, r.Devices) },
	},
}, commonFields(func(r *Routing) *Common { return &r.Common },
	[]Option{
		{"routers", "one batch, five routers"},
		{"lanes", "tokens in their lanes"},
		{"token", "one token followed"},
		{"bias", "the bias at work"},
		{"training", "loads over training"},
		{"cost", "what balance costs"},
		{"devices", "experts on devices"},
	},
	[]Option{
		{"dropped", "Dropped"},
		{"max-load", "Largest load"},
		{"max-violation", "Largest load over the mean, less 1"},
		{"load-cv", "Spread of the loads"},
		{"aux-loss", "Auxiliary loss"},
		{"z-loss", "Router z-loss"},
		{"unused-experts", "Unused experts"},
		{"device-imbalance", "Slowest device over the mean"},
	})...)
