"""Columns and their fields as a person writes them."""

import pytest

from rushes.craft.shotlists import mapping
from rushes.craft.shotlists.mapping import UnfitMapping


def test_a_heading_or_letter_is_paired_with_its_field() -> None:
    assert mapping.read(["Sticker=note", " C = action", "a=b=title"]) == {
        "Sticker": "note",
        "C": "action",
        "a=b": "title",
    }


@pytest.mark.parametrize("said", ["", "Sticker", "=note", "Sticker="])
def test_half_a_pair_is_refused(said: str) -> None:
    with pytest.raises(UnfitMapping, match=r"is not like .Column=field"):
        mapping.read([said])
