package store_test

import (
	"strconv"
	"strings"
	"testing"
	"time"
)

// BenchmarkOpen5000Cards100000Events measures, in the browser: the time from the
// start of opening to the first card, with a snapshot and without; until a
// review is durable; until 10,000 cards are imported; the heap.
func BenchmarkOpen5000Cards100000Events(b *testing.B) {
	h, browser := newHost(b), start(b)
	p := h.open(b, browser.Visit)
	p.do("add 5000")
	p.do("seed 100000")
	for end := time.Now().Add(time.Minute); !strings.Contains(p.do("names")+"\n", ".snapshot\n"); {
		if time.Now().After(end) {
			b.Fatal("there is no snapshot")
		}
		<-time.After(100 * time.Millisecond)
	}
	number := func(command string) float64 {
		f, err := strconv.ParseFloat(p.do(command), 64)
		if err != nil {
			b.Fatal(err)
		}
		return f
	}
	opened, n := 0.0, 0
	for b.Loop() {
		p.load(h)
		opened += number("opened")
		n++
	}
	b.ReportMetric(opened/float64(n), "ms-to-first-card")
	b.ReportMetric(number("review 101"), "ms-a-review")
	b.ReportMetric(number("memory"), "MB")
	p.load(h)
	b.ReportMetric(number("opened"), "ms-with-101-single-files")
}

func BenchmarkImport10000Cards(b *testing.B) {
	h, browser := newHost(b), start(b)
	p := h.open(b, browser.Visit)
	for b.Loop() {
		p.do("wipe")
		start := time.Now()
		p.do("add 10000")
		b.ReportMetric(time.Since(start).Seconds()*1000, "ms-import")
	}
}
