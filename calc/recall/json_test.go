package recall

import (
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"pgregory.net/rapid"

	"attnexperts/calc/quantity"
)

func TestEventsSurviveTheirLines(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		for _, e := range histories().Draw(t, "events") {
			line := e.Line()
			back, err := ReadEvent(line)
			if err != nil || back.Line() != line {
				t.Fatalf("%s\nis read as %s\n%v", line, back.Line(), err)
			}
			if strings.Contains(line, "\n") || len(line) > MaxLine {
				t.Fatalf("%q is no line", line)
			}
		}
	})
}

// A change of any byte of an event is found, or changes nothing that it says.
func TestAFlippedByteIsNeverTakenForAnotherEvent(t *testing.T) {
	y := newStory(t)
	c := Card{ID: "ü", Kind: Numeric, Front: "a\n\"b\"", Back: "𝛼", Tags: []string{"x"}, Link: "/mask/#v=1", Answer: Answer{5, quantity.Bytes, 0.5}}
	for _, e := range []Event{
		y.do(Event{Kind: Added, Content: &c}),
		y.grade("ü", Hard),
		y.do(Event{Kind: Configured, Settings: DefaultSettings()}),
		{ID: ID{5, "later", 1}, newer: newerLine(5)},
	} {
		line := e.Line()
		for i := range len(line) {
			for bit := range 8 {
				b := []byte(line)
				b[i] ^= 1 << bit
				if got, err := ReadEvent(string(b)); err == nil && got.Line() != line {
					t.Fatalf("%s\nwas read as\n%s", b, got.Line())
				}
			}
		}
	}
}

// newerLine is an event that a later version may write.
func newerLine(stamp int64) string {
	body := fmt.Sprintf(`{"v":2,"id":"%v","kind":"dreamt","of":["sheep",1.5,{"electric":true}]`, ID{stamp, "later", 1})
	return body + `,"sum":"` + sumText(body) + `"}`
}

func TestNewerEventsAreKeptAndTold(t *testing.T) {
	y := newStory(t)
	y.add("a")
	e, err := ReadEvent(newerLine(noon + 5))
	if err != nil || e.Kind != Newer {
		t.Fatalf("%+v, %v", e, err)
	}
	if added, err := y.s.Apply(e); !added || err != nil {
		t.Fatal(added, err)
	}
	list := y.s.Findings()
	if len(list) != 1 || !strings.Contains(list[0].Text, "newer version") {
		t.Errorf("findings are %+v", list)
	}
	// Also where another program laid the file out anew.
	spread := strings.NewReplacer(",", ",\n  ", `":`, `": `).Replace(string(y.s.Export()))
	file, err := ReadJSON(spread, nil)
	if err != nil || file.AsideAll != 0 || len(file.Events) != 2 {
		t.Fatalf("%+v, %v", file, err)
	}
	again, err := Open(fold(t, file.Events).Snapshot())
	if err != nil || string(again.Export()) != string(y.s.Export()) {
		t.Errorf("the newer event is lost: %v", err)
	}
	if _, err := ReadEvent(strings.Replace(newerLine(5), "sheep", "goats", 1)); !errors.Is(err, ErrChecksum) {
		t.Errorf("a changed newer event: %v", err)
	}
}

func TestEventsAreReadStrictly(t *testing.T) {
	review := Event{ID: ID{noon, "test", 1}, Kind: Reviewed, At: noon, Card: "a", Grade: Good, Took: 5, Weights: Weights}
	good := review.Line()
	if _, err := ReadEvent(" " + strings.ReplaceAll(good, ",", " ,\n") + "\n"); err != nil {
		t.Errorf("white space: %v", err)
	}
	for want, line := range map[string]string{
		"does not say its version":    `{}`,
		"field zone is missing":       strings.Replace(good, `"zone":0,`, "", 1),
		"“zone” is there twice":       strings.Replace(good, `"zone":0,`, `"zone":0,"zone":0,`, 1),
		"no field “colour”":           strings.Replace(good, `"zone":0,`, `"zone":0,"colour":0,`, 1),
		"has the fields [card grade":  strings.Replace(good, `"zone":0,`, `"zone":0,"tags":[],`, 1),
		"number is 5; allowed":        strings.Replace(good, `"grade":3`, `"grade":5`, 1),
		"number is 3.5; allowed":      strings.Replace(good, `"grade":3`, `"grade":3.5`, 1),
		"a number should follow":      strings.Replace(good, `"grade":3`, `"grade":"3"`, 1),
		"a number should fol":         strings.Replace(good, `"grade":3`, `"grade":03`, 1),
		"the checksum does not fit":   strings.Replace(good, `"grade":3`, `"grade":4`, 1),
		"kind of event is “rewiew”":   strings.Replace(good, "review", "rewiew", 1),
		"is not an event's ID":        strings.Replace(good, "-test-", "-TEST-", 1),
		"something follows":           good + "{}",
		"should follow":               good[:len(good)-1],
		"control character":           strings.Replace(good, "fsrs6", "fs\n6", 1),
		"escape that JSON does not k": strings.Replace(good, "fsrs6", `f\x`, 1),
		"is not UTF-8":                strings.Replace(good, "fsrs6", "\xff", 1),
		"allowed are 65536":           `{"v":1,` + strings.Repeat(" ", MaxLine),
		"nested deeper":               `{"v":2,"x":` + strings.Repeat("[", 99),
	} {
		if _, err := ReadEvent(line); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%.200s\n%v, want an error about %s", line, err, want)
		}
	}
	stamped := review
	stamped.At = noon + 1
	if err := stamped.Validate(); err == nil {
		t.Error("an event after its own stamp was taken")
	}
}

