package site

import "encoding/binary"

// clientWith makes a file of WebAssembly with data at places of its memory.
func clientWith(parts ...segment) []byte {
	data := binary.AppendUvarint(nil, uint64(len(parts)))
	for _, p := range parts {
		data = binary.AppendUvarint(append(data, 0, 0x41), uint64(p.at))
		data = append(binary.AppendUvarint(append(data, 0x0b), uint64(len(p.data))), p.data...)
	}
	file := append([]byte("\x00asm\x01\x00\x00\x00"), 0, 2, 'h', 'i') // a section that is none of ours
	return append(binary.AppendUvarint(append(file, 11), uint64(len(data))), data...)
}
