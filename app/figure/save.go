package figure

import (
	_ "embed"
	"strings"

	"attnexperts/app/markup"
)

// PictureCSS has the pictures' colours and shapes. The site's styles begin with
// it, and a saved picture takes it with it.
//
//go:embed picture.css
var PictureCSS string

// alone is what a picture needs besides where no page lies under it, and what
// makes no sense there: grips and what is only there to be caught.
const alone = `svg{background:var(--raised)}.c-point,.c-catch,.ring,.c-grip,.c-boundary{display:none}`

// standalone returns a picture as an SVG file of its own.
func standalone(picture markup.Node, title, description string) string {
	head, rest, _ := strings.Cut(picture.String(), ">")
	return `<?xml version="1.0" encoding="UTF-8"?>` + "\n" +
		strings.Replace(head, "<svg", `<svg xmlns="http://www.w3.org/2000/svg"`, 1) + ">" +
		markup.El("title", markup.Text(title)).String() +
		markup.El("desc", markup.Text(description)).String() +
		"<style>" + PictureCSS + alone + "</style>" + rest + "\n"
}
