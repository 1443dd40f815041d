package store

// Kind says what was found.
type Kind uint8

// The kinds of findings.
const (
	// Unfinished is a file that was begun and not finished, as when the browser is
	// killed while it writes: nothing in it was ever confirmed. It is removed.
	Unfinished Kind = iota
	// DamagedEvent is a record whose checksum does not fit; it is set aside.
	DamagedEvent
	// DamagedSegment is a segment whose checksum does not fit. It is set aside, and
	// those of its records whose own checksums fit are written again.
	DamagedSegment
	// DamagedSnapshot is a snapshot that cannot be used; it is set aside. Nothing is
	// in it that is not elsewhere.
	DamagedSnapshot
	// DamagedMark is the file that says whose store it is; it is set aside and
	// written again.
	DamagedMark
	// NoMark is a store whose mark was missing: a new one was made.
	NoMark
	// Foreign is a file that is none of the store's; it is set aside.
	Foreign
	// Unreadable is a file that the disk does not give; it is left where it is.
	Unreadable
	// Missing is a record that the program knew and no file had; [Store.Repair] writes
	// it again.
	Missing
	// Unknown is a record that is in a file and that the program did not know: after
	// [Store.Repair], News hands it out.
	Unknown
)

// Finding is one thing that was found amiss.
type Finding struct {
	Kind Kind
	// File is the name of the file as it was; Record, of a DamagedEvent, a Missing and
	// an Unknown one, that of the record.
	File, Record string
	// Lost is how many records are in no other place that the store knows of.
	Lost int
}

// findings gathers what is found.
type findings struct{ list []Finding }

// maxFindings is how many findings are kept; more are a disk of rubbish, which
// the first ones tell of.
const maxFindings = 10_000

func (f *findings) add(kind Kind, name string, lost int) {
	if len(f.list) < maxFindings {
		f.list = append(f.list, Finding{Kind: kind, File: name, Lost: lost})
	}
}

func (f *findings) addRecord(kind Kind, name, record string, lost int) {
	if len(f.list) < maxFindings {
		f.list = append(f.list, Finding{kind, name, record, lost})
	}
}

// Findings returns what was found amiss since it was asked last.
func (s *Store) Findings() []Finding {
	list := s.findings.list
	s.findings.list = nil
	return list
}
