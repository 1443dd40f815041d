package model

import (
	"cmp"
	"embed"
	"errors"
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"
	"sync"

	"attnexperts/calc/order"
)

//go:embed catalogue/*.json
var files embed.FS

// An Entry is a published model of the catalogue.
type Entry struct {
	// Key is the entry's name in links: "llama-3.1-8b". It never changes.
	Key string
	// Name and Maker are for people; Date is when the model was published, as
	// YYYY-MM; Source is where its config or its paper is.
	Name, Maker, Date, Source string
	// Quoted is what the vendor says of the model's size; the zero value where
	// nothing is quoted.
	Quoted Quoted
	// Config is the config.json, as published.
	Config string

	read func() (*Architecture, error)
}

// Quoted is a vendor's own figures, which may follow a definition of its own.
type Quoted struct {
	// Total and Active are in parameters; 0 where not quoted.
	Total, Active int64
	// Source says where the figures are from, Definition what they count.
	Source, Definition string
}

// Architecture reads the entry's config, once; an error is that of [Read], which the
// project's own entries do not have.
func (e *Entry) Architecture() (*Architecture, error) { return e.read() }

// Catalogue returns the published models that are kept here, by key. The first
// call reads their names, and no call reads an architecture. The entries are
// shared: they are not to be changed.
func Catalogue() []*Entry { return catalogue() }

// Find returns the model with a key, nil where there is none.
func Find(key string) *Entry {
	all := catalogue()
	if i, found := slices.BinarySearchFunc(all, key, func(e *Entry, key string) int { return cmp.Compare(e.Key, key) }); found {
		return all[i]
	}
	return nil
}

// catalogue loads the files once. They are part of the program, and a test
// loads them all: an error here cannot happen after that.
var catalogue = sync.OnceValue(func() []*Entry {
	names, err := files.ReadDir("catalogue")
	if err != nil {
		panic(err)
	}
	var all []*Entry
	for _, n := range names {
		data, err := files.ReadFile(path.Join("catalogue", n.Name()))
		if err != nil {
			panic(err)
		}
		e, err := entry(strings.TrimSuffix(n.Name(), ".json"), string(data))
		if err != nil {
			panic(fmt.Errorf("catalogue/%s: %w", n.Name(), err))
		}
		all = append(all, e)
	}
	order.By(all, func(a, b *Entry) int { return cmp.Compare(a.Key, b.Key) })
	return all
})

// entry reads a file of the catalogue.
func entry(key, data string) (*Entry, error) {
	n, err := parse(data)
	if err != nil {
		return nil, err
	}
	e := &Entry{Key: key}
	for i := range n.members() {
		m := &n.members()[i]
		switch m.key {
		case "name":
			e.Name = m.value.text
		case "maker":
			e.Maker = m.value.text
		case "date":
			e.Date = m.value.text
		case "source":
			e.Source = m.value.text
		case "quoted":
			e.Quoted, err = quoted(&m.value)
		case "config":
			e.Config = data[m.value.start:m.value.end]
		default:
			err = fmt.Errorf("%s is no field of an entry", m.key)
		}
		if err != nil {
			return nil, err
		}
	}
	if e.Name == "" || e.Maker == "" || len(e.Date) != len("2006-01") || e.Source == "" || e.Config == "" {
		return nil, errors.New("an entry needs name, maker, date (YYYY-MM), source and config")
	}
	e.read = sync.OnceValues(func() (*Architecture, error) { return Read(e.Name, []byte(e.Config)) })
	return e, nil
}

// quoted reads a vendor's figures.
func quoted(n *node) (q Quoted, err error) {
	for i := range n.members() {
		m := &n.members()[i]
		switch m.key {
		case "total":
			q.Total, err = parameters(&m.value)
		case "active":
			q.Active, err = parameters(&m.value)
		case "source":
			q.Source = m.value.text
		case "definition":
			q.Definition = m.value.text
		default:
			err = fmt.Errorf("quoted.%s is no field of an entry", m.key)
		}
		if err != nil {
			return q, err
		}
	}
	if q.Source == "" || q.Definition == "" {
		return q, errors.New("quoted figures need their source and definition")
	}
	return q, nil
}

// parameters is a whole number, or 0 for null.
func parameters(n *node) (int64, error) {
	if n.kind == null {
		return 0, nil
	}
	return strconv.ParseInt(n.text, 10, 64)
}
