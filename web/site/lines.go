package site

import (
	"bytes"
	"encoding/binary"
	"slices"
)

// withoutLines returns the client without its record of lines: which line of
// which file each instruction comes from. It is there for the trace of a crash
// alone, which names functions without it, and is most of what packing can make
// nothing of: a fourteenth of what a visitor downloads. The client that was built
// keeps it.
//
// Every place of the record is set to zero, which the Go runtime reads as "no
// record" (pcvalue and funcline1 in its symtab.go), so that nothing moves. A
// client whose tables look otherwise, as those of a later Go may, stays as it is;
// a test would tell.
func withoutLines(client []byte) []byte {
	client = slices.Clone(client)
	parts, size := segments(client)
	memory := make([]byte, size)
	for _, s := range parts {
		copy(memory[s.at:], s.data)
	}
	if !forgetLines(memory) {
		return client
	}
	for _, s := range parts {
		copy(s.data, memory[s.at:])
	}
	return client
}

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

// The table of functions begins with this: a mark, which is that of Go 1.20 and
// later, the least size of an instruction, and the size of an address. Then come
// the number of functions and where the parts of the table begin. (See pcHeader
// and _func in the runtime's symtab.go and runtime2.go.)
var tableMark = []byte("\xf1\xff\xff\xff\x00\x00\x01\x08")

// What a function's record has at which byte, and how long it is without the
// tables that follow.
const (
	recordStack  = 16
	recordFile   = 20
	recordLine   = 24
	recordTables = 28
	recordUnit   = 32
	recordStart  = 36
	recordSize   = 44
)

// forgetLines sets the record of lines in a client's memory to zero, and reports
// whether it has found it.
func forgetLines(memory []byte) bool {
	at := bytes.Index(memory, tableMark)
	if at < 0 || at+72 > len(memory) {
		return false
	}
	table := memory[at:]
	head := func(i int) int { return int(binary.LittleEndian.Uint64(table[8+8*i:]) & (1<<40 - 1)) }
	number := func(at int) int { return int(binary.LittleEndian.Uint32(table[at:])) }
	functions, units, runs, records := head(0), head(4), head(6), head(7)
	if units > runs || runs > records || records > len(table) || functions > (len(table)-records)/8 {
		return false
	}
	needed, lines := map[int]bool{0: true}, map[int]bool{} // 0 is no run
	for i := range functions {
		f := records + number(records+8*i+4)
		if f+recordSize > len(table) || f+recordSize+4*number(f+recordTables) > len(table) {
			return false
		}
		lines[number(f+recordFile)], lines[number(f+recordLine)] = true, true
		needed[number(f+recordStack)] = true
		for k := range number(f + recordTables) {
			needed[number(f+recordSize+4*k)] = true
		}
	}
	for i := range functions {
		f := records + number(records+8*i+4)
		for _, field := range []int{recordFile, recordLine, recordUnit, recordStart} {
			wipe(table[f+field : f+field+4])
		}
	}
	for run := range lines {
		// One that says the same of something else is the same one.
		if !needed[run] && run < records-runs {
			wipeRun(table[runs+run : records])
		}
	}
	wipe(table[units:runs]) // the names of the files
	return true
}

// wipeRun wipes a list of pairs of numbers, which ends where a pair that is not
// the first begins with 0.
func wipeRun(run []byte) {
	c := cursor{run}
	for first := true; len(c.rest) > 0; first = false {
		if c.number() == 0 && !first {
			break
		}
		c.number()
	}
	wipe(run[:len(run)-len(c.rest)])
}

func wipe(b []byte) {
	for i := range b {
		b[i] = 0
	}
}
