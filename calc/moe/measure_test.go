package moe

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"attnexperts/calc/quantity"
)

func near(a, b float64) bool { return math.Abs(a-b) <= 1e-12*math.Max(1, math.Abs(b)) }

func TestAuxLossIsAlphaAtBalanceForEveryK(t *testing.T) {
	for k := 1; k <= 8; k++ {
		for _, router := range []Router{Softmax, Sigmoid} {
			c := small(24, 8, k)
			c.Router = router
			if got := route(t, c, cyclic(c), nil).AuxLoss(0.01); !near(got, 0.01) {
				t.Errorf("%s, k = %d: %v, want 0.01", router, k, got)
			}
		}
	}
}

// Switch Transformer, equations 4 to 6, by hand: 2 experts, 4 tokens with
// probabilities 3/4 and 1/4, three of them the one way round.
func TestAuxLossByHand(t *testing.T) {
	c := small(4, 2, 1)
	b := Batch{4, 2, []float64{math.Log(3), 0, math.Log(3), 0, math.Log(3), 0, 0, math.Log(3)}}
	f, p := []float64{3.0 / 4, 1.0 / 4}, []float64{(3*0.75 + 0.25) / 4, (3*0.25 + 0.75) / 4}
	want := 0.1 * 2 * (f[0]*p[0] + f[1]*p[1])
	r := route(t, c, b, nil)
	if got := r.AuxLoss(0.1); !near(got, want) {
		t.Errorf("auxiliary loss %v, want %v", got, want)
	}
	// What is dropped counts as sent.
	c.Overflow, c.CapacityFactor = DropLast, 1
	if got := route(t, c, b, nil).AuxLoss(0.1); !near(got, want) {
		t.Errorf("auxiliary loss %v with drops, want %v", got, want)
	}
}

// ST-MoE, equation 5, by hand.
func TestZLossByHand(t *testing.T) {
	b := Batch{2, 4, []float64{0, 0, 0, 0, math.Log(1), math.Log(2), math.Log(3), math.Log(4)}}
	want := 1e-3 * (math.Pow(math.Log(4), 2) + math.Pow(math.Log(10), 2)) / 2
	if got := b.ZLoss(1e-3); !near(got, want) {
		t.Errorf("z-loss %v, want %v", got, want)
	}
}

func TestMeasuresOfLoadByHand(t *testing.T) {
	for _, test := range []struct {
		loads                                Loads
		violation, variation, entropy, times float64
		unused                               int
	}{
		{Loads{4, 4, 4, 4}, 0, 0, math.Log(4), 1, 0},
		{Loads{16, 0, 0, 0}, 3, math.Sqrt(3), 0, 4, 3},
		{Loads{6, 2}, 0.5, 0.5, -0.75*math.Log(0.75) - 0.25*math.Log(0.25), 1.5, 0},
		{Loads{0, 0}, 0, 0, 0, 1, 2},
		{Loads{}, 0, 0, 0, 1, 0},
	} {
		l := test.loads
		if !near(l.MaxViolation(), test.violation) || !near(l.Variation(), test.variation) || !near(l.Entropy(), test.entropy) ||
			!near(l.Imbalance(), test.times) || l.Unused() != test.unused {
			t.Errorf("%v: MaxVio %v, variation %v, entropy %v, imbalance %v, unused %d",
				l, l.MaxViolation(), l.Variation(), l.Entropy(), l.Imbalance(), l.Unused())
		}
	}
}

// leastMax tries all placements with at most room experts on a device.
func leastMax(l Loads, devices, room int) int {
	best := math.MaxInt
	work, count := make([]int, devices), make([]int, devices)
	var place func(e int)
	place = func(e int) {
		if e == len(l) {
			most := 0
			for _, w := range work {
				most = max(most, w)
			}
			best = min(best, most)
			return
		}
		for d := range devices {
			if count[d] < room {
				work[d], count[d] = work[d]+l[e], count[d]+1
				place(e + 1)
				work[d], count[d] = work[d]-l[e], count[d]-1
			}
		}
	}
	place(0)
	return best
}

