package json

import (
	"bytes"
	std "encoding/json"
	"math"
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// everything has every kind that the package knows.
type everything struct {
	inner
	Named   inner `json:"named"`
	Text    string
	Small   int8              `json:"small,omitempty"`
	Number  int64             `json:"n"`
	Count   uint16            `json:",omitempty"`
	Real    float64           `json:"real"`
	Yes     bool              `json:"yes,omitempty"`
	Perhaps *int64            `json:"perhaps"`
	Left    *inner            `json:"left,omitempty"`
	List    []uint16          `json:"list"`
	Texts   []string          `json:"texts,omitempty"`
	Many    []inner           `json:"many"`
	Steps   map[int]inner     `json:"steps"`
	Words   map[string]string `json:"words,omitempty"`
	Hidden  string            `json:"-"`
	secret  string
}

type inner struct {
	A string  `json:"a"`
	B float64 `json:"b,omitempty"`
}

func anyInner() *rapid.Generator[inner] {
	return rapid.Custom(func(t *rapid.T) inner { return inner{rapid.String().Draw(t, "a"), rapid.Float64().Draw(t, "b")} })
}

func anything(t *rapid.T) everything {
	e := everything{
		inner: anyInner().Draw(t, "embedded"), Named: anyInner().Draw(t, "named"),
		Text:  string(rapid.SliceOf(rapid.Byte()).Draw(t, "bytes")) + rapid.String().Draw(t, "text"),
		Small: rapid.Int8().Draw(t, "small"), Number: rapid.Int64().Draw(t, "n"), Count: rapid.Uint16().Draw(t, "count"),
		Real: math.Ldexp(rapid.Float64Range(-1, 1).Draw(t, "real"), rapid.IntRange(-80, 80).Draw(t, "power")), Yes: rapid.Bool().Draw(t, "yes"),
		List: rapid.SliceOf(rapid.Uint16()).Draw(t, "list"), Texts: rapid.SliceOf(rapid.String()).Draw(t, "texts"), Many: rapid.SliceOf(anyInner()).Draw(t, "many"),
		Steps: rapid.MapOf(rapid.IntRange(-200, 200), anyInner()).Draw(t, "steps"), Words: rapid.MapOf(rapid.String(), rapid.String()).Draw(t, "words"),
		Hidden: "x", secret: "y",
	}
	if rapid.Bool().Draw(t, "perhaps") {
		e.Perhaps, e.List, e.Steps = new(int64), nil, nil
	}
	return e
}

// Whatever is written is what the standard library writes.
func TestWritesWhatTheStandardLibraryWrites(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		e := anything(t)
		got, err := Marshal(e)
		want, wrong := std.Marshal(e)
		if err != nil || wrong != nil || !bytes.Equal(got, want) {
			t.Fatalf("%s (%v), want %s (%v)", got, err, want, wrong)
		}
		got, err = MarshalIndent(e, " ")
		if want, _ := std.MarshalIndent(e, "", " "); err != nil || !bytes.Equal(got, want) {
			t.Fatalf("%s (%v), want %s", got, err, want)
		}
	})
	for _, v := range []any{math.NaN(), []float64{math.Inf(1)}, struct{ C chan int }{}} {
		if text, err := Marshal(v); err == nil {
			t.Errorf("%v is written as %s", v, text)
		}
	}
}

// agree checks that a text is read, or refused, as the standard library does.
func agree(t interface {
	Helper()
	Fatalf(string, ...any)
}, text string,
) {
	t.Helper()
	var got, want everything
	err, wrong := Unmarshal([]byte(text), &got), std.Unmarshal([]byte(text), &want)
	if (err == nil) != (wrong == nil) {
		t.Fatalf("%q: %v, want %v", text, err, wrong)
	}
	if err == nil && !reflect.DeepEqual(got, want) {
		t.Fatalf("%q: %+v, want %+v", text, got, want)
	}
	if valid := Valid([]byte(text)); valid != std.Valid([]byte(text)) {
		t.Fatalf("%q: valid is %v", text, valid)
	}
	var one, same string
	err, wrong = Unmarshal([]byte(text), &one), std.Unmarshal([]byte(text), &same)
	if (err == nil) != (wrong == nil) || one != same && err == nil {
		t.Fatalf("%q as a text: %q (%v), want %q (%v)", text, one, err, same, wrong)
	}
}

