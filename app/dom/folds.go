package dom

import "github.com/maxence-charriere/go-app/v10/pkg/app"

// OpenFolds returns the ways from an element to the folds in it that are open.
func OpenFolds(root app.Value) (ways [][]int) {
	Each(root, "details[open]", func(e app.Value) { ways = append(ways, WayTo(root, e)) })
	return ways
}

// Unfold opens the folds of an element that looks the same.
func Unfold(root app.Value, ways [][]int) {
	for _, way := range ways {
		if e, ok := At(root, way); ok {
			e.Call("setAttribute", "open", "")
		}
	}
}
