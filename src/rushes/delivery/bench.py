"""What delivery's steps work with, put in place once, when the program is put together."""

from rushes.delivery.film import Tools

_in_place: list[Tools] = []


def equip(tools: Tools) -> None:
    """Put the tools in place, for every step of this process."""
    _in_place[:] = [tools]


def tools() -> Tools:
    """The tools in place."""
    assert _in_place, "delivery.bench.equip comes before any delivery that is durable work"
    return _in_place[0]
