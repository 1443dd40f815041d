package e2e_test

import (
	"bytes"
	"os"
	"testing"
)

// clientAsBuilt returns the client as it was built, which still names its functions
// and files, and as it is served.
func clientAsBuilt(t *testing.T) (client, served []byte) {
	t.Helper()
	client, err := os.ReadFile("build/app.wasm")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range built.Files {
		if f.Type == "application/wasm" {
			return client, f.Data
		}
	}
	t.Fatal("there is no client in the site")
	return nil, nil
}

// Names of a function and a file of the client.
const (
	aFunction = "attnexperts/app/figure.(*Figure"
	aFile     = "attnexperts/app/figure/figure.go"
)

// The client's own record of its functions names nothing that is only there to
// serve, and nothing else that is not needed and weighs much.
func TestTheClientCarriesNothingThatOnlyAServerNeeds(t *testing.T) {
	client, _ := clientAsBuilt(t)
	if !bytes.Contains(client, []byte(aFunction)) {
		t.Fatal("the client does not name its functions, so nothing can be told from it")
	}
	for _, needless := range []string{"net/http.", "crypto/tls.", "regexp.", "math/big.nat.", "html/template.", "text/template.", "encoding/json.", "google/uuid."} {
		if bytes.Contains(client, []byte(needless)) {
			t.Errorf("the client links %s", needless)
		}
	}
}

// What only the trace of a crash tells is left out when the site is made, and code is
// made shorter.
func TestTheServedClientIsSlim(t *testing.T) {
	client, served := clientAsBuilt(t)
	for _, name := range []string{aFunction, aFile} {
		if !bytes.Contains(client, []byte(name)) {
			t.Fatalf("the client that was built does not name %s, so nothing can be told from it", name)
		}
		if bytes.Contains(served, []byte(name)) {
			t.Errorf("the served client names %s: its tables look otherwise than the site expects", name)
		}
	}
	if len(served) > len(client)*15/16 {
		t.Errorf("the client has %d bytes and %d when served: its code looks otherwise than the site expects", len(client), len(served))
	}
}
