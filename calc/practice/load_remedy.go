package practice

import "attnexperts/calc/scenario"

// trouble is something that goes wrong with experts, what helps, and what else
// one might think of.
type trouble struct {
	says   string
	helps  string
	why    string
	others [3]option
	router string
}

// What is proposed, more than once.
const (
	raiseCapacity = "Raise the capacity factor."
	lowerCapacity = "Lower the capacity factor."
	addExperts    = "Add more experts."
	useAux        = "Add an auxiliary loss for balance."
	useBias       = "Balance by a bias that only helps to choose."
	usePriority   = "Drop by the router’s score instead of by place in the batch."
	useZ          = "Add a router z-loss."
	usePlacement  = "Place the experts otherwise: a busy one beside idle ones."
	perLayer      = "Compute the balance loss in each layer, then add up."
	useTopK       = "Let tokens choose: top-k, balanced by a bias."
	raiseAux      = "Raise the weight of the auxiliary loss."
	fewerChosen   = "Choose fewer experts for a token."
	splitExperts  = "Spread the experts over more devices."
)

var troubles = []trouble{
	{
		"From the first steps of training two experts get most tokens, and several get none. They never learn, so the router never likes them better.",
		useAux, "A loss on uneven loads gives the router a reason to try the others, early, before the favourites run away.",
		[3]option{
			{raiseCapacity, "More room drops less, but the idle experts stay idle, and the busy ones get even more."},
			{addExperts, "The new ones would be as idle as those that nobody chooses."},
			{useZ, "The z-loss keeps logits small. It does not care who is chosen."},
		},
		scenario.RouterAux,
	},
	{
		"The loads are balanced by an auxiliary loss. But the more weight it gets, the worse the model predicts.",
		useBias, "The bias moves the choice and leaves the weights and the gradient of the task alone.",
		[3]option{
			{raiseAux, "That is what makes the predictions worse."},
			{raiseCapacity, "It changes what is dropped, not the loss that pulls against the task."},
			{usePriority, "It changes who is dropped, not the loss that pulls against the task."},
		},
		scenario.RouterBias,
	},
	{
		"Experts are full now and then, and it is always the last tokens of the batch that are dropped, however much they need the expert.",
		usePriority, "Then those go without whom the router likes least, wherever they stand.",
		[3]option{
			{addExperts, "Whichever expert is full, the last in the batch still come too late."},
			{useZ, "The z-loss keeps logits small. It does not change the order of the queue."},
			{lowerCapacity, "Less room drops more, and still the last ones first."},
		},
		scenario.RouterCapacity,
	},
	{
		"The balance loss is computed on all layers’ loads added up, and it is at its minimum. Yet in each layer one expert has most of the tokens, another one in every layer.",
		perLayer, "Added up, the layers hide each other’s imbalance.",
		[3]option{
			{raiseAux, "It is at its minimum already: more of it asks for nothing else."},
			{raiseCapacity, "It makes room for the imbalance and leaves it there."},
			{useZ, "The z-loss keeps logits small. It does not see loads."},
		},
		scenario.RouterAux,
	},
	{
		"Nothing is dropped and the loads are even. But each expert has room for four times its share, and computes on the empty rows too.",
		lowerCapacity, "With even loads a little more than an equal share is enough; the rest is padding.",
		[3]option{
			{raiseCapacity, "That makes more empty rows."},
			{useAux, "The loads are even already."},
			{addExperts, "Each would have its own empty rows."},
		},
		scenario.RouterCapacity,
	},
	{
		"Every expert’s load is well below its capacity. But the three busiest experts happen to be on one device, and all others wait for it.",
		usePlacement, "What counts is the sum on a device: spread the busy ones.",
		[3]option{
			{lowerCapacity, "It would only begin to drop tokens; the sum on the device stays the largest."},
			{useZ, "The z-loss keeps logits small. It does not know of devices."},
			{raiseCapacity, "Nothing is full. Room is not what is missing."},
		},
		scenario.RouterTopK,
	},
	{
		"The router’s logits grow and grow, and training in 16 bits becomes unstable, though the loads are even.",
		useZ, "It punishes large logits, and so keeps the softmax within what 16 bits resolve.",
		[3]option{
			{useAux, "The loads are even; it would have nothing to say."},
			{raiseCapacity, "Nothing is full. Room is not what is missing."},
			{usePlacement, "Where experts are does not change their logits."},
		},
		scenario.RouterTopK,
	},
	{
		"Each expert chooses its tokens out of the whole batch. In training the balance is perfect, but when text is written, later tokens do not exist yet.",
		useTopK, "A token’s own choice does not depend on what comes after it; the bias keeps the balance.",
		[3]option{
			{raiseCapacity, "An expert would still compare with tokens that are not there yet."},
			{useAux, "The balance is perfect already. It is the choice that looks ahead."},
			{usePriority, "That too compares a token with later ones."},
		},
		scenario.RouterExpertChoice,
	},
	{
		"The model computes little for a token and would be fast enough. But its experts do not fit into the memory of one device.",
		splitExperts, "All experts have to be resident somewhere; tokens travel to them.",
		[3]option{
			{fewerChosen, "That saves work, not memory: any expert may be the next one chosen."},
			{lowerCapacity, "Capacity bounds the tokens of an expert, not its weights."},
			{useAux, "Balanced experts take as much memory."},
		},
		scenario.RouterTopK,
	},
}

// remedy asks what helps.
func (m *maker) remedy() {
	t := troubles[m.below(len(troubles))]
	s := scenario.RoutingTable.Default()
	s.Router = t.router
	m.choice(Question{
		Key: "remedy", Ask: phraseOf("In another model: @ What helps?", []string{t.says}), Tip: "Ask of each proposal what it changes: who is chosen, how much room there is, or where the experts are.",
		Steps: solution(phraseOf("@ @|", []string{t.helps, t.why})), Link: scenario.RoutingTable.Link(s),
	}, option{t.helps, ""}, t.others[0], t.others[1], t.others[2])
}
