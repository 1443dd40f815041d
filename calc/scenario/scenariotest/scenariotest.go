// Package scenariotest opens links in tests: those that texts, cards and exercises
// lead to have to be the ones that the pages write.
package scenariotest

import (
	"strings"

	"attnexperts/calc/scenario"
)

// Link is what a link opens.
type Link struct {
	// Canonical is the link that the page writes of it, Notices what could not be
	// used of the one that was given.
	Canonical string
	Notices   []scenario.Notice
	// Given has the scenario's values as links have them, by their keys.
	Given map[string]string
}

// Open opens a link to a figure's page; false where no figure lives.
func Open(link string) (Link, bool) {
	path, fragment, _ := strings.Cut(link, "#")
	switch path {
	case scenario.MaskTable.Path:
		return open(scenario.MaskTable, fragment), true
	case scenario.CacheTable.Path:
		return open(scenario.CacheTable, fragment), true
	case scenario.RoutingTable.Path:
		return open(scenario.RoutingTable, fragment), true
	case scenario.ParamsTable.Path:
		return open(scenario.ParamsTable, fragment), true
	case scenario.SpecTable.Path:
		return open(scenario.SpecTable, fragment), true
	}
	return Link{}, false
}

func open[S any](table scenario.Table[S], fragment string) Link {
	s, notices := table.Parse(fragment)
	l := Link{table.Link(s), notices, map[string]string{}}
	for _, f := range table.Fields {
		l.Given[f.Key] = f.Of(&s).String()
	}
	return l
}
