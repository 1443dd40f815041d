// Command gen turns lesson.md into parts_gen.go and prose_gen.go. It runs in the
// lesson's folder.
package main

import (
	"fmt"
	"os"

	"attnexperts/app/lesson/prose"
)

func main() {
	if err := run("lesson.md", "parts_gen.go", "prose_gen.go"); err != nil {
		fmt.Fprintln(os.Stderr, "gen:", err)
		os.Exit(1)
	}
}

func run(from, parts, texts string) error {
	source, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	p, t, err := prose.Generate(source)
	if err != nil {
		return fmt.Errorf("%s: %w", from, err)
	}
	if err := os.WriteFile(parts, p, 0o644); err != nil {
		return err
	}
	return os.WriteFile(texts, t, 0o644)
}
