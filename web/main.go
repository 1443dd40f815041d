// Command web is the native program: it serves the lesson on this machine,
// writes it as a static site, and reads models' configs in a terminal.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
)

const usage = `usage: go run ./web COMMAND [FLAGS]

  serve [-addr 127.0.0.1:8000]     serve the lesson on this machine
  build [-o dist] [-base /] [-origin https://HOST]
                                   write the static site, for any host and any path
  spec [-json] [-context N] [-batch N] [-dtype bf16] [FILE|- ...]
                                   say what a model's config.json means: parameters, cache, experts

serve and build need the client, which "make client" builds.
`

// errUsage is a call that cannot be understood; what is wrong has been said.
var errUsage = errors.New("bad usage")

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }

// run carries out a command line and returns the exit status: 0, 1 for what
// went wrong, 2 for bad usage.
func run(args []string, stdout, stderr io.Writer) int {
	if len(args) == 0 {
		fmt.Fprint(stderr, usage)
		return 2
	}
	commands := map[string]func([]string, io.Writer, io.Writer) error{"serve": serve, "build": build, "spec": spec}
	command, ok := commands[args[0]]
	switch {
	case args[0] == "help" || args[0] == "-h" || args[0] == "-help" || args[0] == "--help":
		fmt.Fprint(stdout, usage)
		return 0
	case !ok:
		fmt.Fprintf(stderr, "web: there is no command %q\n\n%s", args[0], usage)
		return 2
	}
	switch err := command(args[1:], stdout, stderr); {
	case err == nil || errors.Is(err, flag.ErrHelp):
		return 0
	case errors.Is(err, errUsage):
		return 2
	case errors.Is(err, errInputs):
		return 1
	default:
		fmt.Fprintln(stderr, "web:", err)
		return 1
	}
}

// parse reads a command's flags; it takes nothing else.
func parse(flags *flag.FlagSet, args []string, stderr io.Writer) error {
	flags.SetOutput(stderr)
	if err := flags.Parse(args); err != nil {
		if errors.Is(err, flag.ErrHelp) {
			return err
		}
		return errUsage
	}
	if flags.NArg() > 0 {
		fmt.Fprintf(stderr, "web %s: %q is not a flag\n", flags.Name(), flags.Arg(0))
		return errUsage
	}
	return nil
}
