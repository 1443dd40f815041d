package attention

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"attnexperts/calc/quantity"
)

// published are stacks as the models' own configurations give them, with the
// cache that one more token adds in bf16 (DeepSeek-V3: 61 · (512 + 64) · 2).
var published = []struct {
	name  string
	stack Stack
	bytes int64
}{
	{"Llama-2-7B", Uniform(32, Layer{Heads: 32, KV: 32, HeadDim: 128}), 524_288},
	{"Llama-3.1-8B", Uniform(32, Layer{Heads: 32, KV: 8, HeadDim: 128}), 131_072},
	{"Llama-3.1-70B", Uniform(80, Layer{Heads: 64, KV: 8, HeadDim: 128}), 327_680},
	{"Qwen2.5-72B", Uniform(80, Layer{Heads: 64, KV: 8, HeadDim: 128}), 327_680},
	{"Llama-3.1-405B", Uniform(126, Layer{Heads: 128, KV: 8, HeadDim: 128}), 516_096},
	{"DeepSeek-V3", deepSeekV3, 70_272},
	{"Gemma-3-27B", gemma27, 507_904},
}

var (
	deepSeekV3 = Uniform(61, Layer{Heads: 128, HeadDim: 128, Latent: 512, Rope: 64})
	gemma27    = Alternating(62, 6, Layer{Heads: 32, KV: 16, HeadDim: 128, Window: 1024})
)

func bytesOf(t testing.TB, s Stack, u Use) int64 {
	t.Helper()
	r, err := s.Bytes(u)
	if err != nil {
		t.Fatal(err)
	}
	n, whole := r.Value.Int()
	if !whole {
		t.Fatalf("%v bytes are no count", r.Value)
	}
	return n
}

func TestCacheBytesOfPublishedModels(t *testing.T) {
	for _, p := range published {
		r, err := p.stack.BytesPerToken(quantity.BF16)
		if err != nil {
			t.Fatalf("%s: %v", p.name, err)
		}
		if got, _ := r.Value.Int(); got != p.bytes {
			t.Errorf("%s: %d bytes a token, want %d", p.name, got, p.bytes)
		}
	}
}

// 62.0 GiB if all of its layers were global, 10.4 GiB as it is: 10 of the 62
// layers are global, the others keep 1,024 tokens.
func TestGemmaKeepsASixthOfWhatItWouldWithoutWindows(t *testing.T) {
	u := Use{131_072, 1, quantity.BF16}
	const layer = 2 * 16 * 128 * 2 // bytes a token
	if got, want := bytesOf(t, gemma27, u), int64(10*layer*131_072+52*layer*1024); got != want {
		t.Errorf("%d bytes, want %d", got, want)
	}
	global := Uniform(62, Layer{Heads: 32, KV: 16, HeadDim: 128})
	if got := quantity.BytesText(float64(bytesOf(t, global, u))); got != "62 GiB" {
		t.Errorf("all global: %s", got)
	}
	if got := quantity.BytesText(float64(bytesOf(t, gemma27, u))); got != "10.4 GiB" {
		t.Errorf("as it is: %s", got)
	}
}

// stacks draws layers of every kind, with heads that share evenly.
func stacks() *rapid.Generator[Stack] {
	layer := rapid.Custom(func(t *rapid.T) Layer {
		kv := rapid.Int64Range(1, 8).Draw(t, "kv")
		l := Layer{
			Kind:  rapid.SampledFrom([]LayerKind{FullLayer, SlidingLayer, ChunkedLayer, LinearLayer}).Draw(t, "kind"),
			Heads: kv * rapid.Int64Range(1, 8).Draw(t, "group"), KV: kv,
			HeadDim: rapid.Int64Range(1, 256).Draw(t, "head size"),
			State:   rapid.Int64Range(0, 1000).Draw(t, "state"),
			Shared:  rapid.IntRange(0, 9).Draw(t, "shared") == 0,
		}
		if rapid.Bool().Draw(t, "latent") {
			l.Latent, l.Rope = rapid.Int64Range(1, 600).Draw(t, "d_c"), rapid.Int64Range(0, 64).Draw(t, "d_R")
		}
		if l.bounded() {
			l.Window = rapid.Int64Range(1, 300).Draw(t, "window")
		}
		return l
	})
	return rapid.Custom(func(t *rapid.T) Stack { return rapid.SliceOfN(layer, 1, 12).Draw(t, "layers") })
}

// simulated fills a cache token by token and counts the numbers in it: a list
// of tokens a layer, the oldest dropped where there is a bound.
func simulated(s Stack, context int64) int64 {
	numbers := int64(0)
	for _, l := range s {
		var kept []int64
		most := 0
		for i := range context {
			if l.Kind == LinearLayer || l.Shared {
				break
			}
			if l.Kind == ChunkedLayer && i%l.Window == 0 {
				kept = nil
			}
			kept = append(kept, i)
			if l.Kind == SlidingLayer && int64(len(kept)) > l.Window {
				kept = kept[1:]
			}
			most = max(most, len(kept))
		}
		each := 2 * l.KV * l.HeadDim
		if l.Latent > 0 {
			each = l.Latent + l.Rope
		}
		numbers += int64(most) * each
	}
	return numbers
}

