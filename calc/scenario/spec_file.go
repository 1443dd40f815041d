package scenario

import (
	"attnexperts/calc/json"
	"attnexperts/calc/model"
)

// specFile is the form of a scenario that is too long for a link.
type specFile struct {
	// Page says whose file this is. Fragment is the link of the rest, Models and
	// Config are what is shown.
	Page     string   `json:"page"`
	Fragment string   `json:"fragment"`
	Models   []string `json:"models"`
	Config   string   `json:"config"`
}

// SaveSpec writes a scenario as a file, which [OpenSpec] reads.
func SaveSpec(s Spec) string {
	f := specFile{Page: SpecTable.Path, Models: []string{}, Config: s.Config}
	for _, m := range s.Models {
		if m != "" {
			f.Models = append(f.Models, m)
		}
	}
	s.Config, s.Models = "", SpecTable.Default().Models
	f.Fragment = SpecTable.Fragment(s)
	data, err := json.MarshalIndent(f, " ")
	if err != nil {
		panic(err) // a struct of strings
	}
	return string(data) + "\n"
}

// OpenSpec reads what [SaveSpec] wrote; false for a text that is anything else.
// An error says why its config cannot be read. What else cannot be used is left
// out.
func OpenSpec(text string) (s Spec, ok bool, err error) {
	var f specFile
	if len(text) > 4*model.MaxBytes || json.Unmarshal([]byte(text), &f) != nil || f.Page != SpecTable.Path || f.Config == "" {
		return Spec{}, false, nil
	}
	if _, err := ReadConfig(f.Config); err != nil {
		return Spec{}, true, err
	}
	s, _ = SpecTable.Parse(f.Fragment)
	s.Config, s.Models = f.Config, [MaxCompared]string{}
	field, _ := SpecTable.Field("model")
	for _, m := range f.Models {
		list := field.Of(&s)
		_ = list.Set(list.String() + "," + m)
	}
	return s, true, nil
}
