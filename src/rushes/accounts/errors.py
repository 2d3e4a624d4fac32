"""
StudioError
├── Forbidden
│   └── NotYours        a person's role does not reach that right
└── NotFound
    └── NoSuchMember    nobody of that name has a role in the production
"""

from rushes.kernel.errors import Forbidden, NotFound


class NotYours(Forbidden):
    """A person's role does not reach that right."""


class NoSuchMember(NotFound):
    """Nobody of that name has a role in the production."""
