package review

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"attnexperts/app/markup"
	"attnexperts/calc/recall"
)

func html(nodes []markup.Node) string { return markup.El("x", markup.List(nodes)).String() }

func TestRichTextIsParagraphsAndBlocksOfCode(t *testing.T) {
	for text, want := range map[string]string{
		"plain":                     "<x><p>plain</p></x>",
		"a <b>b</b> <i>c</i>":       "<x><p>a <strong>b</strong> <em>c</em></p></x>",
		"one\ntwo":                  "<x><p>one<br>two</p></x>",
		"n<sub>h</sub><sup>2</sup>": "<x><p>n<sub>h</sub><sup>2</sup></p></x>",
		"use <code>kv</code> here":  "<x><p>use <code>kv</code> here</p></x>",
		"<code>\"a\": 1,\n\"b\": 2</code>\nWhich?": `<x><pre><code><span class="line">"a": 1,</span><span class="line">"b": 2</span></code></pre><p>Which?</p></x>`,
		"<img src=x onerror=alert(1)>":             "<x><p>&lt;img src=x onerror=alert(1)&gt;</p></x>",
	} {
		if got := html(rich(text)); got != want {
			t.Errorf("%q is shown as %s, want %s", text, got, want)
		}
	}
}

func TestAGapIsOpenAndThenFilled(t *testing.T) {
	const text = "A window of {{c1::W::a letter}} sees {{c2::<b>W</b>}} tokens."
	if got := html(gapped(text, 1, true)); strings.Contains(got, ">W<") && !strings.Contains(got, "a letter") || strings.Contains(got, "c1") {
		t.Errorf("open, it is %s", got)
	}
	if got, want := html(gapped(text, 2, false)), "<x><p>A window of W sees <mark><strong>W</strong></mark> tokens.</p></x>"; got != want {
		t.Errorf("filled, it is %s, want %s", got, want)
	}
	if got := html(gapped(text, 2, true)); !strings.Contains(got, `<span class="gap"><span class="unseen">gap: </span>…</span>`) {
		t.Errorf("open, it is %s", got)
	}
}

// Whatever a card says, no element comes of it that rich text does not have, and
// no character of it is lost.
func TestNoTextBecomesAnElementOfItsOwn(t *testing.T) {
	allowed := map[string]bool{"x": true, "p": true, "br": true, "pre": true, "code": true, "span": true, "strong": true, "em": true, "sub": true, "sup": true, "mark": true}
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOf(rapid.SampledFrom([]string{
			"<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<b>", "</b>", "<code>", "</code>", "\n", "<br>", "a", "&lt;", "{{c1::", "}}", "<svg onload=x>", "<a href=javascript:x>", "</p>", "<mark>", "é",
		})).Draw(t, "text"), "")
		for _, nodes := range [][]markup.Node{rich(text), gapped(text, 1, true), gapped(text, 1, false)} {
			tree := markup.El("x", markup.List(nodes))
			tree.Walk(func(n markup.Node) {
				if n.Tag() != "" && !allowed[n.Tag()] {
					t.Fatalf("%q makes a <%s>", text, n.Tag())
				}
				for _, a := range []string{"onclick", "onerror", "href", "src", "style"} {
					if n.Get(a) != "" {
						t.Fatalf("%q sets %s", text, a)
					}
				}
			})
		}
		if got, want := strings.ReplaceAll(html(rich(text)), "\n", ""), strings.ReplaceAll(recall.Plain(text), "\n", ""); !strings.Contains(markup.El("x", markup.List(rich(text))).Texts(), want) {
			t.Fatalf("%q becomes %s, without some of %q", text, got, want)
		}
	})
}
