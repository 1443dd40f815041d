package scenario

import (
	"bytes"
	"compress/flate"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"strings"
	"sync"

	"attnexperts/calc/model"
)

// ConfigValue is a model's config.json that somebody pasted. A control shows its
// text; a link has it compressed (DEFLATE, then base64 with - and _ and without
// padding).
type ConfigValue struct {
	p *string
	// shown returns what a control shows, follow is done when the text changes.
	shown  func() string
	follow func()
}

// Config binds a pasted config, of which "" is none. A control shows what shown
// returns; follow is done whenever another text is set.
func Config(p *string, shown func() string, follow func()) ConfigValue {
	return ConfigValue{p, shown, follow}
}

// String returns the compressed text, or "none".
func (v ConfigValue) String() string {
	if *v.p == "" {
		return none
	}
	return packed.of(*v.p)
}

// Pasted reports whether there is a pasted config.
func (v ConfigValue) Pasted() bool { return *v.p != "" }

// Shown returns the text as a control shows it.
func (v ConfigValue) Shown() string { return v.shown() }

// tooLong stands in a link for a config that was too long for it.
const tooLong = "too-long"

var errTooLong = errors.New("the config was too long for a link: open the file that was saved in its stead")

// Set takes a config, as it is or compressed. One that cannot be read is
// refused with model.Read's reason; it may be a [*model.Error].
func (v ConfigValue) Set(text string) error {
	switch text {
	case none:
		v.put("")
		return nil
	case tooLong:
		return errTooLong
	case v.shown():
		return nil
	}
	if len(text) > 8 && isPacked(text) {
		config, err := unpack(text)
		if err != nil {
			return err
		}
		text = config
	}
	if _, err := ReadConfig(text); err != nil {
		return err
	}
	v.put(text)
	return nil
}

func (v ConfigValue) put(text string) {
	if text != *v.p {
		*v.p = text
		v.follow()
	}
}

// isPacked reports whether a text can be a compressed config: no JSON object is
// written with these letters alone.
func isPacked(text string) bool {
	return strings.IndexFunc(text, func(r rune) bool {
		return !('a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9' || r == '-' || r == '_')
	}) < 0
}

var errPacked = errors.New("the config in this link is damaged: copy all of the link, to its end")

// unpack returns a config from its compressed text.
func unpack(text string) (string, error) {
	config, err := inflate(text, model.MaxBytes)
	switch {
	case errors.Is(err, errInflated):
		return "", fmt.Errorf("the config in this link has more than %d KiB, which no model's has", model.MaxBytes>>10)
	case err != nil:
		return "", errPacked
	}
	return config, nil
}

var errInflated = errors.New("the text is too long")

// inflate returns a text from its compressed form, which may be anything at all:
// it does not become longer than most bytes.
func inflate(text string, most int) (string, error) {
	data, err := base64.RawURLEncoding.DecodeString(text)
	if err != nil {
		return "", err
	}
	whole, err := io.ReadAll(io.LimitReader(flate.NewReader(bytes.NewReader(data)), int64(most)+1))
	if len(whole) > most {
		return "", errInflated
	}
	return string(whole), err
}

// pack compresses a text.
func pack(text string) string {
	var b bytes.Buffer
	w, err := flate.NewWriter(&b, flate.BestCompression)
	if err == nil {
		_, err = io.WriteString(w, text)
	}
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		panic(err) // a buffer takes everything, and the level is a constant
	}
	return base64.RawURLEncoding.EncodeToString(b.Bytes())
}

// A memory keeps what was made of the last few texts: each change of a control
// asks for it again.
type memory[V any] struct {
	make func(text string) V
	mu   sync.Mutex
	kept []remembered[V]
}

type remembered[V any] struct {
	text  string
	value V
}

// of returns what is made of a text.
func (m *memory[V]) of(text string) V {
	const most = 6
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, k := range m.kept {
		if k.text == text {
			return k.value
		}
	}
	value := m.make(text)
	if len(m.kept) == most {
		m.kept = m.kept[1:]
	}
	m.kept = append(m.kept, remembered[V]{text, value})
	return value
}

var packed = memory[string]{make: pack}

// A reading is an architecture, or why there is none.
type reading struct {
	arch *model.Architecture
	err  error
}

var readings = memory[reading]{make: func(text string) reading {
	arch, err := model.Read("", []byte(text))
	return reading{arch, err}
}}

// ReadConfig reads a pasted config, once.
func ReadConfig(text string) (*model.Architecture, error) {
	r := readings.of(text)
	return r.arch, r.err
}
