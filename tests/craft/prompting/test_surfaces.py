"""Three shots on every surface, to the letter: read the golden files aloud before you commit a change of them."""

import os
from pathlib import Path

import pytest

from rushes.craft.prompting import compiler
from tests.craft.prompting.shots import SHOTS, intent, shown

GOLDEN = Path(__file__).parent / "golden"
SURFACES = compiler.found()


@pytest.mark.parametrize("shot", SHOTS)
@pytest.mark.parametrize("surface", SURFACES)
def test_a_shot_is_told_as_its_golden_file_says(surface: str, shot: str) -> None:
    told = shown(compiler.compiled(SURFACES[surface], intent(shot, SURFACES[surface])))
    golden = GOLDEN / f"{shot}-{surface}.txt"
    if os.environ.get("RUSHES_WRITE_GOLDEN"):
        golden.write_text(told, encoding="utf-8")
    assert told == golden.read_text(encoding="utf-8")


def test_no_golden_file_is_left_of_a_surface_that_is_gone() -> None:
    assert {path.stem for path in GOLDEN.iterdir()} == {f"{shot}-{surface}" for shot in SHOTS for surface in SURFACES}
