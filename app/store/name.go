package store

import (
	"hash/crc32"
	"slices"
	"strconv"
	"strings"

	"attnexperts/calc/order"
)

// asideDir is where files go that are not used any more, but not deleted.
const asideDir = "aside"

const (
	eventEnd    = ".event"
	segmentEnd  = ".log"
	snapshotEnd = ".snapshot"
	tmpEnd      = ".tmp"
	markStart   = "store-"
)

// file is what the name of a file says.
type file struct {
	name string
	// record is the name of the record: of an event.
	record string
	// number, count (of records) and sum are those of segments and snapshots.
	number, count int
	sum           uint32
	// version and device are those of a mark.
	version int
	device  string
}

// listing is the files of the directory by their kinds, in the order of their
// names.
type listing struct {
	marks, events, segments, snapshots, tmp []*file
	// foreign are names that mean nothing here.
	foreign []string
}

// all returns the files whose records can be handed out.
func (f *listing) all() []*file { return slices.Concat(f.segments, f.events) }

// count is how many files there are.
func (f *listing) count() int {
	return len(f.marks) + len(f.events) + len(f.segments) + len(f.snapshots) + len(f.tmp) + len(f.foreign)
}

// sorted parts names by what they mean.
func sorted(names []string) *listing {
	order.Up(names)
	f := new(listing)
	for _, name := range names {
		if name == asideDir {
			continue
		}
		switch {
		case strings.HasPrefix(name, markStart):
			f.marks = keep(f.marks, name, parseMark, &f.foreign)
		case strings.HasSuffix(name, eventEnd):
			f.events = keep(f.events, name, parseEvent, &f.foreign)
		case strings.HasSuffix(name, segmentEnd):
			f.segments = keep(f.segments, name, parseSegment, &f.foreign)
		case strings.HasSuffix(name, snapshotEnd):
			f.snapshots = keep(f.snapshots, name, parseSnapshot, &f.foreign)
		case strings.HasSuffix(name, tmpEnd):
			f.tmp = append(f.tmp, &file{name: name})
		default:
			f.foreign = append(f.foreign, name)
		}
	}
	return f
}

func keep(list []*file, name string, parse func(string) (*file, bool), foreign *[]string) []*file {
	f, ok := parse(name)
	if !ok {
		*foreign = append(*foreign, name)
		return list
	}
	f.name = name
	return append(list, f)
}

func markName(device string) string {
	return markStart + strconv.Itoa(Version) + "-" + device
}

// markText is what stands in the file of that name.
func markText(device string) string {
	text := "attnexperts cards, version " + strconv.Itoa(Version) + "\ndevice " + device + "\n"
	return text + "sum " + hex(sumOf([]byte(text))) + "\n"
}

func parseMark(name string) (*file, bool) {
	version, device, _ := strings.Cut(name[len(markStart):], "-")
	v, err := strconv.Atoi(version)
	return &file{version: v, device: device}, err == nil && v >= 1 && (v > Version || validDevice(device))
}

func validDevice(name string) bool {
	return 1 <= len(name) && len(name) <= 16 && strings.Trim(name, "abcdefghijklmnopqrstuvwxyz0123456789") == ""
}

func eventName(record string) string { return record + eventEnd }

func parseEvent(name string) (*file, bool) {
	record := strings.TrimSuffix(name, eventEnd)
	return &file{record: record}, 1 <= len(record) && len(record) <= 100
}

func segmentName(number, count int, data []byte) string {
	return digits(number) + "-" + strconv.Itoa(count) + "-" + hex(sumOf(data)) + segmentEnd
}

func parseSegment(name string) (*file, bool) {
	f, ok := numbered(strings.TrimSuffix(name, segmentEnd), true)
	return f, ok && f.count >= 1
}

func snapshotName(number int, data []byte) string {
	return digits(number) + "-" + hex(sumOf(data)) + snapshotEnd
}

func parseSnapshot(name string) (*file, bool) {
	return numbered(strings.TrimSuffix(name, snapshotEnd), false)
}

func numbered(text string, counted bool) (*file, bool) {
	f := new(file)
	number, sum, _ := strings.Cut(text, "-")
	if counted {
		var count string
		count, sum, _ = strings.Cut(sum, "-")
		n, err := strconv.Atoi(count)
		if f.count = n; err != nil || count != strconv.Itoa(n) {
			return f, false
		}
	}
	n, err1 := strconv.Atoi(number)
	c, err2 := strconv.ParseUint(sum, 16, 32)
	f.number, f.sum = n, uint32(c)
	return f, err1 == nil && err2 == nil && n >= 1 && number == digits(n) && sum == hex(f.sum)
}

// digits writes a number with at least six digits.
func digits(n int) string {
	text := strconv.Itoa(n)
	return strings.Repeat("0", max(0, 6-len(text))) + text
}

// hex writes a checksum.
func hex(sum uint32) string {
	text := strconv.FormatUint(uint64(sum), 16)
	return strings.Repeat("0", 8-len(text)) + text
}

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

func sumOf(data []byte) uint32 { return crc32.Checksum(data, castagnoli) }
