package dom

import "github.com/maxence-charriere/go-app/v10/pkg/app"

// Focus gives the focus to the first element below root that a selector finds,
// once go-app has brought the screen up to date.
func Focus(ctx app.Context, root app.Value, selector string) {
	ctx.Dispatch(func(ctx app.Context) {
		ctx.Defer(func(app.Context) {
			if e := root.Call("querySelector", selector); e.Truthy() {
				e.Call("focus")
			}
		})
	})
}
