"""
StudioError
├── NotFound
│   └── NoSuchShot      there is no shot of that code in the production
├── Conflict
│   ├── NothingStale    the shot's words are as its card was planned for
│   ├── CardChanged     somebody wrote another version of the card since it was seen
│   └── NotOmitted      the shot was not taken out of the plan
└── Invalid
    ├── UnfitCard       a card cannot be that shot's
    └── NoPlace         a shot cannot stand there
"""

from rushes.kernel.errors import Conflict, Invalid, NotFound


class NoSuchShot(NotFound):
    """There is no shot of that code in the production."""


class NothingStale(Conflict):
    """The shot's words are as its card was planned for."""


class CardChanged(Conflict):
    """Somebody wrote another version of the card since it was seen; the facts hold theirs and what was seen."""


class NotOmitted(Conflict):
    """The shot was not taken out of the plan by a person."""


class UnfitCard(Invalid):
    """A card cannot be that shot's; the sentence says why."""


class NoPlace(Invalid):
    """A shot cannot stand there; the sentence says why."""
