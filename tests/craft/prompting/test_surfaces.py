"""Shots on every surface, alone and together, to the letter: read a golden file aloud before you commit its change."""

import os
from pathlib import Path

import pytest

from rushes.craft.production import prompts
from rushes.craft.prompting import compiler
from tests.craft.prompting.shots import SHOTS, intent, shown
from tests.making import side_b

GOLDEN = Path(__file__).parent / "golden"
SURFACES = compiler.found()
IN_ONE = ("seedance_ark", "kling", "minimax")


@pytest.mark.parametrize("shot", SHOTS)
@pytest.mark.parametrize("surface", SURFACES)
def test_a_shot_is_told_as_its_golden_file_says(surface: str, shot: str) -> None:
    told = shown(compiler.compiled(SURFACES[surface], intent(shot, SURFACES[surface])))
    matches(told, GOLDEN / f"{shot}-{surface}.txt")


@pytest.mark.parametrize("surface", IN_ONE)
def test_two_shots_in_one_are_told_as_their_golden_file_says(surface: str) -> None:
    told = prompts.told_together(side_b(), ["S01-SH02", "S01-SH03"], surface)
    matches(shown(told), GOLDEN / f"sequence-{surface}.txt")


def matches(told: str, golden: Path) -> None:
    """To the letter; written instead where that is wished."""
    if os.environ.get("RUSHES_WRITE_GOLDEN"):
        golden.write_text(told, encoding="utf-8")
    assert told == golden.read_text(encoding="utf-8")


def test_no_golden_file_is_left_of_a_surface_that_is_gone() -> None:
    single = {f"{shot}-{surface}" for shot in SHOTS for surface in SURFACES}
    assert {path.stem for path in GOLDEN.iterdir()} == single | {f"sequence-{surface}" for surface in IN_ONE}
