package site

import (
	"bytes"
	"compress/gzip"
	"io"
	"runtime"
	"strings"
	"sync"

	"github.com/andybalholm/brotli"
)

// Packed is a file's content as it travels: nil where packing does not pay.
type Packed struct{ Brotli, Gzip []byte }

// Effort is how hard packing tries: a site that is written once and fetched
// often is worth more than one that is looked at while working on it.
type Effort struct{ brotli, gzip int }

// The two efforts.
var (
	Best  = Effort{brotli.BestCompression, gzip.BestCompression}
	Quick = Effort{4, gzip.BestSpeed}
)

// Compressible reports whether a file's type gets smaller by packing.
func (f File) Compressible() bool {
	return strings.HasPrefix(f.Type, "text/") || strings.HasPrefix(f.Type, "application/") || f.Type == "image/svg+xml"
}

// Pack packs every compressible file, in the order of the site's files.
func (s Site) Pack(e Effort) []Packed {
	packed := make([]Packed, len(s.Files))
	jobs := make(chan func())
	var workers sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		workers.Go(func() {
			for job := range jobs {
				job()
			}
		})
	}
	for i, f := range s.Files {
		if !f.Compressible() {
			continue
		}
		jobs <- func() { packed[i].Brotli = f.packed(e.brotliWriter) }
		jobs <- func() { packed[i].Gzip = f.packed(e.gzipWriter) }
	}
	close(jobs)
	workers.Wait()
	return packed
}

// window is how far back brotli may refer, as a power of two: as far as browsers
// follow, since the client is longer than the usual 4 MB.
const window = 24

func (e Effort) brotliWriter(w io.Writer) io.WriteCloser {
	return brotli.NewWriterOptions(w, brotli.WriterOptions{Quality: e.brotli, LGWin: window})
}

func (e Effort) gzipWriter(w io.Writer) io.WriteCloser {
	z, err := gzip.NewWriterLevel(w, e.gzip)
	if err != nil {
		panic(err) // the levels above exist
	}
	return z
}

// packed returns the file packed, or nil if it gets no smaller.
func (f File) packed(writer func(io.Writer) io.WriteCloser) []byte {
	var b bytes.Buffer
	w := writer(&b)
	if _, err := w.Write(f.Data); err != nil {
		panic(err) // writing to memory
	}
	if err := w.Close(); err != nil {
		panic(err)
	}
	if b.Len() >= len(f.Data) {
		return nil
	}
	return b.Bytes()
}
