"""
StudioError
├── NotFound
│   └── NoSuchShot      there is no shot of that code in the production
└── Conflict
    └── NothingStale    the shot's words are as its card was planned for
"""

from rushes.kernel.errors import Conflict, NotFound


class NoSuchShot(NotFound):
    """There is no shot of that code in the production."""


class NothingStale(Conflict):
    """The shot's words are as its card was planned for."""
