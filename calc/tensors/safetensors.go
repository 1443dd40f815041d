package tensors

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"strings"

	"attnexperts/calc/quantity"
)

// bitsOf are the bits of a number of each dtype of safetensors
// (https://docs.rs/safetensors/latest/safetensors/enum.Dtype.html).
var bitsOf = map[string]int64{
	"BOOL": 8, "F4": 4, "F6_E2M3": 6, "F6_E3M2": 6, "U8": 8, "I8": 8, "F8_E5M2": 8, "F8_E4M3": 8, "F8_E8M0": 8, "F8_E4M3FNUZ": 8, "F8_E5M2FNUZ": 8,
	"I16": 16, "U16": 16, "F16": 16, "BF16": 16, "I32": 32, "U32": 32, "F32": 32, "F64": 64, "I64": 64, "U64": 64, "C64": 64,
}

// readSafetensors reads a file of the format that
// https://github.com/huggingface/safetensors describes: eight bytes that say how
// long the header is, the header, which is JSON, and the numbers.
func readSafetensors(r io.ReaderAt, size int64) (*File, error) {
	const before = 8
	if size < before {
		return nil, fmt.Errorf("the file has only %s, and a safetensors file begins with 8 that say how long its header is", quantity.Plural(size, "byte", "bytes"))
	}
	length := make([]byte, before)
	if err := readFull(r, length, 0); err != nil {
		return nil, err
	}
	n := binary.LittleEndian.Uint64(length)
	switch {
	case n > MaxHeader:
		return nil, fmt.Errorf("the file claims a header of %d bytes: %s is the most that any may have, so this is no safetensors file, or a damaged one", n, quantity.BytesText(MaxHeader))
	case int64(n) > size-before:
		return nil, fmt.Errorf("the file is cut short: its header takes %s bytes, and only %s follow", quantity.Count(int64(n)), quantity.Count(size-before))
	}
	header := make([]byte, n)
	if err := readFull(r, header, before); err != nil {
		return nil, err
	}
	s := scanner{src: strings.ToValidUTF8(string(header), "\uFFFD")}
	// A line of the table has about as many bytes.
	const line = 110
	f := &File{Format: "safetensors", Tensors: make([]Tensor, 0, len(header)/line)}
	end, err := s.table(f)
	if err != nil {
		return nil, err
	}
	return f, f.tiled(end, size-before-int64(n))
}

// readFull reads all of a buffer.
func readFull(r io.ReaderAt, p []byte, at int64) error {
	n, err := r.ReadAt(p, at)
	if n == len(p) {
		return nil
	}
	if err == nil || errors.Is(err, io.EOF) {
		return fmt.Errorf("the file ends after %s bytes, inside its header", quantity.Count(at+int64(n)))
	}
	return fmt.Errorf("the file cannot be read: %w", err)
}

// tiled checks that the tensors, whose ranges end at end, fill the file without
// holes, as the format demands, and notes where the file itself ends early.
func (f *File) tiled(end, room int64) error {
	sum := int64(0)
	for _, t := range f.Tensors {
		var err error
		if sum, err = quantity.Sum(sum, t.Bytes); err != nil {
			return fmt.Errorf("all tensors together: %w", err)
		}
	}
	if sum != end {
		return fmt.Errorf("the tensors take %s bytes and lie in %s: some overlap, or leave holes", quantity.Count(sum), quantity.Count(end))
	}
	switch {
	case end > room:
		f.Notes = append(f.Notes, fmt.Sprintf(
			"The file is not whole: its tensors take %s bytes, and %s follow the header. The counts are those of the header.", quantity.Count(end), quantity.Count(room),
		))
	case end < room:
		f.Notes = append(f.Notes, fmt.Sprintf("%s bytes follow the last tensor, which belong to none.", quantity.Count(room-end)))
	}
	return nil
}
