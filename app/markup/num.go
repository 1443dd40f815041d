package markup

import (
	"math"
	"strconv"
)

// Num writes a measure of a picture with at most two decimals, which is finer than
// can be seen.
func Num(f float64) string {
	var room [24]byte
	return string(AppendNum(room[:0], f))
}

// AppendNum is [Num] at the end of a path that is being written.
func AppendNum(d []byte, f float64) []byte {
	if !(math.Abs(f) <= 1e15) {
		return strconv.AppendFloat(d, f, 'f', -1, 64)
	}
	n := int64(math.Round(f * 100))
	if n < 0 {
		d, n = append(d, '-'), -n
	}
	d = strconv.AppendInt(d, n/100, 10)
	if n %= 100; n > 0 {
		d = append(d, '.', '0'+byte(n/10))
		if n%10 > 0 {
			d = append(d, '0'+byte(n%10))
		}
	}
	return d
}
