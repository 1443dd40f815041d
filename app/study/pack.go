package study

import (
	"encoding/base64"
	"encoding/binary"
	"errors"
	"math"
	"strings"

	"attnexperts/calc/json"
)

// A head is a batch without its records.
type head struct {
	Task    Task   `json:"task"`
	From    int    `json:"from"`
	Records int    `json:"records"`
	Failed  string `json:"failed,omitempty"`
}

// pack writes a batch as the text that a worker sends: its head as JSON, and the
// records as bytes, which the page reads a hundred times faster.
func (b Batch) pack() (string, error) {
	top, err := json.Marshal(head{b.Task, b.From, len(b.Records), b.Failed})
	if err != nil {
		return "", err
	}
	var d []byte
	for _, r := range b.Records {
		d = binary.LittleEndian.AppendUint64(d, math.Float64bits(r.Loss))
		d = binary.AppendUvarint(d, uint64(r.Dropped))
		d = binary.AppendUvarint(d, uint64(len(r.Loads)))
		for _, n := range r.Loads {
			d = binary.AppendUvarint(d, uint64(n))
		}
		d = binary.AppendUvarint(d, uint64(len(r.Bias)))
		for _, x := range r.Bias {
			d = binary.LittleEndian.AppendUint64(d, math.Float64bits(x))
		}
	}
	return string(top) + "\n" + base64.StdEncoding.EncodeToString(d), nil
}

var errCut = errors.New("the records are cut short")

// unpack reads what pack has written.
func unpack(text string) (Batch, error) {
	top, rest, _ := strings.Cut(text, "\n")
	var h head
	if err := json.Unmarshal([]byte(top), &h); err != nil {
		return Batch{}, err
	}
	d, err := base64.StdEncoding.DecodeString(rest)
	if err != nil {
		return Batch{}, err
	}
	b := Batch{Task: h.Task, From: h.From, Failed: h.Failed}
	p := packed{rest: d}
	for range h.Records {
		r := Record{Loss: p.real(), Dropped: p.count(), Loads: make([]uint16, p.length())}
		for i := range r.Loads {
			r.Loads[i] = uint16(p.count())
		}
		if n := p.length(); n > 0 {
			r.Bias = make([]float64, n)
		}
		for i := range r.Bias {
			r.Bias[i] = p.real()
		}
		if p.cut {
			return Batch{}, errCut
		}
		b.Records = append(b.Records, r)
	}
	return b, nil
}

// packed is what is left to be read of records; cut is set once more was read than
// there is.
type packed struct {
	rest []byte
	cut  bool
}

func (p *packed) real() float64 {
	if len(p.rest) < 8 {
		p.cut = true
		return 0
	}
	bits := binary.LittleEndian.Uint64(p.rest)
	p.rest = p.rest[8:]
	return math.Float64frombits(bits)
}

func (p *packed) count() int {
	n, size := binary.Uvarint(p.rest)
	if size <= 0 {
		p.cut = true
		return 0
	}
	p.rest = p.rest[size:]
	return int(n)
}

// length is a count of what follows, each of which takes a byte at least.
func (p *packed) length() int {
	n := p.count()
	if n < 0 || n > len(p.rest) {
		p.cut = true
		return 0
	}
	return n
}
