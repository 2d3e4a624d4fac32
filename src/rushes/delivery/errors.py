"""
Why a delivery is refused.

StudioError
├── Invalid
│   ├── DoesNotFit      the cut has more than the format can hold
│   └── NotReady        the handoff's checklist has failing lines, each named
└── Conflict
    └── NotAHandoff     the place named for a handoff holds something else
"""

from rushes.kernel.errors import Conflict, Invalid, InvalidFile


class DoesNotFit(Invalid):
    """The cut has more than the format can hold."""


class NotReady(InvalidFile):
    """The handoff's checklist has failing lines, each named with what to do."""


class NotAHandoff(Conflict):
    """The place named for a handoff holds something else, which is not overwritten."""


class NotApproved(Conflict):
    """A master was asked for before every take in the cut was approved."""


class NothingMade(Conflict):
    """No shot has a take, so there is nothing to cut."""


class UnfitClip(Invalid):
    """A clip of one's own does not fit the production."""


class UnknownFormat(Invalid):
    """There is no export format of that id."""
