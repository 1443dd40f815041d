package attention

import (
	"math"
	"strconv"
	"strings"
)

// MaskMod returns Python source that defines the rule as a mask_mod of
// PyTorch's FlexAttention (torch.nn.attention.flex_attention) and makes the
// block mask of n tokens from it.
//
// A mask_mod is traced with tensors, so it uses &, | and ~, never and, or and
// not. Numbers past 2^31 − 1, which no token reaches, are cut to that: indices
// may be 32 bits wide.
func (r Rule) MaskMod(n int64) string {
	m := &maskMod{}
	body := m.returned(r.tree())
	tokens := strconv.FormatInt(max(n, 0), 10)
	return "# FlexAttention, for the rule: " + r.String() + "\n" +
		"from torch.nn.attention.flex_attention import create_block_mask\n\n\n" +
		m.documents.String() +
		"def mask_mod(b, h, q_idx, kv_idx):\n" +
		body + "\n\n\n" +
		"# Made for the device that torch takes by default; for another, add device=\"cpu\".\n" +
		"block_mask = create_block_mask(mask_mod, B=None, H=None, Q_LEN=" + tokens + ", KV_LEN=" + tokens + ")\n"
}

// A maskMod writes a rule in Python.
type maskMod struct {
	// documents are the functions written so far for docs, lists their lengths.
	documents strings.Builder
	lists     []string
}

// lineWidth is the longest line that is not broken at the outermost sign.
const lineWidth = 88

// returned writes the return statement.
func (m *maskMod) returned(a *node) string {
	const in = "    "
	line := in + "return " + m.text(a)
	if len(line) <= lineWidth || a.op != opAnd && a.op != opOr {
		return line
	}
	lines := in + "return (\n"
	for i, k := range a.kids {
		lines += in + in
		if i > 0 {
			lines += sign(a.op)
		}
		lines += m.grouped(k) + "\n"
	}
	return lines + in + ")"
}

// sign is how Python joins two tensors.
func sign(o op) string {
	if o == opAnd {
		return "& "
	}
	return "| "
}

// grouped writes a part in parentheses: in Python &, | and ~ bind tighter than
// comparisons.
func (m *maskMod) grouped(a *node) string {
	if a.op == opNot {
		return m.text(a)
	}
	return "(" + m.text(a) + ")"
}

func (m *maskMod) text(a *node) string {
	switch a.op {
	case opNot:
		return "~" + m.grouped(a.kids[0])
	case opAnd, opOr:
		parts := make([]string, len(a.kids))
		for i, k := range a.kids {
			parts[i] = m.grouped(k)
		}
		return strings.Join(parts, " "+sign(a.op))
	case opFull:
		// A comparison makes a tensor of the right shape, kind and device.
		return "q_idx >= 0"
	case opCausal:
		return "kv_idx <= q_idx"
	case opDocs:
		f := m.document(a.numbers)
		return f + "(q_idx) == " + f + "(kv_idx)"
	}
	number := python(a.numbers[0])
	switch a.op {
	case opWindow:
		return "(q_idx - kv_idx).abs() < " + number
	case opSink, opPrefix:
		return "kv_idx < " + number
	case opGlobal:
		return "(q_idx < " + number + ") | (kv_idx < " + number + ")"
	case opChunk:
		return "q_idx // " + number + " == kv_idx // " + number
	default:
		return "(q_idx - kv_idx) % " + number + " == 0"
	}
}

func python(n int64) string { return strconv.FormatInt(min(n, math.MaxInt32), 10) }

// document returns the name of the function that numbers the documents of such
// lengths, writing it if it is new.
func (m *maskMod) document(lengths []int64) string {
	texts := make([]string, len(lengths))
	for i, n := range lengths {
		texts[i] = strconv.FormatInt(n, 10)
	}
	list := strings.Join(texts, ", ")
	name := "document"
	for i, known := range m.lists {
		if known == list {
			return name + suffix(i)
		}
	}
	name += suffix(len(m.lists))
	m.lists = append(m.lists, list)
	m.documents.WriteString("def " + name + "(x):\n" +
		"    # Which document token x lies in. Lengths: " + list + "; the last repeats.\n" +
		"    return " + numbered(lengths) + "\n\n\n")
	return name
}

func suffix(i int) string {
	if i == 0 {
		return ""
	}
	return strconv.Itoa(i + 1)
}

// numbered writes which document x lies in: how many documents of each run of
// equal lengths have ended by then.
func numbered(lengths []int64) string {
	var terms []string
	start := int64(0)
	last := len(lengths) - 1
	for i := 0; i < last; {
		count := int64(1)
		for i+int(count) < last && lengths[i+int(count)] == lengths[i] {
			count++
		}
		// At most 256 lengths below 2^53: the sum cannot pass 2^63.
		after := start + count*lengths[i]
		if count == 1 {
			terms = append(terms, "1 * (x >= "+python(after)+")")
		} else {
			terms = append(terms, ended(start, "0, "+python(after-start), lengths[i]))
		}
		start = after
		i += int(count)
	}
	if len(terms) == 0 {
		return "x // " + python(lengths[last])
	}
	return strings.Join(append(terms, ended(start, "min=0", lengths[last])), " + ")
}

// ended writes how many documents of one length have ended before x, of those
// that begin at start and fill as many tokens as the bounds of clamp say.
func ended(start int64, bounds string, length int64) string {
	x := "x"
	if start > 0 {
		x = "(x - " + python(start) + ")"
	}
	return x + ".clamp(" + bounds + ") // " + python(length)
}
