package figure

import (
	"slices"
	"sync"
)

// memory keeps the values of a function that were asked for last, so that a
// movement of the hand computes only what it changes. It is a [memo] for more
// than one question.
type memory[K comparable, V any] struct {
	mu    sync.Mutex
	most  int
	known map[K]V
	order []K
}

func (m *memory[K, V]) get(k K, compute func() V) V {
	if forgetful {
		return compute()
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	v, ok := m.known[k]
	if ok {
		m.order = slices.DeleteFunc(m.order, func(o K) bool { return o == k })
	} else {
		v = compute()
	}
	if m.known == nil {
		m.known = map[K]V{}
	}
	if len(m.order) == m.most {
		delete(m.known, m.order[0])
		m.order = slices.Delete(m.order, 0, 1)
	}
	m.known[k], m.order = v, append(m.order, k)
	return v
}
