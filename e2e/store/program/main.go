//go:build js && wasm

// Command program is a page that has nothing but the cards: the tests of the
// store tell it what to do.
package main

import (
	"context"
	"errors"
	"fmt"
	"hash/crc32"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"syscall/js"
	"time"

	"attnexperts/app/cards"
	"attnexperts/app/store"
	"attnexperts/calc/recall"
)

// ui is the goroutine that the cards belong to.
var ui = make(chan func(), 1000)

var (
	deck   *cards.Cards
	opened float64 // ms from the start of opening to the first card
)

func main() {
	start := time.Now()
	cards.OpenOn(func(do func()) { ui <- do }, func(c *cards.Cards) {
		deck = c
		now, zone := cards.Now()
		c.State().Queue(now, zone)
		opened = ms(start)
		js.Global().Set("run", js.FuncOf(run))
	})
	for do := range ui {
		do()
	}
}

func ms(since time.Time) float64 { return float64(time.Since(since).Microseconds()) / 1000 }

// run does what a text says, as "review 5", and returns the promise of its
// answer.
func run(_ js.Value, args []js.Value) any {
	words := strings.Fields(args[0].String())
	return js.Global().Get("Promise").New(js.FuncOf(func(_ js.Value, settle []js.Value) any {
		go func() {
			text, err := command(words)
			if err != nil {
				settle[1].Invoke(js.Global().Get("Error").New(err.Error()))
				return
			}
			settle[0].Invoke(text)
		}()
		return nil
	}))
}

func command(words []string) (string, error) {
	n := 1
	if len(words) > 1 {
		n, _ = strconv.Atoi(words[1])
	}
	switch words[0] {
	case "opened":
		return strconv.FormatFloat(opened, 'f', 1, 64), nil
	case "memory":
		var m runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&m)
		return strconv.FormatUint(m.HeapAlloc>>20, 10), nil
	case "ids":
		return onUI(func() string {
			var ids []string
			for e := range deck.State().Events {
				ids = append(ids, e.ID.String())
			}
			return strings.Join(ids, "\n")
		}), nil
	case "state":
		return onUI(func() string {
			return fmt.Sprintf("%d %08x", deck.State().Len(), crc32.ChecksumIEEE(deck.State().Export()))
		}), nil
	case "notices":
		return onUI(func() string {
			var texts []string
			for _, n := range deck.Notices() {
				texts = append(texts, n.Text)
			}
			return strings.Join(texts, "\n")
		}), nil
	case "names":
		db, err := store.OpenDatabase(context.Background(), "attnexperts-cards")
		if err != nil {
			return "", err
		}
		names, err := db.Names(".")
		return strings.Join(names, "\n"), err
	case "check":
		return wait(func(done func(string, error)) {
			deck.Check(func(r cards.Report, err error) { done(r.Summary, err) })
		})
	case "wipe":
		return wait(func(done func(string, error)) { deck.Wipe(func(err error) { done("", err) }) })
	case "add":
		return "", do(add(n))
	case "review":
		return review(n)
	case "seed":
		return "", do(history(n))
	case "work":
		for {
			if _, err := review(20); err != nil {
				return "", err
			}
			// A batch lets a segment be written, and soon all be tidied.
			if err := do(history(200)); err != nil {
				return "", err
			}
		}
	}
	return "", errors.New("no command " + words[0])
}

func onUI(do func() string) string {
	answer := make(chan string)
	ui <- func() { answer <- do() }
	return <-answer
}

func wait(begin func(done func(string, error))) (string, error) {
	type answer struct {
		text string
		err  error
	}
	answers := make(chan answer, 1)
	ui <- func() { begin(func(text string, err error) { answers <- answer{text, err} }) }
	a := <-answers
	return a.text, a.err
}

// do has events made, waits until they are stored, and tells the test.
func do(makeEvents cards.Make) error {
	var made []string
	_, err := wait(func(done func(string, error)) {
		deck.Do(func(s *recall.State, a recall.Author) ([]recall.Event, error) {
			events, err := makeEvents(s, a)
			made = made[:0]
			for _, e := range events {
				made = append(made, e.ID.String())
			}
			return events, err
		}, func(err error) { done("", err) })
	})
	if err == nil && len(made) <= 1000 {
		js.Global().Get("navigator").Call("sendBeacon", "/stored", strings.Join(made, "\n"))
	}
	return err
}

// add makes so many cards.
func add(n int) cards.Make {
	return func(s *recall.State, a recall.Author) ([]recall.Event, error) {
		list := make([]recall.Card, n)
		for i := range list {
			list[i] = recall.Card{
				ID: "card-" + strconv.Itoa(i), Part: "cache", Kind: recall.Basic, Tags: []string{"tag", "other"}, Link: "/cache/#v=1&layers=32",
				Front: "How many bytes does layer " + strconv.Itoa(i) + " keep of a token, and why is that more than its neighbours keep?",
				Back:  "<b>" + strings.Repeat("Two for keys and values, ", 5) + "</b>",
			}
		}
		return s.Adopt(a, list, false)
	}
}

// review answers the first card so many times, one after the other, and returns
// the median time that one took, in ms.
func review(n int) (string, error) {
	times := make([]float64, n)
	for i := range times {
		start := time.Now()
		err := do(func(s *recall.State, a recall.Author) ([]recall.Event, error) {
			e, err := s.Grade(a, "card-0", recall.Good, 4000)
			return []recall.Event{e}, err
		})
		if err != nil {
			return "", err
		}
		times[i] = ms(start)
	}
	slices.Sort(times)
	return strconv.FormatFloat(times[n/2], 'f', 1, 64), nil
}

// history makes so many reviews of the past, as an import has them.
func history(n int) cards.Make {
	return func(s *recall.State, a recall.Author) ([]recall.Event, error) {
		events := make([]recall.Event, n)
		id := s.NextID(a)
		id.Device = "elsewhere"
		for i := range events {
			id.Seq, id.Stamp = int64(s.Len()+i+1), id.Stamp+1
			events[i] = recall.Event{
				ID: id, Kind: recall.Reviewed, At: a.At - int64(n-i)*600_000, Zone: a.Zone,
				Card: "card-" + strconv.Itoa(i*7919%5000), Grade: recall.Grade(1 + i*31%4), Took: 6000, Weights: recall.Weights,
			}
		}
		return events, nil
	}
}
