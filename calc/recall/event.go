package recall

import (
	"fmt"
	"slices"
)

// Kind says what an event did.
type Kind uint8

// The kinds of events. A card's content, its tags, and whether it is deleted or
// suspended are as the last event in order left them.
const (
	// Newer is an event of a later version of this format: kept as it is, and
	// not understood.
	Newer Kind = iota
	// Added brings a card, or brings a deleted one back.
	Added
	// Edited replaces what a card says.
	Edited
	// Kept brings a card from the lesson; a card that is there stays as it is.
	Kept
	// Tagged replaces a card's tags.
	Tagged
	Deleted
	Undeleted
	Suspended
	Unsuspended
	// Buried leaves a card out for the rest of the study day.
	Buried
	// Reviewed is one answer to a card.
	Reviewed
	// Undone takes another event back, as if it had never been; whichever of the
	// two arrives first. An undo itself cannot be undone.
	Undone
	// Configured changes the settings.
	Configured
)

var kindNames = []string{
	"", "added", "edited", "kept", "tagged", "deleted", "undeleted", "suspended", "unsuspended", "buried", "review", "undo", "settings",
}

// String returns the kind's name in JSON; that of an event of a later version is
// "".
func (k Kind) String() string { return kindNames[k] }

// Grade is how well a card was remembered, as FSRS counts.
type Grade uint8

// The grades.
const (
	Again Grade = iota + 1 // forgotten
	Hard
	Good
	Easy
)

// MaxTook is the longest time that is counted for one review, in milliseconds: a
// longer one says that the reader was away.
const MaxTook = 300_000

// Weights is the ID of the FSRS parameters that this version schedules by: the
// default weights of FSRS-6, as go-fsrs v4 has them.
const Weights = "fsrs6"

// Event is one thing that happened. Events are never changed; those that belong
// to one reader are a set, and everything else follows from it.
type Event struct {
	ID   ID
	Kind Kind
	// At is what the device's clock said, in Unix milliseconds; Zone how many
	// minutes local time was ahead of UTC there and then.
	At   int64
	Zone int
	// Card is the card it is about; "" for Undone and Configured.
	Card string
	// Content is what the card says: of Added, Edited and Kept.
	Content *Card
	// Tags are the card's tags: of Tagged.
	Tags []string
	// Grade, Took (milliseconds) and Weights (the ID of the FSRS parameters) are
	// of Reviewed.
	Grade   Grade
	Took    int
	Weights string
	// Target is the event taken back: of Undone.
	Target ID
	// Settings are those that hold from then on: of Configured.
	Settings Settings

	// newer is the line of an event of a later version.
	newer string
}

// maxZone is fourteen hours, the most that any zone is away from UTC.
const maxZone = 14 * 60

// Validate says what is wrong with an event, or returns nil.
func (e *Event) Validate() error {
	if err := e.ID.validate(); err != nil {
		return err
	}
	switch {
	case e.Kind == Newer:
		if e.newer == "" {
			return fmt.Errorf("event %v has no kind; allowed are %v", e.ID, kindNames[1:])
		}
		return nil
	case int(e.Kind) >= len(kindNames):
		return fmt.Errorf("event %v has the kind %d; allowed are %v", e.ID, e.Kind, kindNames[1:])
	case e.At < 0 || e.At > e.ID.Stamp:
		return fmt.Errorf("event %v happened at %d ms; allowed is 0 to its stamp, %d: check the device's clock", e.ID, e.At, e.ID.Stamp)
	case e.Zone < -maxZone || e.Zone > maxZone:
		return fmt.Errorf("event %v has a time zone %d minutes from UTC; allowed is −%d to %d", e.ID, e.Zone, maxZone, maxZone)
	}
	if err := e.validBody(); err != nil {
		return fmt.Errorf("event %v: %w", e.ID, err)
	}
	return nil
}

func (e *Event) validBody() error {
	switch e.Kind {
	case Undone:
		return e.Target.validate()
	case Configured:
		return e.Settings.validate()
	}
	if err := validName("the card's ID", e.Card); err != nil {
		return err
	}
	switch e.Kind {
	case Added, Edited, Kept:
		if e.Content == nil || e.Content.ID != e.Card {
			return fmt.Errorf("what card %s says is missing", shown(e.Card))
		}
		return e.Content.Validate()
	case Tagged:
		return validTags(e.Tags)
	case Reviewed:
		switch {
		case e.Grade < Again || e.Grade > Easy:
			return fmt.Errorf("the grade is %d; allowed is %d to %d", e.Grade, Again, Easy)
		case e.Took < 0 || e.Took > MaxTook:
			return fmt.Errorf("the review took %d ms; allowed is 0 to %d", e.Took, MaxTook)
		}
		return validName("the FSRS parameters' ID", e.Weights)
	}
	return nil
}

// kindOf returns the kind of a name in JSON.
func kindOf(name string) (Kind, bool) {
	k := slices.Index(kindNames, name)
	return Kind(max(k, 0)), k > 0
}

// String returns the grade's name: "Again", "Hard", "Good", "Easy".
func (g Grade) String() string {
	if g < Again || g > Easy {
		return "no grade"
	}
	return [...]string{"Again", "Hard", "Good", "Easy"}[g-Again]
}
