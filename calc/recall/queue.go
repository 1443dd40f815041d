package recall

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"attnexperts/calc/order"
)

// Queue is what is to be asked at a moment.
type Queue struct {
	// Cards are the IDs of the cards to ask, the next one first: learning cards
	// that are due, the longest due first; reviews by the day they are due, mixed
	// within a day; new cards as they were added; and if there are none of these,
	// learning cards that may be asked early.
	Cards []string
	// Learning, Review and New count the cards by kind.
	Learning, Review, New int
	// Ahead counts those in Learning that are asked early.
	Ahead int
	// Later is when the next learning card is due that is not in Cards, in Unix
	// milliseconds; 0 if there is none.
	Later int64
	// Overdue and Unseen count the reviews and new cards that today's limits
	// leave for another day; Buried those that are buried, or wait for a sibling.
	Overdue, Unseen, Buried int
}

// Queue returns what is to be asked: now in Unix milliseconds, zone the minutes
// that local time is ahead of UTC now. Deleted and suspended cards are left
// out; so are, until the next study day, buried ones, and new and known cards of
// which a sibling was asked today or is asked before them.
func (s *State) Queue(now int64, zone int) Queue { return s.queue(now, zone, s.rule()) }

// Beyond returns the IDs of the cards that today's limits leave for another day, up
// to so many, in the order in which they would be asked.
func (s *State) Beyond(now int64, zone, most int) []string {
	within := map[string]bool{}
	for _, id := range s.Queue(now, zone).Cards {
		within[id] = true
	}
	wide := *s.rule()
	wide.NewPerDay, wide.ReviewsPerDay = math.MaxInt32, math.MaxInt32
	more := slices.DeleteFunc(s.queue(now, zone, &wide).Cards, func(id string) bool { return within[id] })
	return more[:min(max(0, most), len(more))]
}

// queue is [State.Queue] under any settings.
func (s *State) queue(now int64, zone int, rule *rule) Queue {
	q := queuer{s: s, now: now, rule: rule, today: DayOf(now, zone, rule.DayStart), seen: map[string]bool{}}
	q.tally(zone)
	q.sort()
	return q.build()
}

// A queuer sorts cards into a queue.
type queuer struct {
	s     *State
	now   int64
	today Day
	rule  *rule
	// begun and reviewed count today's first reviews and reviews of known cards.
	begun, reviewed int
	// seen has the families of which a card is asked today.
	seen            map[string]bool
	learning, fresh []*card
	known           []dueCard
	queue           Queue
}

// dueCard is a card with its place among the reviews.
type dueCard struct {
	*card
	day      Day
	shuffled uint32
}

// tally counts what was done today, from the end of the log to where it cannot
// be today any more. An event's stamp is never before its clock's time, and no
// zone is further from this one than 28 hours.
func (q *queuer) tally(zone int) {
	earliest := q.today.Start(zone, q.rule.DayStart) - 2*maxZone*minute
	for i := len(q.s.log) - 1; i >= 0 && q.s.log[i].id.Stamp >= earliest; i-- {
		n := q.s.log[i]
		if n.kind != Reviewed || n.off || n.day != q.today {
			continue
		}
		switch n.phase {
		case New:
			q.begun++
		case Review:
			q.reviewed++
		}
		if n.card.says != nil {
			q.seen[n.card.says.Family()] = true
		}
	}
}

// sort parts the cards by what they are, each part in its order.
func (q *queuer) sort() {
	for _, c := range q.s.ordered() {
		m := &c.memory
		switch {
		case !c.asked():
		case m.Phase == Review && m.DueDay > q.today:
		case c.buried && c.buriedOn == q.today:
			q.queue.Buried++
		case m.Phase == New:
			q.fresh = append(q.fresh, c)
		case m.Phase == Review:
			q.known = append(q.known, dueCard{c, m.DueDay, c.shuffled(q.today)})
		default:
			q.learning = append(q.learning, c)
		}
	}
	order.By(q.learning, func(a, b *card) int { return cmp.Compare(a.memory.DueAt, b.memory.DueAt) })
	order.By(q.known, func(a, b dueCard) int {
		return cmp.Or(cmp.Compare(a.day, b.day), cmp.Compare(a.shuffled, b.shuffled), strings.Compare(a.id, b.id))
	})
}

// build puts the parts one after another within today's limits.
func (q *queuer) build() Queue {
	due := 0
	for due < len(q.learning) && q.learning[due].memory.DueAt <= q.now {
		due++
	}
	for _, c := range q.learning[:due] {
		q.ask(c)
	}
	q.queue.Learning = due
	known := make([]*card, len(q.known))
	for i, c := range q.known {
		known[i] = c.card
	}
	q.queue.Review, q.queue.Overdue = q.take(known, q.rule.ReviewsPerDay-q.reviewed)
	q.queue.New, q.queue.Unseen = q.take(q.fresh, q.rule.NewPerDay-q.begun)
	if early := q.learning[due:]; len(early) > 0 {
		n := 0
		for len(q.queue.Cards) == n && n < len(early) && early[n].memory.DueAt <= q.now+int64(q.rule.LearnAhead)*minute {
			q.ask(early[n])
			n++
		}
		q.queue.Learning += n
		q.queue.Ahead = n
		if n < len(early) {
			q.queue.Later = early[n].memory.DueAt
		}
	}
	return q.queue
}

func (q *queuer) ask(c *card) {
	q.queue.Cards = append(q.queue.Cards, c.id)
	q.seen[c.says.Family()] = true
}

// take asks up to so many cards, and counts those that are left for another day.
func (q *queuer) take(cards []*card, most int) (taken, left int) {
	for _, c := range cards {
		switch {
		case q.seen[c.says.Family()]:
			q.queue.Buried++
		case taken >= most:
			left++
		default:
			q.ask(c)
			taken++
		}
	}
	return taken, left
}