func TestCacheIsWhatFillingItTokenByTokenNeeds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := stacks().Draw(t, "stack")
		context := rapid.Int64Range(1, 700).Draw(t, "context")
		batch := rapid.Int64Range(1, 5).Draw(t, "batch")
		for d, bits := range map[quantity.Dtype]int64{quantity.FP32: 32, quantity.BF16: 16, quantity.INT8: 8, quantity.INT4: 4} {
			r, err := s.Bytes(Use{context, batch, d})
			if err != nil {
				t.Fatal(err)
			}
			want := (simulated(s, context)*batch*bits + 7) / 8
			if got, _ := r.Value.Int(); got != want {
				t.Fatalf("%s: %d bytes, want %d", d, got, want)
			}
			if got, err := s.Groups().Size(Use{context, batch, d}); err != nil || got != want {
				t.Fatalf("%s: a size of %d, %v, want %d", d, got, err, want)
			}
			sum := 0.0
			for _, p := range r.Parts {
				sum += p.Value.Float()
			}
			if len(r.Parts) > 0 && math.Abs(sum-r.Value.Float()) > float64(len(r.Parts)) {
				t.Fatalf("%s: the parts sum to %g, not to %d", d, sum, want)
			}
		}
	})
}

func TestSharingOrdersTheCaches(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := stacks().Draw(t, "stack")
		u := Use{rapid.Int64Range(1, 5000).Draw(t, "context"), rapid.Int64Range(1, 64).Draw(t, "batch"), quantity.BF16}
		bytes := func(s Stack) int64 {
			r, err := s.Bytes(u)
			if err != nil {
				t.Fatal(err)
			}
			n, _ := r.Value.Int()
			return n
		}
		heads := s.As(0)
		if mqa, mha := bytes(s.As(1)), bytes(heads); mqa > mha {
			t.Fatalf("MQA keeps %d bytes, MHA %d", mqa, mha)
		}
		for i, l := range s {
			if !l.MLA() && l.Kind != LinearLayer {
				if gqa := bytes(Stack{l}); gqa < bytes(Stack{l}.As(1)) || gqa > bytes(Stack{l}.As(0)) {
					t.Fatalf("layer %d: GQA does not lie between MQA and MHA", i)
				}
			}
		}
		// Additive over layers, linear in the batch.
		sum := int64(0)
		for _, l := range s {
			sum += bytes(Stack{l})
		}
		if all := bytes(s); all != sum {
			t.Fatalf("the stack keeps %d bytes, its layers %d", all, sum)
		}
		one := u
		one.Batch = 1
		r, err := s.Bytes(one)
		if err != nil {
			t.Fatal(err)
		}
		if each, _ := r.Value.Int(); each*u.Batch != sum {
			t.Fatalf("%d sequences keep %d bytes, one %d", u.Batch, sum, each)
		}
	})
}

func TestAWindowPastTheContextChangesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		context := rapid.Int64Range(1, 5000).Draw(t, "context")
		l := Layer{Heads: 8, KV: 2, HeadDim: 64}
		slid := l
		slid.Kind, slid.Window = SlidingLayer, context+rapid.Int64Range(0, 100).Draw(t, "more")
		u := Use{context, 1, quantity.BF16}
		for _, ask := range []func(Stack) (quantity.Result, error){
			func(s Stack) (quantity.Result, error) { return s.Bytes(u) },
			func(s Stack) (quantity.Result, error) { return s.PrefillFLOPs(context, 1) },
			func(s Stack) (quantity.Result, error) { return s.DecodeFLOPs(u) },
		} {
			a, err := ask(Stack{l})
			if err != nil {
				t.Fatal(err)
			}
			b, err := ask(Stack{slid})
			if err != nil {
				t.Fatal(err)
			}
			if a.Value != b.Value {
				t.Fatalf("%s: %v without and %v with the window", a.Name, a.Value, b.Value)
			}
		}
	})
}

// What a layer computes for a prompt is what the mask page counts for the same
// rule.
func TestPrefillPairsAreTheMasks(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.Int64Range(1, 2000).Draw(t, "tokens")
		w := rapid.Int64Range(1, 2500).Draw(t, "window")
		numbers := &node{op: opWindow, numbers: []int64{w}}
		chunks := &node{op: opChunk, numbers: []int64{w}}
		for _, c := range []struct {
			layer Layer
			rule  Rule
		}{
			{Layer{Kind: FullLayer}, Rule{&node{op: opCausal}}},
			{Layer{Kind: SlidingLayer, Window: w}, Rule{join(opAnd, &node{op: opCausal}, numbers)}},
			{Layer{Kind: ChunkedLayer, Window: w}, Rule{join(opAnd, &node{op: opCausal}, chunks)}},
		} {
			got, err := c.layer.Pairs(n)
			if err != nil {
				t.Fatal(err)
			}
			if want := c.rule.Pairs(n); got != want {
				t.Fatalf("%v layer: %d pairs, the mask %s has %d", c.layer.Kind, got, c.rule, want)
			}
		}
	})
}

// A stack reaches as far as the mask page says for the same rule.
func TestReachOfAStackIsTheMasks(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.Int64Range(1, 400).Draw(t, "tokens")
		w := rapid.Int64Range(1, 60).Draw(t, "window")
		layers := rapid.Int64Range(1, 20).Draw(t, "layers")
		every := rapid.Int64Range(0, 8).Draw(t, "global every")
		s := Alternating(layers, every, Layer{Heads: 1, KV: 1, HeadDim: 1, Window: w})
		rule := Rule{join(opAnd, &node{op: opCausal}, &node{op: opWindow, numbers: []int64{w}})}
		if got, want := s.Reach(n), rule.Reach(n, n-1, layers, every); got != want {
			t.Fatalf("the stack reaches %d back, the mask %d", got, want)
		}
		chunked := Uniform(layers, Layer{Kind: ChunkedLayer, Heads: 1, KV: 1, HeadDim: 1, Window: w})
		rule = Rule{join(opAnd, &node{op: opCausal}, &node{op: opChunk, numbers: []int64{w}})}
		if got, want := chunked.Reach(n), rule.Reach(n, n-1, layers, 0); got != want {
			t.Fatalf("the chunked stack reaches %d back, the mask %d", got, want)
		}
	})
}
