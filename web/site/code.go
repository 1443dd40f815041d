package site

import (
	"encoding/binary"
	"slices"
)

// withShorterCode returns the client with code that does the same in fewer bytes,
// where Go's compiler takes long ways: a sixteenth of what a visitor would download,
// and fewer steps to take.
//
// Go cuts a function at its calls and jumps into nested blocks, with a table at
// their beginning that leads to the end of the block whose number is in local 0. It
// jumps by setting that number and going back to the table. Where the end is still
// ahead, one can go there straight away (see shortJump). And it counts each place on
// its stack out in 64 bits, where an instruction that reads or writes memory can have
// the distance as its own (see shortAddresses).
//
// Functions keep their numbers and blocks theirs, so nothing else changes. A function
// with an instruction that is not known stays as it is.
func withShorterCode(client []byte) []byte {
	const header, codeSection = 8, 10
	if len(client) < header {
		return client
	}
	file, shorter := cursor{client[header:]}, slices.Clone(client[:header])
	for len(file.rest) > 0 {
		from := file.rest
		id, section := file.number(), cursor{file.take(file.number())}
		if id != codeSection {
			shorter = append(shorter, from[:len(from)-len(file.rest)]...)
			continue
		}
		count := section.number()
		code := binary.AppendUvarint(nil, uint64(count))
		var f function
		for range count {
			body := f.shorter(section.take(section.number()))
			code = append(binary.AppendUvarint(code, uint64(len(body))), body...)
		}
		if len(section.rest) > 0 || len(file.rest) == 0 {
			return client // that is no whole file: a client's data come after its code
		}
		shorter = append(binary.AppendUvarint(append(shorter, codeSection), uint64(len(code))), code...)
	}
	return shorter
}

// A function is one's instructions, and what was written of another one before.
type function struct{ code []instruction }

// shorter returns a function's body with shorter code.
func (f *function) shorter(body []byte) []byte {
	c := cursor{body}
	for range c.number() { // the locals' types
		c.number()
		c.take(1)
	}
	locals := body[:len(body)-len(c.rest)]
	f.code = f.code[:0]
	for len(c.rest) > 0 {
		i, ok := c.instruction()
		if !ok {
			return body
		}
		f.code = append(f.code, i)
	}
	f.shortJumps()
	f.shortAddresses()
	shorter := slices.Clone(locals)
	for _, i := range f.code {
		shorter = append(shorter, i.bytes...)
	}
	return shorter
}

// drop takes the instructions away that have become nothing.
func (f *function) drop() {
	f.code = slices.DeleteFunc(f.code, func(i instruction) bool { return i.bytes == nil })
}

// shortJumps lets jumps forward lead to their end.
func (f *function) shortJumps() {
	table, first := f.table()
	if table < 0 {
		return
	}
	targets := f.code[table].numbers
	var open []int // where the blocks begin that are not at their end
	for i := range f.code {
		switch f.code[i].op {
		case opBlock, opLoop, opIf:
			open = append(open, i)
		case opEnd:
			open = open[:max(0, len(open)-1)]
		case opBr:
			if !f.isJump(i) || i < table || !isLabel(open, f.code[i].number, first-1) {
				continue
			}
			// The innermost of the table's blocks is 0, and begins right before it.
			k := min(f.code[i-2].number, len(targets)-1)
			if at := slices.Index(open, table-2-targets[k]); at >= 0 {
				f.jump(i, len(open)-1-at)
			}
		}
	}
	f.drop()
}

// isLabel reports whether leaving so many blocks leads to the one that begins at a
// place.
func isLabel(open []int, depth, at int) bool {
	return depth < len(open) && open[len(open)-1-depth] == at
}

// table returns where a function's table is, and where the blocks begin that it leads
// to the ends of; or -1 if the function has no table with a loop around these blocks,
// or uses local 0 otherwise than Go does.
func (f *function) table() (table, first int) {
	table = slices.IndexFunc(f.code, func(i instruction) bool { return i.op == opBrTable })
	if table < 2 || !f.code[table-1].is(opLocalGet, 0) {
		return -1, 0
	}
	first = table - 1
	for first > 0 && f.code[first-1].op == opBlock {
		first--
	}
	if first == 0 || f.code[first-1].op != opLoop || slices.Max(f.code[table].numbers) > table-2-first {
		return -1, 0
	}
	for i, in := range f.code {
		// An indirect call keeps the function's number there for one instruction.
		if in.is(opLocalGet, 0) && i != table-1 && !(i >= 2 && f.code[i-2].is(opLocalSet, 0)) {
			return -1, 0
		}
	}
	return table, first
}

// isJump reports whether there is a way back to the table after the number of a
// block was set.
func (f *function) isJump(i int) bool {
	return i >= 2 && f.code[i-1].is(opLocalSet, 0) && f.code[i-2].op == opI32Const && f.code[i-2].number >= 0
}

// jump makes a jump through the table one that leaves so many blocks, at once where
// it is all that a condition is for.
func (f *function) jump(i, depth int) {
	f.code[i-2].bytes, f.code[i-1].bytes = nil, nil
	if i >= 3 && f.code[i-3].op == opIf && i+1 < len(f.code) && f.code[i+1].op == opEnd {
		f.code[i-3].bytes, f.code[i+1].bytes = nil, nil
		f.code[i].bytes = binary.AppendUvarint([]byte{opBrIf}, uint64(depth-1))
		return
	}
	f.code[i].bytes = binary.AppendUvarint([]byte{opBr}, uint64(depth))
}

// maxDistance is how far from an address an instruction reads or writes at most.
const maxDistance = 1 << 20

// A sum is an address that is a sum of another one, which fits in 32 bits, and a
// distance: how high it lies on the stack of operands, and after which instruction.
type sum struct{ height, at int }

// shortAddresses lets instructions that read or write memory add the distance to
// the address themselves. No address is so near to 2^32 that the sum would wrap.
func (f *function) shortAddresses() {
	var sums []sum
	height := 0
	for i := range f.code {
		in := &f.code[i]
		takes, gives, ok := in.operands()
		if !ok {
			sums, height = sums[:0], 0 // a block ends or begins
			continue
		}
		height -= takes
		for len(sums) > 0 && sums[len(sums)-1].height > height {
			last := sums[len(sums)-1]
			sums = sums[:len(sums)-1]
			if in.isMemory() && last.height == height+1 {
				in.setDistance(in.distance + f.code[last.at-2].number)
				for k := range 4 {
					f.code[last.at-k].bytes = nil
				}
			}
		}
		height += gives
		if in.op == opI32Wrap && i >= 3 && f.code[i-1].op == opI64Add && f.code[i-2].op == opI64Const && f.code[i-3].op == opI64Extend32 {
			if n := f.code[i-2].number; n >= 0 && n < maxDistance {
				sums = append(sums, sum{height, i})
			}
		}
	}
	f.drop()
}
