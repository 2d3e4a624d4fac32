"""A shot of a production in the words of a surface."""

import pytest

from rushes.craft.production import prompts
from rushes.craft.production.prompts import NoShot
from rushes.craft.prompting.compiler import NoSurface
from rushes.craft.prompting.intent import Mode
from tests.making import production, side_b


def test_the_most_a_surface_can_is_asked_where_no_mode_is_said() -> None:
    assert prompts.told(side_b(), "S02-SH01", "minimax").mode == Mode.REFERENCES
    assert prompts.told(production(), "S01-SH01", "generic").mode == Mode.TEXT


def test_frames_are_taken_to_come() -> None:
    told = prompts.told(side_b(), "s02-sh03", "veo", Mode.FIRST_LAST)
    assert [one.slot for one in told.citations] == ["first_frame", "last_frame"]


def test_what_is_not_there_is_refused_with_what_is() -> None:
    with pytest.raises(NoShot, match="Two Doors has no shot S09-SH01; it has S01-SH01, S01-SH02, S02-SH01"):
        prompts.told(production(), "S09-SH01", "veo")
    with pytest.raises(NoSurface, match="There is no surface 'paper'; there are generic"):
        prompts.told(production(), "S01-SH01", "paper")
