package figure

import "sync"

// A memo keeps the last answer to a question, so that what a change does not
// touch is not worked out again.
type memo[Q comparable, A any] struct {
	mu       sync.Mutex
	asked    bool
	question Q
	answer   A
}

// forgetful is set by tests that compare with what nothing is remembered for.
var forgetful bool

// of returns the answer to a question, which it asks only where it is a new one.
func (m *memo[Q, A]) of(q Q, answer func() A) A {
	if forgetful {
		return answer()
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if !m.asked || m.question != q {
		m.question, m.answer, m.asked = q, answer(), true
	}
	return m.answer
}
