// Command gen writes what the site is built with: see [figure.Prepare].
package main

import (
	"encoding/json"
	"fmt"
	"os"

	"attnexperts/app/figure"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: gen FILE")
		os.Exit(2)
	}
	data, err := json.Marshal(figure.Prepare())
	if err == nil {
		err = os.WriteFile(os.Args[1], append(data, '\n'), 0o644)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "gen:", err)
		os.Exit(1)
	}
}
