"""
StudioError
├── OverBudget
│   └── NotEnoughLeft    the budget does not reach for what was asked
├── Forbidden
│   ├── Refused          a rule other than money refuses the order
│   └── OnlyOwners       who is an owner is decided by owners
└── Conflict
    ├── VoidGrant        what is to be sent is not what was authorised
    ├── OtherCurrency    money is in another currency than the budget
    └── LastOwner        nobody would own the production
"""

from rushes.kernel.errors import Conflict, Forbidden, OverBudget


class NotEnoughLeft(OverBudget):
    """The budget does not reach for what was asked."""


class Refused(Forbidden):
    """A rule other than money refuses the order."""


class OnlyOwners(Forbidden):
    """Who is an owner is decided by owners."""


class VoidGrant(Conflict):
    """What is to be sent is not what was authorised."""


class OtherCurrency(Conflict):
    """Money is in another currency than the budget."""


class LastOwner(Conflict):
    """Nobody would own the production."""
