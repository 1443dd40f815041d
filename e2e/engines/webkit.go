package engines

import (
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"regexp"
	"strconv"
	"time"
)

var displayOpen = regexp.MustCompile(`^(\d+)$`)

// startWebKit starts WebKitGTK's browser with an empty profile, on a screen of
// its own: it has no headless way.
func startWebKit() (*Visit, error) {
	server, err := find("WEBKIT_DRIVER", "webkit2gtk-driver", "WebKitWebDriver")
	if err != nil {
		return nil, err
	}
	screen, err := find("XVFB", "xvfb", "Xvfb")
	if err != nil {
		return nil, err
	}
	home, err := os.MkdirTemp("", "webkit-")
	if err != nil {
		return nil, err
	}
	ends := []func(){func() { _ = os.RemoveAll(home) }}
	stop := func() {
		for i := len(ends) - 1; i >= 0; i-- {
			ends[i]()
		}
	}
	visit, err := webkitIn(home, server, screen, &ends)
	if err != nil {
		stop()
		return nil, fmt.Errorf("running WebKitGTK: %w", err)
	}
	visit.stop = stop
	return visit, nil
}

func webkitIn(home, server, screen string, ends *[]func()) (*Visit, error) {
	ctx, cancel := patient()
	defer cancel()
	x, display, err := run(ctx, exec.Command(screen, "-displayfd", "1", "-screen", "0", "1400x1100x24", "-nolisten", "tcp"), displayOpen)
	if err != nil {
		return nil, err
	}
	*ends = append(*ends, x.stop)
	port, err := freePort()
	if err != nil {
		return nil, err
	}
	cmd := exec.Command(server, "--port="+strconv.Itoa(port))
	cmd.Env = append(cmd.Environ(), "HOME="+home, "XDG_CACHE_HOME=", "XDG_DATA_HOME=", "XDG_CONFIG_HOME=", "DISPLAY=:"+display, "GDK_BACKEND=x11")
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	*ends = append(*ends, process{cmd}.stop)
	addr := "127.0.0.1:" + strconv.Itoa(port)
	c := &classic{url: "http://" + addr}
	// What is asked of other machines comes here, and no farther.
	elsewhere := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		c.noted.request(r.Method + " " + r.Host)
		w.WriteHeader(http.StatusForbidden)
	}))
	*ends = append(*ends, elsewhere.Close)
	proxy := elsewhere.Listener.Addr().String()
	for !listens(addr) {
		if ctx.Err() != nil {
			return nil, fmt.Errorf("%s does not listen at %s", server, addr)
		}
		time.Sleep(10 * time.Millisecond)
	}
	return &Visit{driver: c}, c.begin(ctx, object{
		"proxy": object{"proxyType": "manual", "httpProxy": proxy, "sslProxy": proxy, "noProxy": []string{"127.0.0.1"}},
	})
}

// freePort returns a port that nobody listens at.
func freePort() (int, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return 0, err
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port, nil
}

// listens reports whether somebody answers at an address.
func listens(addr string) bool {
	conn, err := net.DialTimeout("tcp", addr, time.Second)
	if err != nil {
		return false
	}
	_ = conn.Close()
	return true
}
