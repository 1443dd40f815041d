package dom

import (
	"fmt"
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"attnexperts/calc/order"
)

// Keep writes a small text under a key where it stays in this browser. It may
// be refused: by a visitor's settings, or for want of room.
func Keep(key, text string) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("the browser would not keep it: %v", r)
		}
	}()
	app.Window().Get("localStorage").Call("setItem", key, text)
	return nil
}

// Kept returns what stands under a key, and whether anything does.
func Kept(key string) (string, bool) {
	if app.IsServer {
		return "", false
	}
	v := app.Window().Get("localStorage").Call("getItem", key)
	if v.IsNull() || v.IsUndefined() {
		return "", false
	}
	return v.String(), true
}

// KeptKeys returns all keys that begin with a prefix, sorted.
func KeptKeys(prefix string) []string {
	if app.IsServer {
		return nil
	}
	storage := app.Window().Get("localStorage")
	var keys []string
	for i := range storage.Get("length").Int() {
		if key := storage.Call("key", i); !key.IsNull() && strings.HasPrefix(key.String(), prefix) {
			keys = append(keys, key.String())
		}
	}
	order.Up(keys)
	return keys
}

// Drop removes what stands under a key.
func Drop(key string) {
	if !app.IsServer {
		app.Window().Get("localStorage").Call("removeItem", key)
	}
}
