package e2e_test

import (
	"bytes"
	"testing"
)

// The client's own record of its functions names no web server: the linker has
// left out all that is only there to serve.
func TestTheClientLinksNoWebServer(t *testing.T) {
	for _, f := range built.Files {
		if f.Type != "application/wasm" {
			continue
		}
		if !bytes.Contains(f.Data, []byte("attnexperts/app/figure.(*Figure")) {
			t.Fatal("the client does not name its functions, so nothing can be told from it")
		}
		if bytes.Contains(f.Data, []byte("net/http.(*Server)")) {
			t.Error("the client links the web server of net/http")
		}
	}
}
