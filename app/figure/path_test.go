package figure

import (
	"math"
	"regexp"
	"strconv"
	"testing"

	"pgregory.net/rapid"
)

// Whatever runs go into a path, exactly their cells come out of it, once each.
func TestPathDrawsEachCellOnce(t *testing.T) {
	rectangle := regexp.MustCompile(`M(\d+) (\d+)h(\d+)v(\d+)h-(\d+)z`)
	rapid.Check(t, func(t *rapid.T) {
		const side = 9
		grid := rapid.SliceOfN(rapid.Bool(), side*side, side*side).Draw(t, "cells")
		var p path
		for y := range int64(side) {
			for x := int64(0); x < side; x++ {
				if !grid[y*side+x] {
					continue
				}
				end := x
				for end < side && grid[y*side+end] {
					end++
				}
				p.add(y, x, end)
				x = end
			}
		}
		d := p.String()
		drawn := make([]int, side*side)
		for _, m := range rectangle.FindAllStringSubmatch(d, -1) {
			var v [6]int
			for i := 1; i < 6; i++ {
				v[i], _ = strconv.Atoi(m[i])
			}
			if v[3] != v[5] {
				t.Fatalf("%s is not a rectangle", m[0])
			}
			for y := v[2]; y < v[2]+v[4]; y++ {
				for x := v[1]; x < v[1]+v[3]; x++ {
					drawn[y*side+x]++
				}
			}
		}
		if rest := rectangle.ReplaceAllString(d, ""); rest != "" {
			t.Fatalf("the path has more than rectangles: %q", rest)
		}
		for i, want := range grid {
			if got := drawn[i]; got > 1 || (got == 1) != want {
				t.Fatalf("cell %d is drawn %d times, and is %v; path %s", i, got, want, d)
			}
		}
	})
}

func TestMeasuresHaveTwoDecimalsAtMost(t *testing.T) {
	for f, want := range map[float64]string{0: "0", 1: "1", -1: "-1", 0.5: "0.5", 12.345: "12.35", 12.344: "12.34", -0.001: "0", -0.25: "-0.25", 639.999: "640", 1.05: "1.05", 7.1: "7.1", 1e17: "100000000000000000"} {
		if got := num(f); got != want {
			t.Errorf("%v is written %s, want %s", f, got, want)
		}
	}
	if num(math.NaN()) != "NaN" {
		t.Error("what is no number is written as one")
	}
}
