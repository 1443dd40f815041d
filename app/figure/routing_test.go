package figure

import (
	"encoding/json"
	"math"
	"os"
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"attnexperts/app/study"
	"attnexperts/calc/moe"
	"attnexperts/calc/scenario"
)

func routingOf(t *testing.T, fragment string) (scenario.Routing, *batch) {
	t.Helper()
	s, notices := scenario.RoutingTable.Parse(fragment)
	if len(notices) > 0 {
		t.Fatalf("%s: %v", fragment, notices)
	}
	return s, batchOf(s)
}

// panelOf returns a picture of a link to the routing page.
func panelOf(t *testing.T, fragment, name string) Panel {
	t.Helper()
	s, _ := routingOf(t, fragment)
	for _, p := range Routing.Draw(s, Embed{Own: true}).Panels {
		if p.Name == name {
			return p
		}
	}
	t.Fatalf("there is no picture %s", name)
	return Panel{}
}

// The outputs are worked out anew from the list of assignments that the page
// lets people take away.
func TestRoutingOutputsFollowFromTheAssignments(t *testing.T) {
	for _, o := range scenario.RouterOptions {
		for _, more := range []string{"", "&tokens=100&experts=10&k=3&capacity=0.5", "&groups=4&keep-groups=2&devices=3", "&order=5&overflow=priority", "&k=1&place=greedy"} {
			s, b := routingOf(t, "v=1&router="+o.Text+more)
			n, kept := make([]float64, s.Experts), make([]float64, s.Experts)
			dropped := 0.0
			for _, a := range b.own.Assignments {
				n[a.Expert]++
				if a.Fate == moe.Kept {
					kept[a.Expert]++
				} else {
					dropped++
				}
			}
			total, most, square, unused := 0.0, 0.0, 0.0, 0.0
			for _, x := range n {
				total, most = total+x, max(most, x)
				if x == 0 {
					unused++
				}
			}
			mean := total / float64(s.Experts)
			for _, x := range n {
				square += (x - mean) * (x - mean)
			}
			work := make([]float64, s.Devices)
			for e, d := range b.devices().Placement {
				work[d] += kept[e]
			}
			slowest, all := 0.0, 0.0
			for _, w := range work {
				slowest, all = max(slowest, w), all+w
			}
			over := 0.0
			for _, x := range n {
				over += max(0, x-float64(b.own.Capacity))
			}
			if over != dropped {
				t.Errorf("%s%s: Σ max(0, n − C) is %g, and %g are dropped", o.Text, more, over, dropped)
			}
			want := map[string]float64{
				"dropped": dropped, "max-load": most, "max-violation": most/mean - 1, "load-cv": math.Sqrt(square/float64(s.Experts)) / mean,
				"unused-experts": unused, "device-imbalance": slowest / (all / float64(s.Devices)),
			}
			for _, r := range b.outcomes() {
				if w, ok := want[r.Name]; ok && math.Abs(r.Value.Float()-w) > 1e-9 {
					t.Errorf("%s%s: %s is %v, want %v", o.Text, more, r.Name, r.Value.Float(), w)
				}
				delete(want, r.Name)
			}
			if len(want) > 0 {
				t.Errorf("%s: no outputs %v", o.Text, want)
			}
		}
	}
}

// Two experts, of which one is liked by all: 8 tokens, k = 1, room for 5.
func TestRoutingByHand(t *testing.T) {
	_, b := routingOf(t, "v=1&tokens=8&experts=2&k=1&skew=4&capacity=1.25&seed=3&router=capacity")
	if b.own.Capacity != 5 {
		t.Errorf("there is room for %d, want ⌊1.25 · 8 / 2⌋ = 5", b.own.Capacity)
	}
	if most := b.own.wanted.Max(); b.own.dropped != max(0, most-5) || b.own.bare != b.own.dropped {
		t.Errorf("%d of %d are dropped, %d tokens have nothing", b.own.dropped, most, b.own.bare)
	}
}

// What expert choice gives is equal, what a bias gives keeps its weights, and
// the auxiliary loss and the bias do balance.
func TestRoutersDoWhatTheyAreFor(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := scenario.RoutingTable.Default()
		s.Seed = rapid.Int64Range(0, 1000).Draw(t, "seed")
		s.K = rapid.Int64Range(1, 4).Draw(t, "k")
		b := batchOf(s)
		plain, choice := b.routes[0].wanted, b.routes[3].wanted
		if choice.Variation() != 0 {
			t.Fatalf("expert choice has the loads %v", choice)
		}
		if _, changed := b.unbiased(); changed > 0 {
			t.Fatalf("the weights of %d tokens that choose as before have changed", changed)
		}
		for _, i := range []int{2, 4} {
			if now := b.routes[i].wanted; now.Max() >= plain.Max() {
				t.Fatalf("%s: the largest load is %d, without it %d", b.routes[i].router, now.Max(), plain.Max())
			}
		}
	})
}

// Reordered, the same tokens have the same experts; who is dropped depends on the
// order where room is given by it, and only there.
func TestAShuffleChangesWhoIsDroppedAndNothingElse(t *testing.T) {
	for overflow, moves := range map[string]bool{"order": true, "priority": false} {
		_, was := routingOf(t, "v=1&overflow="+overflow)
		_, is := routingOf(t, "v=1&order=7&overflow="+overflow)
		moved := false
		for token := range was.order {
			a, b := was.own.Of(was.place[token]), is.own.Of(is.place[token])
			if !sameExperts(a, b) || !sameWeights(a, b) {
				t.Fatalf("token %d chooses %v, shuffled %v", token, a, b)
			}
			for i := range a {
				moved = moved || a[i].Fate != b[i].Fate
			}
		}
		if moved != moves {
			t.Errorf("by %s: somebody's fate has changed: %v", overflow, moved)
		}
	}
}

