package scenario

import "attnexperts/calc/model"

// optionsOf are the models of the catalogue with these keys, after own numbers.
func optionsOf(keys []string) []Option {
	options := []Option{{none, "own numbers"}}
	for _, key := range keys {
		if e := model.Find(key); e != nil {
			options = append(options, Option{key, e.Name})
		}
	}
	return options
}

// architectureOf returns a model as the catalogue has it; nil for own numbers.
func architectureOf(key string) *model.Architecture {
	if key == none {
		return nil
	}
	a, err := model.Find(key).Architecture()
	if err != nil {
		panic("scenario: the catalogue's " + key + ": " + err.Error()) // a test reads them all
	}
	return a
}

// givesOwn reports whether a link means the reader's own numbers: it names no
// model, and gives one of the keys that a model decides.
func givesOwn(given func(string) bool, keys []string) bool {
	if given("model") {
		return false
	}
	for _, k := range keys {
		if given(k) {
			return true
		}
	}
	return false
}

// decidedBy is a value that a model decides, where there is one.
func decidedBy(key string, v Value) Value {
	if key == none {
		return v
	}
	return Fixed(v, "the model "+key+" has that; leave the model out to choose")
}
