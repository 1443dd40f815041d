package attention

// A walker goes through the rows of a rule's mask of n tokens. It keeps what
// it knows about each part of the rule until that no longer holds, and uses
// its memory again from row to row.
type walker struct {
	n       int64
	lattice *lattice
	root    *part
}

// A part is a node of the rule with its row, which holds from row from to row
// until, its edges moving.
type part struct {
	*node
	kids        []*part
	pattern     pattern
	row, spare  []cut
	from, until int64
}

func (r Rule) walker(n int64) *walker {
	if n > MaxTokens {
		panic("attention: more than MaxTokens tokens")
	}
	root := simplified(r.tree(), false)
	w := &walker{n: n, lattice: newLattice(root, n)}
	w.root = w.part(root)
	return w
}

func (w *walker) part(a *node) *part {
	if k := len(a.kids); k > 2 {
		// In pairs of pairs, what changes is joined anew with few others.
		a = &node{op: a.op, kids: []*node{{op: a.op, kids: a.kids[:k/2]}, {op: a.op, kids: a.kids[k/2:]}}}
		if k == 3 {
			a.kids[0] = a.kids[0].kids[0]
		}
	}
	p := &part{node: a, until: -1, pattern: w.lattice.all}
	if a.op == opDilated {
		p.pattern = w.lattice.divides(a.numbers[0])
	}
	for _, k := range a.kids {
		p.kids = append(p.kids, w.part(k))
	}
	return p
}

// at returns row i and the last row for which it holds.
func (w *walker) at(i int64) (row []cut, until int64) {
	w.walk(w.root, i)
	return w.root.row, w.root.until
}

func (w *walker) walk(p *part, i int64) {
	if p.from <= i && i <= p.until {
		return
	}
	p.from, p.until = i, forever
	switch p.op {
	case opNot:
		w.invert(p, i)
	case opAnd, opOr:
		w.walk(p.kids[0], i)
		row := p.kids[0].row
		p.until = p.kids[0].until
		for _, k := range p.kids[1:] {
			w.walk(k, i)
			joined, until := merge(p.spare, row, k.row, i, p.op)
			p.until = min(p.until, until, k.until)
			p.spare, p.row, row = p.row, joined, joined
		}
	default:
		w.named(p, i)
	}
}

func (w *walker) invert(p *part, i int64) {
	kid := p.kids[0]
	w.walk(kid, i)
	p.until = kid.until
	p.row = p.row[:0]
	for _, c := range kid.row {
		p.row = append(p.row, cut{c.edge, w.lattice.all &^ c.pattern})
	}
}

// named writes the row of a named rule.
func (w *walker) named(p *part, i int64) {
	switch p.op {
	case opFull, opDilated:
		w.span(p, i, fixed(0), fixed(w.n))
	case opCausal:
		w.span(p, i, fixed(0), moving(i+1, i))
	case opWindow:
		w.span(p, i, moving(i+1-p.numbers[0], i), moving(i+p.numbers[0], i))
	case opSink, opPrefix:
		w.span(p, i, fixed(0), fixed(p.numbers[0]))
	case opGlobal:
		if i < p.numbers[0] {
			w.span(p, i, fixed(0), fixed(w.n))
			p.until = p.numbers[0] - 1
		} else {
			w.span(p, i, fixed(0), fixed(p.numbers[0]))
		}
	case opChunk:
		from := i / p.numbers[0] * p.numbers[0]
		w.span(p, i, fixed(from), fixed(from+p.numbers[0]))
		p.until = from + p.numbers[0] - 1
	case opDocs:
		from, to := document(p.numbers, i)
		w.span(p, i, fixed(from), fixed(to))
		p.until = to - 1
	}
}

// span writes a row of one span, as far as it lies inside the mask.
func (w *walker) span(p *part, i int64, from, to edge) {
	p.row = p.row[:0]
	switch at := from.at(i); {
	case at < 0 || from == fixed(0):
		p.row = append(p.row, cut{fixed(0), p.pattern})
		if from.slope == 1 {
			p.until = i - at - 1
		}
	case at >= w.n:
		p.row = append(p.row, cut{fixed(0), 0})
		return
	default:
		p.row = append(p.row, cut{fixed(0), 0}, cut{from, p.pattern})
	}
	switch at := to.at(i); {
	case at == 0 && to.slope == 0:
		p.row[0].pattern = 0
	case at < w.n:
		p.row = append(p.row, cut{to, 0})
		if to.slope == 1 {
			p.until = min(p.until, w.n-1-at+i)
		}
	}
}
