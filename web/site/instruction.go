package site

import "encoding/binary"

// An instruction of WebAssembly: its operation, the first number that it has, the
// second (of those that read or write memory: how far from the address), the blocks
// that a table leads to the ends of, and how it is written.
type instruction struct {
	op               int
	number, distance int
	numbers          []int
	bytes            []byte
}

// The operations that shortening is about. Those of two bytes have the second one
// past opPrefix.
const (
	opBlock       = 0x02
	opLoop        = 0x03
	opIf          = 0x04
	opEnd         = 0x0b
	opBr          = 0x0c
	opBrIf        = 0x0d
	opBrTable     = 0x0e
	opLocalGet    = 0x20
	opLocalSet    = 0x21
	opI32Const    = 0x41
	opI64Const    = 0x42
	opI64Add      = 0x7c
	opI32Wrap     = 0xa7
	opI64Extend32 = 0xad
	opPrefix      = 0xfc00
)

// is reports whether an instruction has this operation and number.
func (i instruction) is(op, number int) bool { return i.op == op && i.number == number }

// isMemory reports whether an instruction reads or writes memory at an address.
func (i instruction) isMemory() bool { return i.op >= 0x28 && i.op <= 0x3e }

// setDistance writes an instruction that reads or writes memory anew.
func (i *instruction) setDistance(distance int) {
	i.distance = distance
	i.bytes = binary.AppendUvarint(binary.AppendUvarint([]byte{byte(i.op)}, uint64(i.number)), uint64(distance))
}

// instruction reads one, if it is known and whole.
func (c *cursor) instruction() (i instruction, ok bool) {
	from := c.rest
	i.op = int(c.take(1)[0])
	ok = true
	switch op := i.op; {
	case op <= 0x01, op == 0x05, op == opEnd, op == 0x0f, op == 0x1a, op == 0x1b, op >= 0x45 && op <= 0xc4: // nothing follows
	case op == opBlock, op == opLoop, op == opIf: // what it leaves on the stack: nothing
		ok = len(c.rest) > 0 && c.take(1)[0] == 0x40
	case op == opBr, op == opBrIf, op == 0x10, op >= opLocalGet && op <= 0x24, op == 0x3f, op == 0x40:
		i.number = c.number()
	case op == opBrTable:
		for range min(c.number(), len(c.rest)) + 1 {
			i.numbers = append(i.numbers, c.number())
		}
	case op == 0x11, i.isMemory():
		i.number, i.distance = c.number(), c.number()
	case op == opI32Const, op == opI64Const:
		i.number, ok = c.signed()
	case op == 0x43, op == 0x44: // a floating-point number
		size := 4 * (op - 0x42)
		ok = len(c.take(size)) == size
	case op == opPrefix>>8:
		i.op = opPrefix | c.number()
		switch {
		case i.op <= opPrefix|7: // turning numbers into whole ones
		case i.op == opPrefix|10, i.op == opPrefix|11: // copying and filling memory
			c.take(1 + 11 - i.op&0xff)
		default:
			ok = false
		}
	default:
		ok = false
	}
	i.bytes = from[:len(from)-len(c.rest)]
	return i, ok && (len(c.rest) > 0 || i.op == opEnd)
}

// signed reads a number that may be negative.
func (c *cursor) signed() (n int, ok bool) {
	for shift := 0; len(c.rest) > 0 && shift < 70; shift += 7 {
		b := c.take(1)[0]
		n |= int(b&0x7f) << shift
		if b < 0x80 {
			if b >= 0x40 && shift+7 < 64 {
				n |= -1 << (shift + 7)
			}
			return n, true
		}
	}
	return 0, false
}

// operands returns how many operands an instruction takes from the stack and how
// many it leaves there; not of those that calls and blocks are made of.
func (i instruction) operands() (takes, gives int, ok bool) {
	switch op := i.op; {
	case op == 0x01:
		return 0, 0, true
	case op == 0x1a, op == opLocalSet, op == 0x24: // drop, global.set
		return 1, 0, true
	case op == 0x1b: // select
		return 3, 1, true
	case op == opLocalGet, op == 0x23, op == 0x3f, op >= opI32Const && op <= 0x44:
		return 0, 1, true
	case op >= 0x36 && op <= 0x3e: // to memory
		return 2, 0, true
	case op == opPrefix|10, op == opPrefix|11:
		return 3, 0, true
	case op == 0x22, op == 0x40, i.isMemory(), op == 0x45, op == 0x50, // is it 0?
		op >= 0x67 && op <= 0x69, op >= 0x79 && op <= 0x7b, // counting bits
		op >= 0x8b && op <= 0x91, op >= 0x99 && op <= 0x9f, // of floating-point numbers
		op >= 0xa7 && op <= 0xc4, op >= opPrefix: // from one type to another
		return 1, 1, true
	case op > 0x45 && op < 0xa7: // comparing and computing
		return 2, 1, true
	}
	return 0, 0, false
}
