package attention

// Number returns the number of the first named rule of that name, in reading
// order (of docs, the first length), and whether there is one.
func (r Rule) Number(name string) (int64, bool) {
	if a := r.tree().first(name); a != nil {
		return a.numbers[0], true
	}
	return 0, false
}

// WithNumber returns the rule with the number that [Rule.Number] returns
// changed to v. It reports false, with the rule as it was, if there is no such
// number, if v is not allowed there, or if the rule would become too long.
func (r Rule) WithNumber(name string, v int64) (Rule, bool) {
	old := r.tree().first(name)
	if old == nil || v < atoms[old.op].least || v > MaxNumber {
		return r, false
	}
	numbers := append([]int64{v}, old.numbers[1:]...)
	changed := Rule{r.tree().replace(old, &node{op: old.op, numbers: numbers})}
	if changed.length() > MaxRuleLength || len(dilations(changed.root)) > MaxDilations {
		return r, false
	}
	return changed, true
}

// first returns the first node of a name that has a number, or nil.
func (a *node) first(name string) *node {
	if len(a.numbers) > 0 && atoms[a.op].name == lower(name) {
		return a
	}
	for _, k := range a.kids {
		if found := k.first(name); found != nil {
			return found
		}
	}
	return nil
}

// replace returns the tree with one of its nodes exchanged; the rest is shared.
func (a *node) replace(old, by *node) *node {
	if a == old {
		return by
	}
	if len(a.kids) == 0 {
		return a
	}
	kids := make([]*node, len(a.kids))
	for i, k := range a.kids {
		kids[i] = k.replace(old, by)
	}
	return &node{op: a.op, numbers: a.numbers, kids: kids}
}
