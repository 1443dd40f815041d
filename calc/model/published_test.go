package model

import (
	_ "embed"
	"strconv"
	"strings"
	"testing"

	"attnexperts/calc/attention"
	"attnexperts/calc/quantity"
)

//go:embed testdata/models.tsv
var published string

// rows are the lines of models.tsv, by column.
func rows(t *testing.T) []map[string]string {
	t.Helper()
	lines := strings.Split(strings.TrimRight(published, "\n"), "\n")
	names := strings.Split(lines[0], "\t")
	var out []map[string]string
	for _, line := range lines[1:] {
		row := map[string]string{}
		for i, cell := range strings.Split(line, "\t") {
			row[names[i]] = cell
		}
		out = append(out, row)
	}
	return out
}

// bySource is the catalogue's entry of a repository.
func bySource(t *testing.T, repository string) *Entry {
	t.Helper()
	for _, e := range Catalogue() {
		if strings.Contains(e.Source, "/"+repository+"/") {
			return e
		}
	}
	t.Fatalf("%s is not in the catalogue", repository)
	return nil
}

func TestPublishedModelsComeOutAsPublished(t *testing.T) {
	all := rows(t)
	if len(all) != 36 {
		t.Fatalf("%d rows, want 36", len(all))
	}
	for _, row := range all {
		t.Run(row["model"], func(t *testing.T) {
			a, err := bySource(t, row["model"]).Architecture()
			if err != nil {
				t.Fatal(err)
			}
			count, err := a.Count()
			if err != nil {
				t.Fatal(err)
			}
			stack := a.Stack()
			got := map[string]int64{
				"total": whole(t, count.Total), "active": whole(t, count.Active), "active_no_embedding": whole(t, count.ActiveNoEmbedding),
				"layers": int64(len(a.Layers)), "full_layers": stack.Count(attention.FullLayer), "linear_layers": stack.Count(attention.LinearLayer),
				"sliding_layers":              stack.Count(attention.SlidingLayer) + stack.Count(attention.ChunkedLayer),
				"kv_bytes_per_token_bf16":     perToken(t, stack),
				"kv_bytes_bf16_context_4096":  cacheBytes(t, stack, 4096),
				"kv_bytes_bf16_context_32768": cacheBytes(t, stack, 32768),
			}
			for name, n := range got {
				if want := number64(t, row[name]); n != want {
					t.Errorf("%s is %s, want %s (%s)", name, quantity.Count(n), quantity.Count(want), quantity.Count(n-want))
				}
			}
			if len(a.Unknown) > 0 {
				t.Errorf("unknown fields: %v", a.Unknown)
			}
			t.Log(a.Notes)
		})
	}
}

func number64(t *testing.T, s string) int64 {
	t.Helper()
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func whole(t *testing.T, r quantity.Result) int64 {
	t.Helper()
	n, ok := r.Value.Int()
	if !ok {
		t.Fatalf("%s is not a whole number", r.Name)
	}
	return n
}

func perToken(t *testing.T, s attention.Stack) int64 {
	t.Helper()
	r, err := s.BytesPerToken(quantity.BF16)
	if err != nil {
		t.Fatal(err)
	}
	return whole(t, r)
}

func cacheBytes(t *testing.T, s attention.Stack, context int64) int64 {
	t.Helper()
	r, err := s.Bytes(attention.Use{Context: context, Batch: 1, Dtype: quantity.BF16})
	if err != nil {
		t.Fatal(err)
	}
	return whole(t, r)
}
