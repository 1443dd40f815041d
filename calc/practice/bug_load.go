package practice

import (
	"math"
	"strconv"
	"strings"

	"attnexperts/calc/quantity"
	"attnexperts/calc/scenario"
)

// loadFlaws are mistakes about the load of experts.
var loadFlaws = []flaw{
	{3, auxLedger, "With k experts for a token there are k times as many assignments as tokens: divide by them, so that shares sum to 1.", "Do the shares sum to 1?"},
	{3, joinedLedger, "Layers put together hide each other’s imbalance. The largest load is taken layer by layer.", "In which order are mean and maximum taken?"},
	{1, roomLedger(false), "Each token is sent to k experts, so there are k times as many assignments to share out.", "What is shared out among the experts?"},
	{2, roomLedger(true), "An expert takes whole assignments only, and no more than its capacity: round down.", "Look at the rounding."},
}

// loads draws the load of some experts, whole numbers with a given sum.
func (m *maker) loads(experts int, sum int64) []int64 {
	list := make([]int64, experts)
	left := sum
	for i := range list[:experts-1] {
		share := left / int64(experts-i)
		list[i] = m.between(max(1, share/2), max(2, share*3/2))
		left -= list[i]
	}
	list[experts-1] = left
	m.reject(left < 1)
	return list
}

// listed writes numbers one after the other.
func listed(list []int64) string {
	texts := make([]string, len(list))
	for i, n := range list {
		texts[i] = count(n)
	}
	return strings.Join(texts, ", ")
}

//go:noinline
func maxOf(list []int64) int64 {
	most := list[0]
	for _, n := range list {
		most = max(most, n)
	}
	return most
}

// auxLedger computes an auxiliary loss.
func auxLedger(m *maker) func(bool) *ledger {
	k, experts, tokens := m.one(2, 4), 4, 10*m.between(5, 40)
	if k == 4 {
		experts = 8
	}
	alpha := []float64{0.01, 0.02, 0.1, 1}[m.below(4)]
	loads := m.loads(experts, k*tokens)
	means := m.loads(experts, 100)
	m.reject(maxOf(loads) > tokens)
	percent := make([]string, experts)
	dot := 0.0
	for i, p := range means {
		percent[i] = "0." + strconv.FormatInt(100+p, 10)[1:]
		dot += float64(loads[i]) * float64(p) / 100
	}
	m.reject(maxOf(means) > 99)
	m.e.Title = "An auxiliary loss"
	m.say(phraseOf("A layer sends each of # tokens to # of # experts. The experts get @ assignments, and their mean probabilities are @. The auxiliary loss is α · E · Σ f · P with α = @, f the shares of the load, so that perfect balance gives α.", []string{listed(loads), strings.Join(percent, ", "), decimal(alpha)}, tokens, k, int64(experts)))
	s := scenario.RoutingTable.Default()
	s.Router = scenario.RouterAux
	m.shows(scenario.RoutingTable.Link(s))
	return func(wrong bool) *ledger {
		l := &ledger{}
		all := float64(tokens)
		if wrong {
			all = l.put("Divide loads by", "", all, quantity.Plain)
		} else {
			all = l.mul("Divide loads by", quantity.Plain, float64(tokens), float64(k))
		}
		l.put("Σ of loads × probabilities", "", dot, quantity.Plain)
		sum := l.put("Σ f · P", phraseOf("@ ÷ @", []string{plainNumber(dot), plainNumber(all)}), dot/all, quantity.Plain)
		sum = l.mul("Times the experts", quantity.Plain, float64(experts), sum)
		l.mul("Times α", quantity.Plain, alpha, sum)
		return l
	}
}

// joinedLedger computes the imbalance of two layers.
func joinedLedger(m *maker) func(bool) *ledger {
	experts := m.between(3, 6)
	sum := experts * 10 * m.between(3, 20)
	a, b := m.loads(int(experts), sum), m.loads(int(experts), sum)
	joined := make([]int64, experts)
	for i := range joined {
		joined[i] = a[i] + b[i]
	}
	m.e.Title = "The imbalance of two layers"
	m.say(phraseOf("Two layers have # experts each. In the first they get @ assignments, in the second @. What is the mean over the layers of the largest violation, the largest load over the mean, less 1?", []string{listed(a), listed(b)}, experts))
	s := scenario.RoutingTable.Default()
	m.shows(scenario.RoutingTable.Link(s))
	return func(wrong bool) *ledger {
		l := &ledger{}
		mean := l.put("The mean load of an expert in a layer", phrase("# ÷ #", sum, experts), float64(sum/experts), quantity.Plain)
		most := float64(maxOf(a)+maxOf(b)) / 2
		if wrong {
			most = float64(maxOf(joined)) / 2
			l.put("The largest load, of both layers added up, for one layer", phrase("# ÷ 2", maxOf(joined)), most, quantity.Plain)
		} else {
			l.put("The largest loads, the mean of both layers", phrase("(# + #) ÷ 2", maxOf(a), maxOf(b)), most, quantity.Plain)
		}
		ratio := l.put("Over the mean", phraseOf("@ ÷ @", []string{plainNumber(most), plainNumber(mean)}), most/mean, quantity.Plain)
		l.put("Less 1", plainNumber(ratio)+" − 1", ratio-1, quantity.Plain)
		return l
	}
}

// roomLedger computes a capacity: rounded up, or without k.
func roomLedger(up bool) func(m *maker) func(bool) *ledger {
	return func(m *maker) func(bool) *ledger {
		k, experts, tokens := m.one(2, 3, 4), m.one(8, 12, 16, 32), m.between(50, 400)
		factor := []float64{1.1, 1.25, 1.5, 2}[m.below(4)]
		share := float64(tokens*k) / float64(experts)
		m.reject(up && factor*share-math.Floor(factor*share) < 0.01)
		most := int64(factor*share) + m.between(2, 30)
		m.e.Title = "Room in an expert"
		m.say(phraseOf("Each of # tokens is sent to # of # experts. The capacity factor is @. # assignments want the most popular expert. How many of them are dropped?", []string{decimal(factor)}, tokens, k, experts, most))
		s := scenario.RoutingTable.Default()
		_ = scenario.RoutingTable.Set(&s, "tokens", num(tokens))
		_ = scenario.RoutingTable.Set(&s, "experts", num(experts))
		_ = scenario.RoutingTable.Set(&s, "k", num(k))
		s.Capacity = factor
		m.shows(scenario.RoutingTable.Link(s))
		return func(wrong bool) *ledger {
			l := &ledger{}
			each := share
			if wrong && !up {
				each = l.put("An equal share", phrase("# ÷ #", tokens, experts), float64(tokens)/float64(experts), quantity.Plain)
			} else {
				l.put("An equal share", phrase("# × # ÷ #", tokens, k, experts), each, quantity.Plain)
			}
			room := l.mul("Times the factor", quantity.Plain, factor, each)
			if wrong && up {
				room = l.put("Rounded up", "", math.Ceil(room), quantity.Plain)
			} else {
				room = l.put("Rounded down", "", math.Floor(room), quantity.Plain)
			}
			l.put("Dropped", phraseOf("# − @", []string{plainNumber(room)}, most), float64(most)-room, quantity.Plain)
			return l
		}
	}
}
