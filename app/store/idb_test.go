//go:build js

package store

import (
	"context"
	"strconv"
	"testing"

	"github.com/hack-pad/go-indexeddb/idb"
	"github.com/hack-pad/hackpadfs/fstest"
)

var databases int

// databaseFS is a new database of the browser, as the cards open it.
func databaseFS(tb testing.TB) Database {
	databases++
	name := "store-test-" + strconv.Itoa(databases)
	fs, err := OpenDatabase(context.Background(), name)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() {
		if req, err := idb.Global().DeleteDatabase(name); err == nil {
			_ = req.Await(context.Background())
		}
	})
	return fs
}

func TestStoreInDatabase(t *testing.T) {
	testStore(t, func(t *testing.T) Disk { return databaseFS(t) })
}

func TestFlipsInDatabase(t *testing.T) {
	testFlips(t, func(t *testing.T) Disk { return databaseFS(t) }, 251)
}

func TestDatabaseIsAFileSystem(t *testing.T) {
	options := fstest.FSOptions{Name: "indexeddb", TestFS: func(tb testing.TB) fstest.SetupFS { return databaseFS(tb).FS }}
	fstest.FS(t, options)
	fstest.File(t, options)
}

// A record is durable within 20 ms.
func BenchmarkAddOne(b *testing.B) {
	u, err := use(databaseFS(b))
	if err != nil {
		b.Fatal(err)
	}
	n := 0
	for b.Loop() {
		n++
		if err := u.add(numbered0(n)); err != nil {
			b.Fatal(err)
		}
	}
}
