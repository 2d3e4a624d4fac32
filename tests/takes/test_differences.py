"""In what two takes differ, and how many things were varied at once."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rushes.craft.cards.vocabulary import Role
from rushes.takes.differences import Difference, Facet, Made, differences, only_the_seed, said, variables
from tests.takes.snapshots import PICTURES, PROP, described, made, planned

LIGHT = {"source": "one cold street lamp", "quality": "hard"}
MOVE = {"primary": "static"}
FIRST = {Role.FIRST_FRAME: "d" * 64}


def facets(before: Made, after: Made) -> set[Facet]:
    return {one.facet for one in differences(before, after)}


def one(before: Made, after: Made, facet: Facet, name: str) -> Difference:
    return next(found for found in differences(before, after) if (found.facet, found.name) == (facet, name))


def test_the_same_take_differs_in_nothing_and_the_next_in_its_seed_alone() -> None:
    assert differences(made(), made()) == []
    again = differences(made(), made(number=2))
    assert [found.facet for found in again] == [Facet.SEED]
    assert only_the_seed(again)
    assert variables(again) == ()


@pytest.mark.parametrize(
    ("changed", "varied"),
    [
        ({"move": MOVE}, ("camera",)),
        ({"lens": 35}, ("camera",)),
        ({"light": LIGHT}, ("light",)),
        ({"action": "Wren drops the cassette"}, ("action",)),
        ({"seconds": 5.0}, ("length",)),
        ({"ambience": ["rain"]}, ("sound",)),
        ({"negatives": ["extra hands"]}, ("exclusions",)),
        ({"references": []}, ("references",)),
        ({"move": MOVE, "light": LIGHT}, ("camera", "light")),
        ({"standard": [], "regenerate_if": [], "title": "Another"}, ()),
    ],
)
def test_what_a_card_varies_is_named_once_and_what_follows_from_it_is_not(
    changed: dict[str, Any], varied: tuple[str, ...]
) -> None:
    found = differences(made(), made(planned(**changed), number=2))

    assert variables(found) == varied
    assert only_the_seed(found) == (not varied)


def test_a_field_is_shown_before_and_after_with_the_part_of_the_prompt_it_changed() -> None:
    before, after = made(), made(planned(move=MOVE))

    move = one(before, after, Facet.CARD, "move primary")
    assert (move.before, move.after) == ("dolly", "static")
    worded = one(before, after, Facet.PROMPT, "camera")
    assert (worded.before, worded.after) == ("The camera dollies in slowly.", "Fixed camera.")
    assert worded.follows


def test_a_part_is_told_by_its_asset() -> None:
    parts = [part for part in planned().plain()["subjects"] if part["asset"] != PROP]
    gone = one(made(), made(planned(subjects=parts)), Facet.CARD, f"subjects {PROP}")

    assert (gone.assets, gone.after) == ((PROP,), "")
    assert "label up" in gone.before


def test_an_asset_that_is_described_otherwise_varies_the_assets() -> None:
    found = differences(made(), made(assets=described(locked="black shell"), number=2))

    assert variables(found) == ("assets",)
    assert [one.name for one in found if one.facet is Facet.ASSET] == [f"{PROP} locked"]


def test_what_nobody_is_asked_of_an_asset_varies_nothing() -> None:
    assert only_the_seed(differences(made(), made(assets=described(may_vary="its shade"), number=2)))


def test_another_picture_varies_the_references_and_a_picture_lost_is_said_to_be() -> None:
    other, none = made(views={**PICTURES, "PR-CASSETTE-FRONT": "e" * 64}), made(views={})

    assert variables(differences(made(), other)) == ("references",)
    lost = one(made(), none, Facet.REFERENCE, f"{PROP} prop")
    assert (lost.before, lost.after) == ("Image 1 (aaaaaaaa)", "described in words")
    assert variables(differences(made(), none)) == ("references",)


def test_a_first_frame_leaves_references_out_and_says_why() -> None:
    before, after = made(surface="kling"), made(surface="kling", frames=FIRST)

    assert one(before, after, Facet.MODE, "mode").after == "first_frame"
    left = one(before, after, Facet.REFERENCE, f"{PROP} prop")
    assert left.after == "left out: a frame that begins the shot excludes references"


def test_another_surface_is_another_model() -> None:
    assert variables(differences(made(), made(surface="veo"))) == ("model",)
    assert one(made(), made(surface="veo"), Facet.MODEL, "surface").after == "veo"


def test_settings_are_told_and_the_seed_is_none_of_them() -> None:
    plain, set_ = made(), made(settings={"audio": False, "seed": 7})

    assert variables(differences(plain, set_)) == ("settings",)
    assert one(plain, set_, Facet.SETTING, "audio").after == "no"
    assert one(plain, set_, Facet.SEED, "seed").after == "7"


def test_what_came_is_compared_and_varies_nothing() -> None:
    before = made(delivered={"frames": 192}, reported={"seed": 5})
    after = made(delivered={"frames": 121}, reported={"seed": 6, "revised_prompt": "A tape."})
    found = differences(before, after)

    assert facets(before, after) == {Facet.SEED, Facet.REWRITTEN, Facet.DELIVERED}
    assert only_the_seed(found)
    assert one(before, after, Facet.REWRITTEN, "prompt").after == "A tape."


def test_takes_without_words_or_card_are_compared_by_what_they_have() -> None:
    old = Made("T1", {"request": {"prompt": "a logline", "settings": {}, "plan": {}}, "seed": 1})
    new = Made("T2", {"request": {"prompt": "another", "settings": {}, "plan": {}}, "seed": 2})

    assert [(found.facet, found.name) for found in differences(old, new)] == [
        (Facet.PROMPT, "prompt"),
        (Facet.SEED, "seed"),
    ]
    assert variables(differences(old, new)) == ("wording",)
    assert differences(Made("T3", {}), Made("T4", {})) == []


FIELDS = st.fixed_dictionaries(
    {},
    optional={
        "move": st.sampled_from([MOVE, {"primary": "pan", "direction": "left"}]),
        "light": st.just(LIGHT),
        "seconds": st.sampled_from([4.0, 6.5]),
        "action": st.sampled_from(["Wren drops the cassette", "Wren waits"]),
        "negatives": st.just([]),
    },
)


@settings(deadline=None)
@given(FIELDS, FIELDS)
def test_back_and_forth_the_same_things_differ(first: dict[str, Any], second: dict[str, Any]) -> None:
    before, after = made(planned(**first)), made(planned(**second), number=2)
    there, back = differences(before, after), differences(after, before)

    assert {(one.facet, one.name, one.before, one.after) for one in there} == {
        (one.facet, one.name, one.after, one.before) for one in back
    }
    assert set(variables(there)) == set(variables(back))


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        ([], ""),
        (3.50, "3.5"),
        (True, "yes"),
        ({"a": 1, "b": None}, "a 1"),
        (["x", {"y": 2}], "x | y 2"),
    ],
)
def test_values_of_a_plan_are_said_as_a_person_reads_them(value: object, text: str) -> None:
    assert said(value) == text
