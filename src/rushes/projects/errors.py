"""
StudioError
└── NotFound
    └── NoSuchProject    there is no production of that name here
"""

from rushes.kernel.errors import NotFound


class NoSuchProject(NotFound):
    """There is no production of that name here."""
