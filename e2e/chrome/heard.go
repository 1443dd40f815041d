package chrome

import (
	"encoding/json"
	"fmt"
	"slices"
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
	if said == "DisclosureTriangle" {
		said = "fold"
	}
	if h.Name != "" {
		said += " “" + h.Name + "”"
	}
	if h.Value != "" && h.Value != h.Name {
		said += ": " + beginning(h.Value)
	}
	if len(h.States) > 0 {
		said += ", " + strings.Join(h.States, ", ")
	}
	if h.Description != "" {
		said += " — " + h.Description
	}
	return said
}

// beginning shortens a long text, as who listens would.
func beginning(text string) string {
	const enough = 160
	if r := []rune(text); len(r) > enough {
		return string(r[:enough]) + "…"
	}
	return text
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
	return v.spoken(tree.Nodes[0]), nil
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
	return v.whole(nodes, root), nil
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
func (v *Visit) whole(nodes map[accessibility.NodeID]*accessibility.Node, n *accessibility.Node) Heard {
	h := v.spoken(n)
	for _, id := range n.ChildIDs {
		child := nodes[id]
		if child == nil {
			continue
		}
		inside := v.whole(nodes, child)
		if child.Ignored {
			h.Inside = append(h.Inside, inside.Inside...)
		} else {
			h.Inside = append(h.Inside, inside)
		}
	}
	return h
}

// spoken is what is heard of a node; of one that slides or counts, what its value
// means, which the protocol leaves out.
func (v *Visit) spoken(n *accessibility.Node) Heard {
	h := heard(n)
	if h.Role != "slider" && h.Role != "spinbutton" {
		return h
	}
	ctx, cancel := v.patient()
	defer cancel()
	node, err := chromedp.Call(ctx, dom.DescribeNode, dom.DescribeNodeParams{BackendNodeID: n.BackendDOMNodeID})
	if err != nil {
		return h
	}
	for pair := range slices.Chunk(node.Node.Attributes, 2) {
		if pair[0] == "aria-valuetext" {
			h.Value = pair[1]
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
