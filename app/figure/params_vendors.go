package figure

import (
	"math"
	"strings"
	"sync"

	"attnexperts/app/markup"
	"attnexperts/calc/model"
	"attnexperts/calc/quantity"
	"attnexperts/calc/scenario"
)

// A claim is what a vendor says is active in a model, beside three counts that
// go by that name.
type claim struct {
	entry *model.Entry
	// active is everything that a token uses; lookup is that without the input
	// embedding, and inner without the output head as well.
	active, lookup, inner float64
}

// claims are those of the models that can be chosen.
var claims = sync.OnceValue(func() []claim {
	var list []claim
	for _, o := range scenario.ParamsModels() {
		e := model.Find(o.Text)
		if e.Quoted.Active == 0 {
			continue
		}
		a, err := e.Architecture()
		if err != nil {
			panic("figure: the catalogue's " + e.Name + ": " + err.Error()) // a test reads them all
		}
		c := countOf(a)
		inner := c.ActiveNoEmbedding.Value.Float() - c.Parts[model.OutputHead].Value.Float()
		if a.Tied {
			inner -= c.Parts[model.Embedding].Value.Float()
		}
		list = append(list, claim{e, c.Active.Value.Float(), c.ActiveNoEmbedding.Value.Float(), inner})
	}
	return list
})

// quoted is what the vendor says.
func (c claim) quoted() float64 { return float64(c.entry.Quoted.Active) }

// definitions are the counts that go by the name of active.
func (c claim) definitions() [3]definition {
	return [3]definition{{"all", c.active}, {"without embedding", c.lookup}, {"without embedding and head", c.inner}}
}

// A definition is one of them, by the name that the table has for it.
type definition struct {
	name string
	n    float64
}

// text is the definition with its number.
func (d definition) text() string { return d.name + ": " + amount(d.n) }

// matches reports whether a count rounds to what is quoted, in the digits that
// are quoted: at least whole billions.
func (c claim) matches(d definition) bool {
	unit := 1.0
	for q := c.entry.Quoted.Active; q%10 == 0 && unit < 1e9; q /= 10 {
		unit *= 10
	}
	return math.Abs(d.n-c.quoted()) <= unit/2
}

// fits returns the definitions that come to what is quoted.
func (c claim) fits() []definition {
	var list []definition
	for _, d := range c.definitions() {
		if c.matches(d) {
			list = append(list, d)
		}
	}
	return list
}

// counts says which definition comes to what is quoted, or between which it lies.
func (c claim) counts() string {
	d := c.definitions()
	fit := c.fits()
	switch {
	case len(fit) > 0:
		texts := make([]string, len(fit))
		for i, f := range fit {
			texts[i] = f.text()
		}
		return strings.Join(texts, "; or ")
	case c.quoted() > d[0].n:
		return "more than " + d[0].text()
	case c.quoted() > d[1].n:
		return "between " + d[1].text() + ", and " + d[0].text()
	case c.quoted() > d[2].n:
		return "between " + d[2].text() + ", and " + d[1].text()
	}
	return "less than " + d[2].text()
}

// text reads one claim.
func (c claim) text() string {
	return c.entry.Name + " is quoted with " + amount(c.quoted()) + " (" + c.entry.Quoted.Source + ": " + c.entry.Quoted.Definition + "). Counted: " +
		amount(c.active) + " in all, " + amount(c.lookup) + " without the input embedding, " + amount(c.inner) + " without the output head too."
}

// The measures of the picture of claims: a line of text over a line of marks for
// each, on one scale of shares of all that a token uses.
const (
	vendorsLeft  = 24.0
	vendorsTrack = 42.0
)

// vendorsScale are the rows: a model each.
func vendorsScale() rows { return rows{width: 480, top: 30, line: 58, count: len(claims())} }

// vendorsX is where a share of all active parameters lies.
func vendorsX(share float64) float64 {
	lo, hi := vendorsRange()
	return vendorsLeft + (share-lo)/(hi-lo)*(vendorsScale().width-2*vendorsLeft)
}

// vendorsRange is how far the marks reach, in whole tenths.
var vendorsRange = sync.OnceValues(func() (lo, hi float64) {
	lo, hi = 1, 1
	for _, c := range claims() {
		lo, hi = min(lo, c.inner/c.active, c.quoted()/c.active), max(hi, c.quoted()/c.active)
	}
	return math.Floor(lo*10) / 10, math.Ceil(hi*10) / 10
})

// vendors shows which definition of active each vendor quotes. No scenario
// changes it.
var vendors = sync.OnceValue(func() Panel {
	nodes := []markup.Node{vendorsGrid()}
	for i, c := range claims() {
		y := vendorsScale().y(i)
		nodes = append(nodes, label(vendorsLeft, y+22, c.entry.Name),
			markup.El("path", markup.Class("c-link"), markup.Attr("d", "M"+num(vendorsX(c.inner/c.active))+" "+num(y+vendorsTrack)+"H"+num(vendorsX(1)))),
			dot("c-mark v-computed", c.active/c.active, y), dot("c-mark hollow v-computed", c.lookup/c.active, y), stroke(c.inner/c.active, y), pointerTo(c.quoted()/c.active, y))
	}
	return Panel{
		Name: vendorsName, Question: "Which “active” does a vendor quote?",
		Picture: vendorsScale().svg(vendorsName, "What vendors quote as active, as a share of all that a token uses.", "Models", claims()[0].text(), nodes...),
		Hint:    "Point at a model to read what it is quoted with, and by whom. 100 % is all that a token uses, as it is counted here.",
		Legend: []markup.Node{
			sign("quoted", markup.El("path", markup.Class("c-fits v-roof"), markup.Attr("d", "M10 16L3 4H17z"))),
			sign("all that a token uses", circle("c-mark v-computed")), sign("without the input embedding", circle("c-mark hollow v-computed")),
			sign("without the output head too", markup.El("path", markup.Class("c-curve v-computed"), markup.Attr("d", "M10 3V17"))),
		},
		Sentence: vendorsSentence(),
		Numbers:  vendorsNumbers(),
		Table:    vendorsTable,
	}
})

