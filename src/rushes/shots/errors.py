"""
StudioError
└── NotFound
    └── NoSuchShot    there is no shot of that code in the production
"""

from rushes.kernel.errors import NotFound


class NoSuchShot(NotFound):
    """There is no shot of that code in the production."""
