package engines

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
)

// quiet keeps Firefox from asking others for news while it is used.
const quiet = `user_pref("app.normandy.enabled", false);
user_pref("app.update.disabledForTesting", true);
user_pref("browser.newtabpage.enabled", false);
user_pref("browser.region.network.url", "");
user_pref("browser.safebrowsing.update.enabled", false);
user_pref("browser.shell.checkDefaultBrowser", false);
user_pref("browser.startup.page", 0);
user_pref("datareporting.policy.dataSubmissionEnabled", false);
user_pref("extensions.getAddons.cache.enabled", false);
user_pref("network.captive-portal-service.enabled", false);
user_pref("network.connectivity-service.enabled", false);
user_pref("services.settings.server", "data:,none");
user_pref("toolkit.telemetry.enabled", false);
`

var firefoxListens = regexp.MustCompile(`WebDriver BiDi listening on ws://(\S+)`)

// startFirefox starts a headless Firefox with an empty profile.
func startFirefox() (*Visit, error) {
	file, err := find("FIREFOX", "firefox-esr", "firefox-esr", "firefox")
	if err != nil {
		return nil, err
	}
	profile, err := os.MkdirTemp("", "firefox-")
	if err != nil {
		return nil, err
	}
	visit, err := firefoxIn(file, profile)
	if err != nil {
		_ = os.RemoveAll(profile)
		return nil, fmt.Errorf("running Firefox: %w", err)
	}
	return visit, nil
}

func firefoxIn(file, profile string) (*Visit, error) {
	if err := os.WriteFile(filepath.Join(profile, "user.js"), []byte(quiet), 0o600); err != nil {
		return nil, err
	}
	ctx, cancel := patient()
	defer cancel()
	cmd := exec.Command(file, "--headless", "--no-remote", "--profile", profile, "--remote-debugging-port", "0", "about:blank")
	cmd.Env = append(cmd.Environ(), "HOME="+profile)
	p, addr, err := run(ctx, cmd, firefoxListens)
	if err != nil {
		return nil, err
	}
	b, err := dialBiDi(ctx, addr)
	if err != nil {
		p.stop()
		return nil, err
	}
	return &Visit{b, func() { p.stop(); _ = os.RemoveAll(profile) }}, nil
}
