package cards

import (
	"time"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// Now returns the clock in Unix milliseconds, and the minutes that local time is
// ahead of UTC now: in a browser as it has them, for Go's own zone there is the
// one that held when the program started.
func Now() (at int64, zone int) {
	now := time.Now()
	if app.IsServer {
		_, seconds := now.Zone()
		return now.UnixMilli(), seconds / 60
	}
	return now.UnixMilli(), -app.Window().Get("Date").New().Call("getTimezoneOffset").Int()
}
