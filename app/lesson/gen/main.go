// Command gen turns lesson.md into parts_gen.go. It runs in the lesson's folder.
package main

import (
	"fmt"
	"os"

	"attnexperts/app/lesson/prose"
)

func main() {
	if err := run("lesson.md", "parts_gen.go"); err != nil {
		fmt.Fprintln(os.Stderr, "gen:", err)
		os.Exit(1)
	}
}

func run(from, to string) error {
	source, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	code, err := prose.Generate(source)
	if err != nil {
		return fmt.Errorf("%s: %w", from, err)
	}
	return os.WriteFile(to, code, 0o644)
}
