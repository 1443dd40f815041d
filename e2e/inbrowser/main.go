// Command inbrowser runs a test program that was built for js/wasm in a
// headless Chromium, as go test's -exec:
//
//	go build -o build/inbrowser ./e2e/inbrowser
//	GOOS=js GOARCH=wasm go test -exec "$PWD/build/inbrowser" -bench . ./calc/attention
//
// The program has no files and no processes there: tests that need them fail.
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"attnexperts/e2e/chrome"
)

const document = `<!doctype html><title>tests</title><script src="wasm_exec.js"></script>`

// script runs the program with its arguments and keeps what it prints.
const script = `(async (argv) => {
	window.printed = "";
	const decoder = new TextDecoder();
	fs.writeSync = (fd, bytes) => { printed += decoder.decode(bytes, {stream: true}); return bytes.length; };
	const go = new Go();
	go.argv = argv;
	go.exit = (code) => { window.code = code; };
	const { instance } = await WebAssembly.instantiateStreaming(fetch("program.wasm"), go.importObject);
	go.run(instance).then(() => { window.code ??= 0; });
	return true;
})`

func main() {
	code, err := run(os.Args[1:])
	if err != nil {
		fmt.Fprintln(os.Stderr, "inbrowser:", err)
		code = 1
	}
	os.Exit(code)
}

// run runs the program that the first argument names and returns its exit code.
func run(args []string) (int, error) {
	if len(args) == 0 {
		return 0, errors.New("name the program to run")
	}
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		return 0, err
	}
	starter := filepath.Join(strings.TrimSpace(string(root)), "lib", "wasm", "wasm_exec.js")
	host := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/wasm_exec.js":
			http.ServeFile(w, r, starter)
		case "/program.wasm":
			w.Header().Set("Content-Type", "application/wasm")
			http.ServeFile(w, r, args[0])
		default:
			w.Header().Set("Content-Type", "text/html")
			fmt.Fprint(w, document)
		}
	}))
	defer host.Close()
	browser, err := chrome.Start()
	if err != nil {
		return 0, err
	}
	defer browser.Stop()
	v, err := browser.Visit(chrome.View{Width: 800, Height: 600})
	if err != nil {
		return 0, err
	}
	if err := v.Open(host.URL); err != nil {
		return 0, err
	}
	argv, err := json.Marshal(args)
	if err != nil {
		return 0, err
	}
	if _, err := chrome.Eval[bool](v, script+"("+string(argv)+")"); err != nil {
		return 0, err
	}
	return follow(v)
}

// follow passes on what the program prints until it ends. The program itself
// keeps to go test's own time limit.
func follow(v *chrome.Visit) (int, error) {
	for {
		state, err := chrome.Eval[struct {
			Text string
			Code *int
		}](v, `new Promise((done) => setTimeout(() => { const text = printed; printed = ""; done({Text: text, Code: window.code ?? null}); }, 100))`)
		if err != nil {
			return 0, err
		}
		fmt.Print(state.Text)
		if state.Code != nil {
			return *state.Code, nil
		}
	}
}
