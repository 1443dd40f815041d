package prose

import (
	"os"
	"strings"
	"testing"
)

func TestGeneratedPartsAreThoseOfTheSource(t *testing.T) {
	source, err := os.ReadFile("../lesson.md")
	if err != nil {
		t.Fatal(err)
	}
	parts, texts, err := Generate(source)
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string][]byte{"parts_gen.go": parts, "prose_gen.go": texts} {
		got, err := os.ReadFile("../" + name)
		if err != nil {
			t.Fatal(err)
		}
		if string(got) != string(want) {
			t.Errorf("%s is not what lesson.md gives: run go generate ./app/lesson", name)
		}
	}
}

func TestParse(t *testing.T) {
	parts, err := Parse([]byte("## One *thing*\n\nA [key](as:kv) & a <b>, [shared](term:gqa) or [not](set:/cache/#v=1&kv=32).\n\n> A note.\n\n![Why?](/mask/#v=1&rule=causal \"rule tokens\")\n\n### Sub\n\nMore [there](https://example.org/a), [here](/mask/).\n\n## Two\n\nEnd.\n"))
	if err != nil {
		t.Fatal(err)
	}
	if len(parts) != 2 || parts[0].ID != "one-thing" || parts[0].Title != "One thing" || parts[1].Title != "Two" {
		t.Fatalf("the parts are %+v", parts)
	}
	blocks := parts[0].Blocks
	if len(blocks) != 3 || blocks[1].Figure != "/mask/#v=1&rule=causal" || blocks[1].Title != "Why?" || strings.Join(blocks[1].Lead, " ") != "rule tokens" {
		t.Fatalf("the blocks are %+v", blocks)
	}
	for _, want := range []string{
		`<div class="noted"><p>A <span class="is-kv">key</span> &amp; a`, `<a class="term" href="#term-gqa" aria-describedby="def-gqa">shared</a>`,
		`<a class="set" href="/cache/#v=1&amp;kv=32">not</a>`, `<aside class="side" role="note" aria-label="Side note">`, `<p>A note.</p>`,
	} {
		if !strings.Contains(blocks[0].HTML, want) {
			t.Errorf("the first prose lacks %s: %s", want, blocks[0].HTML)
		}
	}
	if strings.Contains(blocks[0].HTML, "<b>") {
		t.Errorf("raw HTML came through: %s", blocks[0].HTML)
	}
	for _, want := range []string{`<h3 id="sub">Sub</h3>`, `<a href="/mask/">here</a>`, `rel="noopener noreferrer"`} {
		if !strings.Contains(blocks[2].HTML, want) {
			t.Errorf("the second prose lacks %s: %s", want, blocks[2].HTML)
		}
	}
	code, err := Parse([]byte("## One\n\nA line:\n\n    \"a\": <1>\n    b\n"))
	if err != nil {
		t.Fatal(err)
	}
	if want := "><code>&quot;a&quot;: &lt;1&gt;\nb\n</code></pre>"; !strings.Contains(code[0].Blocks[0].HTML, want) {
		t.Errorf("lines of code are %s, want %s", code[0].Blocks[0].HTML, want)
	}
	for i, b := range blocks {
		if b.HTML != "" && (strings.Count(b.HTML, "<div") != strings.Count(b.HTML, "</div>") || !strings.HasPrefix(b.HTML, open) || !strings.HasSuffix(b.HTML, "</div>")) {
			t.Errorf("block %d has not one root: %s", i, b.HTML)
		}
	}
}

func TestParseRefuses(t *testing.T) {
	for _, source := range []string{"Text first.\n\n## One\n", "## One\n\n![x](picture.png)\n", "## One\n\n![x](/mask/)\n", "## One\n\n![x](/mask/#v=1)\n\n> A note.\n", "## One\n\n> A note.\n"} {
		if parts, err := Parse([]byte(source)); err == nil {
			t.Errorf("%q gives %+v and no error", source, parts)
		}
	}
}
