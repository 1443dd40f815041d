package dom

import (
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// Offline is how the site stands with working offline and being installed.
type Offline struct {
	// Known is whether the rest was found out: natively it is not.
	Known bool
	// Possible is whether the browser can keep a copy, Ready whether one is
	// complete.
	Possible, Ready bool
	// CanInstall is whether the browser lets the page ask for its installation,
	// Installed whether the page runs in a window of its own.
	CanInstall, Installed bool
	// HowToInstall says how the reader installs it here.
	HowToInstall string
	// Version names what is being shown.
	Version string
}

// LookOffline finds out how the site stands in this browser.
func LookOffline() Offline {
	if app.IsServer {
		return Offline{}
	}
	w := app.Window()
	workers := w.Get("navigator").Get("serviceWorker")
	o := Offline{
		Known: true, Possible: workers.Truthy(), CanInstall: w.Get("installPrompt").Truthy(),
		Installed: w.Call("matchMedia", "(display-mode: standalone)").Get("matches").Bool() || w.Get("navigator").Get("standalone").Truthy(),
	}
	o.Ready = o.Possible && workers.Get("controller").Truthy() || w.Get("offlineReady").Truthy()
	o.HowToInstall = howToInstall(w.Get("navigator").Get("userAgent").String(), o)
	if script := w.Get("document").Call("querySelector", "script[data-version]"); script.Truthy() {
		o.Version = Data(script, "version")
	}
	return o
}

// howToInstall says how the reader of a browser installs the lesson.
func howToInstall(agent string, o Offline) string {
	has := func(names ...string) bool {
		for _, n := range names {
			if strings.Contains(agent, n) {
				return true
			}
		}
		return false
	}
	switch {
	case o.Installed:
		return "It runs as an app of its own here."
	case o.CanInstall:
		return "This browser can install it as an app, with an icon and a window of its own. It works the same offline, and what you keep is safer there."
	case has("iPhone", "iPad", "iPod"):
		return "To install it: tap Share, then “Add to Home Screen”. Safari keeps an installed lesson’s cards for good; otherwise it deletes them after seven days without a visit."
	case has("Android") && has("Firefox"):
		return "To install it: open the menu, then “Install” or “Add to Home screen”."
	case has("Android"):
		return "To install it: open the browser’s menu, then “Install app” or “Add to Home screen”."
	case has("Firefox"):
		return "Firefox on a computer installs no apps. A bookmark opens the lesson offline all the same."
	case has("Macintosh") && has("Safari") && !has("Chrome", "Chromium", "Edg"):
		return "To install it: choose File, then “Add to Dock”. Safari keeps an installed lesson’s cards for good; otherwise it deletes them after seven days without a visit."
	case has("Chrome", "Chromium", "Edg"):
		return "To install it: use the icon at the right of the address bar, or “Install” in the browser’s menu. Installed already? Then it has an icon among your apps."
	}
	return "If your browser can install pages as apps, its menu has an entry for it. The lesson works offline without."
}
