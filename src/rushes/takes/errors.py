"""
StudioError
└── NotFound
    └── NoSuchTake    there is no take of that code in the production
"""

from rushes.kernel.errors import NotFound


class NoSuchTake(NotFound):
    """There is no take of that code in the production."""
