package practice

import (
	"math"
	"strconv"

	"attnexperts/calc/moe"
	"attnexperts/calc/quantity"
	"attnexperts/calc/scenario"
)

var load = Kind{
	Key: "load", Name: "Load and capacity", Trains: "Work out how much room an expert has, what is dropped, how uneven the load is, and what helps.",
	Part: "What experts cost", Ability: 3, fill: fillLoad,
}

// routed is a batch as the routing page has it.
type routed struct {
	s scenario.Routing
	// wanted are the assignments that each expert is given.
	wanted                  moe.Loads
	tokens, experts, k, all int64
	most, room              int64
}

func fillLoad(m *maker) {
	s := scenario.RoutingTable.Default()
	s.Experts, s.K = m.one(4, 5, 6, 8), m.one(1, 2)
	s.Tokens, s.Capacity, s.Skew = 8*m.between(3, 16), []float64{1, 1.25, 1.5, 2}[m.below(4)], float64(m.between(5, 12))/10
	if m.level > 1 {
		s.Experts, s.K = m.one(6, 8, 10, 12), m.one(1, 2, 3)
		s.Tokens, s.Capacity = m.between(30, 200), []float64{1.05, 1.1, 1.25, 1.3, 1.5, 1.75}[m.below(6)]
	}
	s.Seed, s.Step, s.Router = m.between(1, 9999), 0, scenario.RouterCapacity
	s.Devices, s.Token, s.Expert = 1, 0, 0
	devices := m.one(2, 3, 4)
	if m.level == 3 {
		m.reject(s.Experts%devices != 0)
		s.Devices = devices
	}
	r := m.route(s)
	m.e.Title = phraseOf("@, @", []string{several(r.tokens, "token", "tokens"), several(r.experts, "expert", "experts")})
	m.say(phrase("A batch has # tokens, and the router sends each to # of # experts. So many assignments want each expert:", r.tokens, r.k, r.experts))
	rows := make([][]string, r.experts)
	for e := range rows {
		rows[e] = []string{strconv.Itoa(e), strconv.Itoa(r.wanted[e])}
	}
	m.table([]string{"Expert", "Assignments"}, rows)
	if m.level < 3 {
		m.capacity(r)
		m.dropped(r)
	} else {
		m.slowest(r)
	}
	if m.level != 2 {
		m.violation(r)
	}
	if m.level > 1 {
		m.remedy()
	}
}

// route routes the batch of a scenario.
func (m *maker) route(s scenario.Routing) *routed {
	c := s.Config(s.Router)
	routing, err := c.Route(c.Batch(0), nil)
	if err != nil {
		panic("practice: " + err.Error()) // the numbers drawn are within all bounds
	}
	r := &routed{s: s, wanted: routing.Wanted(), tokens: s.Tokens, experts: s.Experts, k: s.K, room: int64(s.Room())}
	r.most, r.all = int64(r.wanted.Max()), s.Tokens*s.K
	return r
}

// link opens the routing page at the batch.
//
//go:noinline
func (r *routed) link() string { return scenario.RoutingTable.Link(r.s) }

// mean writes the mean load of some parts.
func (r *routed) mean(parts int64) string {
	return phraseOf("# ÷ # = @", []string{plainNumber(float64(r.all) / float64(parts))}, r.all, parts)
}

func (m *maker) capacity(r *routed) {
	factor, share := r.s.Capacity, float64(r.all)/float64(r.experts)
	m.number(Question{
		Key: "capacity", Ask: phraseOf("The capacity factor is @. How many assignments does an expert take at most?", []string{decimal(factor)}), Unit: quantity.Plain,
		value: float64(r.room), mistakes: r.capacityMistakes(factor, share),
		Tip: "An equal share of all assignments, times the factor, rounded down.",
		Steps: solution(phraseOf(`An equal share of the assignments:|# × # ÷ # = @
Times the factor, rounded down:|@ × @ → #`, []string{plainNumber(share), decimal(factor), plainNumber(share)}, r.tokens, r.k, r.experts, r.room)),
		Link: r.link(),
	})
}

