package scenario

import "strings"

// Common is what the links of all figures can say.
type Common struct {
	// View is the picture that an embedded figure shows, of those that its page
	// has; "" is the first.
	View string
	// Ask is the output that the reader is asked to predict before the figure
	// answers; "" asks nothing.
	Ask string
	// Embed shows the figure alone, for a frame in another page.
	Embed bool
	// Lock lists the keys whose controls the reader may not change, with commas
	// between; Goal is the target as links have it, "" for none.
	Lock, Goal string
}

// Locked returns the keys whose controls the reader may not change.
func (c Common) Locked() []string {
	return strings.FieldsFunc(c.Lock, func(r rune) bool { return r == ',' })
}

// Aim returns the target that the reader is to reach, and whether there is one.
func (c Common) Aim() (Goal, bool) { return readGoal(c.Goal) }

// commonFields returns the fields that every figure's table ends with: the
// pictures and the outputs that can be named are the figure's.
func commonFields[S any](of func(*S) *Common, views, outputs []Option) []Field[S] {
	views = append([]Option{{none, "the first"}}, views...)
	named := outputs
	outputs = append([]Option{{none, "nothing: just show it"}}, outputs...)
	return []Field[S]{
		{
			Key: "view", Label: "Picture", Help: "Which of the pictures is meant.",
			Of: func(s *S) Value { return noneOr(&of(s).View, views) },
		},
		{
			Key: "ask", Label: "Predict first", Help: "Commit to a number before the figure answers.",
			Of: func(s *S) Value { return noneOr(&of(s).Ask, outputs) },
		},
		{
			Key: "embed", Label: "Alone", Help: "The figure alone, for a frame in another page.",
			Of: func(s *S) Value { return Flag(&of(s).Embed) },
		},
		{
			Key: "lock", Label: "Locked", Help: "The controls that may not be changed.",
			Of: func(s *S) Value { return LockValue{p: &of(s).Lock} },
		},
		{
			Key: "goal", Label: "Goal", Help: "What an output is to come to.",
			Of: func(s *S) Value { return GoalValue{&of(s).Goal, named} },
		},
	}
}

// noneOr binds a text that is one of the options, of which none stands for "".
func noneOr(p *string, options []Option) OptionValue {
	return OptionValue{
		get: func() string {
			if *p == "" {
				return none
			}
			return *p
		},
		set: func(text string) {
			if *p = text; text == none {
				*p = ""
			}
		},
		Options: options,
	}
}
