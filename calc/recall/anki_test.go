package recall

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

var ankiOptions = AnkiOptions{Base: "https://example.org/a&b/"}

// What is written for Anki comes back to the letter, whatever the cards say.
func TestAnkiTextIsReadBackWithoutLoss(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		list := rapid.SliceOfNDistinct(cards(), 0, 6, func(c Card) string { return c.ID }).Draw(t, "cards")
		text := string(WriteAnki(pointers(list), ankiOptions))
		if rapid.Bool().Draw(t, "windows") {
			text = "\ufeff" + strings.ReplaceAll(text, "\n", "\r\n")
		}
		file, err := ReadAnki(text, nil)
		if err != nil || len(file.Notices) > 0 {
			t.Fatalf("%v, %v\n%s", err, file.Notices, text)
		}
		for _, c := range list {
			i := slices.IndexFunc(file.Cards, func(d Card) bool { return d.ID == c.ID })
			if i < 0 || !equalCards(&file.Cards[i], &c) {
				t.Fatalf("%+v\nbecame %+v in\n%s", c, file.Cards, text)
			}
		}
	})
}

// Anki itself passes over comments. What then comes back still has the texts,
// and takes nothing away from the cards that are here.
func TestAnkiTextThatWentThroughAnkiKeepsWhatIsHere(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		list := rapid.SliceOfNDistinct(cards(), 1, 6, func(c Card) string { return c.ID }).Draw(t, "cards")
		list = slices.DeleteFunc(list, func(c Card) bool {
			return c.Kind == Cloze || c.Kind == Picture // of which Anki's IDs or fronts are others
		})
		s := new(State)
		events, err := s.Adopt(Author{Device: "desk", At: noon}, list, true)
		if err != nil {
			t.Fatal(err)
		}
		s.Merge(events, nil)
		var lines []string
		for line := range strings.SplitSeq(string(WriteAnki(pointers(list), ankiOptions)), "\n") {
			if !strings.HasPrefix(line, cardMark) {
				lines = append(lines, line)
			}
		}
		file, err := ReadAnki(strings.Join(lines, "\n"), nil)
		if err != nil || len(file.Notices) > 0 {
			t.Fatal(err, file.Notices)
		}
		events, err = s.Adopt(Author{Device: "desk", At: noon + day}, file.Cards, true)
		if err != nil {
			t.Fatal(err)
		}
		s.Merge(events, nil)
		for _, c := range list {
			v, _ := s.Card(c.ID)
			if v.Kind != c.Kind || v.Link != c.Link || v.Answer != c.Answer || v.Source != c.Source || !unchanged(FromHTML(HTML(v.Front)), c.Front) || !slices.Equal(v.Tags, c.Tags) {
				t.Fatalf("%+v\nbecame %+v", c, v.Card)
			}
		}
	})
}

func TestWriteAnkiIsWhatAnkiReads(t *testing.T) {
	list := []Card{
		{ID: "#1", Kind: Basic, Front: "a\tb\n\"c\"", Back: "<b>d</b> < e & f", Tags: []string{"x", "y"}},
		{ID: "k", Kind: Numeric, Front: "How much?", Back: "Much.", Answer: Answer{131072, "bytes", 0}, Link: "/cache/#v=1&layers=2", Source: "a paper"},
		{ID: "g1", Kind: Cloze, Note: "g", Front: "{{c1::a}} {{c2::b}}"},
		{ID: "g2", Kind: Cloze, Note: "g", Gap: 2, Front: "{{c1::a}} {{c2::b}}"},
		{ID: "p", Kind: Picture, Link: "/mask/#v=1", Back: "causal"},
	}
	var notes []string
	for line := range strings.SplitSeq(string(WriteAnki(pointers(list), AnkiOptions{Deck: "D", Base: "https://x.org"})), "\n") {
		if !strings.HasPrefix(line, cardMark) {
			notes = append(notes, line)
		}
	}
	want := []string{
		"#separator:tab", "#html:true", "#guid column:1", "#notetype column:2", "#deck column:3", "#tags column:6", "#columns:GUID\tNotetype\tDeck\tFront\tBack\tTags",
		"\"#1\"\tBasic\tD\t\"a\tb<br>\"\"c\"\"\"\t<b>d</b> &lt; e &amp; f\tx y",
		"k\tBasic\tD\tHow much?\t\"Much.<br><br><i>Answer: 128 KiB<br>Open: <a href=\"\"https://x.org/cache/#v=1&amp;layers=2\"\">https://x.org/cache/#v=1&amp;layers=2</a><br>Source: a paper</i>\"\t",
		"g\tCloze\tD\t{{c1::a}} {{c2::b}}\t\t",
		"p\tBasic\tD\t\"<br><br><i>Open: <a href=\"\"https://x.org/mask/#v=1\"\">https://x.org/mask/#v=1</a></i>\"\tcausal\t",
		"",
	}
	if !slices.Equal(notes, want) {
		t.Errorf("written is\n%s\nwant\n%s", strings.Join(notes, "\n"), strings.Join(want, "\n"))
	}
}

