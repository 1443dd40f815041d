package attention

// maskModRunner is the Python that runs what MaskMod writes. It needs no torch:
// there is none on the machines that test this, and a stand-in can be stricter.
const maskModRunner = `"""Run mask_mods without torch, and compare them with the masks they must make.

Reads a JSON list of cases from standard input and prints how many there were, or
stops at the first that is wrong. The stand-ins for tensors can do only what a
tensor of one 32-bit index, or of one truth value, can do: a truth value of its
own, so “and”, “or” and “not”, is refused, and so are numbers past 32 bits.
"""

import json
import sys
import types


class Bool:
    def __init__(self, value):
        self.value = value

    def __and__(self, other):
        return Bool(self.value & other.value)

    def __or__(self, other):
        return Bool(self.value | other.value)

    def __invert__(self):
        return Bool(not self.value)

    def __rmul__(self, factor):
        return Int(factor * int(self.value))

    def __bool__(self):
        raise TypeError("a tensor has no truth value while it is traced")


class Int:
    def __init__(self, value):
        self.value = in_32_bits(value)

    def __add__(self, other):
        return Int(self.value + number(other))

    def __sub__(self, other):
        return Int(self.value - number(other))

    def __floordiv__(self, other):
        return Int(self.value // number(other))

    def __mod__(self, other):
        return Int(self.value % number(other))

    def __lt__(self, other):
        return Bool(self.value < number(other))

    def __le__(self, other):
        return Bool(self.value <= number(other))

    def __ge__(self, other):
        return Bool(self.value >= number(other))

    def __eq__(self, other):
        return Bool(self.value == number(other))

    def __bool__(self):
        raise TypeError("a tensor has no truth value while it is traced")

    def abs(self):
        return Int(abs(self.value))

    def clamp(self, min, max=2**31 - 1):
        low, high = in_32_bits(min), in_32_bits(max)
        return Int(low if self.value < low else high if self.value > high else self.value)


def number(x):
    return x.value if isinstance(x, Int) else in_32_bits(x)


def in_32_bits(x):
    if type(x) is not int or not -(2**31) <= x < 2**31:
        raise OverflowError(f"{x!r} is no 32-bit number")
    return x


def create_block_mask(mask_mod, B, H, Q_LEN, KV_LEN):
    if B is not None or H is not None:
        raise ValueError("one mask is for all sequences and heads")
    rows = []
    for q in range(Q_LEN):
        row = ""
        for kv in range(KV_LEN):
            seen = mask_mod(Int(0), Int(0), Int(q), Int(kv))
            if type(seen) is not Bool:
                raise TypeError(f"a mask_mod returns a truth value, not {seen!r}")
            row += "01"[seen.value]
        rows.append(row)
    return rows


flex_attention = types.ModuleType("torch.nn.attention.flex_attention")
flex_attention.create_block_mask = create_block_mask
for name in "torch", "torch.nn", "torch.nn.attention":
    sys.modules[name] = types.ModuleType(name)
sys.modules[flex_attention.__name__] = flex_attention

cases = json.load(sys.stdin)
for case in cases:
    names = {}
    try:
        exec(case["source"], names)
    except Exception as error:
        sys.exit(f"{case['rule']}: {error!r}\n{case['source']}")
    if names["block_mask"] != (case["want"] or []):
        made = "\n".join(names["block_mask"])
        want = "\n".join(case["want"] or [])
        sys.exit(f"{case['rule']}\n{case['source']}\nmakes\n{made}\nwant\n{want}")
print(len(cases))
`
