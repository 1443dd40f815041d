package scenario

import (
	"strconv"
	"strings"
)

// Option is one of the texts that a key may have, and what people call it.
type Option struct{ Text, Label string }

// OptionValue is one of a few texts.
type OptionValue struct {
	get     func() string
	set     func(text string)
	Options []Option
}

// OneOf binds a text that must be one of the options.
func OneOf[T ~string](p *T, options []Option) OptionValue {
	return OptionValue{func() string { return string(*p) }, func(text string) { *p = T(text) }, options}
}

// Then returns the value with something that is done each time it is set.
func (v OptionValue) Then(follow func()) OptionValue {
	set := v.set
	v.set = func(text string) { set(text); follow() }
	return v
}

// String returns the chosen text.
func (v OptionValue) String() string { return v.get() }

// Set takes one of the options, whatever the case of its letters. No other text
// is near one of them, so a refusal names none.
func (v OptionValue) Set(text string) error {
	text = strings.ToLower(strings.TrimSpace(text))
	for _, o := range v.Options {
		if o.Text == text {
			if text != v.get() {
				v.set(text)
			}
			return nil
		}
	}
	return &Refusal{Given: text, Allowed: v.Allowed()}
}

// maxListed is how many options are listed: more of them would fill a page.
const maxListed = 12

// Allowed lists the options, or, where there are many, the first of them.
func (v OptionValue) Allowed() string {
	texts := make([]string, min(len(v.Options), maxListed))
	for i := range texts {
		texts[i] = v.Options[i].Text
	}
	list := "one of " + strings.Join(texts, ", ")
	if more := len(v.Options) - len(texts); more > 0 {
		list += " and " + strconv.Itoa(more) + " more that the page lists"
	}
	return list
}

// OptionalValue is a whole number that may be left out.
type OptionalValue struct {
	IntValue
}

// none is how a link says that an optional number is left out.
const none = "none"

// Optional binds a whole number between bounds, the lower one above 0, which may
// also be left out; it is 0 then.
func Optional(p *int64, lo, hi int64) OptionalValue { return OptionalValue{Int(p, lo, hi)} }

// String returns the number, or "none".
func (v OptionalValue) String() string {
	if *v.p == 0 {
		return none
	}
	return v.IntValue.String()
}

// Set takes a number as [IntValue.Set] does; "none", or nothing, leaves it out.
func (v OptionalValue) Set(text string) error {
	if t := strings.ToLower(strings.TrimSpace(text)); t == none || t == "" {
		*v.p = 0
		return nil
	}
	err := v.IntValue.Set(text)
	if r, ok := err.(*Refusal); ok {
		r.Allowed = v.Allowed()
	}
	return err
}

// Allowed says which numbers can be used.
func (v OptionalValue) Allowed() string { return v.IntValue.Allowed() + ", or none" }

// FixedValue is a value that something else decides.
type FixedValue struct {
	Value
	why string
}

// Fixed returns a value that a link cannot change; why says what decides it.
func Fixed(v Value, why string) FixedValue { return FixedValue{v, why} }

// Set takes the value that it has. Anything else is refused.
func (v FixedValue) Set(text string) error {
	if strings.TrimSpace(text) == v.String() {
		return nil
	}
	return &Refusal{Given: text, Allowed: "only " + v.String() + ", since " + v.why, Nearest: v.String()}
}
