package e2e_test

import (
	"testing"
)

// BenchmarkAlive measures how long it takes from asking for a page to the
// client having taken it over, from the copy kept for offline use.
func BenchmarkAlive(b *testing.B) {
	h := serve(b, built)
	v := live(b, laptop, h.URL+"mask/")
	v.ready()
	total := 0.0
	for b.Loop() {
		v.open("about:blank")
		v.open(h.URL + "mask/")
		v.must(v.Live())
		total += v.number(`performance.getEntriesByName("live")[0].startTime`)
		b.Logf("%s", v.text(`JSON.stringify(performance.getEntriesByType("mark").map((m) => [m.name, Math.round(m.startTime)])) + JSON.stringify(performance.getEntriesByType("resource").map((m) => [m.name.slice(-20), Math.round(m.startTime), Math.round(m.responseEnd)])) + Math.round(performance.timing.domInteractive - performance.timing.navigationStart)`))
	}
	b.ReportMetric(total/float64(b.N), "ms-to-live")
	b.ReportMetric(0, "ns/op")
}
