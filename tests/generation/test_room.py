"""The waiting room: what breaks on one look costs no order its place, and is told as what it is."""

import time
from collections.abc import Sequence

import pytest
from sqlalchemy.exc import OperationalError

from rushes.generation import rules
from rushes.generation.room import Room
from rushes.providers.base import Done, Waiting
from rushes.providers.errors import Cause, NotNow
from tests.generation.conftest import Answer, Scripted

AWAY = OperationalError("select", {}, OSError("the server closed the connection"))


class Desk:
    """The database as the room uses it: what it answers, and what it was asked."""

    def __init__(self, *answers: Exception | None) -> None:
        self.answers = list(answers)
        self.begun: list[list[str]] = []

    def wishes(self, orders: Sequence[str]) -> frozenset[str]:
        return frozenset()

    def begins(self, orders: Sequence[str]) -> frozenset[str]:
        self.begun.append(list(orders))
        if self.answers and (error := self.answers.pop(0)):
            raise error
        return frozenset(orders)


def waited(desk: Desk, *polls: Answer) -> tuple[object, float]:
    """What is heard of an order that was queued, and after how many seconds."""
    room, began = (
        Room(Scripted(polls=[*polls]), desk.wishes, desk.begins, (0.01, 0.05), lambda: False),
        time.monotonic(),
    )
    return room.wait("order", "remote", "queued", 60.0), time.monotonic() - began


def test_that_orders_run_is_written_at_the_next_look_when_the_database_was_away(
    caplog: pytest.LogCaptureFixture,
) -> None:
    desk = Desk(AWAY, AWAY, None)
    news, seconds = waited(desk, Waiting(), Waiting(), Waiting(), Waiting(), Done("clip"))

    assert news == Done("clip")
    assert desk.begun == [["order"]] * 3, "until it was written, and not once more"
    assert caplog.text.count("the waiting room was held up") == 2
    assert "a provider broke" not in caplog.text
    assert seconds < rules.LONGEST_PAUSE / 2, "the service is not left alone for what the database did"


@pytest.mark.parametrize("broken", [ZeroDivisionError(), NotNow(Cause.RATE_LIMIT, "Later.", after=0.5)])
def test_a_service_that_could_not_be_asked_is_left_alone_for_a_while(
    broken: Exception, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rules, "LONGEST_PAUSE", 0.5)
    news, seconds = waited(Desk(), broken, Done("clip"))

    assert news == Done("clip")
    assert seconds >= 0.5
    assert ("a provider broke" in caplog.text) is isinstance(broken, ZeroDivisionError)
