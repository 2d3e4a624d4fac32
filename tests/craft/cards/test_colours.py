"""Colour words and what they colour."""

import pytest

from rushes.craft.cards import colours


def named(text: str) -> list[tuple[str, str]]:
    return [(colour.name, colour.of) for colour in colours.named_in(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("brown cardigan, grey beard", [("brown", "cardigan"), ("grey", "beard")]),
        ("rust-orange hooded rain jacket, torn", [("rust-orange", "hooded rain jacket")]),
        ("a Rust Orange coat", [("rust-orange", "coat")]),
        ("gray hair and sea green eyes", [("grey", "hair"), ("teal", "eyes")]),
        ("black cat on a white mat", [("black", "cat"), ("white", "mat")]),
        ("bored, reddish, goldfish", []),
        ("", []),
    ],
)
def test_colours_are_found_in_order_with_the_thing_they_colour(text: str, expected: list[tuple[str, str]]) -> None:
    assert named(text) == expected


def test_every_word_has_a_colour_that_can_be_painted() -> None:
    for name, rgb in colours.SRGB.items():
        (found,) = colours.named_in(f"a {name} coat")
        assert found == colours.Colour(name, rgb, "coat")
        assert all(0 <= value <= 255 for value in rgb)
