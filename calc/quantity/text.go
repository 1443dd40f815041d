package quantity

import (
	"math"
	"strconv"
)

// Text returns a number for people, with its unit: "5.0 GiB", "8.03 billion",
// "1.25 FLOPs/byte". A number that is not finite is a dash.
func Text(n Number, u Unit) string {
	f := n.Float()
	if math.IsNaN(f) || math.IsInf(f, 0) {
		return "–"
	}
	switch u {
	case Bytes:
		return BytesText(f)
	case Bandwidth:
		return decimal(f, "B/s")
	case Speed:
		return decimal(f, "FLOP/s")
	case Ratio:
		return Times(f) + "×"
	case Share:
		return Percent(f)
	case Seconds:
		return Duration(f)
	}
	text := Times(f)
	if count, whole := n.Int(); whole {
		text = Short(count)
	} else if math.Abs(f) >= 1e6 && math.Abs(f) < 1<<62 {
		text = Short(int64(math.Round(f)))
	}
	switch u {
	case FLOPs, PerSecond, Intensity:
		text += " " + string(u)
	}
	return text
}

// BytesText returns a number of bytes in binary units: "512 KiB", "2.0 GiB".
// Below one KiB they are written out.
func BytesText(f float64) string {
	return scaled(f, 1024, "B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB")
}

// BytesBoth returns a number of bytes in binary units and, where another tool
// may print them so, in decimal ones: "2.0 GiB (2.15 GB)".
func BytesBoth(f float64) string {
	if f < 1024 {
		return BytesText(f)
	}
	return BytesText(f) + " (" + decimal(f, "B") + ")"
}

// decimal writes a number with the prefixes of the SI.
func decimal(f float64, unit string) string {
	return scaled(f, 1000, unit, "k"+unit, "M"+unit, "G"+unit, "T"+unit, "P"+unit, "E"+unit)
}

// scaled writes f in the largest of the units, each of which is so many times
// the one before, in which it is at least 1.
func scaled(f, step float64, units ...string) string {
	u := 0
	for ; u < len(units)-1 && math.Abs(f) >= step*0.9995; u++ {
		f /= step
	}
	text := significant(f, 3)
	// Two digits at least, so that 2 GiB does not look more exact than 1.9.
	if u > 0 && math.Abs(f) < 9.95 {
		text = strconv.FormatFloat(f, 'f', 2, 64)
		if text[len(text)-1] == '0' {
			text = text[:len(text)-1]
		}
	}
	return text + " " + units[u]
}

// Duration returns a time for people: "12 ms", "3.4 s", "2 min", "5 h".
func Duration(seconds float64) string {
	switch {
	case seconds == 0:
		return "0 s"
	case seconds < 1e-3:
		return significant(seconds*1e6, 2) + " µs"
	case seconds < 1:
		return significant(seconds*1e3, 3) + " ms"
	case seconds < 120:
		return significant(seconds, 3) + " s"
	case seconds < 7200:
		return significant(seconds/60, 3) + " min"
	default:
		return significant(seconds/3600, 3) + " h"
	}
}
