package site

import (
	"bytes"
	"encoding/binary"
	"slices"
	"strings"
)

// withoutTraces returns the client without its record of functions, as far as only
// the trace of a crash needs it: which line of which file each instruction comes
// from, what was inlined there, where a function's arguments are, and the names of
// functions. Packing can make little of it: it is a tenth of what a visitor would
// download. The client that was built keeps it, and functions have the same numbers
// in both, which is what a browser's own trace names. So it goes with the record of
// where a thread may be interrupted, which nothing does to one in a browser.
//
// Every place of the record is set to what the Go runtime reads as "no record"
// (pcvalue, funcline1, funcName and funcdata in its symtab.go), so that nothing
// moves. A client whose tables look otherwise, as those of a later Go may, stays as
// it is; a test would tell.
func withoutTraces(client []byte) []byte {
	client = slices.Clone(client)
	parts, size := segments(client)
	memory := make([]byte, size)
	for _, s := range parts {
		copy(memory[s.at:], s.data)
	}
	if !forgetTraces(memory) {
		return client
	}
	for _, s := range parts {
		copy(s.data, memory[s.at:])
	}
	return client
}

// The table of functions begins with this: a mark, which is that of Go 1.20 and
// later, the least size of an instruction, and the size of an address. Then come
// the number of functions and where the parts of the table begin. (See pcHeader
// and _func in the runtime's symtab.go and runtime2.go.)
var tableMark = []byte("\xf1\xff\xff\xff\x00\x00\x01\x08")

// Where the module's record, which begins with the place of the table and that of
// the names, has the place of the functions' data (see moduledata in symtab.go).
const moduleData = 40 * 8

// What a function's record has at which byte, and how long it is. Where so many
// runs and so many data begin follows, in four bytes each.
const (
	recordName  = 4
	recordStack = 16
	recordFile  = 20
	recordLine  = 24
	recordRuns  = 28
	recordUnit  = 32
	recordStart = 36
	recordKind  = 40 // one byte
	recordData  = 43 // one byte
	recordSize  = 44
)

// Which of the runs and of the data are not needed (see internal/abi/symtab.go).
const (
	runUnsafe     = 0 // PCDATA_UnsafePoint
	runInlined    = 2 // PCDATA_InlTreeIndex
	runArguments  = 3 // PCDATA_ArgLiveIndex
	dataInlined   = 3 // FUNCDATA_InlTree
	dataArguments = 5 // FUNCDATA_ArgInfo
	dataLive      = 6 // FUNCDATA_ArgLiveInfo
)

var (
	needlessRuns = []int{runUnsafe, runInlined, runArguments}
	needlessData = []int{dataInlined, dataArguments, dataLive}
)

// forgetTraces takes what only traces need out of a client's memory, and reports
// whether all of it was where it is expected; if not, some of it may be gone.
func forgetTraces(memory []byte) bool {
	at := bytes.Index(memory, tableMark)
	if at < 0 || at+72 > len(memory) {
		return false
	}
	whole := memory[at:]
	head := func(i int) int { return place(whole[8+8*i:]) }
	functions, names, units, runs, records := head(0), head(3), head(4), head(6), head(7)
	if names > units || units > runs || runs > records || records > len(whole) || functions > (len(whole)-records)/8 || units-names < len(namesNeeded) {
		return false
	}
	module := bytes.Index(memory, binary.LittleEndian.AppendUint64(binary.LittleEndian.AppendUint64(nil, uint64(at)), uint64(at+names)))
	if module < 0 || module+moduleData+8 > len(memory) || place(memory[module+moduleData:]) > len(memory) {
		return false
	}
	t := table{
		b: whole, names: whole[names:units], runs: whole[runs:records], data: memory[place(memory[module+moduleData:]):],
		needed: map[int]bool{0: true}, needless: map[int]bool{}, // 0 is no run
	}
	for i := range functions {
		if !t.forget(records + t.number(records+8*i+4)) {
			return false
		}
	}
	for run := range t.needless {
		// One that says the same of something else is the same one.
		if !t.needed[run] && run < len(t.runs) {
			wipeRun(t.runs[run:])
		}
	}
	wipe(whole[names:runs]) // the names of functions and files
	copy(t.names, namesNeeded)
	return true
}

// place is the number of eight bytes, as far as it can be the place of something.
func place(b []byte) int { return int(binary.LittleEndian.Uint64(b) & (1<<40 - 1)) }

