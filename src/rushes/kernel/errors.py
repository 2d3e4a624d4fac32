"""
What can go wrong, sorted by what the person can do about it.

StudioError             a sentence for the person, a code for the program, facts for both
├── NotFound            there is no such thing
├── Forbidden           this person may not
├── Conflict            not in this state, or somebody else was first
├── Invalid             the input is wrong, and where
├── OverBudget          the money does not reach
└── Unavailable         a machine or service is not there now

Only the category knows its HTTP status; a domain names its error by choosing one.
"""

import re
from dataclasses import dataclass


class StudioError(Exception):
    """An error a person can act on: what is wrong, where, and what to do."""

    status: int

    def __init__(self, detail: str, **facts: object) -> None:
        super().__init__(detail)
        self.detail = detail
        self.facts = facts

    @property
    def code(self) -> str:
        """The class name in snake case, stable for programs."""
        return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", type(self).__name__).lower()


class NotFound(StudioError):
    """There is no such thing."""

    status = 404


class Forbidden(StudioError):
    """This person may not do that."""

    status = 403


class Conflict(StudioError):
    """The thing is not in a state that allows it, or somebody else was first."""

    status = 409


class Invalid(StudioError):
    """The input is wrong."""

    status = 422


class OverBudget(StudioError):
    """The money does not reach."""

    status = 402


class Unavailable(StudioError):
    """A machine, disk or service is not there now."""

    status = 503


@dataclass(frozen=True, order=True)
class Fault:
    """One thing wrong with an input: where it is and what to do about it."""

    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"


class InvalidFile(Invalid):
    """A file that cannot be read as what it should be; carries every fault found, not only the first."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("\n".join(map(str, faults)), faults=[str(fault) for fault in faults])
        self.faults = faults
