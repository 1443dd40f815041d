package figure

import (
	"strconv"

	"attnexperts/app/dom"
	"attnexperts/app/markup"
	"attnexperts/app/part"
	"attnexperts/calc/scenario"
)

// stepTime is how long each step of a played picture is seen, in ms.
const stepTime = 140

// player is the row that plays a key of a picture: to the start, a step back,
// play or pause, a step on, and the key's own slider and number.
func (f *Figure) player(p Panel) markup.Node {
	if p.Player == "" {
		return markup.Node{}
	}
	play := "Play"
	if f.live.playback.key == p.Player {
		play = "Pause"
	}
	locked := markup.Flag("disabled", f.control(p.Player).Locked)
	step := func(by, label, icon string) markup.Node {
		return markup.El("button", markup.Attr("type", "button"), markup.Class("quiet"), locked, do("step:"+p.Player+":"+by), markup.Attr("aria-label", label),
			markup.El("svg", markup.Attr("viewBox", "0 0 16 16"), markup.Attr("aria-hidden", "true"), markup.El("path", markup.Attr("fill", "currentColor"), markup.Attr("d", icon))))
	}
	return markup.El(
		"form", markup.Class("player controls"), markup.Attr("autocomplete", "off"), f.landmark("Player: "+p.Question), markup.Attr("data-player", p.Player),
		markup.El(
			"p", markup.Class("player-do"),
			step("start", "To the start", "M2 2h2v12h-2zM14 2v12l-9-6z"), step("-1", "One step back", "M12 2v12l-9-6z"),
			part.Quiet("play:"+p.Player, play, locked),
			step("1", "One step on", "M4 2v12l9-6z"), step("end", "To the end", "M12 2h2v12h-2zM2 2v12l9-6z"),
		),
		f.controlMarkup(p.Player),
	)
}

// played returns the value of a key that is played.
func (f *Figure) played(key string) (scenario.IntValue, bool) {
	v, _, _ := f.scene.field(key)
	n, ok := v.(scenario.IntValue)
	return n, ok
}

// step moves a played key: by a number, or to its start or end.
func (f *Figure) step(key, by string) {
	v, ok := f.played(key)
	if !ok {
		return
	}
	to := v.Min
	switch by {
	case "start":
	case "end":
		to = v.Max
	default:
		n, err := strconv.ParseInt(by, 10, 64)
		if err != nil {
			return
		}
		to = max(v.Min, min(v.Max, v.Get()+n))
	}
	f.set(key, strconv.FormatInt(to, 10))
	delete(f.typed, key)
	f.moved()
}

// play starts playing a key, from its start where it has reached its end, or
// pauses it.
func (f *Figure) play(key string) {
	if f.live.playback.key == key {
		f.pause()
		return
	}
	v, ok := f.played(key)
	if !ok {
		return
	}
	if v.Get() == v.Max {
		f.step(key, "start")
	}
	f.live.playback.key = key
	due := 0.0
	f.live.playback.frames.Start(func(now float64) {
		if due == 0 {
			due = now
		}
		if now < due {
			return
		}
		// A tab that was away does not catch up.
		due = max(due+stepTime, now)
		f.tick(key)
	})
	f.live.playback.seen.Watch(f.live.root.Call("querySelector", `[data-player="`+key+`"]`), func(visible bool) {
		if !visible {
			f.pause()
		}
	})
	f.refresh()
}

// tick is one step of playing.
func (f *Figure) tick(key string) {
	v, ok := f.played(key)
	if !ok || v.Get() >= v.Max {
		f.pause()
		return
	}
	if f.step(key, "1"); f.problem[key] != "" {
		f.pause() // it is locked, or moves something that is
	}
}

// pause stops playing, and shows that it has.
func (f *Figure) pause() {
	f.stop()
	f.refresh()
}

// stop stops playing.
func (f *Figure) stop() {
	f.live.playback.key = ""
	f.live.playback.ended()
}

// playback is what a figure has only while it plays.
type playback struct {
	// key is what is being played, or "".
	key    string
	frames dom.Frames
	seen   dom.Seen
}

// ended stops what plays for good.
func (p *playback) ended() {
	p.frames.Stop()
	p.seen.Stop()
}
