package site

import (
	"bytes"
	"encoding/hex"
	"strings"
	"testing"
)

// bytesOf reads bytes as they are written in the tests below, in the order of the
// instructions, with words between that say what they are.
func bytesOf(t *testing.T, text string) []byte {
	t.Helper()
	var list []byte
	for _, word := range strings.Fields(text) {
		if b, err := hex.DecodeString(word); err == nil {
			list = append(list, b...)
		} else if strings.ContainsAny(word, "0123456789") {
			t.Fatalf("%q is no bytes", word)
		}
	}
	return list
}

// The beginning of a function that Go compiled, which is in three parts, and its end.
const (
	threeParts = "00 block: 0240 loop: 0340 blocks: 0240 0240 0240 get 2000 br_table: 0e0300010102 end 0b "
	theirEnd   = " end: 0b end: 0b 4100 end: 0b"
)

func TestJumpsForwardLeadToTheirEnd(t *testing.T) {
	for _, c := range []struct{ name, code, want string }{
		{"under a condition", "2001 if: 0440 4103 2100 br: 0c03 0b 01 0b 01 0b", "2001 br_if: 0d01 01 0b 01 0b"},
		{"with more under the condition", "2001 if: 0440 01 4103 2100 br: 0c03 0b 01 0b 01 0b", "2001 if: 0440 01 br: 0c02 0b 01 0b 01 0b"},
		{"without a condition", "4102 2100 br: 0c02 0b 01 0b", "br: 0c00 0b 01 0b"},
		{"past the table's end, which is the last", "41e300 2100 br: 0c02 0b 01 0b", "br: 0c01 0b 01 0b"},
		{"backward", "0b 4101 2100 br: 0c01 0b", "0b 4101 2100 br: 0c01 0b"},
		{"to where it is", "0b 4102 2100 br: 0c01 0b", "0b 4102 2100 br: 0c01 0b"},
		{"out of the function", "4103 2100 br: 0c03 0b 0b", "4103 2100 br: 0c03 0b 0b"},
		{"with the number in another local", "4103 2101 br: 0c02 0b 0b", "4103 2101 br: 0c02 0b 0b"},
		{"where the number is read again", "4103 2100 br: 0c02 0b 2000 1a 0b", "4103 2100 br: 0c02 0b 2000 1a 0b"},
		{"beside an indirect call", "2100 4100 2000 call: 1100 00 1a 4103 2100 br: 0c02 0b 0b", "2100 4100 2000 call: 1100 00 1a br: 0c01 0b 0b"},
	} {
		got := new(function).shorter(bytesOf(t, threeParts+c.code+theirEnd))
		if want := bytesOf(t, threeParts+c.want+theirEnd); !bytes.Equal(got, want) {
			t.Errorf("a jump %s became\n%x, want\n%x", c.name, got, want)
		}
	}
}

func TestMemoryIsReadAndWrittenAtADistance(t *testing.T) {
	const add = "ad 42c000 7c a7 " // 64 more
	for _, c := range []struct{ name, code, want string }{
		{"reading", "2001 " + add + "load: 290308", "2001 load: 290348"},
		{"writing", "2001 " + add + "4200 store: 370300", "2001 4200 store: 370340"},
		{"writing what was read", "2001 " + add + "2001 " + add + "290300 store: 370308", "2001 2001 290340 store: 370348"},
		{"writing an address", "2002 2001 " + add + "store: 360200", "2002 2001 " + add + "store: 360200"},
		{"an address that is reckoned with", "2001 " + add + "4101 6a load: 290308", "2001 " + add + "4101 6a load: 290308"},
		{"an address from elsewhere", "2001 " + add + "2101 2001 load: 290308", "2001 " + add + "2101 2001 load: 290308"},
		{"before the address", "2001 ad 4278 7c a7 load: 290308", "2001 ad 4278 7c a7 load: 290308"},
		{"far from the address", "2001 ad 4280808001 7c a7 load: 290308", "2001 ad 4280808001 7c a7 load: 290308"},
		{"across a call", "2001 " + add + "call: 1001 load: 290308", "2001 " + add + "call: 1001 load: 290308"},
		{"something not known", "2001 " + add + "load: 290308 fd0c", "2001 " + add + "load: 290308 fd0c"},
	} {
		got := new(function).shorter(bytesOf(t, "01 027f "+c.code+" 0b"))
		if want := bytesOf(t, "01 027f "+c.want+" 0b"); !bytes.Equal(got, want) {
			t.Errorf("%s: %x, want %x", c.name, got, want)
		}
	}
}

// Each operation that Go's compiler writes is read to its end: what follows is still
// understood.
func TestInstructionsAreReadToTheirEnd(t *testing.T) {
	const load, shorter = "2001 ad 42c000 7c a7 280200 1a", "2001 280240 1a"
	for _, code := range []string{
		"00", "01", "0240 0b", "0340 0b", "0440 05 0b", "0c8001", "0d00", "0e 02 00 8101 02", "0f", "1001", "118001 00", "1a", "1b", "2280 01",
		"2304", "2404", "3f00", "4000", "41ffff7f", "42ffffffffffffffffff00", "4300000000", "440000000000000000", "c0", "fc00", "fc07", "fc0a0000", "fc0b00",
	} {
		got := new(function).shorter(bytesOf(t, "00 "+code+" "+load+" 0b"))
		if want := bytesOf(t, "00 "+code+" "+shorter+" 0b"); !bytes.Equal(got, want) {
			t.Errorf("after %s: %x, want %x", code, got, want)
		}
	}
}

func TestAFileIsWholeAfterShortening(t *testing.T) {
	const begin, data = "0061736d01000000 section: 01 02 aabb ", " data: 0b 01 00"
	whole := bytesOf(t, begin+"0a 14 functions: 02 0d 00 2001 ad 42c000 7c a7 290300 0b 04 00 2001 0b"+data)
	want := bytesOf(t, begin+"0a 0e functions: 02 07 00 2001 290340 0b 04 00 2001 0b"+data)
	if got := withShorterCode(whole); !bytes.Equal(got, want) {
		t.Errorf("%x became\n%x, want\n%x", whole, got, want)
	}
	for n := range whole {
		withShorterCode(whole[:n]) // does not stumble
	}
}
