package chrome

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/cdproto/tracing"
	"github.com/chromedp/chromedp"
)

// View is how a visitor looks at a page.
type View struct {
	Width, Height int64
	// Dark and Touch are the visitor's colours and fingers; Still asks for less
	// motion; Forced lays the system's own colours over the page's; NoScript
	// switches scripts off.
	Dark, Touch, Still, Forced, NoScript bool
	// Early is a script that runs before those of each page.
	Early string
	// Print shows the page as it is printed.
	Print bool
}

// Visit is one visitor's tab.
type Visit struct {
	ctx  context.Context
	stop func()

	mu       sync.Mutex
	troubles []string
	requests []string
	trace    *trace
}

// Visit opens a tab in a fresh profile.
func (b *Browser) Visit(view View) (*Visit, error) {
	return newVisit(b.ctx, view, chromedp.WithNewBrowserContext())
}

// Tab opens another tab of the same visitor.
func (v *Visit) Tab(view View) (*Visit, error) { return newVisit(v.ctx, view) }

func newVisit(parent context.Context, view View, more ...chromedp.ContextOption) (*Visit, error) {
	v := &Visit{}
	v.ctx, v.stop = chromedp.NewContext(parent, append(more, chromedp.WithListener(v.listen))...)
	if err := v.prepare(view); err != nil {
		v.Close()
		return nil, fmt.Errorf("opening a tab: %w", err)
	}
	return v, nil
}

func (v *Visit) prepare(view View) error {
	steps := []error{
		call(v.ctx, network.Enable, network.EnableParams{}),
		call(v.ctx, log.Enable, cdp.Empty{}),
		v.Look(view),
		call(v.ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: view.NoScript}),
	}
	if view.Early != "" {
		_, err := chromedp.Call(v.ctx, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: view.Early})
		steps = append(steps, err)
	}
	return errors.Join(steps...)
}

// Look gives the visitor another window, colours, fingers, or wish for motion:
// the page stays as it is, and follows.
func (v *Visit) Look(view View) error {
	scheme, motion, forced := "light", "no-preference", "none"
	if view.Dark {
		scheme = "dark"
	}
	if view.Still {
		motion = "reduce"
	}
	if view.Forced {
		forced = "active"
	}
	medium := ""
	if view.Print {
		medium = "print"
	}
	return errors.Join(
		call(v.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: medium, Features: []*emulation.MediaFeature{
			{Name: "prefers-color-scheme", Value: scheme}, {Name: "prefers-reduced-motion", Value: motion}, {Name: "forced-colors", Value: forced},
		}}),
		call(v.ctx, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{
			Width: view.Width, Height: view.Height, DeviceScaleFactor: 1, Mobile: view.Touch,
		}),
		call(v.ctx, emulation.SetTouchEmulationEnabled, emulation.SetTouchEmulationEnabledParams{Enabled: view.Touch}),
	)
}

func call[P any](ctx context.Context, command cdp.Command[P, cdp.Empty], params P) error {
	_, err := chromedp.Call(ctx, command, params)
	return err
}

// listen notes what goes wrong on the page, and every address asked for.
func (v *Visit) listen(event any) {
	v.mu.Lock()
	defer v.mu.Unlock()
	switch e := event.(type) {
	case *runtime.EventExceptionThrown:
		text := e.ExceptionDetails.Text
		if o := e.ExceptionDetails.Exception; o != nil {
			text += " " + o.Description
		}
		v.troubles = append(v.troubles, "exception: "+text)
	case *runtime.EventConsoleAPICalled:
		// The client writes what it dies of line by line.
		for _, a := range e.Args {
			if text := string(a.Value); strings.Contains(text, "panic:") || strings.Contains(text, "attnexperts/") {
				v.troubles = append(v.troubles, "console: "+text)
			}
		}
	case *log.EventEntryAdded:
		if e.Entry.Level == log.EntryLevelError {
			v.troubles = append(v.troubles, "log: "+e.Entry.Text+" "+e.Entry.URL)
		}
	case *network.EventRequestWillBeSent:
		v.requests = append(v.requests, e.Request.URL)
	case *tracing.EventDataCollected:
		v.trace.add(e)
	case *tracing.EventTracingComplete:
		close(v.trace.whole)
	}
}

// Troubles returns what has gone wrong on the pages seen so far: exceptions,
// and errors that the browser logged, such as what its security policy forbids.
func (v *Visit) Troubles() []string {
	v.mu.Lock()
	defer v.mu.Unlock()
	return slices.Clone(v.troubles)
}

// Requests returns every address that was asked for so far.
func (v *Visit) Requests() []string {
	v.mu.Lock()
	defer v.mu.Unlock()
	return slices.Clone(v.requests)
}

// Close closes the tab, and with a visitor's first tab its profile.
func (v *Visit) Close() { v.stop() }

// patience is how long anything on a page may take before it counts as broken.
const patience = 30 * time.Second

func (v *Visit) patient() (context.Context, context.CancelFunc) {
	return context.WithTimeout(v.ctx, patience)
}

// Open opens an address and waits until its document is loaded.
func (v *Visit) Open(url string) error {
	ctx, cancel := v.patient()
	defer cancel()
	if err := chromedp.Do(ctx, chromedp.Navigate(url)); err != nil {
		return fmt.Errorf("opening %s: %w", url, err)
	}
	return nil
}

// Reload loads the page again.
func (v *Visit) Reload() error {
	ctx, cancel := v.patient()
	defer cancel()
	return chromedp.Do(ctx, chromedp.Reload())
}

// Eval evaluates an expression on the page; a promise is waited for.
func Eval[T any](v *Visit, expression string) (T, error) {
	ctx, cancel := v.patient()
	defer cancel()
	value, err := chromedp.Run(ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		return value, fmt.Errorf("evaluating %.200s: %w", expression, err)
	}
	return value, nil
}