//go:embed testdata/version1.json
var version1 string

// Files of version 1 are opened for ever, and mean the same. The golden file has
// an event of each kind; it is never written anew.
func TestFilesOfVersion1OpenForEver(t *testing.T) {
	file, err := ReadJSON(version1, nil)
	if err != nil || file.AsideAll > 0 || file.Newer {
		t.Fatalf("%v, %+v", err, file.Aside)
	}
	s := fold(t, file.Events)
	kinds := map[Kind]bool{}
	for e := range s.Events {
		kinds[e.Kind] = true
	}
	if len(kinds) != len(kindNames) {
		t.Errorf("the file has %d kinds of events, want all %d", len(kinds), len(kindNames))
	}
	if string(s.Export()) != version1 {
		t.Errorf("written again it differs:\n%s", s.Export())
	}
	var told []string
	for v := range s.Cards {
		told = append(told, fmt.Sprintf("%s %s %v %v %v %v %v", v.ID, v.Kind, v.Memory.Phase, v.Memory.Interval, v.Tags, v.Suspended, v.Deleted))
	}
	want := []string{
		"kv-llama number review 2 [cache] false false",
		"gap-1 cloze learning 0 [] true false",
		"mask-picture picture new 0 [] false true",
		"spec-gqa spec new 0 [] false false",
		"own basic relearning 0 [mine hard] false false",
	}
	if !slices.Equal(told, want) {
		t.Errorf("the cards are\n%s\nwant\n%s", strings.Join(told, "\n"), strings.Join(want, "\n"))
	}
}

//go:embed testdata/deck1.json
var deck1 string

func TestDecksOfVersion1OpenForEver(t *testing.T) {
	file, err := ReadJSON(deck1, nil)
	if err != nil || file.AsideAll > 0 || file.Newer || len(file.Cards) != len(CardKinds()) {
		t.Fatalf("%v, %+v", err, file)
	}
	if string(WriteDeck(file.Name, pointers(file.Cards))) != deck1 {
		t.Errorf("written again it differs:\n%s", WriteDeck(file.Name, pointers(file.Cards)))
	}
}

func TestDamageToAFileCostsOnlyWhatItHit(t *testing.T) {
	whole, err := ReadJSON(version1, nil)
	if err != nil {
		t.Fatal(err)
	}
	all := len(whole.Events)
	for i := range 2 * len(version1) {
		b := []byte(version1)
		flip := byte(0x15)
		if i >= len(b) {
			// Makes of a comma a space.
			i, flip = i-len(b), 0x0c
		}
		b[i] ^= flip
		file, err := ReadJSON(string(b), nil)
		if err != nil {
			t.Fatalf("byte %d: %v", i, err)
		}
		// A line end that is hit joins two events.
		if lost := all - len(file.Events); lost > 2 || lost > 0 && file.AsideAll == 0 {
			t.Fatalf("byte %d (%q): %d of %d events lost, %d set aside", i, version1[max(0, i-20):i+1], lost, all, file.AsideAll)
		}
	}
	for cut := range len(version1) - 3 {
		file, err := ReadJSON(version1[:cut], nil)
		if whole := strings.Count(version1[:cut], "\"},\n"); err == nil && (len(file.Events) < whole || file.AsideAll == 0) || err != nil && whole > 0 {
			t.Fatalf("cut after %d bytes: %d events of %d, %d set aside, %v", cut, len(file.Events), whole, file.AsideAll, err)
		}
	}
}

