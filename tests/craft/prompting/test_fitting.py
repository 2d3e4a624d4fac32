"""Seconds, ratios and lengths are fitted to what a surface takes, and what that costs is said."""

from dataclasses import replace

import pytest

from rushes.craft.cards.card import Card, Speech
from rushes.craft.prompting import compiler
from rushes.craft.prompting.compiled import Compiled, Unsendable
from rushes.craft.prompting.intent import Intent
from tests.craft.prompting.shots import ACTION, ASSETS

VEO, ARK = compiler.surface_of("veo"), compiler.surface_of("seedance_ark")


def told(surface: str, aspect: float = 16 / 9, **fields: object) -> Compiled:
    card = Card.model_validate({"code": "S01-SH01", **fields})
    return compiler.compiled(compiler.surface_of(surface), Intent(card, ASSETS, aspect=aspect))


@pytest.mark.parametrize(("seconds", "asked"), [(4, 4), (4.5, 6), (5, 6), (8, 8), (0.5, 4)])
def test_seconds_go_up_to_what_is_made_and_the_rest_is_to_be_cut_off(seconds: float, asked: int) -> None:
    found = told("veo", seconds=seconds)
    assert found.fields["seconds"] == asked
    cut = [f"Veo 3.1 makes 4, 6 or 8 s: it is asked for {asked}, cut down to {seconds:g}."]
    assert list(found.warnings) == (cut if asked != seconds else [])


def test_a_shot_longer_than_anything_made_is_refused() -> None:
    with pytest.raises(Unsendable, match=r"asks 9 s and Veo 3\.1 makes at most 8: split"):
        told("veo", seconds=9)


def test_a_ratio_that_is_not_made_is_the_nearest_and_said() -> None:
    wide = told("veo", aspect=2.39)
    assert wide.fields["ratio"] == "16:9"
    assert wide.warnings == ("Veo 3.1 has no 2.39:1: it is asked for 16:9, crop the picture afterwards.",)
    assert told("seedance_ark", aspect=2.35).fields["ratio"] == "21:9"
    assert "ratio" not in told("generic").fields


def test_a_prompt_too_long_gives_up_what_can_be_spared_and_keeps_shot_action_and_lines() -> None:
    tight = replace(ARK, characters=900, words={})
    found = compiler.compiled(tight, Intent(ACTION, ASSETS, "EXT. JETTY - DAWN", style="16 mm"))
    names = [name for name, _ in found.sections]
    assert {"shot", "action", "camera", "dialogue"} <= set(names)
    assert "style" not in names
    assert "left out" in found.warnings[0]
    assert all(text.rstrip()[-1] in '.!?"' for _, text in found.sections)


def test_what_may_not_be_left_out_and_does_not_fit_is_refused() -> None:
    with pytest.raises(Unsendable, match="shorten its action or its lines, or split the shot"):
        told("kling", dialogue=(Speech(speaker="CH-INES", text="word " * 600),))


def test_negatives_beyond_the_field_are_left_out_whole() -> None:
    found = told("wan", negatives=tuple(f"thing number {number}" for number in range(60)))
    assert len(found.negative) <= 500
    assert found.negative.split(", ")[-1].startswith("thing number")
    assert "had no room in the negative field" in found.warnings[-1]
