package model

import (
	"slices"
	"testing"
)

// unpublished are families for which no exact total of a model was found; they are read
// as their classes are written. No family is to be added to them.
var unpublished = []string{
	"helium", "arcee", "internlm", "hunyuan_v1_dense", "glm", "mimo", "nemotron", "qwen3_5", "qwen3_5_moe", "glm4_moe_lite", "lfm2_moe",
}

// A model_type has one family, and each family has a model whose total holds the count:
// in testdata/further.tsv, or in the catalogue.
func TestEachFamilyIsHeldByAPublishedTotal(t *testing.T) {
	held := map[*family]bool{}
	for _, config := range configs(t) {
		a := read(t, config)
		if f := familyOf(a.Family); f != nil {
			held[f] = true
		} else if f := familyOf(a.Family + "_text"); f != nil {
			held[f] = true
		}
	}
	seen := map[string]bool{}
	for i := range families {
		f := &families[i]
		if held[f] == slices.Contains(unpublished, f.types[0]) {
			t.Errorf("%v: a published total holds its count: %t, and unpublished says otherwise", f.types, held[f])
		}
		for _, name := range slices.Concat(f.types, f.classes) {
			if seen[name] {
				t.Errorf("%s stands in two families, or twice in one", name)
			}
			seen[name] = true
		}
	}
}
