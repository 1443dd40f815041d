package e2e_test

import (
	"bytes"
	"os"
	"testing"
)

// The client's own record of its functions names nothing that is only there to
// serve, and nothing else that is not needed and weighs much.
func TestTheClientCarriesNothingThatOnlyAServerNeeds(t *testing.T) {
	for _, f := range built.Files {
		if f.Type != "application/wasm" {
			continue
		}
		if !bytes.Contains(f.Data, []byte("attnexperts/app/figure.(*Figure")) {
			t.Fatal("the client does not name its functions, so nothing can be told from it")
		}
		for _, needless := range []string{"net/http.", "crypto/tls.", "regexp.", "math/big.nat.", "html/template.", "text/template.", "encoding/json.", "google/uuid."} {
			if bytes.Contains(f.Data, []byte(needless)) {
				t.Errorf("the client links %s", needless)
			}
		}
	}
}

// What tells the line of a file that each instruction comes from is left out when
// the site is made.
func TestTheClientCarriesNoLines(t *testing.T) {
	const file = "attnexperts/app/figure/figure.go"
	client, err := os.ReadFile("build/app.wasm")
	if err != nil || !bytes.Contains(client, []byte(file)) {
		t.Fatalf("the client that was built does not name its files, so nothing can be told from it (%v)", err)
	}
	for _, f := range built.Files {
		if f.Type == "application/wasm" && bytes.Contains(f.Data, []byte(file)) {
			t.Error("the served client names its files: its tables look otherwise than the site expects")
		}
	}
}
