"""
StudioError
├── NotFound
│   ├── NoSuchRevision    the script has no revision of that number
│   ├── NoSuchScene       the script has no scene of that code
│   └── NoSuchMark        nothing is marked there
├── Conflict
│   ├── AlreadyLocked     the scene numbers are locked
│   └── Overtaken         somebody revised the script since
└── Invalid
    ├── UnfitMark         a mark that does not say what it does
    └── UnfitRule         a rule of the breakdown cannot be read
"""

from rushes.kernel.errors import Conflict, Invalid, NotFound


class NoSuchRevision(NotFound):
    """The script has no revision of that number."""


class NoSuchScene(NotFound):
    """The script has no scene of that code."""


class NoSuchMark(NotFound):
    """Nothing is marked there."""


class UnfitMark(Invalid):
    """A mark that does not say what it does."""


class UnfitRule(Invalid):
    """A rule of the breakdown cannot be read; the sentence says which, and why."""


class AlreadyLocked(Conflict):
    """The scene numbers are locked."""


class Overtaken(Conflict):
    """Somebody revised the script since."""
