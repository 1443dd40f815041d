package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/signal"
	"syscall"
	"time"

	"attnexperts/web/server"
	"attnexperts/web/site"
)

// serve serves the lesson until it is interrupted.
func serve(args []string, stdout, stderr io.Writer) error {
	flags := flag.NewFlagSet("serve", flag.ContinueOnError)
	addr := flags.String("addr", "127.0.0.1:8000", "the address to listen at")
	if err := parse(flags, args, stderr); err != nil {
		return err
	}
	// The port first: what is wrong with it should not come after the work.
	listener, err := net.Listen("tcp", *addr)
	if err != nil {
		return listenError(*addr, err)
	}
	defer listener.Close()
	s, err := site.Load("/")
	if err != nil {
		return err
	}
	srv := &http.Server{
		Handler:           server.New(s, site.Quick),
		ReadHeaderTimeout: 10 * time.Second,
		ReadTimeout:       30 * time.Second,
		WriteTimeout:      5 * time.Minute,
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    64 << 10,
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	stopped := make(chan error, 1)
	go func() {
		<-ctx.Done()
		// A second signal ends the program at once.
		stop()
		last, cancel := context.WithTimeout(context.Background(), 5*time.Second)
		defer cancel()
		stopped <- srv.Shutdown(last)
	}()
	fmt.Fprintf(stdout, "The lesson is at http://%s (Ctrl+C stops it)\n", listener.Addr())
	if err := srv.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return <-stopped
}

// listenError says why an address cannot be used, and what to do.
func listenError(addr string, err error) error {
	switch {
	case errors.Is(err, syscall.EADDRINUSE):
		return fmt.Errorf("%s is taken by another program; stop that one, or choose another port: make run ADDR=127.0.0.1:8001", addr)
	case errors.Is(err, syscall.EACCES):
		return fmt.Errorf("%s may not be used without rights; choose a port above 1023: make run ADDR=127.0.0.1:8001", addr)
	}
	return fmt.Errorf("listening at %s: %w; an address is a host and a port, such as 127.0.0.1:8000", addr, err)
}
