package store

import (
	"testing"

	"github.com/hack-pad/hackpadfs"
	"github.com/hack-pad/hackpadfs/mem"
)

// memoryFS is a new file system in memory.
func memoryFS(t *testing.T) Disk {
	t.Helper()
	fs, err := mem.NewFS()
	must(t, err)
	return disk{fs}
}

// fileSystem is what mem and os have.
type fileSystem interface {
	hackpadfs.FS
	hackpadfs.OpenFileFS
	hackpadfs.MkdirFS
	hackpadfs.RemoveFS
	hackpadfs.RenameFS
}

// disk is a file system of hackpadfs as a Disk.
type disk struct{ fileSystem }

func (d disk) Names(dir string) ([]string, error) {
	entries, err := hackpadfs.ReadDir(d.fileSystem, dir)
	names := make([]string, len(entries))
	for i, e := range entries {
		names[i] = e.Name()
	}
	return names, err
}

func TestStoreInMemory(t *testing.T) { testStore(t, memoryFS) }

func TestFlipsInMemory(t *testing.T) { testFlips(t, memoryFS, 1) }
