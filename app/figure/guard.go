package figure

import (
	"errors"
	"slices"
)

// errLocked is what a control says that a link has locked.
var errLocked = errors.New("whoever made this link has locked it")

// guarded is a scene of which nothing changes what its link has locked: neither
// controls, nor the hand, nor a button.
type guarded struct{ scene }

func (g *guarded) copied() scene { return &guarded{g.scene.copied()} }

func (g *guarded) keep(before scene) { g.scene.keep(before.(*guarded).scene) }

func (g *guarded) set(key, text string) error {
	if slices.Contains(g.common().Locked(), key) {
		return errLocked
	}
	err := error(nil)
	if !g.try(func(s scene) bool { err = s.set(key, text); return err == nil }) && err == nil {
		return errLocked // it would have moved another that is
	}
	return err
}

func (g *guarded) hold(held string, at Place) bool {
	return g.try(func(s scene) bool { return s.hold(held, at) })
}

func (g *guarded) key(at *Place, held, key string) bool {
	return g.try(func(s scene) bool { return s.key(at, held, key) })
}

func (g *guarded) do(action string) bool {
	return g.try(func(s scene) bool { return s.do(action) })
}

// change makes a change that files bring, and reports whether it did.
func (g *guarded) change(by func(on scene)) bool {
	return g.try(func(s scene) bool { by(s); return true })
}

// try makes a change, unless that would change what is locked, and reports
// whether it did.
func (g *guarded) try(change func(s scene) bool) bool {
	locked := g.common().Locked()
	if len(locked) == 0 {
		return change(g.scene)
	}
	next := g.scene.copied()
	if !change(next) {
		return false
	}
	for _, key := range locked {
		was, _, _ := g.field(key)
		if is, _, _ := next.field(key); is.String() != was.String() {
			return false
		}
	}
	g.scene = next
	return true
}
