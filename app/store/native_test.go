//go:build !js

package store

import (
	"path/filepath"
	"testing"

	osfs "github.com/hack-pad/hackpadfs/os"
)

// folderFS is a new folder of this machine.
func folderFS(t *testing.T) Disk {
	t.Helper()
	root := osfs.NewFS()
	name, err := root.FromOSPath(filepath.ToSlash(t.TempDir()))
	must(t, err)
	fs, err := root.Sub(name)
	must(t, err)
	return disk{fs.(fileSystem)}
}

func TestStoreInFolder(t *testing.T) { testStore(t, folderFS) }

func TestFlipsInFolder(t *testing.T) { testFlips(t, folderFS, 7) }
