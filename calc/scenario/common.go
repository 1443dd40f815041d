package scenario

// Common is what the links of all figures can say.
type Common struct {
	// View is the picture that an embedded figure shows, of those that its page
	// has; "" is the first.
	View string
	// Ask is the output that the reader is asked to predict before the figure
	// answers; "" asks nothing.
	Ask string
}

// commonFields returns the fields that every figure's table ends with: the
// pictures and the outputs that can be named are the figure's.
func commonFields[S any](of func(*S) *Common, views, outputs []Option) []Field[S] {
	views = append([]Option{{none, "the first"}}, views...)
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
