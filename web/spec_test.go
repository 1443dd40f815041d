package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"attnexperts/calc/model"
)

// write puts a config of the catalogue, or a text, in a file.
func write(t *testing.T, name, text string) string {
	t.Helper()
	if e := model.Find(text); e != nil {
		text = e.Config
	}
	path := filepath.Join(t.TempDir(), name)
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

// runSpec runs the command with a standard input.
func runSpec(stdin string, args ...string) (stdout, stderr string, err error) {
	var out, errs bytes.Buffer
	err = specFrom(args, strings.NewReader(stdin), &out, &errs)
	return out.String(), errs.String(), err
}

// named is the part of a report that tells inputs apart.
type named struct {
	Name   string
	Params struct{ Total int64 }
	Cache  struct {
		Bytes, Context, Batch int64
		Dtype                 string
	} `json:"kv_cache"`
}

// stream reads a stream of JSON objects.
func stream(t *testing.T, text string) []named {
	t.Helper()
	var all []named
	for d := json.NewDecoder(strings.NewReader(text)); ; {
		var n named
		if err := d.Decode(&n); errors.Is(err, io.EOF) {
			return all
		} else if err != nil {
			t.Fatal(err)
		}
		all = append(all, n)
	}
}

func TestSpecReadsFilesAndStandardInput(t *testing.T) {
	llama := write(t, "my-llama.json", "llama-3.1-8b")
	gemma := write(t, "gemma/config.json", "gemma-3-27b")
	out, errs, err := runSpec(model.Find("deepseek-v3").Config, "-json", "-context", "32768", "-batch", "2", "-dtype", "fp8", llama, "-", gemma)
	if err != nil || errs != "" {
		t.Fatalf("%v, %q", err, errs)
	}
	all := stream(t, out)
	if len(all) != 3 || strings.Count(out, "\n") != 3 {
		t.Fatalf("%d objects in %q", len(all), out)
	}
	for i, want := range []struct {
		name         string
		total, cache int64
	}{
		{"my-llama", 8030261248, 2 * 131072 / 2 * 32768},
		{"DeepseekV3ForCausalLM", 671026419200, 2 * 70272 / 2 * 32768},
		{"gemma", 27009346304, 2 * 3120562176 / 2},
	} {
		got := all[i]
		if got.Name != want.name || got.Params.Total != want.total || got.Cache.Bytes != want.cache {
			t.Errorf("%+v, want %+v", got, want)
		}
		if got.Cache.Context != 32768 || got.Cache.Batch != 2 || got.Cache.Dtype != "fp8" {
			t.Errorf("%+v is not the use that was asked for", got)
		}
	}
}

func TestSpecWithoutAFileReadsStandardInput(t *testing.T) {
	out, _, err := runSpec(model.Find("mixtral-8x7b").Config)
	if err != nil || !strings.Contains(out, "MixtralForCausalLM") || !strings.Contains(out, "uses 2 of 8 experts") || !strings.Contains(out, "46,702,792,704 parameters") {
		t.Errorf("%v: %s", err, out)
	}
}

func TestSpecReportsTheOthersWhereOneIsWrong(t *testing.T) {
	good := write(t, "good.json", "qwen2-7b")
	bad := write(t, "bad.json", `{"model_type": "llama", "hidden_size": -1}`)
	for _, flag := range []string{"-json", "-json=false"} {
		out, errs, err := runSpec("", flag, bad, filepath.Join(t.TempDir(), "none.json"), good)
		if !errors.Is(err, errInputs) {
			t.Errorf("error %v", err)
		}
		for _, want := range []string{"bad.json: hidden_size (line 1) is -1", "none.json: no such file or directory"} {
			if !strings.Contains(errs, want) {
				t.Errorf("%q does not say %q", errs, want)
			}
		}
		if !strings.Contains(out, "Qwen2ForCausalLM") || strings.HasPrefix(out, "\n") {
			t.Errorf("the good one is reported as %q", out)
		}
	}
}

func TestSpecReadsNoMoreThanItMust(t *testing.T) {
	endless := &counting{}
	var out, errs bytes.Buffer
	if err := specFrom(nil, endless, &out, &errs); !errors.Is(err, errInputs) {
		t.Errorf("error %v", err)
	}
	if endless.n > 4*model.MaxBytes || !strings.Contains(errs.String(), "standard input: the text has more than 1024 KiB") {
		t.Errorf("read %d bytes, said %q", endless.n, errs.String())
	}
}

// counting is an endless text that counts what is read of it.
type counting struct{ n int }

func (c *counting) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = ' '
	}
	c.n += len(p)
	return len(p), nil
}

func TestSpecRefusesBadUsage(t *testing.T) {
	for _, c := range []struct{ args, want string }{
		{"-context 0", "a context of 0 tokens cannot be used: 1 to 2,147,483,648 can"},
		{"-context many", "invalid value"},
		{"-batch -1", "a batch of −1 sequences cannot be used"},
		{"-dtype fp6", `the dtype "fp6" is not known: use one of`},
		{"config.json -json", `"-json" comes after a file: flags go first`},
		{"-colour", "flag provided but not defined"},
	} {
		out, errs, err := runSpec("", strings.Fields(c.args)...)
		if !errors.Is(err, errUsage) || out != "" || !strings.Contains(errs, c.want) {
			t.Errorf("%s: %v, out %q, err %q", c.args, err, out, errs)
		}
	}
}
