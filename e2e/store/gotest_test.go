package store_test

import (
	"os/exec"
	"path/filepath"
	"testing"
)

// The tests of these packages pass in the browser too: the store's on the real
// database, and the fold of 10,000 reviews to the same bits.
func TestPackagesPassInTheBrowser(t *testing.T) {
	runner := filepath.Join(folder, "inbrowser")
	if out, err := exec.Command("go", "build", "-o", runner, "attnexperts/e2e/inbrowser").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	for pkg, tests := range map[string]string{"app/store": "Database", "app/cards": ".", "calc/recall": "Parity"} {
		cmd := exec.Command("go", "test", "-count", "1", "-run", tests, "-exec", runner, "attnexperts/"+pkg)
		cmd.Env = append(cmd.Environ(), "GOOS=js", "GOARCH=wasm")
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Errorf("%s: %v\n%s", pkg, err, out)
		}
	}
}
