"""
StudioError
└── NotFound
    └── NoCut    the production has not been cut yet
"""

from rushes.kernel.errors import NotFound


class NoCut(NotFound):
    """The production has not been cut yet."""
