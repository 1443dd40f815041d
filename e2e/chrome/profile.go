package chrome

import (
	"fmt"

	"github.com/chromedp/cdproto/storage"
	"github.com/chromedp/chromedp"
)

// StartIn starts a browser on a profile in a folder, which outlives it.
func StartIn(folder string) (*Browser, error) { return start(chromedp.UserDataDir(folder)) }

// StartKeen starts a browser on a profile in a folder that keeps compiled WebAssembly
// sooner than others do: a second of use counts as some minutes.
func StartKeen(folder string) (*Browser, error) {
	return start(chromedp.UserDataDir(folder), chromedp.Flag("js-flags", "--wasm-caching-hard-threshold=10000"))
}

// Own opens a tab in the browser's own profile, instead of a fresh one that is
// gone with the tab.
func (b *Browser) Own(view View) (*Visit, error) { return newVisit(b.ctx, view) }

// Kill ends the browser as a power cut does.
func (b *Browser) Kill() error {
	if err := chromedp.FromContext(b.ctx).Browser.Process().Kill(); err != nil {
		return fmt.Errorf("killing the browser: %w", err)
	}
	b.Stop()
	return nil
}

// Quota sets how many bytes an origin may store; 0 takes that back.
func (v *Visit) Quota(origin string, bytes float64) error {
	ctx, cancel := v.patient()
	defer cancel()
	params := storage.OverrideQuotaForOriginParams{Origin: origin}
	if bytes > 0 {
		params.QuotaSize = &bytes
	}
	return call(ctx, storage.OverrideQuotaForOrigin, params)
}
