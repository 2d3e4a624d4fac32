"""
StudioError
├── NotFound
│   └── NoSuchRevision    the script has no revision of that number
└── Conflict
    ├── AlreadyLocked     the scene numbers are locked
    └── Overtaken         somebody revised the script since
"""

from rushes.kernel.errors import Conflict, NotFound


class NoSuchRevision(NotFound):
    """The script has no revision of that number."""


class AlreadyLocked(Conflict):
    """The scene numbers are locked."""


class Overtaken(Conflict):
    """Somebody revised the script since."""
