//go:build js && wasm

package store

import (
	"context"
	"errors"

	"github.com/hack-pad/go-indexeddb/idb"
	"github.com/hack-pad/hackpadfs"
	"github.com/hack-pad/hackpadfs/indexeddb"
)

// Database is a database of the browser as a Disk. What is written is durable.
type Database struct{ *indexeddb.FS }

// OpenDatabase opens a database of the browser, which may take for ever if
// another tab is in its way: ctx should have an end. It panics where the browser
// has none.
func OpenDatabase(ctx context.Context, name string) (Database, error) {
	fs, err := indexeddb.NewFS(ctx, name, indexeddb.Options{TransactionDurability: idb.DurabilityStrict})
	return Database{fs}, err
}

// Names implements Disk. A directory that is opened for writing too, which only
// hackpadfs's key-value file systems allow, has the names alone, in one
// transaction.
func (d Database) Names(dir string) ([]string, error) {
	f, err := d.OpenFile(dir, hackpadfs.FlagReadWrite, 0)
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }()
	lister, ok := f.(interface{ ReadDirNames() ([]string, error) })
	if !ok {
		return nil, hackpadfs.ErrNotImplemented
	}
	return lister.ReadDirNames()
}

// Full reports whether an error of a Database says that there is no room left.
func Full(err error) bool { return errors.Is(err, idb.NewDOMException("QuotaExceededError")) }
