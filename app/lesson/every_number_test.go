package lesson_test

import (
	"regexp"
	"strings"
	"testing"
)

// number is a number of the text that somebody has computed or looked up: with a
// comma, a decimal point or at least three digits.
var number = regexp.MustCompile(`\d+(,\d{3})+|\d+\.\d+|\d{3,}`)

// given are numbers that nobody has to work out: parts of names, years of papers, sizes
// of published configs and data sheets, and lengths that the text chooses.
var given = map[string]string{
	"3.1": "Llama-3.1", "100": "A100 and H100", "120": "gpt-oss-120b",
	"2019": "a paper's year", "2021": "a paper's year", "2022": "a paper's year", "2023": "a paper's year", "2024": "a paper's year",
	"128": "the size of a head, gpt-oss's window, experts of Qwen3, a length", "512": "DeepSeek-V3's latent", "256": "experts of DeepSeek-V3",
	"1,024": "Gemma 3's window", "4,096": "Mistral 7B's window, Mixtral's width", "2880": "gpt-oss-20b's width", "2,880": "the same",
	"6,738,415,616": "Llama-2-7B, as published", "30.5": "Qwen3-30B-A3B, as its maker says", "671": "DeepSeek-V3, as its maker says",
	"12.9": "Mixtral's active parameters, which are worked out where they are named first",
	"312":  "A100's data sheet", "2,039": "A100's data sheet",
	"8,192": "a length", "32,768": "a length", "131,072": "a length", "1.25": "a usual capacity factor",
}

// A number in the text is one that another test works out in its words, or given.
func TestEveryNumberOfTheTextIsWorkedOut(t *testing.T) {
	said = nil
	for _, numbers := range []func(*testing.T){TestNumbersOfTwoCosts, TestNumbersOfSharing, TestNumbersOfWindows, TestNumbersOfExperts, TestNumbersOfTotalAndActive} {
		numbers(t)
	}
	text := lessonText(t)
	covered := make([]bool, len(text))
	for _, phrase := range said {
		for at := 0; phrase != ""; {
			i := strings.Index(text[at:], phrase)
			if i < 0 {
				break
			}
			for j := range phrase {
				covered[at+i+j] = true
			}
			at += i + len(phrase)
		}
	}
	for _, at := range number.FindAllStringIndex(text, -1) {
		if n := text[at[0]:at[1]]; !covered[at[0]] && given[n] == "" {
			t.Errorf("%s is not worked out: give its words to say, in numbers_test.go (…%s…)", n, text[max(0, at[0]-60):min(len(text), at[1]+40)])
		}
	}
}
