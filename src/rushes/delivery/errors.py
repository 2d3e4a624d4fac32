"""
Why a delivery is refused.

StudioError
└── Invalid
    ├── DoesNotFit      the cut has more than the format can hold
    └── NotReady        the handoff's checklist has failing lines, each named
"""

from rushes.kernel.errors import Invalid, InvalidFile


class DoesNotFit(Invalid):
    """The cut has more than the format can hold."""


class NotReady(InvalidFile):
    """The handoff's checklist has failing lines, each named with what to do."""
