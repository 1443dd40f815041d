package site

import (
	"bytes"
	"embed"
	"image/png"
	"path"
	"strconv"
)

// Pictures of the pages, made by "make previews": what a browser shows before it
// installs the app, and what others show where a link to a page is posted.
//
//go:embed screens/*.png
var screenFiles embed.FS

// screen is a picture of the app for the manifest.
type screen struct{ file, form, label string }

var screens = []screen{
	{"lesson-wide.png", "wide", "The lesson, with a mask that can be dragged"},
	{"cache-wide.png", "wide", "How heads share what a conversation keeps"},
	{"lesson-narrow.png", "narrow", "The lesson on a phone"},
	{"practice-narrow.png", "narrow", "An exercise"},
}

func (s screen) link(base string) imageLink {
	return imageLink{Src: base + "screens/" + s.file, Sizes: sizesOf(s.file), Type: "image/png", Form: s.form, Label: s.label}
}

// sizesOf measures a picture: a manifest that says it wrongly is not believed.
func sizesOf(file string) string {
	data, err := screenFiles.ReadFile("screens/" + file)
	if err != nil {
		panic(err) // it is embedded
	}
	c, err := png.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		panic(err)
	}
	return strconv.Itoa(c.Width) + "x" + strconv.Itoa(c.Height)
}

// screenSite returns the pictures as files of the site. They are for others than
// its visitors, so they are not kept for offline use.
func screenSite() []File {
	entries, err := screenFiles.ReadDir("screens")
	if err != nil {
		panic(err) // it is embedded
	}
	var files []File
	for _, e := range entries {
		data, err := screenFiles.ReadFile(path.Join("screens", e.Name()))
		if err != nil {
			panic(err)
		}
		files = append(files, File{Path: "screens/" + e.Name(), Type: "image/png", Data: data, Outside: true})
	}
	return files
}

// previewOf is the picture shown where a link to a page is posted.
func previewOf(pagePath string) string {
	name := path.Base(pagePath)
	if pagePath == "/" {
		name = "lesson"
	}
	return "screens/preview-" + name + ".png"
}
