package recall

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"
)

const (
	// maxStamp is the end of the year 9999 in Unix milliseconds: fifteen digits.
	maxStamp = 253_402_300_799_999
	// maxSeq is the last sequence number of ten digits.
	maxSeq = 9_999_999_999
	// maxDevice is how many characters a device's name may have.
	maxDevice = 16
)

// ID names an event and gives it its place. Events are folded in the order of
// their stamps; a stamp is later than every event that its device knew of, also
// where the device's clock went back, so that an effect never comes before its
// cause. Ties are broken by the device's name, then by its sequence number.
type ID struct {
	// Stamp is in Unix milliseconds: the clock's time, or one more than the
	// latest known stamp if the clock is not past that.
	Stamp int64
	// Device names who made it: 1 to 16 characters of a–z and 0–9.
	Device string
	// Seq counts the device's events from 1.
	Seq int64
}

// Compare returns −1, 0 or 1 where a comes before, is, or comes after b.
func (a ID) Compare(b ID) int {
	// Written out, for this is what sorting a log spends its time on.
	if c := cmp.Compare(a.Stamp, b.Stamp); c != 0 {
		return c
	}
	if c := strings.Compare(a.Device, b.Device); c != 0 {
		return c
	}
	return cmp.Compare(a.Seq, b.Seq)
}

// String returns the ID in a form that sorts as [ID.Compare] does and is fit for
// a file's name: "001795600000000-phone7-0000000012".
func (a ID) String() string { return string(a.append(nil)) }

func (a ID) append(b []byte) []byte {
	b = padded(b, a.Stamp, 15)
	b = append(b, '-')
	b = append(b, a.Device...)
	b = append(b, '-')
	return padded(b, a.Seq, 10)
}

// padded appends a number with zeros before it up to a width.
func padded(b []byte, n int64, width int) []byte {
	var digits [20]byte
	text := strconv.AppendInt(digits[:0], n, 10)
	for range width - len(text) {
		b = append(b, '0')
	}
	return append(b, text...)
}

// ParseID reads what [ID.String] wrote.
func ParseID(text string) (ID, error) {
	stamp, rest, _ := strings.Cut(text, "-")
	device, seq, _ := strings.Cut(rest, "-")
	id := ID{Device: device}
	var err1, err2 error
	id.Stamp, err1 = strconv.ParseInt(stamp, 10, 64)
	id.Seq, err2 = strconv.ParseInt(seq, 10, 64)
	if err1 != nil || err2 != nil || len(stamp) != 15 || len(seq) != 10 || id.validate() != nil {
		return ID{}, fmt.Errorf("%s is not an event's ID; one looks like 001795600000000-phone7-0000000012", shown(text))
	}
	return id, nil
}

func (a ID) validate() error {
	switch {
	case a.Stamp < 0 || a.Stamp > maxStamp:
		return fmt.Errorf("the time stamp is %d; allowed are Unix milliseconds from 0 to %d: check the device's clock", a.Stamp, int64(maxStamp))
	case a.Seq < 1 || a.Seq > maxSeq:
		return fmt.Errorf("the sequence number is %d; allowed are 1 to %d", a.Seq, int64(maxSeq))
	}
	return validDevice(a.Device)
}

func validDevice(name string) error {
	good := len(name) >= 1 && len(name) <= maxDevice
	for i := range len(name) {
		c := name[i]
		good = good && ('a' <= c && c <= 'z' || '0' <= c && c <= '9')
	}
	if !good {
		return fmt.Errorf("the device is called %s; allowed are 1 to %d characters of a–z and 0–9", shown(name), maxDevice)
	}
	return nil
}
