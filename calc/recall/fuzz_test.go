package recall

import (
	"encoding/binary"
	"hash/crc32"
	"strings"
	"testing"
)

func FuzzEvent(f *testing.F) {
	for line := range strings.SplitSeq(version1, "\n") {
		f.Add(strings.TrimSuffix(line, ","))
	}
	f.Add(newerLine(7))
	f.Fuzz(func(t *testing.T, line string) {
		e, err := ReadEvent(line)
		if err != nil {
			return
		}
		if err := e.Validate(); err != nil {
			t.Fatalf("what was read is not valid: %v", err)
		}
		again, err := ReadEvent(e.Line())
		if err != nil || again.Line() != e.Line() {
			t.Fatalf("%q\nis read as %q\n%v", e.Line(), again.Line(), err)
		}
	})
}

func FuzzJSON(f *testing.F) {
	f.Add(version1)
	f.Add(string(WriteDeck("d", pointers([]Card{basic("a"), basic("b")}))))
	f.Add(newerLine(7) + "\n" + newerLine(8))
	f.Fuzz(func(t *testing.T, text string) {
		file, err := ReadJSON(text, nil)
		if err != nil {
			return
		}
		s, err := Fold(file.Events)
		if err != nil {
			t.Fatalf("what was read is not valid: %v", err)
		}
		use(t, s)
		again, err := ReadJSON(string(s.Export()), nil)
		if err != nil || again.AsideAll != 0 || string(fold(t, again.Events).Export()) != string(s.Export()) {
			t.Fatalf("the export is not read back: %v, %+v", err, again.Aside)
		}
		if _, err := s.Adopt(Author{Device: "fuzz", At: noon}, file.Cards, true); err != nil {
			t.Fatalf("a card that was read is not valid: %v", err)
		}
	})
}

func FuzzAnki(f *testing.F) {
	f.Add("#separator:tab\n#html:true\n#guid column:1\n#notetype column:2\n#deck column:3\n#tags column:6\ng\tCloze\tD\t{{c1::a}}\t<b>b</b>\tx y\n")
	f.Add("\ufefftags: x\r\na;\"b\n\"\"c\"\"\";d")
	f.Add(string(WriteAnki(pointers([]Card{basic("a"), {ID: "n", Kind: Numeric, Front: "?", Link: "/x/", Source: "s"}}), ankiOptions)))
	f.Fuzz(func(t *testing.T, text string) {
		file, err := ReadAnki(text, nil)
		if err != nil {
			return
		}
		for _, c := range file.Cards {
			if err := c.Validate(); err != nil {
				t.Fatalf("a card that was read is not valid: %v", err)
			}
			if !harmless(HTML(c.Front)) || !harmless(HTML(c.Back)) {
				t.Fatalf("%+v has tags of its own", c)
			}
		}
		again, err := ReadAnki(string(WriteAnki(pointers(file.Cards), ankiOptions)), nil)
		if err != nil || len(again.Cards) != len(file.Cards) {
			t.Fatalf("%d cards of %d are read back, %v: %v", len(again.Cards), len(file.Cards), err, again.Notices)
		}
	})
}

// A snapshot is from this device and has a checksum; but whatever it holds, it
// is opened or refused.
func FuzzSnapshot(f *testing.F) {
	file, err := ReadJSON(version1, nil)
	if err != nil {
		f.Fatal(err)
	}
	s, err := Fold(file.Events)
	if err != nil {
		f.Fatal(err)
	}
	whole := s.Snapshot()
	f.Add(whole[len(snapshotMagic) : len(whole)-4])
	f.Add(new(State).Snapshot()[len(snapshotMagic):])
	f.Fuzz(func(t *testing.T, body []byte) {
		b := append([]byte(snapshotMagic), body...)
		b = binary.BigEndian.AppendUint32(b, crc32.Checksum(b, castagnoli))
		if s, err := Open(b); err == nil {
			use(t, s)
		}
	})
}

// use does with a state what the pages do.
func use(t *testing.T, s *State) {
	q := s.Queue(noon, 0)
	for _, id := range q.Cards {
		if _, err := s.Preview(id, noon, 0); err != nil {
			t.Log(err)
		}
	}
	s.Findings()
	s.Retention(0, 1<<20)
	s.Calendar(0, 100)
	s.Forecast(noon, 0, 10)
	s.Counts(noon, 0)
	s.Costs()
	s.StabilityBars()
	s.Snapshot()
	e, err := s.Record(Author{Device: "fuzz", At: noon}, Event{Kind: Configured, Settings: DefaultSettings()})
	if err != nil {
		return
	}
	if added, err := s.Apply(e); !added || err != nil {
		t.Fatalf("an event that was just made is not taken: %v", err)
	}
}
