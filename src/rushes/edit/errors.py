"""
StudioError
├── NotFound
│   ├── NoCut           the production has not been cut yet, or has no cut of that number
│   └── NoRender        there is no render of that id, or it has no such file
├── Conflict
│   ├── CutOvertaken    somebody else cut since the cut that one saw
│   ├── CutLocked       the newest cut is locked
│   └── NotLocked       it is not
└── Invalid
    └── NotInCut        what is to be changed is not in the cut, or cannot be there
"""

from rushes.kernel.errors import Conflict, Invalid, NotFound


class NoCut(NotFound):
    """The production has not been cut yet, or has no cut of that number."""


class NoRender(NotFound):
    """There is no render of that id, or it has no such file."""


class CutOvertaken(Conflict):
    """Somebody else cut since the cut that one saw; it says who and what."""


class CutLocked(Conflict):
    """The newest cut is locked: it is unlocked, with a reason, before it is changed."""


class NotLocked(Conflict):
    """The cut is not locked, so it cannot be unlocked."""


class NotInCut(Invalid):
    """What is to be changed is not in the cut, or cannot be there."""
