// Package tensors reads the table of tensors at the start of a file of weights,
// a .safetensors or a .gguf of any size, and counts from it what the file
// really holds: tensors, numbers and bytes, for each way of storing them.
//
//	f, err := tensors.Read("model.safetensors", file, size)
//	d := f.Against(config) // what differs from the count of a config, and why
//
// [Is] tells such a file by its start, [Join] puts the files of one model
// together. A [File] has its [Tensor] lines in the file's order, and sums of
// them; Params are numbers as they are stored, Bytes what they take.
// [File.Against] sets them against a count made by package model, and
// [Difference.Sentences] says in words what is left over.
//
// The formats are those of huggingface/safetensors (its README, "Format") and
// ggml-org/ggml (docs/gguf.md; versions 2 and 3).
//
// # What is promised
//
// Only the header is read, however large the file is. Counts are exact; what
// does not fit an int64, is said twice or contradicts itself is an error, one
// sentence that names the tensor. Read takes any bytes at all: it never panics,
// and makes no more memory than the bytes that are really there justify.
package tensors

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"attnexperts/calc/order"
	"attnexperts/calc/quantity"
)

// MaxHeader is the longest header that is read, as in the reference
// implementation of safetensors.
const MaxHeader = 100 << 20

// A File is the table of tensors of one file, or of several that make up one
// model.
type File struct {
	// Name is what the file is called, Format what it is: "safetensors",
	// "GGUF version 3".
	Name, Format string
	// Tensors are in the file's order.
	Tensors []Tensor
	// Params is how many numbers they have together, Bytes what those take.
	Params, Bytes int64
	// Meta is what the file says of itself, in its own words and order; long
	// lists, such as vocabularies, are left out.
	Meta []Meta
	// Notes say what a reader should know of the file.
	Notes []string
	// Dtypes counts the tensors by how they are stored, what has most numbers
	// first.
	Dtypes []Sum
}

// A Tensor is one line of the table.
type Tensor struct {
	Name string
	// Dtype is how a number is stored, as the format calls it: "BF16", "Q4_K".
	Dtype string
	// Params is how many numbers it has, Bytes what they take, scales of
	// quantised blocks included.
	Params, Bytes int64
}

// Meta is something that a file says of itself.
type Meta struct{ Key, Value string }

// A Sum is tensors counted together.
type Sum struct {
	// Name is what they have in common: a way of storing, or what they are for.
	Name string
	// Tensors is how many there are, Params how many numbers they have together,
	// Bytes what those take.
	Tensors, Params, Bytes int64
	// First is the name of the first of them, Comment why a config's count leaves
	// them out; "" where it does not.
	First, Comment string
}

// Read reads the table of a file of so many bytes. Which format it is, its first
// bytes tell, or its name where they do not.
func Read(name string, r io.ReaderAt, size int64) (*File, error) {
	start := make([]byte, min(size, 16))
	if _, err := r.ReadAt(start, 0); err != nil && !errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("the file cannot be read: %w", err)
	}
	f, err := read(name, start, r, size)
	if err != nil {
		return nil, err
	}
	if err := f.add(); err != nil {
		return nil, err
	}
	f.Name = name
	return f, nil
}

func read(name string, start []byte, r io.ReaderAt, size int64) (*File, error) {
	lower := strings.ToLower(name)
	switch {
	case strings.HasPrefix(string(start), ggufMagic):
		return readGGUF(r, size)
	case strings.HasSuffix(lower, ".gguf"):
		return nil, fmt.Errorf("this is no GGUF file, in spite of its name: it begins with %s, not with GGUF", shownBytes(start))
	case strings.HasSuffix(lower, ".safetensors"), len(start) > 8 && start[8] == '{':
		return readSafetensors(r, size)
	}
	return nil, fmt.Errorf("this is neither a safetensors nor a GGUF file: it begins with %s", shownBytes(start))
}

// Is reports whether a file with such a start, or such a name, is one that Read
// is for.
func Is(name string, start []byte) bool {
	lower := strings.ToLower(name)
	return strings.HasSuffix(lower, ".gguf") || strings.HasSuffix(lower, ".safetensors") || strings.HasPrefix(string(start), ggufMagic) ||
		len(start) > 8 && start[8] == '{' && start[7] == 0 && start[6] == 0
}

// shownBytes shows the first bytes of a file.
func shownBytes(start []byte) string {
	start = start[:min(len(start), 4)]
	if len(start) == 0 {
		return "nothing"
	}
	for _, c := range start {
		if c < ' ' || c > '~' {
			return fmt.Sprintf("the bytes % x", start)
		}
	}
	return fmt.Sprintf("%q", start)
}

// add sums up the tensors, and refuses a name that is given twice.
func (f *File) add() error {
	seen := make(map[string]struct{}, len(f.Tensors))
	for _, t := range f.Tensors {
		if _, twice := seen[t.Name]; twice {
			return fmt.Errorf("the tensor %s stands in the table twice", shown(t.Name))
		}
		seen[t.Name] = struct{}{}
		var err error
		if f.Params, err = quantity.Sum(f.Params, t.Params); err == nil {
			f.Bytes, err = quantity.Sum(f.Bytes, t.Bytes)
		}
		if err != nil {
			return fmt.Errorf("all tensors together: %w", err)
		}
	}
	f.Dtypes = f.byDtype()
	return nil
}

// Join puts the tables of several files together, as large models are
// published. Their names are those of the files, and a tensor may stand in one
// of them only.
func Join(files []*File) (*File, error) {
	if len(files) == 1 {
		return files[0], nil
	}
	all := &File{Name: fmt.Sprintf("%d files, from %s on", len(files), files[0].Name), Format: files[0].Format}
	for _, f := range files {
		if f.Format != all.Format {
			return nil, fmt.Errorf("%s is %s, and %s is %s: files of one model have one format", f.Name, f.Format, files[0].Name, all.Format)
		}
		all.Tensors = append(all.Tensors, f.Tensors...)
		all.Notes = append(all.Notes, f.Notes...)
	}
	all.Meta = files[0].Meta
	if err := all.add(); err != nil {
		return nil, err
	}
	return all, nil
}

// byDtype makes Dtypes. There are few, and equal ones follow one another.
func (f *File) byDtype() []Sum {
	var sums []Sum
	i := -1
	for _, t := range f.Tensors {
		if i < 0 || sums[i].Name != t.Dtype {
			if i = slices.IndexFunc(sums, func(s Sum) bool { return s.Name == t.Dtype }); i < 0 {
				i = len(sums)
				sums = append(sums, Sum{Name: t.Dtype})
			}
		}
		sums[i].count(t)
	}
	order.By(sums, func(a, b Sum) int { return cmp.Compare(b.Params, a.Params) })
	return sums
}

// count adds a tensor. The sums of parts fit, as that of the whole does.
func (s *Sum) count(t Tensor) {
	if s.Tensors == 0 {
		s.First = t.Name
	}
	s.Tensors++
	s.Params += t.Params
	s.Bytes += t.Bytes
}

// shown cuts a name from a file for a message.
func shown(name string) string {
	const most = 80
	name = strings.ToValidUTF8(name, "\uFFFD")
	if runes := []rune(name); len(runes) > most {
		name = string(runes[:most]) + "…"
	}
	return fmt.Sprintf("%q", name)
}
