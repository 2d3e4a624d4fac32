"""
StudioError
└── Forbidden
    └── NotYours    a person's role does not reach that right
"""

from rushes.kernel.errors import Forbidden


class NotYours(Forbidden):
    """A person's role does not reach that right."""
