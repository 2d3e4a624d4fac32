"""
StudioError
├── Conflict
│   └── NotInThatState     an order cannot come to that state from where it is
├── Invalid
│   ├── UnknownProvider    no provider of that id is installed
│   └── Unmakeable         the provider cannot make what the card asks
└── NotFound
    └── NoSuchOrder        there is no such order
"""

from rushes.kernel.errors import Conflict, Invalid, NotFound


class NotInThatState(Conflict):
    """An order cannot come to that state from where it is."""


class UnknownProvider(Invalid):
    """No provider of that id is installed."""


class Unmakeable(Invalid):
    """The provider cannot make what the card asks."""


class NoSuchOrder(NotFound):
    """There is no such order."""
