package figure

import (
	"strconv"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// rehearse hands over, where the client rehearses (rehearse.js), what moves each
// slider of the figure a little: what that calls is compiled by then when the reader
// moves it. A page asks for none of it.
func (f *Figure) rehearse() {
	take := app.Window().Get("rehearsing")
	if !take.Truthy() {
		return
	}
	keys := f.lead
	if f.own {
		keys = f.lockable()
	}
	for _, key := range keys {
		if r, ok := f.rangeOf(key); ok {
			take.Invoke(app.FuncOf(func(app.Value, []app.Value) any {
				f.slide(key, strconv.FormatInt(r.Min+1, 10))
				f.moved()
				return nil
			}))
		}
	}
}