func TestReadAnkiReadsWhatOthersWrite(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       []string // front | back | tags
		notices    int
	}{
		{"empty", "", nil, 0},
		{"only headers", "#separator:tab\n#html:true\n", nil, 0},
		{"tabs", "a\tb\nc\td\n", []string{"a|b|", "c|d|"}, 0},
		{"byte order mark, other line ends", "\ufeffa\tb\r\nc\td\re\tf", []string{"a|b|", "c|d|", "e|f|"}, 0},
		{"semicolons guessed before commas", "a, b;c\n", []string{"a, b|c|"}, 0},
		{"commas said", "#separator:Comma\na,\"b,c\"\n", []string{"a|b,c|"}, 0},
		{"a separator of one character", "#separator:|\na|b\n", []string{"a|b|"}, 0},
		{"quoted line ends and marks", "#separator:tab\n\"a\nb\"\t\"say \"\"x\"\"\"\n", []string{"a\nb|say \"x\"|"}, 0},
		{"a mark that is never closed", "a\t\"b\nc\n", []string{"a|b\nc\n|"}, 1},
		{"no HTML unless said", "#html:false\n#separator:tab\n<b>a</b>\t&lt;\n", []string{"&lt;b&gt;a&lt;/b&gt;|&amp;lt;|"}, 0},
		{"HTML said", "#html:true\n#separator:tab\n<div>a</div><div>b</div>\t<img src=x>\n", []string{"a<br>b|&lt;img src=x&gt;|"}, 0},
		{"HTML guessed", "a<br>b\tc\n", []string{"a<br>b|c|"}, 0},
		{"tags", "#tags:all\n#tags column:3\na\tb\tone two one\n", []string{"a|b|one two all"}, 0},
		{"tags of old", "tags: x y\na\tb\n", []string{"a|b|x y"}, 0},
		{"columns by their labels", "#separator:comma\n#columns:Tags,Front,Back\nt,a,b\n", []string{"a|b|t"}, 0},
		{"decks are passed over", "#deck column:1\n#notetype column:2\nD\tBasic\ta\tb\n", []string{"a|b|"}, 0},
		{"more fields go to the back", "a\tb\t\tc\n", []string{"a|b<br>c|"}, 0},
		{"comments", "a\tb\n# no note\nc\td\n", []string{"a|b|", "c|d|"}, 0},
		{"two gaps are two cards", "{{c1::a}} {{c2::b}}\tx\n", []string{"{{c1::a}} {{c2::b}}|x|", "{{c1::a}} {{c2::b}}|x|"}, 0},
		{"headers that make no sense", "#separator:word\n#tags column:x\n#guid column:0\na\tb\n", []string{"a|b|"}, 3},
		{"no front", "\tb\nc\td\n", []string{"c|d|"}, 1},
		{"twice the same", "a\tb\na\tc\n", []string{"a|b|"}, 1},
		{"too long", strings.Repeat("x", MaxText+1) + "\tb\nc\td\n", []string{"c|d|"}, 1},
		{"far too long", strings.Repeat("x", 5*MaxText) + "\tb\nc\td\n", []string{"c|d|"}, 1},
		{"control characters", "a\x00\x1b\tb\n", []string{"a|b|"}, 0},
		{"a comment that lies", "#separator:tab\n#guid column:1\nx\ta\tb\n#card:{\"id\":\"x\",\"kind\":\"basic\",\"front\":\"a\",\"link\":\"javascript:alert(1)\"}\n", []string{"a|b|"}, 0},
		{"names of columns", "front,back\na,b\n", []string{"a|b|"}, 0},
		{"names of columns in another order", "\ufeff\"Tags\";\" Answer \";\"Question\"\r\nt;b;a\r\n", []string{"a|b|t"}, 0},
		{"names, and headers of Anki's", "#separator:tab\n#html:false\nTerm\tDefinition\tHint\na\tb\tc\n", []string{"a|b<br>c|"}, 0},
		{"a card that is like names of columns", "front,rear\na,b\n", []string{"front|rear|", "a|b|"}, 0},
		{"one name twice", "front,back,back\na,b,c\n", []string{"front|back<br>back|", "a|b<br>c|"}, 0},
		{"names in another place", "a,b\nfront,back\n", []string{"a|b|", "front|back|"}, 0},
		{"one column", "front\nback\n", []string{"front||", "back||"}, 0},
		{"labels in a header, the back first", "#separator:tab\n#columns:Back\tFront\nb\ta\n", []string{"a|b|"}, 0},
		{"separators within a text", "\"Why; and how|where?\",a\n\"x\",y\n", []string{"Why; and how|where?|a|", "x|y|"}, 0},
		{"a semicolon in one text", "What is it; a head?,a\nAnd this?,b\n", []string{"What is it; a head?|a|", "And this?|b|"}, 0},
		{"a separator as spreadsheets say it", "sep=;\r\na,b;c\r\n", []string{"a,b|c|"}, 0},
		{"comments with the line ends of old", "#separator:comma\r# no note\ra,b\r", []string{"a|b|"}, 0},
		{"a tag that is too long", "#tags column:3\na\tb\t" + strings.Repeat("x", 101) + "\n", []string{"a|b|"}, 1},
	} {
		file, err := ReadAnki(c.text, nil)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		var got []string
		for _, c := range file.Cards {
			got = append(got, c.Front+"|"+c.Back+"|"+strings.Join(c.Tags, " "))
			if err := c.Validate(); err != nil {
				t.Error(err)
			}
		}
		if !slices.Equal(got, c.want) || len(file.Notices) != c.notices {
			t.Errorf("%s: read are %q, want %q; notices %q", c.name, got, c.want, file.Notices)
		}
	}
	for _, text := range []string{"\xff\xfea\x00", strings.Repeat("x", MaxFile+1)} {
		if _, err := ReadAnki(text, nil); err == nil {
			t.Errorf("%.10q was read", text)
		}
	}
}

