package figure

import (
	"attnexperts/app/markup"
	"attnexperts/calc/quantity"
	"attnexperts/calc/scenario"
)

// The measures of the picture of shared heads: query heads in a row over the KV
// heads that they read.
const (
	sharingWidth  = 480.0
	sharingHeight = 236.0
	sharingLeft   = 16.0
	queriesTop    = 40.0
	kvTop         = 150.0
	headTall      = 46.0
)

// sharingScale turns heads into the picture's units.
type sharingScale struct{ scenario.Cache }

func (m sharingScale) unit() float64 { return (sharingWidth - 2*sharingLeft) / float64(m.Heads) }

func (m sharingScale) x(head int64) float64 { return sharingLeft + float64(head)*m.unit() }

// size is how many query heads read one KV head; all read the one latent.
func (m sharingScale) size() int64 {
	if m.Latent > 0 {
		return m.Heads
	}
	return m.Heads / m.KV
}

// sharing shows which query heads read which KV head.
func (k cost) sharing() Panel {
	m := sharingScale{k.c}
	p := Panel{
		Name: sharingName, Question: "How do heads share what is kept?",
		Picture: markup.El(
			"svg", markup.Attr("viewBox", "0 0 "+num(sharingWidth)+" "+num(sharingHeight)), markup.Attr("role", "group"),
			markup.Attr("aria-label", "Query heads over the KV heads that they read."),
			m.names(), m.links(), m.boxes(), m.catch(), m.grip(),
		),
		Hint:     "Point at a head to see whose keys it reads. Drag the round grip to make the groups larger or smaller.",
		Sentence: k.sharingSentence(),
		Controls: []string{"heads", "kv", "head-dim", "layers"},
		More:     []string{"latent", "rope-dim"},
		Table:    k.sharingTable,
	}
	if k.c.Latent > 0 {
		p.Hint = "All heads read the same latent. Set it to 0 to share keys and values instead."
	}
	return p
}

// names label the two rows.
func (m sharingScale) names() markup.Node {
	kept := plural(m.KV, "KV head is kept", "KV heads are kept")
	if m.Latent > 0 {
		kept = "one latent of " + quantity.Count(m.Latent) + " + " + quantity.Count(m.RopeDim) + " numbers is kept"
	}
	return markup.El("g", markup.Attr("aria-hidden", "true"),
		markup.El("text", markup.Attr("x", num(sharingLeft)), markup.Attr("y", num(queriesTop-14)), markup.Text(plural(m.Heads, "query head asks", "query heads ask"))),
		markup.El("text", markup.Attr("x", num(sharingLeft)), markup.Attr("y", num(kvTop+headTall+24)), markup.Text(kept)))
}

// links are the lines from query heads to what they read.
func (m sharingScale) links() markup.Node {
	var d []byte
	size := m.size()
	for h := range m.Heads {
		first := h / size * size
		d = append(d, "M"+num(m.x(h)+m.unit()/2)+" "+num(queriesTop+headTall)+"L"+num(m.x(first)+float64(size)*m.unit()/2)+" "+num(kvTop)...)
	}
	return markup.El("path", markup.Class("c-link"), markup.Attr("d", string(d)))
}

// boxes are the heads, in the colour of the KV head; colours repeat after eight.
func (m sharingScale) boxes() markup.Node {
	var paths [8][]byte
	size := m.size()
	gap := min(m.unit()*0.16, 3)
	for h := range m.Heads {
		k := h / size % 8
		paths[k] = append(paths[k], box(m.x(h)+gap, queriesTop, m.unit()-2*gap, headTall)...)
		if h%size == 0 {
			paths[k] = append(paths[k], box(m.x(h)+gap, kvTop, float64(size)*m.unit()-2*gap, headTall)...)
		}
	}
	nodes := make([]markup.Node, len(paths))
	for i, d := range paths {
		nodes[i] = markup.El("path", markup.Class(kvClass(int64(i))), markup.Attr("d", string(d)))
	}
	return markup.El("g", markup.Attr("aria-hidden", "true"), markup.List(nodes))
}

// catch is what is pointed at and has the focus for reading heads by key.
func (m sharingScale) catch() markup.Node {
	return markup.El(
		"g", markup.Attr("data-hold", sharingName), markup.Attr("data-point", sharingName), markup.Attr("role", "slider"), markup.Attr("tabindex", "0"),
		markup.Attr("aria-label", "Query heads; left and right read one"), markup.Int("aria-valuemin", 0), markup.Int("aria-valuemax", m.Heads-1), markup.Int("aria-valuenow", 0),
		markup.Attr("aria-valuetext", m.text(0)),
		wholeRect("c-catch", sharingWidth, sharingHeight), wholeRect("ring", sharingWidth, sharingHeight),
	)
}

// grip is the boundary after the first group. A latent has no groups.
func (m sharingScale) grip() markup.Node {
	if m.Latent > 0 {
		return markup.El("g")
	}
	size := m.size()
	x := num(m.x(size))
	return markup.El(
		"g", markup.Attr("data-hold", groupGrip), markup.Attr("role", "slider"), markup.Attr("tabindex", "0"),
		markup.Attr("aria-label", "Size of a group of query heads"),
		markup.Int("aria-valuemin", 1), markup.Int("aria-valuemax", m.Heads), markup.Int("aria-valuenow", size),
		markup.Attr("aria-valuetext", "groups of "+quantity.Count(size)+", "+plural(m.KV, "KV head", "KV heads")),
		markup.El("path", markup.Class("c-boundary"), markup.Attr("d", "M"+x+" "+num(queriesTop-8)+"V"+num(kvTop+headTall+8))),
		roundGrip(m.x(size), (queriesTop+headTall+kvTop)/2),
	)
}
