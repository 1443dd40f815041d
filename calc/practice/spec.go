package practice

import (
	"strings"

	"attnexperts/calc/quantity"
)

var spec = Kind{
	Key: "spec", Name: "Read a spec", Trains: "Read off a published config which attention and which experts a model has, and what that is good for.",
	Part: "Read a spec", Ability: 5, fill: fillSpec,
}

// specModels are models whose excerpt says all that is asked.
var specModels = []string{
	"llama-3.1-8b", "llama-3.1-70b", "llama-3.2-3b", "llama-2-7b", "llama-2-70b", "qwen2-7b", "qwen2.5-7b", "qwen2.5-72b", "qwen3-8b", "qwen3-32b", "qwen3-0.6b",
	"mistral-7b", "mistral-nemo-12b", "mistral-small-24b", "phi-3-mini", "phi-4", "command-r7b", "command-r-plus", "olmo-2-13b", "olmo-3.1-32b",
	"gemma-2-9b", "gemma-2-27b", "gemma-3-1b", "gemma-3-27b", "gemma-7b", "falcon-7b", "starcoder2-7b", "minicpm3-4b",
	"mixtral-8x7b", "mixtral-8x22b", "qwen3-30b-a3b", "qwen3-235b-a22b", "deepseek-v3", "deepseek-v2", "deepseek-v2-lite", "deepseek-moe-16b", "kimi-k2",
	"gpt-oss-20b", "gpt-oss-120b", "glm-4.5", "minimax-m2", "olmoe-1b-7b", "qwen1.5-moe-a2.7b",
}

func fillSpec(m *maker) {
	r := readingOf(m.word(specModels...))
	r.dtype = quantity.Dtype(m.word("bf16", "fp8"))
	r.context = m.one(2048, 4096, 8192, 16_384, 32_768, 65_536, 131_072)
	if m.level == 3 {
		r.context = 1000 * m.between(3, 128)
	}
	m.reject(r.arch.MaxContext > 0 && r.context > r.arch.MaxContext || r.context == r.window)
	// At the highest level there is something to find.
	m.reject(m.level == 3 && !r.mla && r.experts.Count == 0 && r.field("sliding_window") == "" && r.field("multi_query") == "")
	m.e.Title = "The config of " + r.name
	m.say(phraseOf("From the config of @, as published:", []string{r.name}))
	m.code(r.excerpt())
	if left := r.leftOut(); left != "" {
		m.say(phraseOf("What it leaves to its class: @.", []string{left}))
	}
	if m.level < 3 {
		m.variant(r)
	}
	if m.level == 1 {
		m.group(r)
		m.number(r.perTokenOf())
		return
	}
	switch {
	case r.experts.Count > 0 && (m.level == 3 || r.field("sliding_window") == "" || m.below(2) == 0):
		m.chosen(r)
	case r.field("sliding_window") != "":
		m.seen(r)
	}
	m.good(r)
	if m.level == 3 {
		m.number(r.cacheOf())
	}
}

// variant asks how heads share.
func (m *maker) variant(r *reading) {
	options := []string{"multi-head (MHA)", "grouped-query (GQA)", "multi-query (MQA)", "multi-head latent (MLA)"}
	kinds := map[string]int{"mha": 0, "gqa": 1, "mqa": 2, "mla": 3}
	right := kinds[r.stack.Kind()]
	hints := []string{
		"With multi-head attention every query head has a KV head of its own.", "Groups would share more than one KV head, and fewer than there are query heads.",
		"With multi-query attention one KV head is kept for all.", "A latent would have a rank of its own, `kv_lora_rank`.",
	}
	why := phraseOf("# query heads, @.", []string{several(r.layer.KV, "KV head", "KV heads")}, r.layer.Heads)
	if r.mla {
		why = phrase("`kv_lora_rank`: a latent of # numbers is kept instead of keys and values.", r.layer.Latent)
		hints[0] = "There are as many KV heads as query heads, but they are made out of a latent, `kv_lora_rank`. Only that is kept."
	}
	m.oneOf(Question{
		Key: "variant", Ask: "Which attention is it?", Options: options, Tip: "How many heads ask, and what is kept?",
		Steps: solution(phraseOf("@ That is @.|", []string{why, options[right]})), Link: r.link(), Output: "attention-kind",
	}, right, hints...)
}

// group asks for the size of a group, or for what a latent layer keeps.
func (m *maker) group(r *reading) {
	l := r.layer
	if r.mla {
		m.number(Question{
			Key: "kept", Ask: "How many numbers does a layer keep for a token?", Unit: quantity.Plain, value: float64(l.Latent + l.Rope),
			mistakes: known("The positional key of `qk_rope_head_dim` numbers is kept besides.\n"+
				"There is one latent, from which keys and values are both made. And the positional key is missing.\n"+
				"No factor 2 here: keys and values are made from one latent.\n"+
				"That is what multi-head attention would keep.", float64(l.Latent), float64(2*l.Latent), float64(2*(l.Latent+l.Rope)), float64(2*l.Heads*l.HeadDim)),
			Tip: "One latent, and one key that has the position.", Link: r.link(),
			Steps: solution(phrase("The latent and the positional key:|# + # = #", l.Latent, l.Rope, l.Latent+l.Rope)),
		})
		return
	}
	m.number(Question{
		Key: "group", Ask: "How many query heads are there for each KV head?", Unit: quantity.Plain, value: float64(l.Heads / l.KV),
		mistakes: known(`That is how many KV heads there are.
Those are all query heads.`, float64(l.KV), float64(l.Heads)),
		Tip: "Query heads over KV heads.", Link: r.link(), Output: "group-size",
		Steps: solution(phrase("Query heads over KV heads:|# ÷ # = #", l.Heads, l.KV, l.Heads/l.KV)),
	})
}

