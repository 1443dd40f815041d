package review

import (
	"strconv"
	"strings"

	"attnexperts/calc/quantity"
	"attnexperts/calc/recall"
)

// sentence makes a sentence of an error.
func sentence(err error) string { return quantity.Sentence(err.Error()) }

// many is a number with the word for one or for many.
func many(n int, one, more string) string { return quantity.Plural(int64(n), one, more) }

// count is a number as people write it.
func count(n int) string { return quantity.Count(int64(n)) }

// joined joins parts that are not empty.
func joined(parts ...string) string {
	kept := parts[:0]
	for _, p := range parts {
		if p != "" {
			kept = append(kept, p)
		}
	}
	return strings.Join(kept, " · ")
}

// some is a number with its word, or nothing where the number is 0.
func some(n int, one, more string) string {
	if n == 0 {
		return ""
	}
	return many(n, one, more)
}

// after says in how many milliseconds something is: "in 12 min", "now".
func after(ms int64) string {
	minutes := (ms + 59_999) / 60_000
	switch {
	case ms <= 0:
		return "now"
	case minutes < 60:
		return "in " + strconv.FormatInt(minutes, 10) + " min"
	}
	return "in " + many(int((minutes+30)/60), "hour", "hours")
}

// inDays says in how many days something is.
func inDays(n int) string {
	switch {
	case n < 0:
		return many(-n, "day", "days") + " ago"
	case n == 0:
		return "today"
	case n == 1:
		return "tomorrow"
	}
	return "in " + many(n, "day", "days")
}

// minutes says a time in milliseconds.
func minutes(ms int64) string {
	if ms < 60_000 {
		return strconv.FormatInt((ms+500)/1000, 10) + " s"
	}
	if ms < 3_600_000 {
		return strconv.FormatInt((ms+30_000)/60_000, 10) + " min"
	}
	return strconv.FormatInt(ms/3_600_000, 10) + " h " + strconv.FormatInt(ms%3_600_000/60_000, 10) + " min"
}

// shortened is the first of a text on one line.
func shortened(text string, most int) string {
	text = strings.Join(strings.Fields(text), " ")
	if runes := []rune(text); len(runes) > most {
		return strings.TrimRight(string(runes[:most]), " ") + "…"
	}
	return text
}

// kindName is what a kind of card is called.
func kindName(k recall.CardKind) string {
	switch k {
	case recall.Cloze:
		return "Text with gaps"
	case recall.Numeric:
		return "Number to type"
	case recall.Picture:
		return "Picture"
	case recall.Spec:
		return "Reading a spec"
	}
	return "Question and answer"
}

// stateOf is the word for how a card stands.
func stateOf(v recall.View) string {
	switch {
	case v.Deleted:
		return "deleted"
	case v.Suspended:
		return "suspended"
	}
	return v.Memory.Phase.String()
}

// standing says how a card stands: its state, and when it comes.
func standing(v recall.View, now int64, today recall.Day) (state, due string) {
	state = stateOf(v)
	switch m := v.Memory; {
	case v.Deleted, v.Suspended, m.Phase == recall.New:
		return state, ""
	case m.Phase == recall.Review:
		return state, "due " + inDays(int(m.DueDay-today))
	default:
		return state, "due " + after(m.DueAt-now)
	}
}
