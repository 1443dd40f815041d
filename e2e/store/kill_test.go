package store_test

import (
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"attnexperts/e2e/chrome"
)

// The browser is killed at random moments while a page stores reviews and batches
// and tidies its files. Each time it is started again the store opens, and all
// that the page had said is stored is there, once.
func TestKilledWhileItWritesNothingConfirmedIsLost(t *testing.T) {
	h, profile := newHost(t), t.TempDir()
	for n := range *kills + 1 {
		b, err := chrome.StartIn(profile)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(b.Stop)
		p := h.open(t, b.Own)
		there := map[string]int{}
		for _, id := range strings.Fields(p.do("ids")) {
			there[id]++
		}
		for _, id := range h.told() {
			if there[id] != 1 {
				t.Fatalf("after %d kills %s, which was confirmed, is there %d times", n, id, there[id])
			}
		}
		if text := p.do("notices"); strings.Contains(text, "else lost") || strings.Contains(text, "memory") {
			t.Fatalf("after %d kills: %s", n, text)
		}
		if n == *kills {
			if text := p.do("check"); !strings.HasSuffix(text, "nothing lost.") && text != "All is well." {
				t.Errorf("after all: %s", text)
			}
			t.Logf("%d events confirmed over %d kills, %d there", len(h.told()), n, len(there))
			b.Stop()
			return
		}
		if n == 0 {
			p.do("add 100")
		}
		if _, err := chrome.Eval[bool](p.Visit, `run("work"), true`); err != nil {
			t.Fatal(err)
		}
		// The files are tidied a while after a batch: some of these moments are within.
		<-time.After(time.Duration(50+rand.IntN(3000)) * time.Millisecond)
		if err := b.Kill(); err != nil {
			t.Fatal(err)
		}
	}
}
