package site

import (
	"bytes"
	"encoding/binary"
	"slices"
)

// withoutLines returns the client without its record of lines: which line of
// which file each instruction comes from, and where a function's arguments are.
// It is there for the trace of a crash alone, which names functions without it,
// and packing can make little of it: it is a twelfth of what a visitor would
// download. The client that was built keeps it. So it goes with the record of
// where a thread may be interrupted, which nothing does to one in a browser.
//
// Every place of the record is set to what the Go runtime reads as "no record"
// (pcvalue, funcline1 and funcdata in its symtab.go), so that nothing moves. A
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

// What a function's record has at which byte, and how long it is. Where so many
// runs and so many data begin follows, in four bytes each.
const (
	recordStack = 16
	recordFile  = 20
	recordLine  = 24
	recordRuns  = 28
	recordUnit  = 32
	recordStart = 36
	recordData  = 43 // one byte
	recordSize  = 44
)

// Which of the runs and of the data are not needed (see internal/abi/symtab.go).
var (
	needlessRuns = []int{0, 3} // PCDATA_UnsafePoint, PCDATA_ArgLiveIndex
	needlessData = []int{5, 6} // FUNCDATA_ArgInfo, FUNCDATA_ArgLiveInfo
)

// forgetLines takes the record of lines out of a client's memory, and reports
// whether all of it was where it is expected; if not, some of it may be gone.
func forgetLines(memory []byte) bool {
	at := bytes.Index(memory, tableMark)
	if at < 0 || at+72 > len(memory) {
		return false
	}
	t := table{memory[at:]}
	head := func(i int) int { return int(binary.LittleEndian.Uint64(t.b[8+8*i:]) & (1<<40 - 1)) }
	functions, units, runs, records := head(0), head(4), head(6), head(7)
	if units > runs || runs > records || records > len(t.b) || functions > (len(t.b)-records)/8 {
		return false
	}
	needed, needless := map[int]bool{0: true}, map[int]bool{} // 0 is no run
	for i := range functions {
		if !t.forget(records+t.number(records+8*i+4), needed, needless) {
			return false
		}
	}
	for run := range needless {
		// One that says the same of something else is the same one.
		if !needed[run] && run < records-runs {
			wipeRun(t.b[runs+run : records])
		}
	}
	wipe(t.b[units:runs]) // the names of the files
	return true
}

// table is the client's table of functions.
type table struct{ b []byte }

// number is the number of four bytes at a place.
func (t table) number(at int) int { return int(binary.LittleEndian.Uint32(t.b[at:])) }

// forget lets the record of a function refer to nothing that is not needed, and
// notes which runs it still needs and which it has given up. It reports whether
// the record is whole.
func (t table) forget(record int, needed, needless map[int]bool) bool {
	if record+recordSize > len(t.b) {
		return false
	}
	runs, lots := t.number(record+recordRuns), int(t.b[record+recordData])
	if record+recordSize+4*(runs+lots) > len(t.b) {
		return false
	}
	giveUp := []int{record + recordFile, record + recordLine}
	needed[t.number(record+recordStack)] = true
	for i := range runs {
		if place := record + recordSize + 4*i; slices.Contains(needlessRuns, i) {
			giveUp = append(giveUp, place)
		} else {
			needed[t.number(place)] = true
		}
	}
	for _, place := range giveUp {
		needless[t.number(place)] = true
		wipe(t.b[place : place+4])
	}
	wipe(t.b[record+recordUnit : record+recordUnit+4])
	wipe(t.b[record+recordStart : record+recordStart+4])
	for _, i := range needlessData {
		if i < lots {
			copy(t.b[record+recordSize+4*(runs+i):], noData)
		}
	}
	return true
}

// noData stands where there is no data.
const noData = "\xff\xff\xff\xff"

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
