package page

import (
	"slices"
	"testing"

	"attnexperts/app/cards"
)

// Damaged files are saved under their own names, and one that cannot be read is named
// instead of being saved empty.
func TestDamagedFilesAreSavedOrNamed(t *testing.T) {
	whole, empty, lost := cards.AsideFile{Name: "a.1", Data: []byte("text")}, cards.AsideFile{Name: "b.2", Data: []byte{}}, cards.AsideFile{Name: "c.3"}
	for _, c := range []struct {
		files []cards.AsideFile
		saved []string
		said  string
	}{
		{[]cards.AsideFile{whole, empty}, []string{"a.1.txt: text", "b.2.txt: "}, "Saved."},
		{[]cards.AsideFile{lost, whole}, []string{"a.1.txt: text"}, "Saved, but for what cannot be read: c.3."},
		{[]cards.AsideFile{lost}, nil, "None of them can be read: c.3."},
	} {
		var saved []string
		said := saveAside(c.files, func(name, _, content string) { saved = append(saved, name+": "+content) })
		if said != c.said || !slices.Equal(saved, c.saved) {
			t.Errorf("%v: saved %q and said %q, want %q and %q", c.files, saved, said, c.saved, c.said)
		}
	}
}
