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
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	// A second signal ends the program at once.
	context.AfterFunc(ctx, stop)
	fmt.Fprintf(stdout, "The lesson is at http://%s (Ctrl+C stops it)\n", listener.Addr())
	return serveUntil(ctx, listener, server.New(s, site.Quick))
}

// patience is how long the server waits when it stops for what is being sent.
const patience = 5 * time.Second

// serveUntil answers requests until a context is done, and then finishes those
// that it has begun, as far as they take no longer than its patience.
func serveUntil(ctx context.Context, listener net.Listener, handler http.Handler) error {
	srv := &http.Server{
		Handler:           handler,
		ReadHeaderTimeout: 10 * time.Second,
		ReadTimeout:       30 * time.Second,
		WriteTimeout:      5 * time.Minute,
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    64 << 10,
	}
	stopped := make(chan error, 1)
	go func() {
		<-ctx.Done()
		last, cancel := context.WithTimeout(context.Background(), patience)
		defer cancel()
		err := srv.Shutdown(last)
		if errors.Is(err, context.DeadlineExceeded) {
			err = srv.Close() // who is this slow asks again
		}
		stopped <- err
	}()
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