// capacityMistakes are what a capacity is mistaken for.
func (r *routed) capacityMistakes(factor, share float64) []mistake {
	list := known(phraseOf(`Each token is sent to @, so there are # assignments to share out.
That is an equal share. The capacity factor makes it larger.
That is the largest load. The capacity does not depend on the loads.`, []string{several(r.k, "expert", "experts")}, r.all), math.Floor(factor*float64(r.tokens)/float64(r.experts)), math.Floor(share), float64(r.most))
	if whole := factor * share; whole != math.Trunc(whole) {
		list = append(known("An expert takes whole assignments only. Round down.", float64(r.room+1)), list...)
	}
	return list
}

func (m *maker) dropped(r *routed) {
	dropped, over := int64(0), 0
	sum := ""
	for _, n := range r.wanted {
		if n := int64(n) - r.room; n > 0 {
			if over > 0 {
				sum += " + "
			}
			dropped += n
			over++
			sum += phrase("(# − #)", n+r.room, r.room)
		}
	}
	m.reject(dropped == 0)
	m.number(Question{
		Key: "dropped", Ask: "How many assignments are dropped?", Unit: quantity.Plain,
		value: float64(dropped), mistakes: known(phrase(`Room in one expert is of no use to another: count expert by expert.
More than one expert is full.
That is how many experts are full. Count what is past their room.
So many are kept.
The full expert still takes #.`, r.room), float64(r.all-r.room*r.experts), float64(r.most-r.room), float64(over), float64(r.all-dropped), float64(r.most)),
		Tip:   "Each expert takes its capacity; what is past it is dropped. Go down the table.",
		Steps: solution(phraseOf("An expert takes #. What is past that:|@ = #", []string{sum}, r.room, dropped)),
		Link:  r.link(), Output: "dropped",
	})
}

func (m *maker) violation(r *routed) {
	mean := float64(r.all) / float64(r.experts)
	value := float64(r.most)/mean - 1
	m.reject(value < 0.05)
	m.number(Question{
		Key: "max-violation", Ask: "What is the largest violation (MaxVio), the largest load over the mean, less 1?", Unit: quantity.Plain, Tolerance: 0.02,
		value: value, mistakes: known(phrase(`Take off 1, so that balance is 0.
The mean is over assignments: each token makes #.
Divide by the mean rather than taking it off.
That is the share of all assignments.`, r.k), value+1, float64(r.most)*float64(r.experts)/float64(r.tokens)-1, float64(r.most)-mean, float64(r.most)/float64(r.all)),
		Tip: "The mean load is all assignments over the experts.",
		Steps: solution(phraseOf(`The mean load:|@
The largest load over it, less 1:|# ÷ @ − 1 = @`, []string{r.mean(r.experts), plainNumber(mean), strconv.FormatFloat(value, 'f', 2, 64)}, r.most)),
		Link: r.link(), Output: "max-violation",
	})
}

// slowest asks how long devices wait for the busiest of them.
func (m *maker) slowest(r *routed) {
	dropless := *r
	r = &dropless
	r.s.Router = scenario.RouterTopK
	devices := r.s.Devices
	per := r.experts / devices
	most, sums := int64(0), ""
	for d := range devices {
		n := int64(0)
		for _, w := range r.wanted[d*per : (d+1)*per] {
			n += int64(w)
		}
		if d > 0 {
			sums += ", "
		}
		sums += count(n)
		most = max(most, n)
	}
	value := float64(most*devices) / float64(r.all)
	m.number(Question{
		Key: "device-imbalance", Ask: phraseOf("Nothing is dropped. The experts are split in order among # devices, @ on each. How many times the mean does the busiest device have to do?", []string{several(per, "expert", "experts")}, devices), Unit: quantity.Ratio, Tolerance: 0.02,
		value: value, mistakes: known(`That is the busiest expert. Add up what is on one device.
Do not take off 1 here: balance is 1.
That is its load. Divide it by the mean of the devices.
That is its share of the whole. Divide by the mean of the devices.`, float64(r.most*r.experts)/float64(r.all), value-1, float64(most), float64(most)/float64(r.all)),
		Tip: "Add up the experts of each device. All wait for the largest sum.",
		Steps: solution(phraseOf(`The loads of the devices:|@
Their mean:|@
The largest over it:|# ÷ @ = @`, []string{sums, r.mean(devices), plainNumber(float64(r.all) / float64(devices)), strconv.FormatFloat(value, 'f', 2, 64)}, most)),
		Link: r.link(), Output: "device-imbalance",
	})
}

// decimal writes a number with the decimals that it has.
func decimal(f float64) string { return strconv.FormatFloat(f, 'f', -1, 64) }
