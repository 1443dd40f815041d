package site

import (
	"bytes"
	"encoding/binary"
	"testing"
)

// clientWith makes a file of WebAssembly with data at places of its memory.
func clientWith(parts ...segment) []byte {
	data := binary.AppendUvarint(nil, uint64(len(parts)))
	for _, p := range parts {
		data = binary.AppendUvarint(append(data, 0, 0x41), uint64(p.at))
		data = append(binary.AppendUvarint(append(data, 0x0b), uint64(len(p.data))), p.data...)
	}
	file := append([]byte("\x00asm\x01\x00\x00\x00"), 0, 2, 'h', 'i') // a section that is none of ours
	return append(binary.AppendUvarint(append(file, 11), uint64(len(data))), data...)
}

// tableOf makes a table of one function, whose stack is the run at 1. It has two
// more, those at 10 and 4, of which only the second is needed, and whose files and
// lines are those at the places given. Of its six data it does not need the last.
func tableOf(file, line uint32) []byte {
	le := binary.LittleEndian
	t := append([]byte(nil), tableMark...)
	const names, units, files, runs, records = 72, 80, 84, 92, 108
	for _, n := range []uint64{1, 1, 0, names, units, files, runs, records} {
		t = le.AppendUint64(t, n)
	}
	t = append(t, "main.it\x00"[:8]...)
	t = append(t, 1, 0, 0, 0)
	t = append(t, "it.go\x00\x00\x00"[:8]...)
	t = append(t, 0, 2, 9, 0, 4, 8, 0, 6, 7, 0, 5, 5, 1, 3, 0, 0) // runs at 1, 4, 7 and 10
	t = le.AppendUint32(le.AppendUint32(t, 0), 12)                // its entry and its record
	t = le.AppendUint32(t, 100)                                   // where the last one ends
	for _, n := range []uint32{0, 0, 0, 0, 1, file, line, 2, 5, 77, 6 << 24, 10, 4, 11, 12, 13, 14, 15, 16} {
		t = le.AppendUint32(t, n)
	}
	return t
}

// Only what tells files and lines is gone, where the runtime looks for it.
func TestTheClientForgetsItsLinesAndNothingElse(t *testing.T) {
	const at = 64
	table := tableOf(4, 7)
	got := withoutLines(clientWith(segment{3, []byte("before")}, segment{at, table}))
	want := bytes.Clone(table)
	zero := func(from, to int) { copy(want[from:to], make([]byte, to-from)) }
	zero(80, 92)               // units and names of files
	zero(92+7, 92+15)          // the runs at 7 and 10, for the one at 4 is needed for something else
	record := 108 + 12         // after the entry and the end
	zero(record+20, record+28) // which runs have file and line
	zero(record+32, record+40) // unit and first line
	zero(record+44, record+48) // the first of the other runs
	copy(want[record+52+20:], "\xff\xff\xff\xff")
	if whole := clientWith(segment{3, []byte("before")}, segment{at, want}); !bytes.Equal(got, whole) {
		t.Errorf("\n%q\nbecame\n%q, want\n%q", table, got[len(got)-len(table):], want)
	}
	if again := withoutLines(got); !bytes.Equal(again, got) {
		t.Error("a second time changes it again")
	}
}

// Whatever is not the table of a Go that is known stays as it is.
func TestAnUnknownClientStaysAsItIs(t *testing.T) {
	whole := clientWith(segment{64, tableOf(4, 7)})
	for n := range whole {
		if got := withoutLines(whole[:n]); len(got) != n || !bytes.HasPrefix(got, whole[:8][:min(n, 8)]) {
			t.Fatalf("the first %d bytes became %q", n, got)
		}
	}
	for _, table := range [][]byte{nil, tableMark, tableOf(4, 7)[1:], bytes.Replace(tableOf(4, 7), []byte{12, 0, 0, 0}, []byte{255, 255, 255, 255}, 1)} {
		client := clientWith(segment{64, table})
		if !bytes.Equal(withoutLines(client), client) {
			t.Errorf("%q was changed", table)
		}
	}
}
