package engines

import (
	"context"
	"encoding/json"
	"fmt"
	"strconv"
	"time"
)

// The window's size in CSS pixels; a browser that draws a frame around the page
// takes it off that.
const width, height = 1280, 900

// driver is what each protocol can do to a browser's tab.
type driver interface {
	// open and reload wait until the document is loaded.
	open(ctx context.Context, url string) error
	reload(ctx context.Context) error
	// evaluate returns the string that an expression, or its promise, comes to.
	evaluate(ctx context.Context, expression string) (string, error)
	// act moves the devices of WebDriver's actions.
	act(ctx context.Context, sources []object) error
	notes() *notes
	close(ctx context.Context)
}

// Visit is one visitor's browser with one tab.
type Visit struct {
	driver driver
	// stop ends the processes and removes the profile.
	stop func()
}

// patience is how long anything may take before it counts as broken.
const patience = 30 * time.Second

func patient() (context.Context, context.CancelFunc) {
	return context.WithTimeout(context.Background(), patience)
}

// Close ends the browser and forgets its profile.
func (v *Visit) Close() {
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	v.driver.close(ctx)
	v.stop()
}

// Open opens an address and waits until its document is loaded.
func (v *Visit) Open(url string) error {
	v.leave()
	ctx, cancel := patient()
	defer cancel()
	if err := v.driver.open(ctx, url); err != nil {
		return fmt.Errorf("opening %s: %w", url, err)
	}
	return nil
}

// Reload loads the page again.
func (v *Visit) Reload() error {
	v.leave()
	ctx, cancel := patient()
	defer cancel()
	return v.driver.reload(ctx)
}

// leave takes from the page what its recorder has noted, and what it asked for.
func (v *Visit) leave() {
	seen, err := Eval[struct{ Noted, Asked []string }](v, `({
		Noted: globalThis.noted?.splice(0) ?? [],
		Asked: performance.getEntriesByType("resource").map((e) => e.name),
	})`)
	if err != nil {
		return // a page of the browser's own
	}
	for _, text := range seen.Noted {
		v.driver.notes().trouble(text)
	}
	for _, url := range seen.Asked {
		v.driver.notes().request(url)
	}
}

// Noted returns what went wrong on the pages so far, and what was asked for.
func (v *Visit) Noted() (troubles, requests []string) {
	v.leave()
	return v.driver.notes().all()
}

// Eval evaluates an expression on the page; a promise is waited for.
func Eval[T any](v *Visit, expression string) (T, error) {
	var value T
	ctx, cancel := patient()
	defer cancel()
	text, err := v.driver.evaluate(ctx, `(async () => JSON.stringify([await (`+expression+`)]))()`)
	if err == nil {
		// In a list, what JSON leaves out is null.
		err = json.Unmarshal([]byte(text), &[]any{&value})
	}
	if err != nil {
		return value, fmt.Errorf("evaluating %.200s: %w", expression, err)
	}
	return value, nil
}

// Wait waits until an expression is true, also over navigations.
func (v *Visit) Wait(expression string) error {
	begun := time.Now()
	for {
		ok, err := Eval[bool](v, `Boolean(`+expression+`)`)
		if ok {
			return nil
		}
		if time.Since(begun) > patience {
			return fmt.Errorf("waited %s in vain for %s (last error: %v)", patience, expression, err)
		}
		time.Sleep(20 * time.Millisecond)
	}
}

// Live waits until the client has taken the page over.
func (v *Visit) Live() error { return v.Wait(`document.documentElement.dataset.live !== undefined`) }

// Point is a place in the window, in CSS pixels.
type Point struct{ X, Y float64 }

// Drag presses the mouse at the first place, moves over the others, and releases.
func (v *Visit) Drag(places ...Point) error {
	var steps []object
	for i, p := range places {
		steps = append(steps, object{"type": "pointerMove", "x": int(p.X), "y": int(p.Y), "duration": 0})
		if i == 0 {
			steps = append(steps, object{"type": "pointerDown", "button": 0})
		}
	}
	steps = append(steps, object{"type": "pointerUp", "button": 0})
	return v.act(object{"type": "pointer", "id": "mouse", "parameters": object{"pointerType": "mouse"}, "actions": steps})
}

// Click presses the middle of an element, scrolled into view.
func (v *Visit) Click(selector string) error {
	p, err := Eval[Point](v, `(() => {
		const e = document.querySelector(`+strconv.Quote(selector)+`);
		e.scrollIntoView({ block: "center", behavior: "instant" });
		const { left, top, width, height } = e.getBoundingClientRect();
		return { X: left + width / 2, Y: top + height / 2 };
	})()`)
	if err != nil {
		return err
	}
	return v.Drag(p)
}

// Keys of WebDriver that have no character.
const (
	Enter      = "\uE007"
	ArrowLeft  = "\uE012"
	ArrowRight = "\uE014"
)

// Press presses keys, one after the other, into what has the focus.
func (v *Visit) Press(keys ...string) error {
	var steps []object
	for _, k := range keys {
		steps = append(steps, object{"type": "keyDown", "value": k}, object{"type": "keyUp", "value": k})
	}
	return v.act(object{"type": "key", "id": "keyboard", "actions": steps})
}

// Type types a text where the focus is.
func (v *Visit) Type(text string) error {
	var keys []string
	for _, r := range text {
		keys = append(keys, string(r))
	}
	return v.Press(keys...)
}

func (v *Visit) act(source object) error {
	ctx, cancel := patient()
	defer cancel()
	return v.driver.act(ctx, []object{source})
}
