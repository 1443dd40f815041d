package model

import (
	"strings"
	"testing"

	"attnexperts/calc/attention"
	"attnexperts/calc/quantity"
)

// Whatever the bytes: an error, or an architecture whose report holds together.
func FuzzRead(f *testing.F) {
	for _, e := range Catalogue() {
		f.Add([]byte(e.Config))
	}
	for _, line := range strings.Split(further, "\n") {
		if cells := strings.Split(line, "\t"); len(cells) == 3 {
			f.Add([]byte(cells[2]))
		}
	}
	for _, bad := range []string{"", "{", "[]", "GGUF", "<html>", `{"model_type":"llama"}`, `{"a":{"a":[{"a":null}]}}`, "\ufeff{}", `{"architectures":[null]}`} {
		f.Add([]byte(bad))
	}
	f.Fuzz(func(t *testing.T, config []byte) {
		a, err := Read("", config)
		if err != nil {
			if err.Error() == "" || a != nil {
				t.Fatalf("error %q, %v", err, a)
			}
			return
		}
		c, err := a.Count()
		if err != nil {
			t.Fatalf("Read took what cannot be counted: %v", err)
		}
		sum := int64(0)
		for _, p := range c.Parts {
			n := whole(t, p)
			if n < 0 {
				t.Fatalf("%s has %d parameters", p.Name, n)
			}
			sum += n
		}
		total, active, lean := whole(t, c.Total), whole(t, c.Active), whole(t, c.ActiveNoEmbedding)
		if total <= 0 || sum != total || active > total || active < 0 || lean > active || lean < 0 {
			t.Fatalf("parts sum to %d, total %d, active %d, without embedding %d", sum, total, active, lean)
		}
		for _, field := range a.Fields {
			if field.Start < 0 || field.End < field.Start || field.End > len(config) {
				t.Fatalf("%s is said to stand at %d to %d of %d", field.Path, field.Start, field.End, len(config))
			}
		}
		r, err := a.Report(attention.Use{Context: 100_000, Batch: 1, Dtype: quantity.INT4})
		if err != nil {
			// A cache may not fit an int64 where the parameters do.
			return
		}
		if _, err := r.MarshalJSON(); err != nil {
			t.Fatal(err)
		}
		_, _, _ = r.Text(), r.Markdown(), CSV(r)
	})
}
