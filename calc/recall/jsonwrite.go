package recall

import (
	"strconv"
	"unicode/utf8"
)

// appendText appends a JSON string, the one form of it that is canonical here:
// escaped are only what must be, and never a slash or a letter. Bytes that are
// not UTF-8 are replaced.
func appendText(b []byte, text string) []byte {
	b = append(b, '"')
	from := 0
	for i := 0; i < len(text); {
		c := text[i]
		if c >= utf8.RuneSelf {
			r, size := utf8.DecodeRuneInString(text[i:])
			if r == utf8.RuneError && size == 1 {
				b = append(append(b, text[from:i]...), "\uFFFD"...)
				from = i + 1
			}
			i += size
			continue
		}
		if c >= ' ' && c != '"' && c != '\\' {
			i++
			continue
		}
		b = append(b, text[from:i]...)
		switch c {
		case '"', '\\':
			b = append(b, '\\', c)
		case '\n':
			b = append(b, `\n`...)
		case '\t':
			b = append(b, `\t`...)
		default:
			b = append(b, `\u00`...)
			b = append(b, "0123456789abcdef"[c>>4], "0123456789abcdef"[c&15])
		}
		i++
		from = i
	}
	return append(append(b, text[from:]...), '"')
}

// appendMember appends a member's name and what stands before its value.
func appendMember(b []byte, name string) []byte {
	if last := b[len(b)-1]; last != '{' {
		b = append(b, ',')
	}
	return append(append(append(b, '"'), name...), '"', ':')
}

func appendTextMember(b []byte, name, text string) []byte {
	return appendText(appendMember(b, name), text)
}

func appendIntMember(b []byte, name string, n int64) []byte {
	return strconv.AppendInt(appendMember(b, name), n, 10)
}

func appendFloatMember(b []byte, name string, f float64) []byte {
	return strconv.AppendFloat(appendMember(b, name), f, 'g', -1, 64)
}

func appendTags(b []byte, tags []string) []byte {
	b = append(appendMember(b, "tags"), '[')
	for i, t := range tags {
		if i > 0 {
			b = append(b, ',')
		}
		b = appendText(b, t)
	}
	return append(b, ']')
}
