package practice

import (
	"math"
	"strconv"
	"strings"
)

// remedies says what helps, by words of the trouble.
var remedies = [][2]string{
	{"several get none", "auxiliary loss"},
	{"the more weight it gets", "a bias"},
	{"the last tokens of the batch", "by the router’s score"},
	{"added up, and it is at its minimum", "in each layer"},
	{"empty rows too", "Lower the capacity"},
	{"busiest experts happen to be on one device", "Place the experts"},
	{"logits grow and grow", "z-loss"},
	{"chooses its tokens out of the whole batch", "Let tokens choose"},
	{"do not fit into the memory of one device", "more devices"},
}

func solveLoad(g given, q Question) string {
	f := g.find(`A batch has N tokens, and the router sends each to N of N experts`)
	tokens, k, experts := f[0], f[1], int(f[2])
	loads := make([]float64, experts)
	sum, most := 0.0, 0.0
	for i := range loads {
		loads[i] = number(g.rows[strconv.Itoa(i)][0])
		sum += loads[i]
		most = max(most, loads[i])
	}
	if sum != tokens*k {
		g.t.Fatalf("%s: %v assignments of %v tokens", name(g.e), sum, tokens)
	}
	room := 0.0
	if c := g.in(g.e.Questions[0].Ask, `capacity factor is N\.`); c != nil {
		for (room+1)*float64(experts) <= math.Nextafter(c[0]*k*tokens, math.Inf(1)) {
			room++
		}
	}
	switch q.Key {
	case "capacity":
		return exact(room)
	case "dropped":
		dropped := 0.0
		for _, n := range loads {
			dropped += max(0, n-room)
		}
		return exact(dropped)
	case "max-violation":
		return exact(most/(sum/float64(experts)) - 1)
	case "device-imbalance":
		f := g.in(q.Ask, `among N devices, N experts? on each`)
		device := make([]float64, int(f[0]))
		for i, n := range loads {
			device[i/int(f[1])] += n
		}
		busiest := 0.0
		for _, n := range device {
			busiest = max(busiest, n)
		}
		return exact(busiest / (sum / f[0]))
	case "remedy":
		for _, r := range remedies {
			if strings.Contains(q.Ask, r[0]) {
				return g.option(q, r[1])
			}
		}
	}
	return ""
}

// option is the one option with some words in it.
func (g given) option(q Question, words string) string {
	at := -1
	for i, o := range q.Options {
		if strings.Contains(o, words) {
			if at >= 0 {
				g.t.Fatalf("%s: %q is in two of %q", name(g.e), words, q.Options)
			}
			at = i
		}
	}
	return strconv.Itoa(at)
}

// resources counts the five resources of a column of the table of changes.
func (g given) resources(i int, tokens float64) (r [5]float64) {
	at := func(row string) string { return g.rows[row][i] }
	kept := 1.0
	for _, f := range strings.Split(strings.TrimSuffix(at("Kept of a token in a layer"), " numbers"), " × ") {
		kept *= number(f)
	}
	kept *= number(at("Bytes a cached number"))
	window := tokens
	if w := number(at("A token sees")); !math.IsNaN(w) {
		window = min(w, tokens)
	}
	holds, computes := tokens, tokens
	if at("The cache holds") != "all tokens" {
		holds = window
	}
	if at("Pairs computed and read") != "all" {
		computes = window
	}
	lengths := strings.Split(at("Numbers in a key, and in a value"), ", ")
	per := number(at("Query heads")) * (number(lengths[0]) + number(lengths[1]))
	inner := number(at("Inner width of each"))
	return [5]float64{kept * holds, kept * computes, per * band(computes, tokens), number(at("Experts in a layer")) * inner, number(at("Used by a token")) * inner}
}

func solveSaves(g given, q Question) string {
	tokens := g.find(`its prompt N tokens long`)[0]
	before, after := g.resources(0, tokens), g.resources(1, tokens)
	if q.Key == "factor" {
		for i, row := range g.e.Questions[0].Rows {
			if strings.HasPrefix(q.Ask, row+":") {
				return exact(max(before[i], after[i]) / min(before[i], after[i]))
			}
		}
		return ""
	}
	answers := make([]string, 5)
	for i := range answers {
		answers[i] = "1"
		if after[i] < before[i] {
			answers[i] = "0"
		} else if after[i] > before[i] {
			answers[i] = "2"
		}
	}
	return strings.Join(answers, ",")
}
