package store

import (
	"embed"
	"testing"
)

// golden has a store of every version that was ever released, each with the 14
// records of small. They open forever.
//
//go:embed testdata/version1
var golden embed.FS

func testGolden(t *testing.T, fs Disk) {
	entries, err := golden.ReadDir("testdata/version1")
	must(t, err)
	for _, e := range entries {
		data, err := golden.ReadFile("testdata/version1/" + e.Name())
		must(t, err)
		must(t, put(fs, e.Name(), string(data)))
	}
	u := mustUse(t, fs)
	u.wantRecords(t, smallRecords)
	if u.Device() != "device0" || u.read != 4 {
		t.Errorf("it is of %s, and %d records were read beside the snapshot", u.Device(), u.read)
	}
	report, err := u.Check(u.checking())
	must(t, err)
	if report.Records != smallRecords || report.Files != len(entries) || len(report.Findings) > 0 {
		t.Errorf("the check says %+v", report)
	}
}
