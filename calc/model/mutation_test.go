package model

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"attnexperts/calc/attention"
	"attnexperts/calc/quantity"

	"pgregory.net/rapid"
)

// An edit of a config: of its text, so that order and form stay.
type edit struct {
	start, end int
	text       string
}

// edits lists the places of a config that can be changed: values, and whole
// members.
func edits(n *node, out *[]edit) {
	for i := range n.members() {
		m := &n.members()[i]
		*out = append(*out, edit{int(m.start), int(m.value.end), ""}, edit{int(m.value.start), int(m.value.end), "?"})
		edits(&m.value, out)
	}
	for i := range n.items {
		*out = append(*out, edit{int(n.items[i].start), int(n.items[i].end), "?"})
		edits(&n.items[i], out)
	}
}

// wrong are values that do not belong, or just might.
var wrong = []string{
	"null", "true", "false", "0", "1", "2", "3", "7", "-1", "64", "1e3", "2.5", "NaN", "65536", "16777216", "9223372036854775807", "1000000000000000000000000000000",
	`""`, `"auto"`, `"12"`, `"full_attention"`, `"sliding_attention"`, `"M"`, "[]", "[1]", "[0, 1]", `["full_attention"]`, "{}", `{"a": 1}`, "[[[]]]",
}

// A config with a few things wrong is refused, or read as something whose report
// holds together. Nothing panics.
func TestAConfigWithThingsWrongIsReadOrRefused(t *testing.T) {
	all := configs(t)
	names := make([]string, 0, len(all))
	for name := range all {
		names = append(names, name)
	}
	slices.Sort(names)
	refused, readable := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		config := all[rapid.SampledFrom(names).Draw(t, "model")]
		for range rapid.IntRange(1, 4).Draw(t, "edits") {
			config = mutate(t, config)
		}
		a, err := Read("", []byte(config))
		if err != nil {
			refused++
			if message := err.Error(); message == "" || strings.Contains(message, "%!") || strings.Contains(message, "\n") {
				t.Fatalf("refused with %q: %s", message, config)
			}
			return
		}
		readable++
		holdsTogether(t, a, config)
	})
	if refused == 0 || readable == 0 {
		t.Errorf("%d refused, %d read: the edits are of no use", refused, readable)
	}
}

// mutate changes one place of a config.
func mutate(t *rapid.T, config string) string {
	n, err := parse(config)
	if err != nil {
		// An edit before has made it no JSON.
		return config
	}
	var places []edit
	edits(&n, &places)
	if len(places) == 0 {
		return config
	}
	e := rapid.SampledFrom(places).Draw(t, "place")
	if e.text == "?" {
		e.text = rapid.SampledFrom(wrong).Draw(t, "value")
		if rapid.Bool().Draw(t, "number") {
			e.text = strconv.FormatInt(rapid.Int64Range(0, 300).Draw(t, "value"), 10)
		}
	} else {
		// The member with a comma beside it.
		if rest := strings.TrimLeft(config[e.end:], " \n\t"); strings.HasPrefix(rest, ",") {
			e.end = len(config) - len(rest) + 1
		} else if before := strings.TrimRight(config[:e.start], " \n\t"); strings.HasSuffix(before, ",") {
			e.start = len(before) - 1
		}
	}
	return config[:e.start] + e.text + config[e.end:]
}

func holdsTogether(t *rapid.T, a *Architecture, config string) {
	c, err := a.Count()
	if err != nil {
		t.Fatalf("%v: %s", err, config)
	}
	sum := int64(0)
	for _, p := range c.Parts {
		n, _ := p.Value.Int()
		sum += n
	}
	total, _ := c.Total.Value.Int()
	active, _ := c.Active.Value.Int()
	lean, _ := c.ActiveNoEmbedding.Value.Int()
	if sum != total || total <= 0 || active > total || lean > active || lean < 0 {
		t.Fatalf("parts %d, total %d, active %d, without embedding %d: %s", sum, total, active, lean, config)
	}
	r, err := a.Report(attention.Use{Context: 100_000, Batch: 1, Dtype: quantity.INT4})
	if err != nil {
		if !strings.Contains(err.Error(), "larger than 2^63") {
			t.Fatalf("%v: %s", err, config)
		}
		return
	}
	if kept, mha := r.Cache.Value.Float(), r.CacheIfMHA.Value.Float(); kept < 0 || mha < 0 {
		t.Fatalf("a cache of %g or %g bytes: %s", kept, mha, config)
	}
	if _, err := r.MarshalJSON(); err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{r.Text(), r.Markdown(), CSV(r)} {
		if strings.Contains(text, "%!") {
			t.Fatalf("%s: %s", text, config)
		}
	}
}
