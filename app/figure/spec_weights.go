package figure

import (
	"strings"

	"attnexperts/app/markup"
	"attnexperts/calc/quantity"
)

// The measures of the picture of weights: for each model a line of text over a
// bar of all its parameters.
const (
	weightsLeft  = 8.0
	weightsWidth = 480.0
	weightsWide  = weightsWidth - 2*weightsLeft
	weightsTall  = 32.0
)

// weightsScale are the rows: a model each.
func (x examined) weightsScale() rows {
	return rows{width: weightsWidth, top: 0, line: 90, count: len(x)}
}

// most is the largest of the models' totals.
func (x examined) most() float64 {
	most := 1.0
	for _, m := range x {
		most = max(most, countOf(m.Arch).Total.Value.Float())
	}
	return most
}

// barTop is where a model's bar begins.
func (x examined) barTop(i int) float64 { return x.weightsScale().y(i) + 42 }

// weights draws what each model holds, on one scale, and of that what a token
// uses.
func (x examined) weights() Panel {
	most := x.most()
	var nodes []markup.Node
	seen := map[string]bool{}
	var legend []markup.Node
	for i, m := range x {
		z := m.sizing()
		nodes = append(nodes, label(weightsLeft, x.barTop(i)-12, m.short()+": "+amount(countOf(m.Arch).Total.Value.Float())))
		left := weightsLeft
		for _, a := range z.shares() {
			if a.experts > 0 && !a.idle {
				a.class = usedClass
			}
			wide := a.n / most * weightsWide
			nodes = append(nodes, bar(a.class, left, x.barTop(i), wide, weightsTall))
			left += wide
			if !seen[a.class] {
				seen[a.class] = true
				name := a.name
				if strings.HasPrefix(name, "embedding,") {
					name = "embedding"
				}
				legend = append(legend, swatch(a.class, name))
			}
		}
		used := countOf(m.Arch).Active.Value.Float() / most * weightsWide
		nodes = append(nodes, markup.El("path", markup.Class("c-level"), markup.Attr("d",
			"M"+num(weightsLeft)+" "+num(x.barTop(i)+weightsTall+4)+"v5h"+num(max(1, used))+"v-5")))
	}
	return Panel{
		Name: weightsName, Asks: "active-params", Question: "How much must it hold, and how much does a token use?",
		Picture:  x.weightsScale().svg(weightsName, "All parameters of each model as a bar, with what a token uses of it bracketed.", "Models", x.weightsText(0), nodes...),
		Hint:     "Point at a bar to read it. The bracket under a bar is what a token uses.",
		Legend:   legend,
		Sentence: x.weightsSentence(),
		Table:    x.weightsTable,
	}
}

// weightsText reads a model's bar.
func (x examined) weightsText(i int) string {
	z := x[i].sizing()
	var texts []string
	for _, a := range z.shares() {
		texts = append(texts, a.name+" "+amount(a.n))
	}
	return x[i].Name + ": " + strings.Join(texts, "; ") + "."
}

func (x examined) pointWeights(at Place) Pointed {
	i := x.weightsScale().at(at)
	wide := countOf(x[i].Arch).Total.Value.Float() / x.most() * weightsWide
	return Pointed{Panel: weightsName, Text: x.weightsText(i), Now: int64(i), Counted: true, Mark: outline(weightsLeft-3, x.barTop(i)-3, wide+6, weightsTall+6)}
}

func (x examined) keyWeights(at *Place, key string) bool { return x.weightsScale().key(at, key) }

// weightsSentence says how total and active differ.
func (x examined) weightsSentence() string {
	var texts []string
	for _, m := range x {
		c := countOf(m.Arch)
		total, active := c.Total.Value.Float(), c.Active.Value.Float()
		text := m.Name + " holds " + params(total)
		if active == total {
			text += " and uses all of them for each token"
		} else {
			text += " and uses " + amount(active) + " of them for a token, " + quantity.Percent(active/total)
		}
		bytes, err := m.s.Dtype.Size(int64(total))
		if err == nil {
			text += "; as " + string(m.s.Dtype) + " that is " + quantity.BytesBoth(float64(bytes)) + " to keep in memory"
		}
		texts = append(texts, text+".")
	}
	return strings.Join(texts, " ")
}

// weightsTable lists the components of all models.
func (x examined) weightsTable() Table {
	t := Table{Header: []string{"component"}}
	for _, m := range x {
		t.Header = append(t.Header, m.Name)
	}
	for p := range countOf(x[0].Arch).Parts {
		row := []string{countOf(x[0].Arch).Parts[p].Label}
		for _, m := range x {
			row = append(row, countOf(m.Arch).Parts[p].Value.Exact())
		}
		t.Rows = append(t.Rows, row)
	}
	sums := [][]string{{"total"}, {"active"}, {"active without the input embedding"}}
	for _, m := range x {
		c := countOf(m.Arch)
		sums[0], sums[1], sums[2] = append(sums[0], c.Total.Value.Exact()), append(sums[1], c.Active.Value.Exact()), append(sums[2], c.ActiveNoEmbedding.Value.Exact())
	}
	t.Rows = append(t.Rows, sums...)
	return t
}
