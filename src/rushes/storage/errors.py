"""
What can go wrong with blobs.

NoSuchBlob          nothing is kept under that hash
DamagedBlob         what is kept is no longer what its hash says
StoreUnavailable    the disk is full or read-only, or the bucket does not answer
BadStoreUrl         the address is not one of a store
"""

from rushes.kernel.errors import Invalid, NotFound, Unavailable


class NoSuchBlob(NotFound):
    """Nothing is kept under that hash."""


class DamagedBlob(Unavailable):
    """What is kept is no longer what its hash says."""


class StoreUnavailable(Unavailable):
    """The disk is full or read-only, or the bucket does not answer."""


class BadStoreUrl(Invalid):
    """The address is not one of a store."""
