"""
StudioError
├── NotFound
│   ├── NoSuchEntry        the library has no asset of that id
│   └── NoSuchReference    the asset has no such reference
├── Conflict
│   ├── AssetChanged       somebody changed the asset since it was read
│   ├── AssetExists        the library has an asset of that id
│   └── AssetUsed          shots use the asset, so it cannot be taken off the list
└── Invalid
    ├── UnfitAsset         an asset that cannot be one
    ├── UnfitReference     a file, or what is said of it, that cannot be a reference
    └── NotCleared         a clearance without its grounds, or an override of what is not blocked
"""

from rushes.kernel.errors import Conflict, Invalid, NotFound


class NoSuchEntry(NotFound):
    """The library has no asset of that id."""


class NoSuchReference(NotFound):
    """The asset has no such reference."""


class AssetChanged(Conflict):
    """Somebody changed the asset since it was read."""


class AssetExists(Conflict):
    """The library has an asset of that id."""


class AssetUsed(Conflict):
    """Shots use the asset, so it cannot be taken off the list."""


class UnfitAsset(Invalid):
    """An asset that cannot be one."""


class UnfitReference(Invalid):
    """A file, or what is said of it, that cannot be a reference."""


class NotCleared(Invalid):
    """A clearance without its grounds, or an override of what is not blocked."""
