package part

import "attnexperts/calc/scenario"

// Looks is all that a control's look follows from: of two controls with equal looks
// one need not be made.
type Looks struct {
	key, prefix, label, help, text, problem string

	locked, ranged, fixed bool
	scope                 Range
	// texts and numbers are the first of what there is to choose from, and count how
	// many there are.
	texts   *scenario.Option
	numbers *int64
	count   int
}

// Looks returns the control's looks, and false where it has more to it.
func (c Control) Looks() (Looks, bool) {
	l := Looks{key: c.Key, prefix: c.Prefix, label: c.Label, help: c.Help, text: c.Text, problem: c.Problem, locked: c.Locked}
	v := c.Value
	if fixed, ok := v.(scenario.FixedValue); ok {
		v, l.fixed = fixed.Value, true
	}
	l.scope, l.ranged = RangeOf(v)
	switch v := v.(type) {
	case scenario.ChoiceValue:
		if l.count = len(v.Options); l.count > 0 {
			l.numbers = &v.Options[0]
		}
	case scenario.OptionValue:
		if l.count = len(v.Options); l.count > 0 {
			l.texts = &v.Options[0]
		}
	case scenario.FlagValue:
	default:
		return l, l.ranged && c.After.IsZero()
	}
	return l, c.After.IsZero()
}
