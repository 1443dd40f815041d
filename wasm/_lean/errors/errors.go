// Package errors stands in for go-app's package of the same name, which prints
// its errors as JSON and notes the line that each was made in. Here they print
// as plain text, with the same words.
package errors

import (
	"errors"
	"fmt"
)

// Error is a message with tags and the error that led to it.
type Error struct {
	message string
	tags    string
	wrapped error
}

// New returns an error with a message.
func New(message string) Error { return Error{message: message} }

// WithTag returns the error with something more that is known.
func (e Error) WithTag(name string, value any) Error {
	e.tags += fmt.Sprintf(", %s: %v", name, value)
	return e
}

// Wrap returns the error with the one that led to it.
func (e Error) Wrap(err error) Error {
	e.wrapped = err
	return e
}

// Unwrap returns the error that led to this one.
func (e Error) Unwrap() error { return e.wrapped }

// Error returns the message, the tags, and what led to it.
func (e Error) Error() string {
	text := e.message + e.tags
	if e.wrapped != nil {
		text += ": " + e.wrapped.Error()
	}
	return text
}

// Is reports what the standard library's does.
func Is(err, target error) bool { return errors.Is(err, target) }
