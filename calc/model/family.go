package model

import "slices"

// A family is how the configs of one model_type are read.
type family struct {
	// types are its model_type, classes what stands in architectures.
	types, classes []string
	read           func(*reader)
}

// families are all that can be counted.
var families = slices.Concat(
	llamaFamilies, normFamilies, gemmaFamilies, qwenFamilies, deepseekFamilies, gptFamilies, moeFamilies,
	hybridFamilies, mambaFamilies, lfmFamilies,
)

// family of a model_type; nil where none is known.
func familyOf(modelType string) *family {
	for i := range families {
		if slices.Contains(families[i].types, modelType) {
			return &families[i]
		}
	}
	return nil
}

// familyOfClass is the family of a class in architectures; nil where none is
// known.
func familyOfClass(class string) *family {
	for i := range families {
		if slices.Contains(families[i].classes, class) {
			return &families[i]
		}
	}
	return nil
}