func TestReadJSONRefusesOtherFiles(t *testing.T) {
	for _, text := range []string{
		"", "null", "[]", "{}", "\x00", `{"format":"other"}`, `{"events":[]}`, `{"cards":[]}`, "<html>", strings.Repeat("[", 1<<20), `{"a":` + strings.Repeat(`{"a":`, 1<<18),
	} {
		if file, err := ReadJSON(text, nil); err == nil && len(file.Events) > 0 {
			t.Errorf("%.40q was read: %+v", text, file)
		}
	}
	if _, err := ReadJSON(strings.Repeat(" ", MaxFile+1), nil); err == nil || !strings.Contains(err.Error(), "split it") {
		t.Errorf("a file that is too long: %v", err)
	}
	file, err := ReadJSON(`{"format":"attnexperts cards","version":7,"events":[],"more":{"x":[1]}}`, nil)
	if err != nil || !file.Newer {
		t.Errorf("a newer file: %+v, %v", file, err)
	}
}

func TestLinesAreReadToo(t *testing.T) {
	y := newStory(t)
	y.add("a")
	y.grade("a", Good)
	text := ""
	for e := range y.s.Events {
		text += e.Line() + "\r\n"
	}
	file, err := ReadJSON(text+"{\"v\":1,broken\n", nil)
	if err != nil || len(file.Events) != 2 || file.AsideAll != 1 || file.Aside[0].Text != `{"v":1,broken` {
		t.Errorf("%+v, %v", file, err)
	}
}

func TestDecksAreSharedWithoutHistory(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		list := rapid.SliceOfNDistinct(cards(), 0, 6, func(c Card) string { return c.ID }).Draw(t, "cards")
		deck := WriteDeck("A <deck>", pointers(list))
		file, err := ReadJSON(string(deck), nil)
		if err != nil || file.AsideAll != 0 || file.Name != "A <deck>" || len(file.Events) != 0 {
			t.Fatalf("%+v, %v", file, err)
		}
		if string(WriteDeck("A <deck>", pointers(file.Cards))) != string(deck) {
			t.Fatalf("written again, the deck differs: %s", deck)
		}
	})
}

func pointers(list []Card) func(func(*Card) bool) {
	return func(yield func(*Card) bool) {
		for i := range list {
			if !yield(&list[i]) {
				return
			}
		}
	}
}

func TestAdoptingTwiceIsAdoptingOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := fold(t, histories().Draw(t, "events"))
		list := rapid.SliceOfNDistinct(cards(), 0, 6, func(c Card) string { return c.ID }).Draw(t, "cards")
		a := Author{Device: "desk", At: noon + 900*day}
		overwrite := rapid.Bool().Draw(t, "overwrite")
		events, err := s.Adopt(a, list, overwrite)
		if err != nil {
			t.Fatal(err)
		}
		if added, err := s.Merge(events, nil); err != nil || added != len(events) {
			t.Fatalf("%d of %d events added: %v", added, len(events), err)
		}
		for _, c := range list {
			v, ok := s.Card(c.ID)
			if !ok || v.Deleted || overwrite && v.Front != c.Front && c.Front != "" {
				t.Fatalf("card %+v became %+v", c, v)
			}
		}
		if events, err := s.Adopt(a, list, overwrite); err != nil || len(events) != 0 {
			t.Fatalf("once more: %d events, %v", len(events), err)
		}
	})
}

// Against the standard library's JSON, both ways.
func TestTextsAreJSONs(t *testing.T) {
	texts := rapid.StringOf(rapid.OneOf(rapid.Rune(), rapid.RuneFrom([]rune("\"\\/\n\t\r\b\f\x00\x1f\u2028<>&😀"))))
	rapid.Check(t, func(t *rapid.T) {
		text := strings.ToValidUTF8(texts.Draw(t, "text"), "")
		written := appendText(nil, text)
		var back string
		if err := json.Unmarshal(written, &back); err != nil || back != text {
			t.Fatalf("%q is written %s, which is %q, %v", text, written, back, err)
		}
		theirs, _ := json.Marshal(text)
		for _, form := range []string{string(theirs), string(written), ascii(text)} {
			s := &scanner{text: form}
			if got := s.string(1 << 20); s.err != nil || got != text || s.at != len(form) {
				t.Fatalf("%s is read as %q, %v", form, got, s.err)
			}
		}
	})
	for _, bad := range []string{`"\ud800"`, `"\ud800\ud800"`, `"\udc00"`, `"\u12"`, `"\u12g4"`, `"\`, `"\q"`, `"`, `x`} {
		s := &scanner{text: bad}
		if got := s.string(9); s.err == nil {
			t.Errorf("%s is read as %q", bad, got)
		}
	}
}

// ascii writes a text with nothing but escapes.
func ascii(text string) string {
	form := `"`
	for _, u := range utf16.Encode([]rune(text)) {
		form += fmt.Sprintf(`\u%04x`, u)
	}
	return form + `"`
}
