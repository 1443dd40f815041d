// Package practice has the exercises of the lesson: made from a seed, graded,
// and solved step by step.
//
// [Kinds] lists what can be practised. [Make] makes an exercise of a kind from a
// seed and a level, the same one for ever, so that a link gives it to a class.
// An [Exercise] has what is given as [Block] values, and one or more [Question]
// values, asked in order. [Grade] judges what was typed or chosen; each question
// has its [Step] values, the worked solution, and a link to the figure that shows
// it.
//
//	e := practice.Make("kv-cache", 7, 1)
//	v := practice.Grade(e, 0, "512 KiB") // v.Outcome == practice.Right
//
// A [Session] mixes kinds by what was missed and what has not been seen; all that
// it needs to know are the [Result] values so far, which a page keeps as lines of
// text.
//
// # For ever
//
// What a link gives today it gives next year. So the lists that exercises are
// drawn from (models, devices, rules, troubles, mistakes) stay as they are: to
// add to one is to change every exercise of its kind. A new kind changes no
// exercise, but it must not come into the sessions that links have given to
// classes. testdata/exercises.golden holds a few exercises of each kind,
// sessions.golden a few sessions.
//
// # Text
//
// All text is plain, but for backquotes: what stands between two of them is code
// (a field of a config, a rule). [Pieces] parts a text there.
//
// # Answers
//
// What is answered is text, of a form that depends on the question's kind:
//
//	Number   as people type it: "40 GiB", "42.9 GB", "4.29e10"
//	Choice   the number of the option, from 0: "2"
//	Line     the number of the line, from 0: "3"
//	Matrix   for each row the number of its option, with commas between: "0,1,1"
//	Rule     a rule of the mask language: "causal & window(8)"
//
// # Score and streak
//
// An exercise is right at first try if the first usable answer to each of its
// questions was right, and no hint was taken before it. The score of a session
// is how many of its exercises were. The streak is how many of the latest
// exercises were, counted backwards from the last one to the first that was
// not; it goes on from session to session.
package practice
