package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"attnexperts/calc/attention"
	"attnexperts/calc/model"
	"attnexperts/calc/quantity"
)

// standardInput is what a report of it is called.
const standardInput = "standard input"

// errInputs is that some inputs could not be read; each has been said.
var errInputs = errors.New("some inputs could not be read")

// spec reads models' configs and reports their parameters and cache.
func spec(args []string, stdout, stderr io.Writer) error {
	return specFrom(args, os.Stdin, stdout, stderr)
}

// specFrom is spec with a standard input.
func specFrom(args []string, stdin io.Reader, stdout, stderr io.Writer) error {
	flags := flag.NewFlagSet("spec", flag.ContinueOnError)
	asJSON := flags.Bool("json", false, "print one JSON object for each input")
	context := flags.Int64("context", 8192, "tokens of `context` for the cache")
	batch := flags.Int64("batch", 1, "sequences at a time")
	dtype := flags.String("dtype", string(quantity.BF16), "how the cache is stored: fp32, bf16, fp16, fp8, int8 or int4")
	flags.SetOutput(stderr)
	if err := flags.Parse(args); err != nil {
		if errors.Is(err, flag.ErrHelp) {
			return err
		}
		return errUsage
	}
	use := attention.Use{Context: *context, Batch: *batch, Dtype: quantity.Dtype(*dtype)}
	if err := model.CheckUse(use); err != nil {
		fmt.Fprintln(stderr, "web spec:", err)
		return errUsage
	}
	inputs := flags.Args()
	if len(inputs) == 0 {
		inputs = []string{"-"}
	}
	for _, input := range inputs {
		if input != "-" && strings.HasPrefix(input, "-") {
			fmt.Fprintf(stderr, "web spec: %q comes after a file: flags go first, and a file of that name is ./%s\n", input, input)
			return errUsage
		}
	}
	return specAll(inputs, stdin, use, *asJSON, stdout, stderr)
}

// specAll reports all inputs; one that cannot be read does not stop the others.
func specAll(inputs []string, stdin io.Reader, use attention.Use, asJSON bool, stdout, stderr io.Writer) error {
	failed, printed := false, false
	for _, input := range inputs {
		text, err := specOf(input, stdin, use, asJSON)
		if err != nil {
			failed = true
			fmt.Fprintf(stderr, "web spec: %s: %v\n", inputName(input), err)
			continue
		}
		if printed && !asJSON {
			text = "\n" + text
		}
		printed = true
		if _, err := io.WriteString(stdout, text); err != nil {
			return err
		}
	}
	if failed {
		return errInputs
	}
	return nil
}

// specOf reports one input.
func specOf(input string, stdin io.Reader, use attention.Use, asJSON bool) (string, error) {
	config, err := readInput(input, stdin)
	if err != nil {
		return "", err
	}
	a, err := model.Read(reportName(input), config)
	if err != nil {
		return "", err
	}
	r, err := a.Report(use)
	if err != nil {
		return "", err
	}
	if !asJSON {
		return r.Text(), nil
	}
	line, err := r.MarshalJSON()
	return string(line) + "\n", err
}

// readInput reads a file, or the standard input for "-", but no more than shows
// that it is too large for a config.
func readInput(input string, stdin io.Reader) ([]byte, error) {
	from := stdin
	if input != "-" {
		f, err := os.Open(input)
		if err != nil {
			return nil, plain(err)
		}
		defer f.Close()
		from = f
	}
	data, err := io.ReadAll(io.LimitReader(from, model.MaxBytes+1))
	return data, plain(err)
}

// plain is an error of the file system without the name, which is said anyway.
func plain(err error) error {
	if pathErr, ok := errors.AsType[*os.PathError](err); ok {
		return pathErr.Err
	}
	return err
}

// inputName is what messages call an input.
func inputName(input string) string {
	if input == "-" {
		return standardInput
	}
	return input
}

// reportName is the name of a model whose config stands in a file: the file's,
// or the folder's where the file is called config.json as all are. The standard
// input has none; the config's own stands for it.
func reportName(input string) string {
	if input == "-" {
		return ""
	}
	name := strings.TrimSuffix(filepath.Base(input), ".json")
	if dir := filepath.Base(filepath.Dir(input)); name == "config" && dir != "." && dir != string(filepath.Separator) {
		return dir
	}
	return name
}
