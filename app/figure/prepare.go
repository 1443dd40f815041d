package figure

import (
	"attnexperts/app/study"
	"attnexperts/calc/scenario"
)

//go:generate go run ./gen ../study/prepared.json

// Prepare computes what the site is built with: the steps of training that the
// routing page shows first, so that its first picture does not wait.
func Prepare() []study.Prepared {
	s := scenario.RoutingTable.Default()
	var list []study.Prepared
	for _, o := range scenario.RouterOptions {
		w := trainingOf(s, o.Text)
		course := study.NewBook(nil).Study(w)
		p := study.Prepared{Task: w.Task, Records: map[int]study.Record{}}
		for _, step := range samples(w.To) {
			if r, ok := course.At(step); ok {
				p.Records[step] = r
			}
		}
		list = append(list, p)
	}
	return list
}
