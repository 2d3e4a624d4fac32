"""
StudioError
├── NotFound
│   ├── NoSuchNote        there is no note of that id in the production
│   ├── NoSuchReview      there is no review session of that id in the production
│   └── NoSuchLink        there is no guest link of that id, or none that is open under that address
├── Invalid
│   ├── NotOnIt           a note, range or tick is on nothing that the take has
│   └── NothingToReview   no take is there that a review could go through
├── Conflict
│   ├── NoteChanged       somebody else changed the note first
│   ├── RangesChanged     somebody else said first which frames can be used
│   ├── VerdictChanged    another verdict stands than the one that was seen
│   ├── ReviewClosed      the review is closed already
│   └── ReviewOpen        takes of the review are still without an action, each named
└── Forbidden
    └── NotYourNote       a note is another's
"""

from rushes.kernel.errors import Conflict, Forbidden, Invalid, NotFound


class NoSuchNote(NotFound):
    """There is no note of that id in the production."""


class NoSuchReview(NotFound):
    """There is no review session of that id in the production."""


class NoSuchLink(NotFound):
    """There is no guest link of that id, or none that is open under that address."""


class NotOnIt(Invalid):
    """A note, range or tick is on nothing that the take has."""


class NothingToReview(Invalid):
    """No take is there that a review could go through."""


class NoteChanged(Conflict):
    """Somebody else changed the note first."""


class RangesChanged(Conflict):
    """Somebody else said first which frames can be used."""


class VerdictChanged(Conflict):
    """Another verdict stands than the one that was seen."""


class ReviewClosed(Conflict):
    """The review is closed already."""


class ReviewOpen(Conflict):
    """Takes of the review are still without an action, each named."""


class NotYourNote(Forbidden):
    """A note is another's."""