// seen asks how far layers see.
func (m *maker) seen(r *reading) {
	w := r.field("sliding_window")
	right := 0
	hints := []string{"There is a window, and nothing says that it is not used.", "Nothing says that all layers slide.", "Nothing tells layers apart here."}
	why := "The window is not used: `use_sliding_window` is false."
	switch r.slides {
	case 0:
		hints[1], hints[2] = "Look at `use_sliding_window`: the window is there and not used.", "Look at `use_sliding_window`: the window is there and not used."
	case r.layers:
		right, why = 1, "`sliding_window` is set, and nothing makes an exception."
	default:
		right, why = 2, phrase("# of # layers slide.", r.slides, r.layers)
	}
	m.oneOf(Question{
		Key: "seen", Ask: "What does a token see?", Tip: "Is the window used, and in which layers?", Link: r.link(), Steps: solution(phraseOf("@|", []string{why})),
		Options: []string{"everything before it, in all layers", phraseOf("the last @ tokens, in all layers", []string{w}), phraseOf("the last @ tokens in some layers, everything in the others", []string{w})},
	}, right, hints...)
}

// chosen asks about the experts.
func (m *maker) chosen(r *reading) {
	e := r.experts
	if m.level == 3 {
		m.number(Question{
			Key: "share", Ask: "What share of the routed experts of a layer does a token go through?", Unit: quantity.Share, Tolerance: 0.02, value: float64(e.Active) / float64(e.Count),
			mistakes: known(`Shared experts are not routed to.
That is the share that it does not use.
Shared experts are not routed to.`, float64(e.Active+e.Shared)/float64(e.Count), 1-float64(e.Active)/float64(e.Count), float64(e.Active)/float64(e.Count+e.Shared)),
			Tip: "Chosen experts over all that can be chosen.", Link: r.link(),
			Steps: solution(phraseOf("Chosen over all:|# ÷ # = @", []string{numberText(float64(e.Active)/float64(e.Count), quantity.Share)}, e.Active, e.Count)),
		})
		return
	}
	sum := Step{"The router chooses, and none is shared:", count(e.Active)}
	if e.Shared > 0 {
		sum = Step{"Chosen and shared:", phrase("# + # = #", e.Active, e.Shared, e.Active+e.Shared)}
	}
	m.number(Question{
		Key: "experts", Ask: "Through how many experts does a token go in a layer that has some? Count shared ones too.", Unit: quantity.Plain, value: float64(e.Active + e.Shared),
		mistakes: known(`Every token goes through the shared expert besides.
Those are all that can be chosen.
Those are all that there are.`, float64(e.Active), float64(e.Count), float64(e.Count+e.Shared)),
		Tip: "How many are chosen, and how many are always on?", Link: r.link(), Steps: []Step{sum},
	})
}

// good asks what holds of the model.
func (m *maker) good(r *reading) {
	slide := r.slides > 0 && r.context > r.window
	claims := strings.Split(phrase("Its cache is smaller than with a KV head for every query head.\n"+
		"After # tokens, some layers need to keep fewer.\n"+
		"For a prompt of # tokens, its heads compute fewer pairs than with a plain causal mask.\n"+
		"A token goes through only a part of the feed-forward weights.\n"+
		"Its query heads together have more numbers than `hidden_size`.", r.context, r.context), "\n")
	whys := strings.Split("Compare the heads that ask with what is kept.\n"+
		"A layer keeps fewer only where a window is used, and is shorter than that.\n"+
		"Sharing heads saves no pair. A window does, where it is used and shorter than the prompt.\n"+
		"That is so where there are experts to choose from.\n"+
		"Multiply the query heads by the size of a head; without `head_dim` it is `hidden_size` ÷ heads.", "\n")
	holds := []bool{r.mla || r.layer.KV < r.layer.Heads, slide, slide, r.experts.Count > 0, r.layer.Heads*r.layer.HeadDim > r.arch.Width}
	if r.mla {
		claims = claims[:4] // its heads are made of a latent
	}
	var rows, hints []string
	var right []int
	var steps []Step
	for _, i := range m.shuffle(len(claims))[:4] {
		answer, text := 1, " No. "
		if holds[i] {
			answer, text = 0, " Yes. "
		}
		rows, right, hints = append(rows, claims[i]), append(right, answer), append(hints, whys[i])
		steps = append(steps, Step{claims[i] + text + whys[i], ""})
	}
	m.matrix(Question{Key: "good", Ask: "What holds of it?", Options: yesNo, Steps: steps, Link: r.link(), Tip: "Heads shrink what is kept of a token, windows bound tokens and pairs, experts leave weights unused."}, rows, right, hints)
}

// yesNo are the options of a matrix that asks what holds.
var yesNo = []string{"yes", "no"}
