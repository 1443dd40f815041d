// Package engines drives browsers other than Chromium, for the tests that use
// the built site in them: Firefox over WebDriver BiDi, and WebKitGTK's own small
// browser over WebDriver. The tests themselves are built with the tag "engines";
// "make test-browsers" runs them.
package engines

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"regexp"
)

// Engine is a browser that can be started.
type Engine struct {
	// Name is the engine's, for people.
	Name string
	// Start starts it with an empty profile.
	Start func() (*Visit, error)
}

// All are the engines that the site is tried in.
var All = []Engine{{"Firefox", startFirefox}, {"WebKitGTK", startWebKit}}

// find returns a program's file: that of an environment variable where it is set,
// otherwise the first that is there.
func find(variable, debian string, names ...string) (string, error) {
	if file := os.Getenv(variable); file != "" {
		return file, nil
	}
	for _, name := range names {
		if file, err := exec.LookPath(name); err == nil {
			return file, nil
		}
	}
	return "", fmt.Errorf("there is no %s on this machine; install it (Debian: apt install %s) or set %s to its file", names[0], debian, variable)
}

// process is a program that was started.
type process struct{ cmd *exec.Cmd }

// run starts a program and waits until it writes a line that a pattern finds; the
// pattern's group is returned. An empty pattern does not wait.
func run(ctx context.Context, cmd *exec.Cmd, says *regexp.Regexp) (p process, found string, err error) {
	r, w, err := os.Pipe()
	if err != nil {
		return p, "", err
	}
	cmd.Stdout, cmd.Stderr = w, w
	if err := cmd.Start(); err != nil {
		return p, "", errors.Join(err, r.Close(), w.Close())
	}
	_ = w.Close()
	p = process{cmd}
	lines := make(chan string, 1)
	go func() {
		defer r.Close()
		defer close(lines)
		in := bufio.NewScanner(r)
		for in.Scan() {
			if m := says.FindStringSubmatch(in.Text()); m != nil {
				lines <- m[1]
				break
			}
		}
		_, _ = io.Copy(io.Discard, r)
	}()
	select {
	case found, ok := <-lines:
		if ok {
			return p, found, nil
		}
		err = errors.New("it ended")
	case <-ctx.Done():
		err = ctx.Err()
	}
	p.stop()
	return p, "", fmt.Errorf("starting %s: %w before it was ready", cmd.Path, err)
}

// stop ends the program and waits until it has gone.
func (p process) stop() {
	_ = p.cmd.Process.Kill()
	_ = p.cmd.Wait()
}
