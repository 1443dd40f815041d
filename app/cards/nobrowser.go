//go:build !(js && wasm)

package cards

// theBrowser returns nil: there is none.
func theBrowser() browser { return nil }