// The line of the capacity goes where the hand is, for every place it can have,
// and each press of a key moves it.
func TestTheCapacityLineFollowsHandAndKeys(t *testing.T) {
	s, b := routingOf(t, "v=1")
	for room := 0; room <= b.most(); room++ {
		held := s
		Routing.Hold(&held, roomGrip, Place{X: laneLeft + float64(room)*b.laneScale().unit, Y: 100})
		if got := batchOf(held).own.Capacity; got != room {
			t.Errorf("held at %d, there is room for %d (%v)", room, got, held.Capacity)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		s := settings(t, &Routing)
		for key, way := range map[string]float64{"ArrowRight": 1, "ArrowLeft": -1} {
			moved, at := s, Place{-1, -1}
			Routing.Key(&moved, &at, roomGrip, key)
			atEnd := s.Capacity >= 10 && way > 0 || s.Capacity <= 0.01 && way < 0
			if (moved.Capacity-s.Capacity)*way <= 0 && !atEnd {
				t.Fatalf("%s moves the factor from %v to %v", key, s.Capacity, moved.Capacity)
			}
		}
	})
}

// The default batch has a placement that beats the greedy one, and the page says
// so when it is found.
func TestTheGreedyPlacementCanBeBeaten(t *testing.T) {
	s, b := routingOf(t, "v=1&place=greedy")
	if !strings.Contains(b.challenge(b.devices()), "Can you do better?") {
		t.Fatalf("it says %s", b.challenge(b.devices()))
	}
	best := make(moe.Placement, s.Experts)
	if !below(b.own.kept, best, make([]int, s.Devices), 0, b.greedy().loads.Max()) {
		t.Fatal("nobody can do better")
	}
	s.SetPlacement(best)
	if text := batchOf(s).challenge(batchOf(s).devices()); text != "You have beaten the greedy rule, which comes to 20; nobody can do better." {
		t.Errorf("with %s it says %s", s.Place, text)
	}
}

// below looks for a placement of the experts from one on that leaves every
// device below a limit.
func below(loads moe.Loads, p moe.Placement, work []int, from, limit int) bool {
	if from == len(loads) {
		return true
	}
	for d := range work {
		if work[d]+loads[from] < limit {
			p[from] = d
			work[d] += loads[from]
			if below(loads, p, work, from+1, limit) {
				return true
			}
			work[d] -= loads[from]
		}
	}
	return false
}

// What the site is built with is what is computed.
func TestPreparedCoursesAreUpToDate(t *testing.T) {
	data, err := os.ReadFile("../study/prepared.json")
	if err != nil {
		t.Fatal(err)
	}
	var list []study.Prepared
	if err := json.Unmarshal(data, &list); err != nil {
		t.Fatal(err)
	}
	if want := Prepare(); !reflect.DeepEqual(list, want) {
		t.Error("prepared.json is old: run go generate ./app/figure")
	}
	s, _ := routingOf(t, "v=1")
	if wants := studyRouting(s, Embed{Own: true}); len(wants) != 2 {
		t.Errorf("the default page wants %d courses, not only the two loops", len(wants))
	}
}

// A picture that is not computed yet says so, and nothing untrue.
func TestTrainingThatIsNotKnownSaysSo(t *testing.T) {
	for _, name := range []string{trainingName, costName} {
		p := panelOf(t, "v=1&seed=4711&step=300", name)
		if !strings.HasPrefix(p.Sentence, "Training: step 0 of 300.") || strings.Contains(p.Sentence, "times the mean") {
			t.Errorf("%s says %s", name, p.Sentence)
		}
	}
	s, _ := routingOf(t, "v=1&seed=4712&step=3")
	for _, w := range studyRouting(s, Embed{Own: true}) {
		study.Known.Study(w)
	}
	if text := batchOf(s).trainings(false).sentence(); !strings.Contains(text, "After 3 steps") || strings.Contains(text, "Training:") {
		t.Errorf("it says %s", text)
	}
}

func TestTrainingThatDivergedSaysSo(t *testing.T) {
	s, _ := routingOf(t, "v=1&rate=100&step=200")
	for _, w := range studyRouting(s, Embed{Own: true}) {
		study.Known.Study(w)
	}
	b := batchOf(s)
	text := b.trainings(false).sentence() + b.costSentence() + b.trainings(false).panel().Picture.String()
	if !strings.Contains(text, "diverged at step") || !strings.Contains(text, "take a smaller") || noNumber.MatchString(text) {
		t.Errorf("it says %s", text)
	}
	if wants := studyRouting(s, Embed{Own: true}); len(wants) != 2 {
		t.Errorf("%d courses are still wanted", len(wants))
	}
}

func TestHistoriesShowTheStepThatIsAskedFor(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		to := rapid.IntRange(0, scenario.MaxTrainingStep).Draw(t, "to")
		steps := samples(to)
		if steps[len(steps)-1] != to || steps[0] != 0 || len(steps) > maxSamples+2 {
			t.Fatalf("up to %d: %v", to, steps)
		}
		for i := range steps[1:] {
			if steps[i] >= steps[i+1] {
				t.Fatalf("up to %d: %v", to, steps)
			}
		}
	})
}

// Hatching stays inside its rectangle.
func TestHatchesStayInside(t *testing.T) {
	if d := hatch(10, 20, 30, 12); strings.Count(d, "M") != 8 {
		t.Errorf("30 by 12 is hatched with %s", d)
	}
	if d := hatch(10, 20, 0, 12) + hatch(3, 3, 4, 0); d != "" {
		t.Errorf("nothing is hatched with %s", d)
	}
}