func TestGreedyPlacementIsNearTheBest(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l := Loads(rapid.SliceOfN(rapid.IntRange(0, 50), 1, 8).Draw(t, "loads"))
		devices := rapid.IntRange(1, min(4, len(l))).Draw(t, "devices")
		p, err := l.Greedy(devices, 0)
		if err != nil {
			t.Fatal(err)
		}
		if err := p.Check(len(l), devices); err != nil {
			t.Fatal(err)
		}
		got, least := l.OnDevices(p, devices), leastMax(l, devices, len(l))
		if got.Total() != l.Total() {
			t.Fatalf("placed %d of %d", got.Total(), l.Total())
		}
		if bound := (4.0/3 - 1/(3*float64(devices))) * float64(least); float64(got.Max()) > bound+1e-9 || got.Max() < least {
			t.Fatalf("largest load %d, best %d", got.Max(), least)
		}
		room := (len(l) + devices - 1) / devices
		if p, err = l.Greedy(devices, room); err != nil {
			t.Fatal(err)
		}
		ones := make(Loads, len(l))
		for e := range ones {
			ones[e] = 1
		}
		if most := ones.OnDevices(p, devices).Max(); most > room {
			t.Fatalf("%d experts on a device with room for %d", most, room)
		}
		if most := l.OnDevices(p, devices).Max(); most < leastMax(l, devices, room) {
			t.Fatalf("largest load %d is below the best there is", most)
		}
	})
}

func TestGreedyPlacementByHand(t *testing.T) {
	// Graham's own worst case for 2 devices: 7 where 6 is possible.
	l := Loads{3, 3, 2, 2, 2}
	p, err := l.Greedy(2, 0)
	if err != nil {
		t.Fatal(err)
	}
	if got := l.OnDevices(p, 2).Max(); got != 7 {
		t.Errorf("largest load %d, want 7", got)
	}
	if got := l.OnDevices(Placement{0, 0, 1, 1, 1}, 2).Imbalance(); got != 1 {
		t.Errorf("imbalance of the best placement %v, want 1", got)
	}
	for _, bad := range []struct{ devices, room int }{{0, 0}, {6, 0}, {2, 2}, {2, -1}} {
		if _, err := l.Greedy(bad.devices, bad.room); err == nil {
			t.Errorf("%d devices with room for %d: no error", bad.devices, bad.room)
		}
	}
}

func TestContiguousPlacementIsEven(t *testing.T) {
	for experts := 1; experts < 20; experts++ {
		for devices := 1; devices <= experts; devices++ {
			p := Contiguous(experts, devices)
			count := make(Loads, devices)
			for e, d := range p {
				if e > 0 && (d < p[e-1] || d > p[e-1]+1) {
					t.Fatalf("%d experts on %d devices: %v", experts, devices, p)
				}
				count[d]++
			}
			if count.Unused() > 0 || count.Max() > (experts+devices-1)/devices {
				t.Fatalf("%d experts on %d devices: %v", experts, devices, count)
			}
		}
	}
}

func TestTrafficCountsWhatChangesDevice(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := configs().Draw(t, "config")
		r := route(t, c, c.Batch(0), nil)
		p := Placement(rapid.SliceOfN(rapid.IntRange(0, c.Devices-1), c.Experts, c.Experts).Draw(t, "placement"))
		assignments, visits := int64(0), map[[2]int]bool{}
		for _, a := range r.Assignments {
			from, to := int(a.Token)*c.Devices/c.Tokens, p[a.Expert]
			if a.Fate == Kept && from != to {
				assignments++
				visits[[2]int{int(a.Token), to}] = true
			}
		}
		got, err := r.AllToAll(p, c.Devices, 7168, quantity.FP8)
		if err != nil {
			t.Fatal(err)
		}
		want := Traffic{assignments, int64(len(visits)), 2 * 7168 * assignments, 2 * 7168 * int64(len(visits))}
		if got != want {
			t.Fatalf("traffic %+v, want %+v", got, want)
		}
	})
	c := small(8, 4, 2)
	r := route(t, c, c.Batch(0), nil)
	if _, err := r.AllToAll(Placement{0, 1, 2, 0}, 2, 8, quantity.BF16); err == nil {
		t.Error("an expert is on a device that is not there")
	}
	if _, err := r.AllToAll(Placement{0, 1}, 2, 8, quantity.BF16); err == nil {
		t.Error("two of four experts are placed")
	}
	if _, err := r.AllToAll(Contiguous(4, 2), 2, math.MaxInt64, quantity.BF16); err == nil {
		t.Error("bytes past an int64 are counted")
	}
}
