package chrome

import "github.com/chromedp/chromedp"

// Choose chooses files of this machine in a file input, as its dialogue does.
func (v *Visit) Choose(selector string, files ...string) error {
	ctx, cancel := v.patient()
	defer cancel()
	return chromedp.Do(ctx, chromedp.SetUploadFiles(selector, files))
}
