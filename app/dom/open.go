package dom

import (
	"errors"
	"fmt"
	"io"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// File is a file that the visitor opened. It is an [io.ReaderAt] that waits for
// the browser: it is read in a goroutine of its own, never in a handler.
type File struct {
	Name string
	Size int64
	blob app.Value
}

// Files returns the files that were chosen in an input, and empties it, so that
// the same ones can be chosen again.
func Files(input app.Value) []File {
	list := input.Get("files")
	files := make([]File, list.Length())
	for i := range files {
		f := list.Index(i)
		files[i] = File{f.Get("name").String(), int64(f.Get("size").Float()), f}
	}
	input.Set("value", "")
	return files
}

// ReadAt implements io.ReaderAt.
func (f File) ReadAt(p []byte, at int64) (int, error) {
	if at < 0 || at > f.Size {
		return 0, fmt.Errorf("place %d of a file of %d bytes", at, f.Size)
	}
	end := min(at+int64(len(p)), f.Size)
	data, err := Await(f.blob.Call("slice", float64(at), float64(end)).Call("arrayBuffer"))
	if err != nil {
		return 0, errors.New("the browser cannot read it; it may have changed since it was chosen")
	}
	n := app.CopyBytesToGo(p, app.Window().Get("Uint8Array").New(data))
	if n < len(p) {
		return n, io.EOF
	}
	return n, nil
}
