package store

import (
	"testing"

	"github.com/hack-pad/hackpadfs"
	"github.com/hack-pad/hackpadfs/mem"
)

// memoryFS is a new file system in memory.
func memoryFS(t *testing.T) hackpadfs.FS {
	t.Helper()
	fs, err := mem.NewFS()
	must(t, err)
	return fs
}

func TestStoreInMemory(t *testing.T) { testStore(t, memoryFS) }

func TestFlipsInMemory(t *testing.T) { testFlips(t, memoryFS, 1) }
