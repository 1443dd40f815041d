package lesson_test

import (
	"math"
	"os"
	"strconv"
	"strings"
	"testing"

	"attnexperts/calc/attention"
	"attnexperts/calc/quantity"
)

// Sizes as published in the models' configurations.
const (
	llama31Layers, llama31Heads, llama31HeadDim = 32, 32, 128
	llama31Total                                = 8_030_261_248
	llama31Vocab, llama31Hidden                 = 128_256, 4096

	llama2Layers, llama2Heads, llama2HeadDim = 32, 32, 128
	llama2Total                              = 6_738_415_616

	a100FLOPs, a100Bytes = 312e12, 2039e9
)

// Every number that the text states is worked out here once more and has to
// stand in the text in these words.
func TestNumbersOfTheText(t *testing.T) {
	source, err := os.ReadFile("lesson.md")
	if err != nil {
		t.Fatal(err)
	}
	text := strings.Join(strings.Fields(string(source)), " ")
	gib := func(bytes float64) string { return strconv.FormatFloat(bytes/(1<<30), 'f', 1, 64) + " GiB" }

	perKey, err := attention.ScoreFLOPs(llama31Heads*llama31Layers, llama31HeadDim, 1)
	if err != nil {
		t.Fatal(err)
	}
	multiplied := int64(llama31Total - llama31Vocab*llama31Hidden)
	even := math.Round(2 * float64(multiplied) / float64(perKey))
	perToken := int64(llama2Layers * llama2Heads * llama2HeadDim * 2 * 2)
	weights := float64(2 * llama2Total)
	conversation := float64(4096 * perToken)

	for what, want := range map[string]string{
		"pairs of 64 tokens":           quantity.Count(attention.CausalPairs(64)) + " pairs of a query and a key",
		"pairs of 128 tokens":          quantity.Count(attention.CausalPairs(128)) + " pairs",
		"pairs of 131,072 tokens":      strconv.FormatFloat(float64(attention.CausalPairs(131_072))/1e9, 'f', 1, 64) + " billion",
		"weights that are multiplied":  "about " + strconv.FormatFloat(float64(multiplied)/1e9, 'f', 1, 64) + " billion weights",
		"FLOPs of the weights":         strconv.FormatFloat(2*float64(multiplied)/1e9, 'f', 0, 64) + " billion FLOPs",
		"FLOPs of attention for a key": quantity.Count(perKey) + " FLOPs on every key",
		"position of balance":          "position " + quantity.Count(int64(even)),
		"cache bytes a token":          quantity.Count(perToken) + " bytes, half a mebibyte",
		"cache of a conversation":      strings.Replace(gib(conversation), ".0", "", 1),
		"weights in GiB":               gib(weights),
		"weights in GB":                strconv.FormatFloat(weights/1e9, 'f', 1, 64) + " GB",
		"conversations that outweigh":  map[int]string{7: "seven such conversations"}[int(math.Floor(weights/conversation))+1],
		"FLOPs an A100 does a byte":    "about " + strconv.FormatFloat(a100FLOPs/a100Bytes, 'f', 0, 64) + " in the time",
	} {
		if want == "" || !strings.Contains(text, want) {
			t.Errorf("%s: the text does not say %q", what, want)
		}
	}
}
