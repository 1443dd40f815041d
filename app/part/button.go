package part

import "attnexperts/app/markup"

// Button is a button of a class ("" for none) that carries out an action: whoever
// listens to the clicks below it finds the action in its data-do.
func Button(class, action, label string, more ...markup.Item) markup.Node {
	return markup.El("button", markup.Attr("type", "button"), markup.Class(class), markup.Attr("data-do", action), markup.List(more), markup.Text(label))
}

// Quiet is a button beside others.
func Quiet(action, label string, more ...markup.Item) markup.Node {
	return Button("quiet", action, label, more...)
}

// Loud is the one button that is meant to be pressed.
func Loud(action, label string, more ...markup.Item) markup.Node {
	return Button("loud", action, label, more...)
}
