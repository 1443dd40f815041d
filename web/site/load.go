package site

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// clientPath is where "make client" puts the client.
const clientPath = "build/app.wasm"

// Load makes the site under a base out of the client that was built. It runs
// in the project's root folder.
func Load(base string) (Site, error) {
	in, err := Inputs(base)
	if err != nil {
		return Site{}, err
	}
	return Build(in)
}

// Inputs returns what Load makes a site of.
func Inputs(base string) (Input, error) {
	client, err := os.ReadFile(clientPath)
	if err != nil {
		return Input{}, fmt.Errorf("the client is not built (%w); run make client", err)
	}
	exec, err := wasmExec(client)
	if err != nil {
		return Input{}, err
	}
	if !strings.HasSuffix(base, "/") {
		base += "/"
	}
	return Input{Base: base, Client: withShorterCode(withoutTraces(client)), Exec: exec}, nil
}

// wasmExec returns the script that starts a client, from the toolchain that
// built it. The two change together: any other pair may start and then fail.
func wasmExec(client []byte) ([]byte, error) {
	out, err := exec.Command("go", "env", "GOROOT", "GOVERSION").Output()
	if err != nil {
		return nil, fmt.Errorf("asking go where its wasm_exec.js is: %w", err)
	}
	root, version, _ := strings.Cut(strings.TrimSpace(string(out)), "\n")
	// The program's own record of its compiler: the version as a string, which
	// in the toolchain's own packages would be longer.
	if !bytes.Contains(client, []byte(version)) {
		return nil, fmt.Errorf("%s was not built by %s, the go on this path; run make client", clientPath, version)
	}
	return os.ReadFile(filepath.Join(root, "lib", "wasm", "wasm_exec.js"))
}
