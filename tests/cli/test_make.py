"""What `make` says of what did not come."""

from rushes.cli.make import complaints
from rushes.generation.rules import State
from rushes.generation.tables import Order


def refused(shot: str) -> Order:
    return Order(subject=f"shot:{shot}", provider="simulated", state=State.REFUSED, says="It makes no rain.")


def test_shots_that_cannot_be_asked_for_are_named_beside_orders_that_came_to_nothing() -> None:
    unasked = {"S01-SH03": "Ark makes 4 to 15 seconds, the card asks 20.", "S01-SH02": "too many words."}

    assert complaints([refused("S02-SH01"), refused("S01-SH01")], unasked) == [
        "S01-SH03: cannot be asked: Ark makes 4 to 15 seconds, the card asks 20.",
        "S01-SH02: cannot be asked: too many words.",
        "S01-SH01, S02-SH01: refused: It makes no rain.",
    ]
    assert complaints([]) == []
