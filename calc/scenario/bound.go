package scenario

import (
	"strconv"
	"strings"
)

// bound are a table's fields with the scenario that they are of. What a table
// does is done here, where the scenario's type no longer matters: the client
// holds it once, and not once for each page.
type bound []boundField

// A boundField is a [Field] of a scenario.
type boundField struct {
	key     string
	many    bool
	most    int
	instead string
	// value binds the value anew each time, since its bounds may depend on the
	// values of fields before it.
	value func() Value
}

// text returns what a link says of the field, before escaping, and whether that
// is all of it.
func (f boundField) text() (text string, whole bool) {
	text = f.value().String()
	if f.most > 0 && len(text) > f.most {
		return f.instead, false
	}
	return text, true
}

// many reports whether a key may be given several times.
func (b bound) many(key string) bool {
	for _, f := range b {
		if f.key == key {
			return f.many
		}
	}
	return false
}

func (b bound) keys() []string {
	keys := make([]string, len(b))
	for i, f := range b {
		keys[i] = f.key
	}
	return keys
}

// take sets every field that is given, and settles all.
func (b bound) take(given parts) []Notice {
	var notices []Notice
	for _, f := range b {
		v := f.value()
		text, ok := given.take(f.key)
		err := error(nil)
		if ok {
			err = v.Set(text)
		}
		if err == nil {
			settle(v)
			continue
		}
		use(v, err)
		settle(v)
		used := " Used instead: " + Quote(v.String()) + "."
		if is := v.String(); is == "" || is == none && !isRefusal(err) {
			used = " It was left out."
		}
		notices = append(notices, Notice{f.key, err.Error() + "." + used})
	}
	return append(notices, given.unknown()...)
}

// fragment writes what differs from the same fields of a default, which follows
// what is written.
func (b bound) fragment(def bound) string {
	var text strings.Builder
	text.WriteString("v=" + strconv.Itoa(Version))
	for i, f := range b {
		is, _ := f.text()
		if is == def[i].value().String() {
			continue
		}
		texts := []string{is}
		if f.many {
			texts = strings.FieldsFunc(is, func(r rune) bool { return r == ',' })
		}
		for _, t := range texts {
			text.WriteString("&" + f.key + "=" + escape(t))
		}
		_ = def[i].value().Set(is)
	}
	return text.String()
}

// carried reports whether a link says all of every field.
func (b bound) carried() bool {
	for _, f := range b {
		if _, whole := f.text(); !whole {
			return false
		}
	}
	return true
}

// set sets the field of a key, and lets those after it follow.
func (b bound) set(key, text string) error {
	for _, f := range b {
		if f.key != key {
			continue
		}
		if err := f.value().Set(text); err != nil {
			return err
		}
		for _, f := range b {
			settle(f.value())
		}
		return nil
	}
	return &Refusal{Given: key, Allowed: "one of " + strings.Join(b.keys(), ", ")}
}

// settle moves a value that its bounds no longer allow to the nearest one that
// they do.
func settle(v Value) {
	if err := v.Set(v.String()); err != nil {
		use(v, err)
	}
}

func isRefusal(err error) bool {
	_, ok := err.(*Refusal)
	return ok
}

// use sets a value to the nearest that a refusal names, if it names one.
func use(v Value, err error) {
	if r, ok := err.(*Refusal); ok && r.Nearest != "" {
		_ = v.Set(r.Nearest)
	}
}
