package tensors

import (
	"encoding/binary"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"

	"attnexperts/calc/quantity"
)

// windowBytes is how much of a file is read at a time, and so the most that is
// read past its header, whose length is known only at its end.
const windowBytes = 256 << 10

// A window reads a file from its start, a piece at a time. After the first
// error it does nothing more and returns zero values.
type window struct {
	r    io.ReaderAt
	size int64
	// at is the place in the file, piece what was read of it, from on.
	at, from int64
	piece    []byte
	err      error
}

// bytes returns the next n bytes, which are good until the next call.
func (w *window) bytes(n int64) []byte {
	switch {
	case w.err != nil:
		return nil
	case n > w.size-w.at:
		w.err = fmt.Errorf("the file is cut short: it has %s bytes, and its header goes on past them", quantity.Count(w.size))
		return nil
	case w.at+n > MaxHeader:
		w.err = fmt.Errorf("the header has more than %s, which no model's has", quantity.BytesText(MaxHeader))
		return nil
	}
	if w.at < w.from || w.at+n > w.from+int64(len(w.piece)) {
		w.from = w.at
		w.piece = make([]byte, min(max(n, windowBytes), w.size-w.at))
		if w.err = readFull(w.r, w.piece, w.from); w.err != nil {
			return nil
		}
	}
	start := w.at - w.from
	w.at += n
	return w.piece[start : start+n]
}

// skip goes past bytes without reading them.
func (w *window) skip(n uint64) {
	if w.err == nil && n > uint64(w.size-w.at) {
		w.err = fmt.Errorf("the file is cut short: %d bytes are said to follow where it has %d", n, w.size-w.at)
		return
	}
	if w.err == nil {
		w.at += int64(n)
	}
}

func (w *window) u32() uint32 {
	if b := w.bytes(4); b != nil {
		return binary.LittleEndian.Uint32(b)
	}
	return 0
}

func (w *window) u64() uint64 {
	if b := w.bytes(8); b != nil {
		return binary.LittleEndian.Uint64(b)
	}
	return 0
}

// A ggufReader reads the parts of a GGUF header.
type ggufReader struct {
	window
	// last is where the last tensor ends, counted from the end of the header.
	last int64
}

// text reads a text with its length before it, which may be so long at most.
func (g *ggufReader) text(what string, most uint64) string {
	n := g.u64()
	switch {
	case g.err != nil:
		return ""
	case n > uint64(g.size-g.at):
		g.err = fmt.Errorf("%s is said to have %d bytes, and the file has only %d left", what, n, g.size-g.at)
	case n > most:
		g.err = fmt.Errorf("%s has %d bytes, and %d is the most", what, n, most)
	}
	return strings.ToValidUTF8(string(g.bytes(int64(min(n, most)))), "\uFFFD")
}

// The types of values that have no size of their own.
const (
	ggufText = 8
	ggufList = 9
)

// ggufSizes are the bytes of a value of each type of metadata; 0 where it says
// itself how long it is.
var ggufSizes = [...]int64{1, 1, 2, 2, 4, 4, 4, 1, 0, 0, 8, 8, 8}

// longest is the longest value that is kept to be shown.
const longest = 200

// pair reads a key with its value, and keeps what is short.
func (g *ggufReader) pair(f *File) {
	key := g.text("a key", 1<<16)
	if value, ok := g.value(key, g.u32(), 0); ok && g.err == nil {
		f.Meta = append(f.Meta, Meta{key, value})
	}
}

// value reads a value of a type, and returns its text, if it has a short one.
func (g *ggufReader) value(key string, kind uint32, depth int) (text string, ok bool) {
	switch {
	case g.err != nil:
	case kind >= uint32(len(ggufSizes)):
		g.err = fmt.Errorf("the value of %s has the type %d, and %d is the last there is", shown(key), kind, len(ggufSizes)-1)
	case kind == ggufText:
		n := g.u64()
		if n > longest {
			g.skip(n)
			return "", false
		}
		return strings.ToValidUTF8(string(g.bytes(int64(n))), "\uFFFD"), true
	case kind == ggufList:
		g.list(key, depth)
	default:
		return number(kind, g.bytes(ggufSizes[kind])), true
	}
	return "", false
}

// list goes past a list, such as a vocabulary.
func (g *ggufReader) list(key string, depth int) {
	kind, n := g.u32(), g.u64()
	const deepest = 4
	switch {
	case g.err != nil:
	case kind >= uint32(len(ggufSizes)):
		g.err = fmt.Errorf("the list %s is of the type %d, and %d is the last there is", shown(key), kind, len(ggufSizes)-1)
	case depth >= deepest:
		g.err = fmt.Errorf("the list %s has lists more than %d deep", shown(key), deepest)
	case n > uint64(g.size-g.at):
		g.err = fmt.Errorf("the list %s claims %d entries, and the file has only %d bytes left", shown(key), n, g.size-g.at)
	case ggufSizes[kind] > 0:
		g.skip(n * uint64(ggufSizes[kind]))
	case kind == ggufText:
		for range n {
			if g.skip(g.u64()); g.err != nil {
				return
			}
		}
	default:
		for range n {
			if g.list(key, depth+1); g.err != nil {
				return
			}
		}
	}
}

// number writes a value of a fixed size.
func number(kind uint32, b []byte) string {
	if b == nil {
		return ""
	}
	u := uint64(0)
	for i, c := range b {
		u |= uint64(c) << (8 * i)
	}
	switch kind {
	case 1, 3, 5, 11:
		unused := 64 - 8*len(b)
		return strconv.FormatInt(int64(u<<unused)>>unused, 10)
	case 6:
		return strconv.FormatFloat(float64(math.Float32frombits(uint32(u))), 'g', -1, 32)
	case 7:
		return strconv.FormatBool(u != 0)
	case 12:
		return strconv.FormatFloat(math.Float64frombits(u), 'g', -1, 64)
	}
	return strconv.FormatUint(u, 10)
}
