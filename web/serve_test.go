package main

import (
	"context"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"attnexperts/web/server"
	"attnexperts/web/site"
)

// listening starts to serve on this machine until stop is called; ended tells
// what came of it.
func listening(t *testing.T, handler http.Handler) (url string, stop func(), ended <-chan error) {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	t.Cleanup(stop)
	end := make(chan error, 1)
	go func() { end <- serveUntil(ctx, l, handler) }()
	return "http://" + l.Addr().String(), stop, end
}

// get writes the body at an address; it is an error unless all of it came.
func get(c *http.Client, url string, to io.Writer) error {
	r, err := c.Get(url)
	if err != nil {
		return err
	}
	defer r.Body.Close()
	_, err = io.Copy(to, r.Body)
	if err == nil && r.StatusCode != http.StatusOK {
		err = errors.New(r.Status)
	}
	return err
}

func TestStoppingFinishesWhatIsBegun(t *testing.T) {
	begun, goOn := make(chan bool), make(chan bool)
	url, stop, ended := listening(t, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		_, _ = io.WriteString(w, "first half, ")
		_ = http.NewResponseController(w).Flush()
		begun <- true
		<-goOn
		_, _ = io.WriteString(w, "second half")
	}))
	var got strings.Builder
	end := make(chan error, 1)
	go func() { end <- get(&http.Client{Transport: &http.Transport{}}, url, &got) }()
	<-begun
	stop()
	// Nobody else is let in, as soon as the stop has got that far.
	for {
		_, err := net.Dial("tcp", url[len("http://"):])
		if errors.Is(err, syscall.ECONNREFUSED) {
			break
		}
	}
	goOn <- true
	if err := <-end; got.String() != "first half, second half" || err != nil {
		t.Errorf("who was being answered got %q, %v", got.String(), err)
	}
	if err := <-ended; err != nil {
		t.Errorf("it ended with %v", err)
	}
}

// A thousand visitors, connected all at once, each get every file of a first
// visit, whole.
func TestAThousandVisitorsAtOnce(t *testing.T) {
	const visitors = 1000
	// A client that packs no smaller, of the size that the real one has packed.
	client := make([]byte, 1_800_000)
	_, _ = rand.NewChaCha8([32]byte{}).Read(client)
	s, err := site.Build(site.Input{Base: "/", Client: client, Exec: []byte("exec")})
	if err != nil {
		t.Fatal(err)
	}
	url, stop, ended := listening(t, server.New(s, site.Quick))
	var firstVisit []site.File
	sums := map[string]uint32{}
	for _, f := range s.Files {
		if f.Hashed || f.Path == "icon.svg" {
			firstVisit = append(firstVisit, f)
			sums[f.Path] = crc32.ChecksumIEEE(f.Data)
		}
	}
	var connected, done sync.WaitGroup
	connected.Add(visitors)
	errs := make([]error, visitors)
	took := make([]time.Duration, visitors)
	for i := range visitors {
		done.Go(func() {
			transport := &http.Transport{MaxConnsPerHost: 1}
			defer transport.CloseIdleConnections()
			c := &http.Client{Transport: transport, Timeout: time.Minute}
			err := get(c, url+"/", io.Discard)
			connected.Done()
			connected.Wait()
			begun := time.Now()
			for _, f := range firstVisit {
				sum := crc32.NewIEEE()
				if failed := get(c, url+"/"+f.Path, sum); failed != nil {
					err = errors.Join(err, fmt.Errorf("%s: %w", f.Path, failed))
				} else if sum.Sum32() != sums[f.Path] {
					err = errors.Join(err, fmt.Errorf("%s came damaged", f.Path))
				}
			}
			errs[i], took[i] = err, time.Since(begun)
		})
	}
	done.Wait()
	if err := errors.Join(errs...); err != nil {
		t.Errorf("errors: %.2000v", err)
	}
	slices.Sort(took)
	t.Logf("%d visitors at once, %d files each: half had them within %s, all within %s", visitors, len(firstVisit), took[visitors/2], took[visitors-1])
	stop()
	if err := <-ended; err != nil {
		t.Errorf("it ended with %v", err)
	}
}