// Whatever is read is what the standard library reads, also where a text was
// damaged.
func TestReadsWhatTheStandardLibraryReads(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		whole, err := std.MarshalIndent(anything(t), "", "\t")
		if err != nil {
			t.Fatalf("%v", err)
		}
		text := string(whole)
		agree(t, text)
		at := rapid.IntRange(0, len(text)).Draw(t, "at")
		agree(t, text[:at])
		bit := rapid.SampledFrom([]string{"", ",", `"`, `\`, "{", "}", "[", "]", ":", "0", "-", ".", "e", "null", "true", "\x00", "\xff", `\ud83d`, ` "A": "z",`}).Draw(t, "bit")
		agree(t, text[:at]+bit+text[min(len(text), at+rapid.IntRange(0, 3).Draw(t, "cut")):])
	})
}

func TestReadsWhatIsSeldom(t *testing.T) {
	for _, text := range []string{
		"", " ", "null", "true", "nul", "01", "-", "-0", "1.", ".5", "1e", "1e+5", "1E-400", "1e400", "+1", "0x1", "{}", "[]", "{} {}", "[1,]", "[,1]", `{"a":1,}`, `{"a" 1}`, `{1:2}`,
		`"\ud83d\ude00"`, `"\ud83d"`, `"\ud83dx"`, `"\ud83d\ud83d\ude00"`, `"\ud83d\n"`, `"\ud83d\uzzzz"`, `"\u12"`, `"\u+123"`, `"\u00e9\/"`, `"\x"`, `"\`, `"a`, "\"\t\"", "\"\x7f\xff\u2028\"",
		`{"a":"x","a":"y"}`, `{"A":"x","named":{"B":2}}`, `{"n":1.0}`, `{"n":1e2}`, `{"n":9223372036854775808}`, `{"small":128}`, `{"Count":-1}`, `{"Count":65536}`,
		`{"perhaps":null,"list":null,"Text":null,"n":null}`, `{"perhaps":5}`, `{"left":{"a":"b"}}`, `{"unknown":{"deep":[1,{"a":[true,false,null,"x",-1.5e3]}]}}`,
		`{"unknown":[1,}`, `{"steps":{"x":{}}}`, `{"steps":{"7":{"a":"b"},"-3":{}}}`, `{"steps":{"9223372036854775808":{}}}`, `{"list":[1,70000]}`, `{"list":{}}`, `{"yes":1}`, `{"yes":"true"}`, `{"Text":1}`,
		strings.Repeat("[", 20_000), strings.Repeat("[", maxDepth) + strings.Repeat("]", maxDepth), strings.Repeat(`{"a":`, 20_000), "{\"Hidden\":\"x\",\"-\":\"y\",\"secret\":\"z\"}",
	} {
		agree(t, text)
	}
}

// Past a depth that no config has, the text is refused, however long it goes on: a
// browser's stack would end before this does.
func TestDeepTextsAreRefused(t *testing.T) {
	for _, depth := range []int{maxDepth + 1, 9_000, 2_000_000} {
		if Valid([]byte(strings.Repeat("[", depth) + strings.Repeat("]", depth))) {
			t.Errorf("a depth of %d is read", depth)
		}
	}
}

func FuzzReadsWhatTheStandardLibraryReads(f *testing.F) {
	f.Add(`{"a":"\ud83d\ude00","b":1e-7,"list":[1,2],"steps":{"3":{}}}`)
	f.Fuzz(func(t *testing.T, text string) {
		if strings.Count(text, "[")+strings.Count(text, "{") <= maxDepth {
			agree(t, text)
		}
	})
}
