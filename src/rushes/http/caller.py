"""Who is asking: decided by one function, chosen where the application is put together."""

from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Annotated

from fastapi import Depends, Request

from rushes.kernel.errors import Forbidden


class SignInNeeded(Forbidden):
    """Nobody knows who is asking."""


@dataclass(frozen=True)
class Caller:
    """A person, by the name that events and verdicts record."""

    name: str


Resolve = Callable[[Request], Caller]
"""Tells who asks, or raises SignInNeeded."""

OWNER = Caller("owner")


def local_owner(bound_to: str) -> Resolve:
    """Whoever reaches a server that listens on loopback alone is its owner; on any other address nobody is."""
    alone = is_loopback(bound_to)

    def resolve(_request: Request) -> Caller:
        if not alone:
            raise SignInNeeded("This studio listens to the network, so it needs to know who you are.")
        return OWNER

    return resolve


def is_loopback(host: str) -> bool:
    """Whether an address or name can only be this machine."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _caller(request: Request) -> Caller:
    resolve: Resolve = request.app.state.resolve_caller
    return resolve(request)


Asking = Annotated[Caller, Depends(_caller)]
"""A route's caller."""