// What was taken for names of columns can be a card all the same, and what a text
// does not bring is counted.
func TestReadAnkiTellsOfItsGuesses(t *testing.T) {
	file, _ := ReadAnki("Front\tBack\na\tb\n\tno front\nc\t<img src=x.png>\nd\t[sound:y.mp3]\na\ttwice\n", nil)
	h := file.Heading
	if h.Validate() != nil || h.Front != "Front" || h.Back != "Back" || len(file.Cards) != 3 || file.Left != 2 || file.Media != 2 {
		t.Errorf("%+v", file)
	}
	if file, _ := ReadAnki("a\tb\n", nil); file.Heading.ID != "" {
		t.Errorf("a card is a heading: %+v", file.Heading)
	}
	many := strings.Repeat("\tno front\n", 100)
	if file, _ := ReadAnki(many, nil); file.Left != 100 {
		t.Errorf("%d of 100 notes are left out", file.Left)
	}
}

func TestAnkiCardsHaveStableIDs(t *testing.T) {
	text := "#guid column:3\na\tb\tN*w=g1~!\n{{c2::x}} {{c1::y}}\tb\tguid\nc\td\t\ne\tf\twith space\n"
	one, _ := ReadAnki(text, nil)
	two, _ := ReadAnki(strings.ReplaceAll(text, "\tb\t", "\tchanged\t"), nil)
	var ids []string
	for i, c := range one.Cards {
		ids = append(ids, c.ID+"/"+c.Note)
		if two.Cards[i].ID != c.ID {
			t.Errorf("the ID of %+v changed with its back", c)
		}
	}
	if want := []string{"N*w=g1~!/", "guid/", "guid~2/guid"}; !slices.Equal(ids[:3], want) {
		t.Errorf("the IDs are %q, want %q", ids, want)
	}
}

func TestHostileFilesAreReadInTime(t *testing.T) {
	for _, piece := range []string{"\"", "\t", "#\n", "\n", "\"\"", "a\t\"", "{{c1::x}}\n", "<b>\t", "#card:{}\n", "#columns:\t\n", "\r"} {
		text := strings.Repeat(piece, (1<<20)/len(piece))
		file, err := ReadAnki(text, nil)
		if err != nil || len(file.Cards) > maxRows || len(file.Notices) > maxNotices+1 {
			t.Errorf("%q: %d cards, %d notices, %v", piece, len(file.Cards), len(file.Notices), err)
		}
	}
	many := ""
	for i := range 50 {
		many += fmt.Sprintf("\tno front %d\n", i)
	}
	if file, _ := ReadAnki(many, nil); len(file.Notices) != maxNotices+1 {
		t.Errorf("%d notices", len(file.Notices))
	}
}

// What was changed in the file holds, beside what its comments say.
func TestChangesToAnAnkiTextHold(t *testing.T) {
	list := []Card{
		{ID: "k", Kind: Numeric, Front: "How  much?", Back: "Much.", Answer: Answer{5, "bytes", 0}, Link: "/cache/#v=1", Source: "a paper", Tags: []string{"x"}},
		{ID: "g", Kind: Cloze, Front: "{{c1::a}} {{c2::b}}", Gap: 2, Part: "masks"},
	}
	text := string(WriteAnki(pointers(list), ankiOptions))
	text = strings.Replace(text, "\tHow much?\t", "\tHow many?\t", 1)
	text = strings.Replace(text, "\tHow  much?\t", "\tHow many?\t", 1)
	text = strings.Replace(text, "\t{{c1::a}} {{c2::b}}\t", "\t{{c1::a}} {{c2::B}} {{c3::c}}\t", 1)
	file, err := ReadAnki(text, nil)
	if err != nil || len(file.Notices) > 0 {
		t.Fatal(err, file.Notices)
	}
	want := list
	want[0].Front = "How many?"
	want[1].Front = "{{c1::a}} {{c2::B}} {{c3::c}}"
	want = append(want, Card{ID: "g~3", Note: "g", Kind: Cloze, Gap: 3, Front: want[1].Front})
	if len(file.Cards) != 3 {
		t.Fatalf("read are %+v", file.Cards)
	}
	for i := range want {
		if !equalCards(&file.Cards[i], &want[i]) || file.Cards[i].ID != want[i].ID {
			t.Errorf("read is %+v, want %+v", file.Cards[i], want[i])
		}
	}
}