// Wait waits until an expression is true, also over navigations.
func (v *Visit) Wait(expression string) error {
	ctx, cancel := v.patient()
	defer cancel()
	for {
		ok, err := chromedp.Run(ctx, chromedp.Evaluate[bool](
			"new Promise((done) => { const look = async (n) => { let ok = false; try { ok = Boolean(await ("+expression+")); } catch {} "+
				"ok || n == 0 ? done(ok) : setTimeout(look, 20, n - 1); }; look(50); })", chromedp.EvalAwaitPromise))
		if ok {
			return nil
		}
		if ctx.Err() != nil {
			return fmt.Errorf("waited %s in vain for %s (last error: %v)", patience, expression, err)
		}
	}
}

// Live waits until the client has taken the page over.
func (v *Visit) Live() error { return v.Wait(`document.documentElement.dataset.live !== undefined`) }

// Frame waits until what was done has been drawn.
func (v *Visit) Frame() error {
	_, err := Eval[bool](v, `new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))`)
	return err
}

// Screenshot returns the page as a PNG: what fits the window, or all of it.
func (v *Visit) Screenshot(whole bool) ([]byte, error) {
	ctx, cancel := v.patient()
	defer cancel()
	if whole {
		return chromedp.Run(ctx, chromedp.FullScreenshot(100))
	}
	return chromedp.Run(ctx, chromedp.CaptureScreenshot())
}

// Point is a place in the window, in CSS pixels.
type Point struct{ X, Y float64 }

// At returns the place in an element that lies at shares of its width and
// height, after the element was scrolled into view.
func (v *Visit) At(selector string, x, y float64) (Point, error) {
	p, err := Eval[Point](v, `(() => { const e = document.querySelector(`+strconv.Quote(selector)+`); e.scrollIntoView({block: "center", behavior: "instant"}); `+
		`const b = e.getBoundingClientRect(); return {X: b.left + b.width * `+share(x)+`, Y: b.top + b.height * `+share(y)+`}; })()`)
	if err != nil {
		return p, fmt.Errorf("finding %s: %w", selector, err)
	}
	return p, nil
}

func share(f float64) string { return strconv.FormatFloat(f, 'g', -1, 64) }

// Drag presses at the first place, moves over the others, and releases.
func (v *Visit) Drag(places ...Point) error {
	ctx, cancel := v.patient()
	defer cancel()
	first, last := places[0], places[len(places)-1]
	steps := []chromedp.Action[chromedp.Void]{
		chromedp.MouseEvent(chromedp.MouseMoved, first.X, first.Y),
		chromedp.MouseEvent(chromedp.MousePressed, first.X, first.Y, chromedp.ButtonLeft, chromedp.ClickCount(1)),
	}
	for _, p := range places[1:] {
		steps = append(steps, chromedp.MouseEvent(chromedp.MouseMoved, p.X, p.Y, chromedp.ButtonLeft))
	}
	steps = append(steps, chromedp.MouseEvent(chromedp.MouseReleased, last.X, last.Y, chromedp.ButtonLeft, chromedp.ClickCount(1)))
	return chromedp.Do(ctx, steps...)
}

// Hover moves the pointer to a place.
func (v *Visit) Hover(p Point) error {
	ctx, cancel := v.patient()
	defer cancel()
	return chromedp.Do(ctx, chromedp.MouseEvent(chromedp.MouseMoved, p.X, p.Y))
}

// Click presses the middle of an element.
func (v *Visit) Click(selector string) error {
	at, err := v.At(selector, 0.5, 0.5)
	if err != nil {
		return err
	}
	return v.Drag(at)
}

// Tap touches the middle of an element with a finger.
func (v *Visit) Tap(selector string) error {
	at, err := v.At(selector, 0.5, 0.5)
	if err != nil {
		return err
	}
	ctx, cancel := v.patient()
	defer cancel()
	for _, touch := range []input.DispatchTouchEventParams{
		{Type: input.DispatchTouchEventTypeTouchStart, TouchPoints: []*input.TouchPoint{{X: at.X, Y: at.Y}}},
		{Type: input.DispatchTouchEventTypeTouchEnd, TouchPoints: []*input.TouchPoint{}},
	} {
		if err := call(ctx, input.DispatchTouchEvent, touch); err != nil {
			return fmt.Errorf("touching %s: %w", selector, err)
		}
	}
	return nil
}

// Press presses keys, as chromedp/kb names them, into what has the focus.
func (v *Visit) Press(keys ...string) error {
	ctx, cancel := v.patient()
	defer cancel()
	for _, k := range keys {
		if err := chromedp.Do(ctx, chromedp.KeyEvent(k)); err != nil {
			return fmt.Errorf("pressing %q: %w", k, err)
		}
	}
	return nil
}

// Allow grants a permission, such as "clipboard-read", to the visitor's pages.
func (v *Visit) Allow(permissions ...string) error {
	ctx, cancel := v.patient()
	defer cancel()
	for _, name := range permissions {
		if _, err := chromedp.CallBrowser(ctx, browser.SetPermission, browser.SetPermissionParams{
			Permission: &browser.PermissionDescriptor{Name: name}, Setting: browser.PermissionSettingGranted,
			BrowserContextID: chromedp.FromContext(v.ctx).BrowserContextID,
		}); err != nil {
			return fmt.Errorf("allowing %s: %w", name, err)
		}
	}
	return nil
}

// Type inserts a text where the focus is, as a keyboard or a paste does.
func (v *Visit) Type(text string) error {
	ctx, cancel := v.patient()
	defer cancel()
	return call(ctx, input.InsertText, input.InsertTextParams{Text: text})
}
