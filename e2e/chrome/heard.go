package chrome

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/chromedp/cdproto/accessibility"
	"github.com/chromedp/cdproto/dom"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// Heard is an element as assistive technology has it.
type Heard struct {
	// Role, Name, Value and Description are what a screen reader says of it.
	Role, Name, Value, Description string
	// States are those that matter: "pressed", "expanded", "disabled", …
	States []string
	// Inside is what it contains and is heard.
	Inside []Heard
}

// String is a line as a screen reader would say it.
func (h Heard) String() string {
	said := h.Role
	if h.Name != "" {
		said += " “" + h.Name + "”"
	}
	if h.Value != "" && h.Value != h.Name {
		said += ": " + h.Value
	}
	if len(h.States) > 0 {
		said += ", " + strings.Join(h.States, ", ")
	}
	if h.Description != "" {
		said += " — " + h.Description
	}
	return said
}

// Focused returns what has the focus.
func (v *Visit) Focused() (Heard, error) {
	ctx, cancel := v.patient()
	defer cancel()
	object, err := v.object("document.activeElement")
	if err != nil {
		return Heard{}, err
	}
	alone := false
	tree, err := chromedp.Call(ctx, accessibility.GetPartialAXTree, accessibility.GetPartialAXTreeParams{ObjectID: object, FetchRelatives: &alone})
	if err != nil || len(tree.Nodes) == 0 {
		return Heard{}, fmt.Errorf("asking what has the focus: %w", err)
	}
	return heard(tree.Nodes[0]), nil
}

// Hears returns what is heard of an element with all that is inside.
func (v *Visit) Hears(selector string) (Heard, error) {
	ctx, cancel := v.patient()
	defer cancel()
	object, err := v.object(fmt.Sprintf("document.querySelector(%q)", selector))
	if err != nil {
		return Heard{}, err
	}
	node, err := chromedp.Call(ctx, dom.DescribeNode, dom.DescribeNodeParams{ObjectID: object})
	if err != nil {
		return Heard{}, fmt.Errorf("finding %s: %w", selector, err)
	}
	tree, err := chromedp.Call(ctx, accessibility.GetFullAXTree, accessibility.GetFullAXTreeParams{})
	if err != nil {
		return Heard{}, fmt.Errorf("asking for the accessibility tree: %w", err)
	}
	nodes := map[accessibility.NodeID]*accessibility.Node{}
	var root *accessibility.Node
	for _, n := range tree.Nodes {
		nodes[n.NodeID] = n
		if n.BackendDOMNodeID == node.Node.BackendNodeID {
			root = n
		}
	}
	if root == nil {
		return Heard{}, fmt.Errorf("%s is not in the accessibility tree", selector)
	}
	return whole(nodes, root), nil
}

// object returns a handle to what an expression finds on the page.
func (v *Visit) object(expression string) (runtime.RemoteObjectID, error) {
	ctx, cancel := v.patient()
	defer cancel()
	found, err := chromedp.Call(ctx, runtime.Evaluate, runtime.EvaluateParams{Expression: expression})
	if err != nil {
		return "", fmt.Errorf("evaluating %s: %w", expression, err)
	}
	if found.Result.ObjectID == "" {
		return "", fmt.Errorf("there is no %s", expression)
	}
	return found.Result.ObjectID, nil
}

// whole reads a node with what is inside; what is ignored gives its place to what
// it contains.
func whole(nodes map[accessibility.NodeID]*accessibility.Node, n *accessibility.Node) Heard {
	h := heard(n)
	for _, id := range n.ChildIDs {
		child := nodes[id]
		if child == nil {
			continue
		}
		inside := whole(nodes, child)
		if child.Ignored {
			h.Inside = append(h.Inside, inside.Inside...)
		} else {
			h.Inside = append(h.Inside, inside)
		}
	}
	return h
}

func heard(n *accessibility.Node) Heard {
	h := Heard{Role: text(n.Role), Name: text(n.Name), Value: text(n.Value), Description: text(n.Description)}
	for _, p := range n.Properties {
		switch value := text(p.Value); p.Name {
		case "disabled", "pressed", "checked", "expanded", "invalid", "readonly", "required", "selected":
			if value != "false" {
				h.States = append(h.States, string(p.Name))
			} else if p.Name == "expanded" {
				h.States = append(h.States, "collapsed")
			}
		case "valuetext":
			if value != "" {
				h.Value = value
			}
		}
	}
	return h
}

// text is a value as text, without the spaces of its source.
func text(v *accessibility.Value) string {
	if v == nil || len(v.Value) == 0 {
		return ""
	}
	var s any
	if json.Unmarshal(v.Value, &s) != nil {
		return ""
	}
	return strings.Join(strings.Fields(fmt.Sprint(s)), " ")
}
