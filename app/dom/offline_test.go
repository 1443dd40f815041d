package dom

import (
	"strings"
	"testing"
)

// The way to install differs between browsers, which name each other in what they
// call themselves.
func TestHowToInstallFitsTheBrowser(t *testing.T) {
	for agent, want := range map[string]string{
		"Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1": "tap Share",
		"Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Safari/605.1.15":                   "Add to Dock",
		"Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36":                   "address bar",
		"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0":           "address bar",
		"Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36":                         "Install app",
		"Mozilla/5.0 (Android 15; Mobile; rv:145.0) Gecko/145.0 Firefox/145.0":                                                                    "“Install” or",
		"Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0":                                                                  "bookmark",
		"Something else": "its menu has an entry",
	} {
		if got := howToInstall(agent, Offline{}); !strings.Contains(got, want) {
			t.Errorf("%s is told %q, want something with %q", agent, got, want)
		}
	}
	if got := howToInstall("Chrome", Offline{Installed: true, CanInstall: true}); !strings.Contains(got, "runs as an app") {
		t.Errorf("who has installed it is told %q", got)
	}
}
