package model

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"attnexperts/calc/attention"
	"attnexperts/calc/quantity"
)

var update = flag.Bool("update", false, "write the golden files anew")

// golden compares with a file of testdata.
func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s is\n%s\nwant\n%s", name, got, want)
	}
}

// The form that scripts rely on: see the design's contract.
func TestReportsKeepTheirForm(t *testing.T) {
	for _, key := range []string{"deepseek-v3", "gemma-3-27b", "mamba-2.8b"} {
		r, err := architecture(t, key).Report(attention.Use{Context: 32768, Batch: 1, Dtype: quantity.BF16})
		if err != nil {
			t.Fatal(err)
		}
		data, err := json.Marshal(r)
		if err != nil {
			t.Fatal(err)
		}
		var indented bytes.Buffer
		if err := json.Indent(&indented, data, "", "  "); err != nil {
			t.Fatal(err)
		}
		golden(t, key+".json", indented.String()+"\n")
		golden(t, key+".txt", r.Text())
		golden(t, key+".md", r.Markdown())
	}
}

func TestJSONHasTheContractsKeysAndNoOthers(t *testing.T) {
	want := map[string]string{
		"":                 "name architecture attention moe params kv_cache notes unknown_fields",
		"attention":        "kind query_heads kv_heads head_dim group_size latent_dim rope_dim window layers",
		"attention.layers": "full sliding chunked linear",
		"moe":              "experts active_experts shared_experts expert_ffn moe_layers dense_layers",
		"params":           "total active active_no_embedding embedding output_head attention dense_ffn experts shared router norms other",
		"kv_cache":         "bytes_per_token bytes state_bytes bytes_if_mha context batch dtype",
	}
	data, err := json.Marshal(report(t, architecture(t, "deepseek-v3")))
	if err != nil {
		t.Fatal(err)
	}
	n, err := parse(string(data))
	if err != nil {
		t.Fatal(err)
	}
	for path, keys := range want {
		at := &n
		for _, step := range strings.FieldsFunc(path, func(r rune) bool { return r == '.' }) {
			at = &at.member(step).value
		}
		var got []string
		for _, m := range at.members() {
			got = append(got, m.key)
		}
		if strings.Join(got, " ") != keys {
			t.Errorf("%q has %v, want %s", path, got, keys)
		}
	}
}

func TestWhatAModelDoesNotHaveIsNull(t *testing.T) {
	for _, c := range []struct {
		key  string
		null []string
	}{
		{"llama-3.1-8b", []string{`"moe":null`, `"window":null`, `"latent_dim":null`, `"rope_dim":null`}},
		{"deepseek-v3", []string{`"kv_heads":null`, `"head_dim":null`, `"group_size":null`, `"window":null`}},
		{"mamba-2.8b", []string{`"kind":null`, `"query_heads":null`, `"moe":null`}},
	} {
		data, err := json.Marshal(report(t, architecture(t, c.key)))
		if err != nil {
			t.Fatal(err)
		}
		for _, want := range c.null {
			if !strings.Contains(string(data), want) {
				t.Errorf("%s has no %s: %s", c.key, want, data)
			}
		}
		if strings.Contains(string(data), `"notes":null`) || strings.Contains(string(data), `"unknown_fields":null`) {
			t.Errorf("%s: an empty list is null", c.key)
		}
	}
}

func TestCSVIsATable(t *testing.T) {
	var reports []*Report
	for _, e := range Catalogue() {
		reports = append(reports, report(t, architecture(t, e.Key)))
	}
	reports[0].Architecture = &Architecture{Name: "a \"name\", with\nmuch in it"}
	records, err := csv.NewReader(strings.NewReader(CSV(reports...))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if len(records) != len(reports)+1 || records[1][0] != "a \"name\", with\nmuch in it" {
		t.Errorf("%d records, the first is %q", len(records), records[1])
	}
	seen := map[string]bool{}
	for _, name := range records[0] {
		if seen[name] {
			t.Errorf("the column %s is there twice", name)
		}
		seen[name] = true
	}
}

func TestMarkdownIsNotMadeByAConfig(t *testing.T) {
	a := read(t, llama(`"<b>|*x*": 1`))
	text := report(t, a).Markdown()
	if strings.Contains(text, "<b>") || strings.Contains(text, "*x*") {
		t.Error(text)
	}
}

func TestAUseThatIsNoneIsRefused(t *testing.T) {
	a := architecture(t, "llama-3.1-8b")
	for _, c := range []struct {
		use  attention.Use
		want string
	}{
		{attention.Use{Context: 0, Batch: 1, Dtype: quantity.BF16}, "a context of 0 tokens"},
		{attention.Use{Context: -1, Batch: 1, Dtype: quantity.BF16}, "a context of −1 tokens"},
		{attention.Use{Context: MostTokens + 1, Batch: 1, Dtype: quantity.BF16}, "a context of 2,147,483,649 tokens"},
		{attention.Use{Context: 1, Batch: 0, Dtype: quantity.BF16}, "a batch of 0 sequences"},
		{attention.Use{Context: 1, Batch: 1, Dtype: "fp6"}, `the dtype "fp6" is not known: use one of`},
	} {
		if _, err := a.Report(c.use); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%+v: %v, want %q", c.use, err, c.want)
		}
	}
}
