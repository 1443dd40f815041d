package figure

import (
	"strings"

	"attnexperts/calc/attention"
	"attnexperts/calc/quantity"
)

// layerAt is the model and the layer at a place, or the nearest.
func (x examined) layerAt(at Place) (i, layer int) {
	i = max(0, min(len(x)-1, int(at.Y/stackEach)))
	c := x.stackScale(i)
	return i, max(0, min(c.layers-1, int((at.X-stackLeft)/c.unit())))
}

// layerText reads a layer.
func (x examined) layerText(i, layer int) string {
	m := x[i]
	text := "Layer " + quantity.Count(int64(layer+1)) + " of " + quantity.Count(int64(len(m.Arch.Layers)))
	if len(x) > 1 {
		text += " of " + m.Name
	}
	return text + ": " + m.Arch.Layers[layer].Words() + "."
}

func (x examined) pointStack(at Place) Pointed {
	i, layer := x.layerAt(at)
	c := x.stackScale(i)
	return Pointed{
		Panel: stackName, Text: x.layerText(i, layer), Now: int64(layer), Counted: true,
		Mark: outline(c.x(layer)-1, c.top+stackHead-3, max(3, c.unit()+2), 2*stackTall+stackGap+6),
	}
}

// keyStack moves the place to another layer, or to another model's.
func (x examined) keyStack(at *Place, key string) bool {
	i, layer := 0, -1
	if at.X >= 0 {
		i, layer = x.layerAt(*at)
	}
	last := len(x[i].Arch.Layers) - 1
	switch key {
	case "ArrowLeft":
		layer--
	case "ArrowRight":
		layer++
	case "PageUp":
		layer -= 10
	case "PageDown":
		layer += 10
	case "Home":
		layer = 0
	case "End":
		layer = last
	case "ArrowUp":
		i--
	case "ArrowDown":
		i++
	default:
		return false
	}
	i = max(0, min(len(x)-1, i))
	c := x.stackScale(i)
	layer = max(0, min(c.layers-1, layer))
	*at = Place{X: c.x(layer) + c.unit()/2, Y: c.top + stackHead + stackTall}
	return true
}

// stackSentence says what kinds of layers there are: of one model in full, or,
// briefly, one thing after the other.
func (x examined) stackSentence(brief bool) string {
	if s := x[0].report; brief && s != nil && len(x) == 1 {
		all := s.Sentences()
		return strings.Join(all[:len(all)-2], " ") // without its size and its cache
	}
	if len(x) > 1 {
		texts := make([]string, len(x))
		for i, m := range x {
			texts[i] = m.Name + ": " + m.Arch.LayerWords()
		}
		return strings.Join(texts, " ")
	}
	groups := x[0].Arch.Groups()
	const most = 4
	var kinds []string
	for i, g := range groups {
		if i == most {
			kinds = append(kinds, plural(int64(len(groups)-most), "further kind", "further kinds"))
			break
		}
		kinds = append(kinds, quantity.Count(g.Count)+" with "+g.Words())
	}
	return plural(int64(len(x[0].Arch.Layers)), "layer", "layers") + ": " + strings.Join(kinds, "; and ") + "."
}

// stackTable lists all layers.
func (x examined) stackTable() Table {
	t := Table{Header: []string{"model", "layer", "sees", "tokens kept", "query heads", "KV heads", "size of a head", "latent", "dense width", "experts", "used", "expert width", "shared"}}
	for _, m := range x {
		for i, l := range m.Arch.Layers {
			c := attention.Layer{}
			sees := "nothing"
			if l.Mixer != nil {
				c = l.Mixer.Cache()
				sees = c.Kind.String()
			}
			t.Rows = append(t.Rows, []string{
				m.Name, digits(int64(i + 1)), sees, digits(c.Kept(m.s.Context)), digits(c.Heads), digits(c.KV), digits(c.HeadDim), digits(c.Latent),
				digits(l.Dense.Width), digits(l.Experts.Count), digits(l.Experts.Active), digits(l.Experts.Width), digits(l.Experts.Shared),
			})
		}
	}
	return t
}
