package site

import (
	"bytes"
	"encoding/binary"
	"testing"
)

// Where the parts of the test's table of functions are, and what follows it: the
// functions' data and the module's record.
const (
	testNames   = 72
	testUnits   = testNames + 96
	testFiles   = testUnits + 4
	testRuns    = testFiles + 8
	testRecords = testRuns + 16
	testFirst   = testRecords + 24
	testRecord  = recordSize + 4*(3+7)
	testData    = testFirst + 3*testRecord
	testModule  = testData + 56
)

// tableOf makes a table for an address. Each of its three functions needs the run at
// 1 for its stack, and the one at 4; it has those at 7 and 10, and those of its file
// and line at the places given. Its data are at 16 past the beginning of all data: two
// calls that were inlined. The functions are one of the runtime's, a wrapper, and one
// with the name given.
func tableOf(at int, file, line uint32, name string) []byte {
	le := binary.LittleEndian
	t := append([]byte(nil), tableMark...)
	for _, n := range []uint64{3, 1, 0, testNames, testUnits, testFiles, testRuns, testRecords} {
		t = le.AppendUint64(t, n)
	}
	t = append(t, ("\x00runtime.it\x00a.(*b).c\x00" + name + string(make([]byte, 96)))[:96]...)
	t = append(t, 1, 0, 0, 0)
	t = append(t, "it.go\x00\x00\x00"[:8]...)
	t = append(t, 0, 2, 9, 0, 4, 8, 0, 6, 7, 0, 2, 5, 2, 3, 0, 0) // runs at 1, 4, 7 and 10: 0 and then 1
	for _, n := range []uint32{0, 24, 1, 24 + testRecord, 2, 24 + 2*testRecord} {
		t = le.AppendUint32(t, n) // each function's entry and record
	}
	for _, f := range []struct{ name, kind uint32 }{{1, 0}, {12, kindWrapper}, {21, 0}} {
		for _, n := range []uint32{0, f.name, 0, 0, 1, file, line, 3, 5, 77, 7<<24 | f.kind, 7, 4, 10, 11, 12, 13, 16, 15, 17, 18} {
			t = le.AppendUint32(t, n)
		}
	}
	t = append(t, "0123456789abcdefa call of 16 bytes, and one more.and more"[:56]...)
	for i := range 41 {
		t = le.AppendUint64(t, map[int]uint64{0: uint64(at), 1: uint64(at + testNames), 40: uint64(at + testData)}[i])
	}
	return t
}

// Only what tells files, lines, calls that were inlined and names is gone, where the
// runtime looks for it.
func TestTheClientForgetsItsTracesAndNothingElse(t *testing.T) {
	const at = 64
	for name, kept := range map[string]string{"main.it": "", "reflect.makeFuncStub": "reflect.makeFuncStub", "reflect.methodValueCall": "reflect.methodValueCall"} {
		table := tableOf(at, 4, 7, name)
		got := withoutTraces(clientWith(segment{3, []byte("before")}, segment{at, table}))
		want := bytes.Clone(table)
		zero := func(from, to int) { copy(want[from:to], make([]byte, to-from)) }
		zero(testNames, testRuns)
		copy(want[testNames:], namesNeeded)
		zero(testRuns+7, testRuns+15) // the run at 4 is needed for something else
		zero(testData+16, testData+48)
		for i, name := range []string{"runtime.", "client.(*type).method", kept} {
			record := want[testFirst+i*testRecord:]
			for _, gone := range []int{recordFile, recordLine, recordUnit, recordStart, recordSize, recordSize + 8} {
				copy(record[gone:], "\x00\x00\x00\x00")
			}
			binary.LittleEndian.PutUint32(record[recordName:], uint32(bytes.Index([]byte(namesNeeded), []byte(name+"\x00"))))
			for _, data := range []int{3, 5, 6} {
				copy(record[recordSize+12+4*data:], "\xff\xff\xff\xff")
			}
		}
		if whole := clientWith(segment{3, []byte("before")}, segment{at, want}); !bytes.Equal(got, whole) {
			t.Errorf("\n%q\nbecame\n%q, want\n%q", table, got[len(got)-len(table):], want)
		}
		if again := withoutTraces(got); !bytes.Equal(again, got) {
			t.Errorf("%s: a second time changes it again", name)
		}
	}
}

// Whatever is not the table of a Go that is known stays as it is.
func TestAnUnknownClientStaysAsItIs(t *testing.T) {
	const at = 64
	table := tableOf(at, 4, 7, "main.it")
	whole := clientWith(segment{at, table})
	for n := range whole {
		if got := withoutTraces(whole[:n]); len(got) != n || !bytes.HasPrefix(got, whole[:8][:min(n, 8)]) {
			t.Fatalf("the first %d bytes became %q", n, got)
		}
	}
	record := []byte{24, 0, 0, 0, 1, 0, 0, 0}
	for _, table := range [][]byte{
		nil, tableMark, table[1:], tableOf(at+1, 4, 7, "main.it"),
		bytes.Replace(table, record, []byte{255, 255, 255, 255, 1, 0, 0, 0}, 1),
	} {
		client := clientWith(segment{at, table})
		if !bytes.Equal(withoutTraces(client), client) {
			t.Errorf("%q was changed", table)
		}
	}
}
