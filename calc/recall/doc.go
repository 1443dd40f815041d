// Package recall is the arithmetic of the flashcards: what is on a card, when it
// is due, how well it is known, and the files that cards travel in. It is pure:
// the clock, the time zone, the device's name and the bytes are handed in, and
// events are handed out to be stored.
//
// # Events are the truth
//
// All that a reader does is an [Event], and events are never changed. They are a
// set: a [State] is a fold over them which depends on the set alone, so the
// order of arrival does not matter, nor do duplicates, and merging what two
// devices did is the union ([State.Merge]). An undo is an event too, and leaves
// exactly what was there before. [State.Record] and [State.Grade] make an event;
// store it; then [State.Apply] it.
//
// Events have a total order, that of their [ID]s: a stamp that is later than
// every event the device knew of, whatever its clock said, then the device, then
// its count. Two different events under one ID are both kept.
//
// [State.Findings] tells what is odd about the events. Nothing is left out in
// silence: an event of a later version of the format is kept, merged and
// exported as it is, and told of.
//
// # Time
//
// Moments are Unix milliseconds with the minutes that local time was ahead of
// UTC. Cards in learning are due at a moment, known cards on a study [Day], a
// date in the reader's own calendar that begins at 04:00 unless set otherwise.
// Whatever daylight saving or a journey does, days are counted by dates: a card
// that is due tomorrow is due when tomorrow begins where the reader is. A review
// that is dated before the card's last one, because a clock went back, is taken
// for the time of that last one, and told of.
//
// # Scheduling
//
// [Memory] is what FSRS-6 knows of a card, computed by go-fsrs v4 with its
// default weights, without random intervals, and rounded to float32 after each
// review, so that it comes out the same on every device. The desired retention
// that held when a card was graded decides when it comes back; a changed one
// holds from the next review on. [State.Queue] says what to ask,
// [State.Preview] what each grade would do.
//
// # Files
//
// [Event.Line] is one event as a line of JSON with a CRC-32C, [ReadEvent] its
// strict reader. [State.Export] is everything, [WriteDeck] cards without anyone's
// history, both for [ReadJSON], which sets damaged parts aside and reads the
// rest. [WriteAnki] and [ReadAnki] are Anki's text, both ways; [State.Adopt]
// makes events of the cards. [State.Snapshot] and [Open] keep a state so that its
// events need not be folded again. Files of every version that was ever released
// are read; a field, once released, keeps its meaning.
//
// # Texts
//
// Front and back are rich text with eight tags ([Spans]); everything else in
// them is characters. No function returns HTML from outside. Links lead to pages
// of this site only, or a card is refused.
package recall
