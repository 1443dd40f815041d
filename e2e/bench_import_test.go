package e2e_test

import (
	"strconv"
	"strings"
	"testing"

	"attnexperts/e2e/chrome"
)

// tasks notes how long the page was kept from anything else: window.longest() is
// the longest since it was asked last, in ms, and 0 where all were under 50.
const tasks = `(() => {
	let longest = 0;
	new PerformanceObserver((list) => { for (const e of list.getEntries()) longest = Math.max(longest, e.duration); }).observe({type: "longtask"});
	window.longest = () => { const was = longest; longest = 0; return was; };
})()`

// BenchmarkImport10000Cards opens a table of 10,000 cards as a reader does, adds
// them, lists them, and searches them for the first time. It reports how long each
// took, and for how long the page was kept from a frame at worst.
func BenchmarkImport10000Cards(b *testing.B) {
	var table strings.Builder
	for i := range 10_000 {
		n := strconv.Itoa(i)
		table.WriteString("How many bytes does layer " + n + " keep of a token, and why is that more than its neighbours keep?,\"Two for keys and values, " + n + "\"\n")
	}
	path := write(b, "cards.csv", []byte(table.String()), 0)
	h := serve(b, built)
	for b.Loop() {
		v := live(b, chrome.View{Width: 1280, Height: 900, Early: tasks}, h.URL+"cards/#v=1&view=files")
		v.wait(`document.querySelector("[data-files]")`)
		v.run(`longest()`)
		step := func(name string, do func()) {
			b.Helper()
			from := v.number(`performance.now()`)
			do()
			v.must(v.Frame())
			b.ReportMetric(v.number(`performance.now()`)-from, "ms-"+name)
			b.ReportMetric(v.number(`longest()`), "ms-"+name+"-longest-task")
		}
		step("read", func() {
			v.must(v.Choose("[data-files]", path))
			v.says("10,000 new cards")
		})
		step("add", func() {
			v.does("adopt:new")
			v.says("Added: 10,000 new cards")
		})
		step("list", func() {
			v.does("view:cards")
			v.says("10,000 cards, page 1 of 200")
		})
		step("search", func() {
			v.run(`const find = document.querySelector("[name=find]"); find.value = "neighbours 77"; find.dispatchEvent(new Event("input", {bubbles: true}))`)
			v.wait(`/^\d+ cards of 10,000/.test(document.querySelector(".list-found").textContent)`)
		})
		v.Close()
	}
	b.ReportMetric(0, "ns/op")
}
