package practice

import (
	"strings"

	"attnexperts/calc/quantity"
)

// fit asks how many conversations fit on a device beside the weights.
func (m *maker) fit(c *caching) {
	d := m.device()
	weights, each := c.total*size(c.dtype), c.token()*c.context
	room := d.Memory - weights
	m.reject(room < each)
	fit := room / each
	m.reject(fit < 1 || fit > 5000)
	memory := quantity.BytesText(float64(d.Memory))
	device, _, _ := strings.Cut(d.Name, ", ") // without a size in other units
	ask := phraseOf("The weights are # parameters. How many conversations of # tokens fit beside them on a device with @ (@)?", []string{memory, device}, c.total, c.context)
	tolerance := 0.0
	if fit >= 100 {
		tolerance = 0.02
	}
	c.batch = 1
	m.number(Question{
		Key: "fit", Ask: ask, Unit: quantity.Plain, Tolerance: tolerance,
		value: float64(fit), mistakes: known(phrase(`You forgot the weights, which take $ of the memory.
The last one does not fit whole. Round down.
You counted query heads. Only KV heads are kept.
You left out the factor 2: a key and a value are kept.
You counted a byte for each weight.
That is how many tokens fit, all conversations together.`, weights), float64(d.Memory/each), float64(fit+1), float64(room/(each*c.layer.Heads/c.layer.KV)), float64(2*room/each), float64((d.Memory-c.total)/each), float64(room/c.token())),
		Tip: "What is left of the memory beside the weights, over what one conversation keeps. Round down.",
		Steps: append(
			c.tokenSteps(),
			Step{"One conversation keeps:", phrase("# × # = $", c.token(), c.context, each)},
			Step{"The weights take:", phrase("# × # = $", c.total, size(c.dtype), weights)},
			Step{"What is left, over one conversation, rounded down:", phrase("(# − #) ÷ # → #", d.Memory, weights, each, fit)},
		),
		Link: c.link(d.Key, 0), Output: "max-batch",
	})
}

// parallel asks for the cache of one device of several that share the heads.
func (m *maker) parallel(c *caching) {
	l, b := c.layer, size(c.dtype)
	devices := m.one(2, 4, 8, 16, 32)
	m.reject(l.Heads%devices != 0 || l.KV%devices != 0 && devices%l.KV != 0)
	kv := max(1, l.KV/devices)
	each := 2 * kv * l.HeadDim * b * c.layers
	held := several(kv, "KV head", "KV heads")
	how := phraseOf("The KV heads are split among the devices, @ on each:", []string{held})
	if devices > l.KV {
		how = "There are more devices than KV heads, so each holds a copy of one:"
	}
	m.number(Question{
		Key: "device", Ask: phrase("The heads are split among # devices (tensor parallelism), and each device keeps the KV heads that its query heads need. How many bytes does one more token add on each device?", devices), Unit: quantity.Bytes, Tolerance: 0.02,
		value: float64(each), mistakes: append(known(`A KV head is not split further: with more devices than KV heads, each device holds a copy of one.
That is on all devices together, without copies.`, float64(c.token())/float64(devices), float64(c.token())), c.tokenMistakes(float64(each))...),
		Tip: "How many KV heads does a device hold? It needs at least one.",
		Steps: solution(phraseOf(`@|@
In all layers, as @:|# × # × # = $`, []string{how, product(2, kv, l.HeadDim) + " numbers in a layer", string(c.dtype)}, 2*kv*l.HeadDim, c.layers, b, each)),
		Link: c.link("", 0),
	})
}
