package recall

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestSpansUnderstandFewTagsAndShowTheRest(t *testing.T) {
	for text, want := range map[string][]Span{
		"":                          nil,
		"a < b & c":                 {{Text: "a < b & c"}},
		"<b>x</b>y":                 {{Text: "x", Bold: true}, {Text: "y"}},
		"<B>x<strong>y</B>z":        {{Text: "xyz", Bold: true}},
		"<i>a<em>b</em>c</i>":       {{Text: "abc", Italic: true}},
		"n<sub>kv</sub>":            {{Text: "n"}, {Text: "kv", Sub: true}},
		"2<sup>10</sup>":            {{Text: "2"}, {Text: "10", Sup: true}},
		"<code>a<br/>b</code>":      {{Text: "a", Code: true}, {Break: true}, {Text: "b", Code: true}},
		"one\ntwo<br >three":        {{Text: "one"}, {Break: true}, {Text: "two"}, {Break: true}, {Text: "three"}},
		"&lt;b&gt; &amp; &#65;":     {{Text: "<b> & A"}},
		"&#x1F600;&nbsp;&bogus;":    {{Text: "😀\u00a0&bogus;"}},
		"&#0; &#xD800; &#9999999":   {{Text: "&#0; &#xD800; &#9999999"}},
		"</b></i>x":                 {{Text: "x"}},
		"</b><b>x</b>":              {{Text: "x", Bold: true}},
		"<b onclick=x>y</b>":        {{Text: "<b onclick=x>y"}},
		"<script>alert(1)</script>": {{Text: "<script>alert(1)</script>"}},
		"<bold>x":                   {{Text: "<bold>x"}},
		"<":                         {{Text: "<"}},
		"<b":                        {{Text: "<b"}},
	} {
		if got := Spans(text); !slices.Equal(got, want) {
			t.Errorf("Spans(%q) = %+v, want %+v", text, got, want)
		}
	}
}

func TestFromHTMLCleans(t *testing.T) {
	for html, want := range map[string]string{
		"plain":                               "plain",
		"<div>one</div><div>two</div>":        "one<br>two",
		"<p class=\"x\">one</p>\n<p>two</p>":  "one<br>two",
		"a\n  b\r\n\tc":                       "a b c",
		`<b style="color:red">x</b>`:          "<b>x</b>",
		`<a href="javascript:alert(1)">x</a>`: "&lt;a href=\"javascript:alert(1)\"&gt;x&lt;/a&gt;",
		`<img src=x onerror=alert(1)>`:        "&lt;img src=x onerror=alert(1)&gt;",
		"<strong>a</strong><em>b</em>":        "<b>a</b><i>b</i>",
		"x<br><br>":                           "x",
		"&lt;b&gt;":                           "&lt;b&gt;",
		"<br onload=alert(1)>x":               "<br>x",
		"<b/onclick=alert(1)>x":               "<b>x</b>",
	} {
		if got := FromHTML(html); got != want {
			t.Errorf("FromHTML(%q) = %q, want %q", html, got, want)
		}
	}
}

// bare are the only tags that may ever come out.
var bare = []string{"<b>", "</b>", "<i>", "</i>", "<code>", "</code>", "<sub>", "</sub>", "<sup>", "</sup>", "<br>"}

func harmless(html string) bool {
	for _, tag := range bare {
		html = strings.ReplaceAll(html, tag, "")
	}
	return !strings.ContainsAny(html, "<>")
}

func TestHTMLIsHarmlessAndMeansTheSame(t *testing.T) {
	pieces := rapid.SampledFrom([]string{
		"<b>", "</b>", "<i>", "</i >", "<code>", "<SUB>", "</sub>", "<br>", "<br/>", "<", ">", "&", "&lt;", "&amp;lt;", "&#60;", "&#x3c;script&#62;",
		"<script>", "<b x=1>", "</", "\"", "'", "x", " ", "\n", "\t", "<!--", "-->", "<b\n>", "ü", "<div>", "</p>", "\u00a0",
	})
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOfN(pieces, 0, 20).Draw(t, "pieces"), "")
		if html := HTML(text); !harmless(html) || !slices.Equal(Spans(html), Spans(text)) {
			t.Fatalf("HTML(%q) = %q", text, html)
		}
		if rich := FromHTML(text); !harmless(rich) || FromHTML(rich) != rich {
			t.Fatalf("FromHTML(%q) = %q, and of that %q", text, rich, FromHTML(rich))
		}
		if got := Plain(FromPlain(text)); got != text {
			t.Fatalf("Plain(FromPlain(%q)) = %q", text, got)
		}
	})
}

// Time that grew with the square of a text's length would be many minutes for these,
// and the test would not end.
func TestHostileTextsTakeNoTime(t *testing.T) {
	for _, piece := range []string{"<", "<b", "<b>", "&", "<b><i>", "</b>"} {
		text := strings.Repeat(piece, 2<<20/len(piece))
		Spans(text)
		FromHTML(text)
	}
	for _, piece := range []string{"{{c", "{{c1::", "{{c1:", "{{c1::x", "{{c1::x}}"} {
		for _, end := range []string{"", "}}"} {
			Gaps(strings.Repeat(piece, 16<<20/len(piece)) + end)
		}
	}
}

func TestGapsAreAnkis(t *testing.T) {
	for text, want := range map[string][]Segment{
		"no gap":                {{Text: "no gap"}},
		"a {{c1::b}} c":         {{Text: "a "}, {Text: "b", Gap: 1}, {Text: " c"}},
		"{{c2::b::hint}}":       {{Text: "b", Gap: 2, Hint: "hint"}},
		"{{c1::a}}{{c1::b}}":    {{Text: "a", Gap: 1}, {Text: "b", Gap: 1}},
		"{{c0::a}} {{c100::b}}": {{Text: "{{c0::a}} {{c100::b}}"}},
		"{{c1::open":            {{Text: "{{c1::open"}},
		"{{c+1::a}}":            {{Text: "{{c+1::a}}"}},
		"{{c1:a}}":              {{Text: "{{c1:a}}"}},
		"{{cx {{c3::y}}":        {{Text: "{{cx "}, {Text: "y", Gap: 3}},
	} {
		if got := Gaps(text); !slices.Equal(got, want) {
			t.Errorf("Gaps(%q) = %+v, want %+v", text, got, want)
		}
	}
	if got := GapNumbers("{{c3::x}}{{c1::y}}{{c3::z}}"); !slices.Equal(got, []int{1, 3}) {
		t.Errorf("the gaps are %v", got)
	}
}
