"""
What can be wrong with a media file.

NotMedia            the file is no film or sound that we can read
├── Truncated       it was cut off: fetch it again
└── NoPicture       there is no picture in it
UnevenFrames        its frames do not come at one constant rate
"""

from rushes.kernel.errors import Invalid


class NotMedia(Invalid):
    """The file is no film or sound that we can read."""


class Truncated(NotMedia):
    """The file was cut off while it was copied or downloaded."""


class NoPicture(NotMedia):
    """The file holds no moving picture."""


class UnevenFrames(Invalid):
    """The frames do not come at one constant rate, so no frame number means a time."""
