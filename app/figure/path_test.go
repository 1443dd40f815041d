package figure

import (
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
