// Package deck has the lesson's own flashcards: a table for each part of the
// lesson, a row for each text. What is done with cards is in package recall.
//
// [Cards] are all of them, to be kept with [recall.State.Adopt] or written to a
// file with [recall.WriteAnki] and [recall.WriteDeck]; [Of] are the few that a
// part offers at its end. A card's tags are the ability of the lesson that it
// asks for; its link opens the very figure that it asks about; its source is
// the paper's section or the config that the fact is from, and empty where it
// follows by arithmetic. Numbers are in base units: bytes, FLOPs, parameters,
// tokens.
//
// A card's ID is for ever, for readers' histories hang on it: a card may be
// worded anew, but one that asks something else gets another ID. The test's
// golden list holds that.
//
// Every number on a card is worked out again in the tests, and every link is
// the one that its page would write.
package deck

import (
	"slices"
	"strconv"
	"strings"

	"attnexperts/calc/quantity"
	"attnexperts/calc/recall"
)

// The tags: one of the lesson's five abilities on each card, and one more on
// those about a mistake that calculators have made.
const (
	costs     = "costs"     // explain the two costs of attention
	attention = "attention" // tell MQA, GQA and windows apart, and what each saves
	experts   = "experts"   // explain experts and routers
	active    = "active"    // tell total from active, and name the costs of experts
	spec      = "spec"      // read a model's spec

	mistake = " mistake" // put after an ability
)

// row is a card as the tables have it, or the cards that hide the gaps of one
// text.
type row struct {
	// id is the card's ID; of a text with several gaps the first one's, to which
	// the others add "-2", "-3" and so on.
	id string
	// note is another row's ID, where one of the two gives away the other.
	note string
	// kind is basic where it is "".
	kind        recall.CardKind
	tags        string
	front, back string
	link        string
	// from is where the fact is from: a paper's section or a config. What follows
	// by arithmetic has none.
	from string
	// value, unit and within are the answer of a number: in base units, and how
	// far off one may be as a share of it.
	value  float64
	unit   quantity.Unit
	within float64
	// keep is whether the part offers it to keep at its end.
	keep bool
}

// table is the rows of a part of the lesson.
type table struct {
	part string
	rows []row
}

// tables are the parts in the lesson's order.
var tables = []table{
	{"two-costs", twoCosts},
	{"share-the-keys-and-values", sharing},
	{"look-less-far", windows},
	{"more-parameters-same-work", mixtures},
	{"what-experts-cost", balance},
	{"total-and-active", totals},
	{"read-a-spec", specs},
	{"what-you-can-do-now", summary},
}

// Cards returns all cards in the lesson's order. They are the caller's own.
func Cards() []recall.Card {
	var cards []recall.Card
	for _, t := range tables {
		for _, r := range t.rows {
			cards = append(cards, r.cards(t.part)...)
		}
	}
	return cards
}

// Of returns the two or three cards that a part of the lesson offers to keep at
// its end, and none for what is no part. They are the caller's own.
func Of(part string) []recall.Card {
	var cards []recall.Card
	for _, t := range tables {
		for _, r := range t.rows {
			if t.part == part && r.keep {
				cards = append(cards, r.cards(part)...)
			}
		}
	}
	return cards
}

// cards makes a row's card, or one for each gap of its text.
func (r row) cards(part string) []recall.Card {
	card := recall.Card{
		ID: r.id, Note: r.note, Part: part, Kind: r.kind, Front: r.front, Back: r.back, Tags: strings.Fields(r.tags), Link: r.link, Source: r.from,
		Answer: recall.Answer{Value: r.value, Unit: r.unit, Tolerance: r.within},
	}
	if card.Kind == "" {
		card.Kind = recall.Basic
	}
	list := []recall.Card{card}
	if r.kind != recall.Cloze {
		return list
	}
	for _, n := range recall.GapNumbers(r.front)[1:] {
		card.ID, card.Note, card.Gap = r.id+"-"+strconv.Itoa(n), list[0].Family(), n
		card.Tags = slices.Clone(card.Tags)
		list = append(list, card)
	}
	return list
}

// Where facts are from.
const (
	flash      = "FlashAttention, arXiv 2205.14135"
	shazeer    = "Shazeer 2019, arXiv 1911.02150"
	ainslie    = "Ainslie and others 2023, arXiv 2305.13245, section 2"
	latents    = "DeepSeek-V2, arXiv 2405.04434, section 2.1"
	deepSeekV3 = "DeepSeek-V3, arXiv 2412.19437, section 2.1"
	mistral    = "Mistral 7B, arXiv 2310.06825, section 2"
	gemma3     = "Gemma 3, arXiv 2503.19786, section 2"
	streaming  = "StreamingLLM, arXiv 2309.17453"
	switches   = "Switch Transformer, arXiv 2101.03961, section 2.2"
	deepSeekM  = "DeepSeekMoE, arXiv 2401.06066, section 3"
	biases     = "Wang and others 2024, arXiv 2408.15664"
	choosing   = "Zhou and others 2022, arXiv 2202.09368"
	config     = "config.json of " // and the model's name
)
