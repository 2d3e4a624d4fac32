"""How a film ends, read off its script."""

import pytest

from rushes.craft.cards.vocabulary import Treatment
from rushes.craft.screenplay import fountain
from rushes.edit.ending import LEAD, Ending, ending
from tests.making import asset, side_b

CAST = {
    "CH-ADA": asset("CH-ADA"),
    "CH-ABELL": asset("CH-ABELL", name="Mr Abell"),
    "PR-ADA": asset("PR-ADA", kind="prop"),
}
SCENE = "INT. HALL - NIGHT\n\nAda waits.\n\nADA\nWho is there?\n\n"


def end(script: str, title: str = "Two Doors") -> Ending:
    return ending(fountain.parse(SCENE + script), CAST, title)


def test_side_b_ends_on_a_voice_on_tape_over_black_and_on_its_title() -> None:
    stated = side_b()
    found = ending(stated.screenplay, {one.id: one for one in stated.assets}, stated.brief.title)

    (line,) = found.lines
    assert (line.speaker, line.text, line.treatment, line.on_screen) == ("CH-WREN", "Keep it.", Treatment.TAPE, False)
    assert found.title_last
    assert line.at == LEAD
    assert found.seconds > LEAD + 0.7


@pytest.mark.parametrize("cut", ["> CUT TO BLACK.", "> SMASH CUT TO BLACK:", "> FADE OUT.", "> FADE TO BLACK."])
def test_what_is_said_after_the_last_black_is_said_over_it(cut: str) -> None:
    found = end(f"{cut}\n\nADA (PHONE)\nHello?\n\nMR ABELL (V.O.)\nKeep it.\n")

    assert [(one.speaker, one.text, one.treatment) for one in found.lines] == [
        ("CH-ADA", "Hello?", Treatment.PHONE),
        ("CH-ABELL", "Keep it.", Treatment.NONE),
    ]
    first, second = found.lines
    assert first.at is not None
    assert second.at is not None
    assert first.at < second.at < found.seconds


def test_only_the_last_black_counts() -> None:
    found = end("> CUT TO BLACK.\n\nADA\nOne.\n\nINT. HALL - DAY\n\n> CUT TO BLACK.\n\nADA\nTwo.\n")

    assert [one.text for one in found.lines] == ["Two."]


@pytest.mark.parametrize("script", ["", "> CUT TO:\n\nINT. YARD - DAY\n\nADA\nHello.\n", "> FADE OUT.\n"])
def test_a_film_without_words_after_black_has_no_ending(script: str) -> None:
    assert end(script) == Ending()


def test_a_title_centred_after_black_comes_last_whatever_its_emphasis() -> None:
    assert end("> CUT TO BLACK.\n\n> **TWO DOORS** <\n").title_last
    assert not end("> CUT TO BLACK.\n\n> THE END <\n").title_last
    assert not end("> TWO DOORS <\n\nAda leaves.\n\n> CUT TO BLACK.\n").title_last


def test_a_stranger_over_black_has_no_voice() -> None:
    assert end("> CUT TO BLACK.\n\nNOBODY\nHello.\n").lines == ()
