package main

import (
	"flag"
	"fmt"
	"io"

	"attnexperts/web/site"
)

// build writes the static site.
func build(args []string, stdout, stderr io.Writer) error {
	flags := flag.NewFlagSet("build", flag.ContinueOnError)
	dir := flags.String("o", "dist", "the folder to write")
	base := flags.String("base", "/", "the path that the site will live under, such as /lesson/")
	origin := flags.String("origin", "", "where the site will be, such as https://example.org: links to it then bring a picture")
	if err := parse(flags, args, stderr); err != nil {
		return err
	}
	in, err := site.Inputs(*base)
	if err != nil {
		return err
	}
	in.Origin = *origin
	s, err := site.Build(in)
	if err != nil {
		return err
	}
	if err := s.Write(*dir); err != nil {
		return err
	}
	fmt.Fprintf(stdout, "Wrote version %s of the site, %d files, to %s. It is to be served under %s.\n", s.Version, len(s.Files), *dir, s.Base)
	return nil
}