// vendorsGrid draws the shares that the marks are compared with.
func vendorsGrid() markup.Node {
	lo, hi := vendorsRange()
	var nodes []markup.Node
	for tenth := math.Round(lo * 10); tenth <= math.Round(hi*10); tenth++ {
		x := num(vendorsX(tenth / 10))
		nodes = append(nodes, markup.El("path", markup.Class("c-rule"), markup.Attr("d", "M"+x+" 26V"+num(vendorsScale().height()))))
		if int(tenth)%2 == 0 {
			nodes = append(nodes, markup.El("text", markup.Attr("x", x), markup.Attr("y", "20"), markup.Attr("text-anchor", "middle"), markup.Text(quantity.Percent(tenth/10))))
		}
	}
	return markup.El("g", markup.List(nodes))
}

func dot(class string, share, y float64) markup.Node {
	return markup.El("circle", markup.Class(class), markup.Attr("cx", num(vendorsX(share))), markup.Attr("cy", num(y+vendorsTrack)), markup.Attr("r", "6"))
}

func stroke(share, y float64) markup.Node {
	x := num(vendorsX(share))
	return markup.El("path", markup.Class("c-curve v-computed"), markup.Attr("d", "M"+x+" "+num(y+vendorsTrack-7)+"v14"))
}

// pointerTo is what points at what is quoted, from above.
func pointerTo(share, y float64) markup.Node {
	return markup.El("path", markup.Class("c-fits v-roof"), markup.Attr("d", "M"+num(vendorsX(share))+" "+num(y+vendorsTrack-7)+"l-6 -10h12z"))
}

func circle(class string) markup.Node {
	return markup.El("circle", markup.Class(class), markup.Attr("cx", "10"), markup.Attr("cy", "10"), markup.Attr("r", "6"))
}

// sign is an item of a legend with a mark as the picture has it.
func sign(name string, mark markup.Node) markup.Node {
	return markup.El("li", markup.El("svg", markup.Attr("viewBox", "0 0 20 20"), markup.Attr("aria-hidden", "true"), mark), markup.Text(name))
}

func pointVendors(at Place) Pointed {
	i := vendorsScale().at(at)
	return Pointed{Panel: vendorsName, Text: claims()[i].text(), Now: int64(i), Counted: true, Mark: vendorsScale().mark(i)}
}

func vendorsSentence() string {
	var only [3]int64
	several, none := int64(0), int64(0)
	for _, c := range claims() {
		switch fit := c.fits(); len(fit) {
		case 0:
			none++
		case 1:
			for i, d := range c.definitions() {
				if d == fit[0] {
					only[i]++
				}
			}
		default:
			several++
		}
	}
	return "Of " + quantity.Count(int64(len(claims()))) + " models, " + quantity.Count(only[0]) + " are quoted with all that a token uses, " + quantity.Count(only[1]) +
		" without the input embedding, " + quantity.Count(only[2]) + " without the output head too. For " + quantity.Count(several) + " the number is too round to tell, and for " +
		quantity.Count(none) + " it fits none of the three. The smaller the model, the more it matters: a large vocabulary is then a large part of it."
}

// vendorsNumbers says beside each model's quoted number what it counts.
func vendorsNumbers() markup.Node {
	items := make([]markup.Node, len(claims()))
	for i, c := range claims() {
		items[i] = markup.El("tr", markup.El("th", markup.Attr("scope", "row"), markup.Text(c.entry.Name)), markup.El("td", markup.Text(amount(c.quoted()))), markup.El("td", markup.Text(c.counts())))
	}
	head := markup.El("tr", markup.El("th", markup.Attr("scope", "col"), markup.Text("Model")), markup.El("th", markup.Attr("scope", "col"), markup.Text("Quoted")), markup.El("th", markup.Attr("scope", "col"), markup.Text("Which counts")))
	return markup.El("table", markup.Class("numbers claims"), markup.El("thead", head), markup.El("tbody", markup.List(items)))
}

func vendorsTable() Table {
	t := Table{Header: []string{"model", "maker", "quoted total", "total", "quoted active", "active", "active without input embedding", "without output head too", "quoted by", "in their words", "which is"}}
	for _, c := range claims() {
		a, _ := c.entry.Architecture() // read before
		q := c.entry.Quoted
		t.Rows = append(t.Rows, []string{
			c.entry.Name, c.entry.Maker, digits(q.Total), countOf(a).Total.Value.Exact(), digits(q.Active), exact(c.active), exact(c.lookup), exact(c.inner),
			q.Source, q.Definition, c.counts(),
		})
	}
	return t
}
