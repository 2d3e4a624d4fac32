"""A request is what a grant is bound to: every byte of it counts."""

from dataclasses import replace
from typing import Any

import pytest

from rushes.providers.base import Citation, Makes, Request

ASKED = Request(
    "card",
    "A door.",
    24,
    "24",
    128,
    72,
    1,
    (Citation(1, "CH-ADA", "identity"),),
    {"fast": True},
    {"card": {"code": "x"}},
)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("model", "card-2"),
        ("prompt", "A door"),
        ("frames", 25),
        ("rate", "25"),
        ("width", 130),
        ("height", 74),
        ("attempt", 2),
        ("citations", ()),
        ("citations", (Citation(1, "CH-ADA", "wardrobe"),)),
        ("citations", (Citation(1, "CH-ADA", "identity", "f" * 64),)),
        ("settings", {"fast": False}),
        ("plan", {"card": {"code": "y"}}),
        ("makes", Makes.IMAGE),
    ],
)
def test_any_change_changes_digest_and_seed(field: str, value: Any) -> None:
    changed = replace(ASKED, **{field: value})

    assert changed.digest != ASKED.digest
    assert changed.seed != ASKED.seed


def test_a_request_is_the_same_after_a_way_through_json() -> None:
    again = Request.of(ASKED.plain())

    assert again == ASKED
    assert again.digest == ASKED.digest


def test_an_order_from_before_there_was_anything_but_clips_keeps_its_digest() -> None:
    old = {name: value for name, value in ASKED.plain().items() if name != "makes"}

    assert old == ASKED.plain()
    assert Request.of(old) == ASKED
    assert Request.of(replace(ASKED, makes=Makes.TEXT).plain()).makes is Makes.TEXT
