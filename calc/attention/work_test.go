package attention

import (
	"errors"
	"math"
	"strings"
	"testing"

	"attnexperts/calc/quantity"
)

// In bf16 the intensity is the group size, for any context: 1 for MHA. For
// DeepSeek-V3's absorbed latents it is 128 · (4·512 + 2·64) / (2 · 576).
func TestIntensityOfDecodingIsTheGroupSize(t *testing.T) {
	for _, c := range []struct {
		name  string
		stack Stack
		dtype quantity.Dtype
		want  float64
	}{
		{"MHA", Uniform(32, Layer{Heads: 32, KV: 32, HeadDim: 128}), quantity.BF16, 1},
		{"GQA of 4", Uniform(32, Layer{Heads: 32, KV: 8, HeadDim: 128}), quantity.BF16, 4},
		{"MQA of 32", Uniform(32, Layer{Heads: 32, KV: 1, HeadDim: 128}), quantity.BF16, 32},
		{"MHA in fp8", Uniform(32, Layer{Heads: 32, KV: 32, HeadDim: 128}), quantity.FP8, 2},
		{"MLA of DeepSeek-V3", deepSeekV3, quantity.BF16, 128 * 2176.0 / 1152},
		{"windows among full layers", gemma27, quantity.BF16, 2},
	} {
		for _, context := range []int64{1, 1000, 131_072} {
			r, err := c.stack.Intensity(Use{context, 7, c.dtype})
			if err != nil {
				t.Fatal(err)
			}
			if got := r.Value.Float(); math.Abs(got-c.want) > 1e-9 {
				t.Errorf("%s at %d tokens: %g FLOPs a byte, want %g", c.name, context, got, c.want)
			}
		}
	}
}

// Llama-2-7B reading 4,096 tokens: 32 layers · 4 · 32 · 128 · 4096·4097/2.
func TestFLOPsByHand(t *testing.T) {
	s := Uniform(32, Layer{Heads: 32, KV: 32, HeadDim: 128})
	r, err := s.PrefillFLOPs(4096, 2)
	if err != nil {
		t.Fatal(err)
	}
	if got, _ := r.Value.Int(); got != 32*4*32*128*(4096*4097/2)*2 {
		t.Errorf("reading two prompts takes %d FLOPs", got)
	}
	// Sharing heads changes the cache and none of the work.
	shared, err := s.As(1).PrefillFLOPs(4096, 2)
	if err != nil {
		t.Fatal(err)
	}
	if shared.Value != r.Value {
		t.Errorf("with MQA it takes %v FLOPs", shared.Value)
	}
	r, err = gemma27.DecodeFLOPs(Use{131_072, 3, quantity.BF16})
	if err != nil {
		t.Fatal(err)
	}
	if got, _ := r.Value.Int(); got != 4*32*128*3*(10*131_072+52*1024) {
		t.Errorf("a step of Gemma takes %d FLOPs", got)
	}
}

func TestALayerThatSharesACacheReadsItAndKeepsNone(t *testing.T) {
	l := Layer{Heads: 8, KV: 2, HeadDim: 64}
	shares := l
	shares.Shared = true
	u := Use{1000, 1, quantity.BF16}
	if got := bytesOf(t, Stack{l, shares}, u); got != 2*2*64*1000*2 {
		t.Errorf("two layers keep %d bytes", got)
	}
	r, err := Stack{l, shares}.ReadBytes(u)
	if err != nil {
		t.Fatal(err)
	}
	if got, _ := r.Value.Int(); got != 2*(2*2*64*1000*2) {
		t.Errorf("two layers read %d bytes", got)
	}
}

