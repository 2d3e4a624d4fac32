"""
StudioError
├── Conflict
│   ├── NotConfirmed       what would be ordered is not what was confirmed
│   └── NotInThatState     an order cannot come to that state from where it is
├── Forbidden
│   └── Unbelieved         a message that its service did not send
├── Invalid
│   ├── UnknownProvider    no provider of that id is installed
│   ├── Unmakeable         the provider cannot make what the card asks
│   └── Unready            the provider is not set up
└── NotFound
    └── NoSuchOrder        there is no such order
"""

from rushes.kernel.errors import Conflict, Forbidden, Invalid, NotFound


class NotInThatState(Conflict):
    """An order cannot come to that state from where it is."""


class NotConfirmed(Conflict):
    """What would be ordered is not what somebody saw and confirmed."""


class Unbelieved(Forbidden):
    """A message that its service did not send, or not now."""


class UnknownProvider(Invalid):
    """No provider of that id is installed."""


class Unmakeable(Invalid):
    """The provider cannot make what the card asks."""


class Unready(Invalid):
    """The provider is not set up: its settings lack something."""


class NoSuchOrder(NotFound):
    """There is no such order."""
