package site

import (
	"bytes"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"strconv"
)

// The sign is a mask of five tokens: a sliding window of two in blue, and in
// amber the sink that every later query still sees.
const signSide = 5

var (
	signGround = color.RGBA{0x15, 0x17, 0x1c, 0xff}
	signLocal  = color.RGBA{0x4a, 0xa8, 0xe8, 0xff}
	signSink   = color.RGBA{0xf0, 0xb4, 0x29, 0xff}
)

// signCell returns the colour of a cell of the sign, if it has one.
func signCell(query, key int) (color.RGBA, bool) {
	switch {
	case key <= query && query-key < 2:
		return signLocal, true
	case key == 0 && query > 0:
		return signSink, true
	}
	return color.RGBA{}, false
}

type icon struct {
	side    int
	purpose string
	// cell is the side of one cell of the sign in pixels.
	cell int
}

// iconSet are the icons for installing. A maskable one may be cut to a circle
// of four fifths of its side: its sign lies inside that.
var iconSet = []icon{{192, "any", 28}, {512, "any", 76}, {192, "maskable", 20}, {512, "maskable", 54}}

func (i icon) path() string {
	name := "icon"
	if i.purpose == "maskable" {
		name = "maskable"
	}
	return name + "-" + strconv.Itoa(i.side) + ".png"
}

func (i icon) sizes() string { return strconv.Itoa(i.side) + "x" + strconv.Itoa(i.side) }

func (i icon) png() []byte {
	img := image.NewRGBA(image.Rect(0, 0, i.side, i.side))
	draw.Draw(img, img.Bounds(), image.NewUniform(signGround), image.Point{}, draw.Src)
	margin := (i.side - signSide*i.cell) / 2
	gap := max(1, i.cell/14)
	for q := range signSide {
		for k := range signSide {
			if c, ok := signCell(q, k); ok {
				x, y := margin+k*i.cell, margin+q*i.cell
				draw.Draw(img, image.Rect(x+gap, y+gap, x+i.cell-gap, y+i.cell-gap), image.NewUniform(c), image.Point{}, draw.Src)
			}
		}
	}
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		panic(err) // writing to memory
	}
	return b.Bytes()
}

// icons returns the icon files: those of the manifest, Apple's, and the sign
// as a drawing for the browser's tab.
func icons() []File {
	var files []File
	for _, i := range iconSet {
		files = append(files, File{Path: i.path(), Type: "image/png", Data: i.png()})
	}
	apple := icon{180, "any", 26}
	return append(files,
		File{Path: apple.path(), Type: "image/png", Data: apple.png()},
		File{Path: "icon.svg", Type: "image/svg+xml", Data: []byte(signSVG())})
}

func signSVG() string {
	svg := `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64"><rect width="64" height="64" rx="10" fill="` + hexOf(signGround) + `"/>`
	for q := range signSide {
		for k := range signSide {
			if c, ok := signCell(q, k); ok {
				svg += `<rect x="` + strconv.Itoa(8+10*k) + `" y="` + strconv.Itoa(8+10*q) + `" width="8" height="8" fill="` + hexOf(c) + `"/>`
			}
		}
	}
	return svg + "</svg>\n"
}

func hexOf(c color.RGBA) string {
	const digits = "0123456789abcdef"
	s := []byte{'#'}
	for _, v := range []uint8{c.R, c.G, c.B} {
		s = append(s, digits[v>>4], digits[v&15])
	}
	return string(s)
}
