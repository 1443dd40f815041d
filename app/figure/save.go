package figure

import (
	"strings"

	"attnexperts/app/markup"
)

// picturePaint gives a saved picture the page's light colours, since it leaves
// the page's styles behind. A test holds the two together.
const picturePaint = `svg{background:#fff}
text{fill:#55565c;font:15px system-ui,sans-serif}.t-query{fill:#a84a00;font-weight:600}
.c-local{fill:#0072b2}.c-anchored{fill:#d18f00}.c-causal{fill:#e3dfd4}.c-self{fill:#d55e00}
.c-reach{fill:#7fb6d9}.c-causal-reach{fill:#009e73}
.c-query{fill:none;stroke:#d55e00;stroke-width:2}.c-frame{fill:none;stroke:#8a867c}
.c-grid{fill:none;stroke:#fff;stroke-width:1}.cells{shape-rendering:crispEdges}
.c-tile-full{fill:none;stroke:#009e73;stroke-width:2.5}
.c-tile-partial{fill:none;stroke:#009e73;stroke-width:1.5;stroke-dasharray:4 3}
.c-point,.c-catch,.ring,.c-grip{display:none}`

// standalone returns a picture as an SVG file of its own.
func standalone(picture markup.Node, title, description string) string {
	text := picture.String()
	head, rest, _ := strings.Cut(text, ">")
	return `<?xml version="1.0" encoding="UTF-8"?>` + "\n" +
		strings.Replace(head, "<svg", `<svg xmlns="http://www.w3.org/2000/svg"`, 1) + ">" +
		markup.El("title", markup.Text(title)).String() +
		markup.El("desc", markup.Text(description)).String() +
		"<style>" + picturePaint + "</style>" + rest + "\n"
}
