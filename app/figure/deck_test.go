package figure

import (
	"math"
	"regexp"
	"strings"
	"testing"

	"attnexperts/calc/deck"
	"attnexperts/calc/quantity"
	"attnexperts/calc/recall"
)

// shown is what the figure of a card's link shows.
type shown struct {
	view    string
	panels  []Panel
	outputs map[string]quantity.Result
}

func showCard(t *testing.T, c recall.Card) shown {
	t.Helper()
	path, fragment, _ := strings.Cut(c.Link, "#")
	s := sceneAt(path)
	if s == nil {
		t.Fatalf("%s: no figure lives at %s", c.ID, c.Link)
	}
	s.open(fragment)
	view := s.common().View
	d := s.draw(Embed{View: view})
	f := shown{view, d.Panels, map[string]quantity.Result{}}
	for _, o := range d.Outputs {
		f.outputs[o.Name] = o
	}
	return f
}

// The answer of a number is what the figure shows that its card opens. Those
// that no figure has as an output are named with "".
func TestCardsAnswerWhatTheirFiguresShow(t *testing.T) {
	names := map[string]string{
		"pairs-64": "pairs", "flops-of-a-pair": "flops", "kv-llama-2-7b": "kv-bytes-per-token", "kv-llama-2-7b-4096": "kv-bytes",
		"intensity-mha": "intensity", "kv-llama-3.1-8b": "kv-bytes-per-token", "shrink-llama-3.1-70b": "shrink", "intensity-gqa": "intensity",
		"kv-deepseek-v3": "kv-bytes-per-token", "pairs-window": "pairs", "reach-mistral": "reach", "kv-mistral-rolling": "kv-bytes",
		"max-violation": "max-violation", "touched-16": "experts-touched", "resident-mixtral": "resident-bytes", "flops-mixtral": "flops-per-token",
		"active-qwen3-30b": "active-params", "spec-kv-gpt-oss": "kv-bytes-per-token",
		"rolling-slot": "", "router-size": "", "expert-size": "", "capacity-64": "", "aux-loss-even": "",
	}
	for _, c := range deck.Cards() {
		if c.Kind != recall.Numeric {
			continue
		}
		name, ok := names[c.ID]
		if delete(names, c.ID); name == "" {
			if !ok {
				t.Errorf("%s is a number of which nothing says which output it is", c.ID)
			}
			continue
		}
		f := showCard(t, c)
		o, ok := f.outputs[name]
		got := o.Value.Float()
		if c.ID == "flops-of-a-pair" {
			got /= f.outputs["pairs"].Value.Float() // of all pairs of the one head
		}
		off := 1e-12
		if c.Answer.Tolerance >= 0.03 {
			off = 1e-3 // the answer is rounded, and its tolerance says so
		}
		if !ok || math.Abs(got-c.Answer.Value) > off*got {
			t.Errorf("%s answers %g, its figure shows %g as %s", c.ID, c.Answer.Value, got, name)
		}
	}
	for id := range names {
		t.Errorf("%s is no number of the deck", id)
	}
}

// Where a link names a picture, the figure has it, and draws it.
func TestCardsOpenThePictureThatTheyMean(t *testing.T) {
	for _, c := range deck.Cards() {
		f := showCard(t, c)
		if len(f.panels) != 1 || f.view != "" && f.panels[0].Name != f.view {
			t.Errorf("%s: %s shows another picture", c.ID, c.Link)
		}
		if c.Kind == recall.Picture && f.view == "" {
			t.Errorf("%s asks about a picture that its link does not name", c.ID)
		}
	}
}

// The picture of a card is drawn without its sentence and its numbers. What is
// written in the picture itself must not say the answer either: no word of it
// that the question has not.
func TestPicturesDoNotSayTheAnswer(t *testing.T) {
	written := regexp.MustCompile(`>([^<>]+)<`)
	word := regexp.MustCompile(`\pL{4,}`)
	// Words that name what is drawn, not what is asked.
	plain := map[string]bool{"cell": true, "query": true, "head": true, "expert": true, "read": true, "token": true, "tokens": true, "layers": true, "step": true}
	for _, c := range deck.Cards() {
		if c.Kind != recall.Picture {
			continue
		}
		text := ""
		for _, m := range written.FindAllStringSubmatch(showCard(t, c).panels[0].Picture.String(), -1) {
			text += " " + m[1]
		}
		for _, w := range word.FindAllString(strings.ToLower(c.Back), -1) {
			if !plain[w] && strings.Contains(strings.ToLower(text), w) && !strings.Contains(strings.ToLower(c.Front), w) {
				t.Errorf("%s: the picture says %q: %s", c.ID, w, text)
			}
		}
	}
}

// A mask that a card asks about has no room for the fan, of which nothing is drawn: it
// is a square with the room for its labels.
func TestMasksOfCardsHaveNoRoomForTheFan(t *testing.T) {
	for _, c := range deck.Cards() {
		if c.Kind != recall.Picture || !strings.HasPrefix(c.Link, Mask.Table.Path) {
			continue
		}
		if showCard(t, c).view == headsName {
			continue // there the mask is not what is drawn
		}
		picture, ok := Alone(c.Link, "")
		if box := strings.Fields(picture.Get("viewBox")); !ok || len(box) != 4 || box[2] != box[3] {
			t.Errorf("%s is drawn in a box of %s", c.ID, box)
		}
	}
}