// table is the client's table of functions: all of it, its names, its runs, and the
// functions' data; and which runs are needed, and which have been given up.
type table struct {
	b, names, runs, data []byte
	needed, needless     map[int]bool
}

// number is the number of four bytes at a place.
func (t table) number(at int) int { return int(binary.LittleEndian.Uint32(t.b[at:])) }

// forget lets the record of a function refer to nothing that is not needed, and
// notes which runs it still needs and which it has given up. It reports whether
// the record is whole.
func (t table) forget(record int) bool {
	if record+recordSize > len(t.b) {
		return false
	}
	runs, lots := t.number(record+recordRuns), int(t.b[record+recordData])
	if record+recordSize+4*(runs+lots) > len(t.b) {
		return false
	}
	first := record + recordSize // of the runs, and then of the data
	if runs > runInlined && lots > dataInlined {
		t.forgetInlined(t.number(first+4*runInlined), t.number(first+4*(runs+dataInlined)))
	}
	t.forgetName(record)
	giveUp := []int{record + recordFile, record + recordLine}
	t.needed[t.number(record+recordStack)] = true
	for i := range runs {
		if at := first + 4*i; slices.Contains(needlessRuns, i) {
			giveUp = append(giveUp, at)
		} else {
			t.needed[t.number(at)] = true
		}
	}
	for _, at := range giveUp {
		t.needless[t.number(at)] = true
		wipe(t.b[at : at+4])
	}
	wipe(t.b[record+recordUnit : record+recordUnit+4])
	wipe(t.b[record+recordStart : record+recordStart+4])
	for _, i := range needlessData {
		if i < lots {
			copy(t.b[first+4*(runs+i):], noData)
		}
	}
	return true
}

// noData stands where there is no data.
const noData = "\xff\xff\xff\xff"

// forgetInlined wipes the list of what was inlined into a function: so many times
// sixteen bytes as the run that refers to them needs. Nothing else is in its place.
func (t table) forgetInlined(run, data int) {
	const entry = 16
	if run == 0 || run >= len(t.runs) || data >= len(t.data) {
		return
	}
	entries := 0
	eachOfRun(t.runs[run:], func(value int) { entries = max(entries, value+1) })
	wipe(t.data[data:min(data+entries*entry, len(t.data))])
}

// The names that the runtime itself reads: that it is one of its own that a thread
// runs; which two are not compiled; and what to call a wrapper around a method that
// a nil pointer does not have, in whatever form (isSystemGoroutine, argMapInternal
// and panicwrap). The first name is none, and is that of all other functions.
const (
	nameOwn     = "runtime."
	nameStub    = "reflect.makeFuncStub"
	nameMethod  = "reflect.methodValueCall"
	nameWrapper = "client.(*type).method"
	namesNeeded = "\x00" + nameOwn + "\x00" + nameStub + "\x00" + nameMethod + "\x00" + nameWrapper + "\x00"
)

// kindWrapper marks wrappers (FuncIDWrapper in internal/abi/symtab.go).
const kindWrapper = 23

// forgetName gives a function one of the names that are needed.
func (t table) forgetName(record int) {
	at, kept := t.number(record+recordName), ""
	if at < len(t.names) {
		name, _, _ := bytes.Cut(t.names[at:], []byte{0})
		switch {
		case t.b[record+recordKind] == kindWrapper:
			kept = nameWrapper
		case bytes.HasPrefix(name, []byte(nameOwn)):
			kept = nameOwn
		case string(name) == nameStub || string(name) == nameMethod:
			kept = string(name)
		}
	}
	binary.LittleEndian.PutUint32(t.b[record+recordName:], uint32(strings.Index(namesNeeded, kept+"\x00")))
}

// eachOfRun calls a function with each value of a run, which is a list of pairs of
// numbers: by how much the value differs from the one before, which is -1 at first,
// and for how long it holds. It ends where a pair that is not the first begins with
// 0. The place after its end is returned.
func eachOfRun(run []byte, visit func(value int)) int {
	c := cursor{run}
	for value, first := -1, true; len(c.rest) > 0; first = false {
		step := c.number()
		if step == 0 && !first {
			break
		}
		value += step>>1 ^ -(step & 1)
		visit(value)
		c.number()
	}
	return len(run) - len(c.rest)
}

func wipeRun(run []byte) { wipe(run[:eachOfRun(run, func(int) {})]) }

func wipe(b []byte) {
	for i := range b {
		b[i] = 0
	}
}
