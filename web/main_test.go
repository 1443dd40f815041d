package main

import (
	"bytes"
	"net"
	"strings"
	"testing"
)

func TestUsage(t *testing.T) {
	for _, c := range []struct {
		args           string
		status         int
		stdout, stderr string
	}{
		{"", 2, "", "usage:"},
		{"help", 0, "usage:", ""},
		{"-h", 0, "usage:", ""},
		{"destroy", 2, "", `there is no command "destroy"`},
		{"build -nope", 2, "", "flag provided but not defined"},
		{"build dist", 2, "", `"dist" is not a flag`},
		{"serve -h", 0, "", "the address to listen at"},
		{"spec -h", 0, "", "how the cache is stored"},
		{"spec -dtype fp6", 2, "", `the dtype "fp6" is not known`},
		{"spec no-such-file.json", 1, "", "no-such-file.json: no such file"},
		{"serve -addr nonsense", 1, "", "such as 127.0.0.1:8000"},
	} {
		var stdout, stderr bytes.Buffer
		status := run(strings.Fields(c.args), &stdout, &stderr)
		if status != c.status || !strings.Contains(stdout.String(), c.stdout) || !strings.Contains(stderr.String(), c.stderr) {
			t.Errorf("web %s: %d, out %q, err %q", c.args, status, stdout.String(), stderr.String())
		}
	}
}

func TestATakenPortIsSaidToBe(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	var stdout, stderr bytes.Buffer
	status := run([]string{"serve", "-addr", l.Addr().String()}, &stdout, &stderr)
	if status != 1 || !strings.Contains(stderr.String(), "is taken by another program") {
		t.Errorf("%d, %q", status, stderr.String())
	}
}
