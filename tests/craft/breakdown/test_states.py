"""Whose things and states are."""

import pytest

from rushes.craft.breakdown import company, whole
from rushes.craft.breakdown.categories import Category
from rushes.craft.screenplay import fountain

PEOPLE = "INT. HALL - NIGHT\n\nADA (30s) waits. She yawns.\n\nBO (50s) reads. He coughs.\n\nCY (20s) rows.\n\n"


@pytest.mark.parametrize(
    ("told", "whose"),
    [
        ("Bo laughs. Ada looks at his open glove.", "BO"),
        ("Bo laughs. Ada looks at her glove.", "ADA"),
        ("Cy laughs. Ada looks at his glove.", "CY"),
        ("Bo laughs. Cy looks at his glove.", "CY"),
        ("Ada looks at Bo. Her glove waits.", "ADA"),
        ("Bo laughs. Ada drops a glove.", "ADA"),
        ("Ada, alone. His glove.", "ADA"),
    ],
)
def test_a_thing_belongs_to_the_last_one_named_whom_its_pronoun_can_mean(told: str, whose: str) -> None:
    script = fountain.parse(f"{PEOPLE}INT. YARD - NIGHT\n\n{told}\n")
    [glove] = [one for one in whole.of(script).needs.of("S02", Category.WARDROBE) if "glove" in one.name]
    assert glove.of == whose


def test_pronouns_count_where_nobody_else_is_named() -> None:
    who = company.names(["ADA", "BO", "CY"])
    texts = ["Ada waits. She is not looking at him.", "Bo gives Ada his hat.", "Bo is himself.", "Cy, his and her own."]
    assert company.pronouns(texts, who) == {"ADA": "her", "BO": "his"}