func TestWhatCannotBeIsRefused(t *testing.T) {
	good := Layer{Heads: 8, KV: 2, HeadDim: 64}
	for want, l := range map[string]Layer{
		"the query heads cannot be 0":         {KV: 1, HeadDim: 1},
		"the KV heads cannot be -1":           {Heads: 8, KV: -1, HeadDim: 64},
		"the head size cannot be 0":           {Heads: 8, KV: 2},
		"the window cannot be 0":              {Kind: SlidingLayer, Heads: 8, KV: 2, HeadDim: 64},
		"8 query heads cannot share 3 KV":     {Heads: 8, KV: 3, HeadDim: 64},
		"the latent size cannot be -5":        {Heads: 8, KV: 2, HeadDim: 64, Latent: -5},
		"the head size cannot be 92233720368": {Heads: 8, KV: 2, HeadDim: math.MaxInt64},
	} {
		_, err := Stack{good, l}.Bytes(Use{10, 1, quantity.BF16})
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%+v: %v, want %q", l, err, want)
		}
		if _, err := (Stack{l}).DecodeFLOPs(Use{10, 1, quantity.BF16}); err == nil {
			t.Errorf("%+v: FLOPs are counted", l)
		}
	}
	if _, err := (Stack{good}).Bytes(Use{10, 1, "fp5"}); err == nil || !strings.Contains(err.Error(), `"fp5"`) {
		t.Errorf("an unknown dtype: %v", err)
	}
	if _, err := (Stack{{Kind: LinearLayer, State: 5}}).Intensity(Use{10, 1, quantity.BF16}); err == nil {
		t.Error("a stack without a cache has an intensity")
	}
}

func TestTooLargeIsSaidAndNeverWrapsAround(t *testing.T) {
	s := Uniform(1000, Layer{Heads: 1 << 20, KV: 1 << 20, HeadDim: 1 << 20})
	for name, f := range map[string]func() (quantity.Result, error){
		"bytes":   func() (quantity.Result, error) { return s.Bytes(Use{1 << 40, 1, quantity.BF16}) },
		"token":   func() (quantity.Result, error) { return s.As(0).BytesPerToken(quantity.FP32) },
		"prefill": func() (quantity.Result, error) { return s.PrefillFLOPs(1<<40, 1) },
		"decode":  func() (quantity.Result, error) { return s.DecodeFLOPs(Use{1 << 40, 1, quantity.BF16}) },
	} {
		r, err := f()
		if name == "token" {
			if got, _ := r.Value.Int(); err != nil || got != 1000*2*(1<<40)*4 {
				t.Errorf("%s: %d, %v", name, got, err)
			}
			continue
		}
		if !errors.Is(err, quantity.ErrTooLarge) {
			t.Errorf("%s: %v, %v", name, r.Value, err)
		}
	}
}

// A result tells how it came about, so that a reader can do the sum again.
func TestCacheResultsCarryTheirProvenance(t *testing.T) {
	r, err := Uniform(32, Layer{Heads: 32, KV: 8, HeadDim: 128}).Bytes(Use{8192, 4, quantity.BF16})
	if err != nil {
		t.Fatal(err)
	}
	if r.Formula != "L · 2 · n_kv · d_h · b · S · B" || r.Source == "" {
		t.Errorf("formula %q, source %q", r.Formula, r.Source)
	}
	// The formula's factors, times its one constant, are the value.
	product := 2.0
	for _, in := range r.Inputs {
		product *= in.Value.Float()
	}
	if product != r.Value.Float() {
		t.Errorf("the inputs multiply to %g, the value is %g", product, r.Value.Float())
	}
	mixed, err := gemma27.Bytes(Use{8192, 1, quantity.BF16})
	if err != nil {
		t.Fatal(err)
	}
	if len(mixed.Parts) != 2 || mixed.Parts[0].Label != "52 sliding layers of 1,024 tokens" || mixed.Parts[1].Label != "10 full layers" {
		t.Errorf("the parts of Gemma are %+v", mixed.Parts)
	}
	if got := mixed.Parts[0].Formula; got != "L · 2 · n_kv · d_h · b · min(S, W)" {
		t.Errorf("a sliding part's formula is %q", got)
	}
}

func TestKindNamesHowHeadsShare(t *testing.T) {
	l := Layer{Heads: 8, KV: 8, HeadDim: 64}
	with := func(kv int64) Layer { l := l; l.KV = kv; return l }
	for want, s := range map[string]Stack{
		"mha": {l, l}, "gqa": {with(2)}, "mqa": {with(1), with(1)}, "mla": deepSeekV3, "mixed": {l, with(1)}, "": {{Kind: LinearLayer}},
	} {
		if got := s.Kind(); got != want {
			t.Errorf("%v is %q, want %q", s, got, want)
		}
	}
	// One query head that has its own keys and values is plain attention.
	if got := (Stack{{Heads: 1, KV: 1, HeadDim: 8}}).Kind(); got != "mha" {
		t.Errorf("one head is %q", got)
	}
}
