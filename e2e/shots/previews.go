package main

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"os"
	"path"
	"path/filepath"
	"slices"

	"attnexperts/app/page"
	"attnexperts/e2e/chrome"
)

// previewFolder is where the site's own pictures are kept.
const previewFolder = "web/site/screens"

// preview is a picture that the site brings with it.
type preview struct {
	name, path string
	view       chrome.View
}

// pictured are places on pages that begin with controls and numbers, where there is a
// picture to be seen.
var pictured = map[string]string{
	"/mask/": "#mask-title", "/cache/": "#cache-panel-heads", "/routing/": "#routing-panel-lanes", "/params/": "#params-panel-what",
}

// previews are the pictures of the manifest, and one for each page to be shown
// where a link to it is posted.
func previews() []preview {
	phone := chrome.View{Width: 390, Height: 844, Touch: true, Still: true}
	wide := chrome.View{Width: 1280, Height: 800, Still: true}
	list := []preview{
		{"lesson-wide", "/#look-less-far", wide},
		{"cache-wide", "/cache/" + pictured["/cache/"], wide},
		{"lesson-narrow", "/", phone},
		{"practice-narrow", "/practice/#v=1&kind=masks&seed=3", phone},
	}
	for _, p := range page.All() {
		name := path.Base(p.Path)
		if p.Path == "/" {
			name = "lesson"
		}
		list = append(list, preview{"preview-" + name, p.Path + pictured[p.Path], chrome.View{Width: 1200, Height: 630, Still: true}})
	}
	return list
}

// makePreviews takes the pictures and keeps them in few colours.
func makePreviews(b *chrome.Browser, origin string) error {
	if err := os.MkdirAll(previewFolder, 0o755); err != nil {
		return err
	}
	for _, p := range previews() {
		data, err := picture(b, origin+p.path, p.view, false)
		if err != nil {
			return err
		}
		if data, err = inFewColours(data); err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(previewFolder, p.name+".png"), data, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// inFewColours rewrites a picture in its 256 commonest colours: a page has few.
func inFewColours(data []byte) ([]byte, error) {
	img, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	count := map[color.RGBA]int{}
	box := img.Bounds()
	at := func(x, y int) color.RGBA { return color.RGBAModel.Convert(img.At(x, y)).(color.RGBA) }
	for y := box.Min.Y; y < box.Max.Y; y++ {
		for x := box.Min.X; x < box.Max.X; x++ {
			count[at(x, y)]++
		}
	}
	colours := make([]color.RGBA, 0, len(count))
	for c := range count {
		colours = append(colours, c)
	}
	// Ties are broken by the colour, so that one picture gives one file.
	key := func(c color.RGBA) int { return int(c.R)<<16 | int(c.G)<<8 | int(c.B) }
	slices.SortFunc(colours, func(a, b color.RGBA) int {
		if n := count[b] - count[a]; n != 0 {
			return n
		}
		return key(a) - key(b)
	})
	palette := make(color.Palette, 0, 256)
	for _, c := range colours[:min(256, len(colours))] {
		palette = append(palette, c)
	}
	nearest := map[color.RGBA]uint8{}
	out := image.NewPaletted(box, palette)
	for y := box.Min.Y; y < box.Max.Y; y++ {
		for x := box.Min.X; x < box.Max.X; x++ {
			c := at(x, y)
			i, known := nearest[c]
			if !known {
				i = uint8(palette.Index(c))
				nearest[c] = i
			}
			out.SetColorIndex(x, y, i)
		}
	}
	var b bytes.Buffer
	err = (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&b, out)
	return b.Bytes(), err
}
