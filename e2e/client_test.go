package e2e_test

import (
	"bytes"
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
		for _, needless := range []string{"net/http.", "crypto/tls.", "regexp.", "math/big.nat.", "html/template.", "text/template."} {
			if bytes.Contains(f.Data, []byte(needless)) {
				t.Errorf("the client links %s", needless)
			}
		}
	}
}
