package site

import (
	"bytes"
	"encoding/binary"
)

// A segment is a part of the client's file that is put into its memory when it
// starts.
type segment struct {
	at   int
	data []byte
}

// maxMemory is more than the data of any client that could be downloaded.
const maxMemory = 1 << 28

// segments returns the client's data, and the size of memory that it fills; of a
// file that is no WebAssembly, nothing.
func segments(client []byte) (list []segment, size int) {
	file := cursor{client}
	if !bytes.Equal(file.take(8), []byte("\x00asm\x01\x00\x00\x00")) {
		return nil, 0
	}
	const dataSection, constant, end = 11, 0x41, 0x0b
	for len(file.rest) > 0 {
		id, section := file.number(), cursor{file.take(file.number())}
		if id != dataSection {
			continue
		}
		for range section.number() {
			if section.number() != 0 || section.number() != constant {
				return nil, 0
			}
			s := segment{at: section.number()}
			if section.number() != end {
				return nil, 0
			}
			s.data = section.take(section.number())
			list, size = append(list, s), max(size, s.at+len(s.data))
			if size > maxMemory {
				return nil, 0
			}
		}
	}
	return list, size
}

// A cursor reads a part of a WebAssembly file. At its end it reads zeros.
type cursor struct{ rest []byte }

func (c *cursor) number() int {
	n, size := binary.Uvarint(c.rest)
	if size <= 0 || n > maxMemory {
		c.rest = nil
		return 0
	}
	c.rest = c.rest[size:]
	return int(n)
}

func (c *cursor) take(n int) []byte {
	n = min(n, len(c.rest))
	taken := c.rest[:n]
	c.rest = c.rest[n:]
	return taken
}
