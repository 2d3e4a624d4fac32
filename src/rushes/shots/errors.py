"""
StudioError
├── NotFound
│   └── NoSuchShot      there is no shot of that code in the production
├── Conflict
│   └── NothingStale    the shot's words are as its card was planned for
└── Invalid
    └── UnfitCard       a card cannot be that shot's
"""

from rushes.kernel.errors import Conflict, Invalid, NotFound


class NoSuchShot(NotFound):
    """There is no shot of that code in the production."""


class NothingStale(Conflict):
    """The shot's words are as its card was planned for."""


class UnfitCard(Invalid):
    """A card cannot be that shot's; the sentence says why."""
