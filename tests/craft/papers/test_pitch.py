"""The pitch as a page and as a PDF: what is said is in it, what is unsaid is left out."""

import re
from functools import cache
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from rushes.bootstrap import demo_folder
from rushes.craft.cards.asset import Asset, AssetKind
from rushes.craft.papers import pitch, pitchbook
from rushes.craft.papers.pitch import Panel
from rushes.craft.production import folder
from rushes.craft.production.brief import Brief
from rushes.craft.story.beats import Beat
from rushes.craft.story.card import Story

SAID = (
    "A night courier must deliver", "Wren, a courier who needs", "Deliver a tape that plays", "KEEP IT",
    "Abell feeds it",
    "A pawnbroker in his 60s", "rust-orange", "Pawn shop", "right to left once she decides", "Thirteen shots",
    "Picture and sound made with generative tools", "1:42", "failing machine",
)  # fmt: skip
NASTY = "<script>alert(1)</script> & ]]> \\ {{ 7 * 7 }} 夜 "


@cache
def side_b() -> pitch.Pitch:
    """The demonstration's pitch."""
    made = folder.load(demo_folder())
    return pitch.of(made.brief, made.assets)


def words(content: bytes) -> str:
    """The words of a PDF, on one line."""
    document = pypdfium2.PdfDocument(content)
    told = " ".join(page.get_textpage().get_text_bounded() for page in document)
    return " ".join(told.split())


@pytest.mark.parametrize("said", SAID)
def test_the_page_says_it(said: str) -> None:
    assert said in " ".join(pitch.html(side_b()).split())


def test_the_pdf_says_it_all_too() -> None:
    told = words(pitchbook.pdf(side_b())).casefold()
    assert [said for said in SAID if said.casefold() not in told] == []


def test_the_page_asks_nothing_of_the_network() -> None:
    page = pitch.html(side_b())
    assert not re.search(r"(?:src|href)=[\"']?https?:|url\(https?:|<script", page)


def test_the_same_pitch_is_the_same_pdf() -> None:
    assert pitchbook.pdf(side_b()) == pitchbook.pdf(side_b())


def test_three_panels_are_shown_and_a_broken_one_is_no_fault(tmp_path: Path) -> None:
    panels = [Panel(tmp_path / f"{name}.png", name) for name in ("door", "fall", "roof", "late")]
    for panel in panels[:2]:
        Image.new("RGB", (64, 36), (90, 40, 20)).save(panel.picture)
    panels[2].picture.write_bytes(b"no picture")
    made = pitch.of(folder.load(demo_folder()).brief, (), panels)
    assert pitch.html(made).count("<figure>") == 2
    assert "late" not in words(pitchbook.pdf(made))


def test_a_production_that_says_nothing_has_a_short_pitch() -> None:
    made = pitch.of(Brief(title="Untitled"), ())
    page = pitch.html(made)
    assert not re.findall(r"<h2>", page)
    assert "Untitled" in words(pitchbook.pdf(made))


@pytest.mark.parametrize("times", [1, 400])
def test_hostile_and_endless_words_are_only_words(times: int) -> None:
    text = NASTY * times
    story = Story(character=text, want=text, turn=text, payoff=text, beats=(Beat(action=NASTY, value=NASTY),))
    brief = Brief(title=NASTY, logline=text, disclosure=text, story=story)
    people = [Asset(id=f"CH-{n}", kind=AssetKind.CHARACTER, name=text, description=text, locked=text) for n in range(4)]
    page = pitch.html(pitch.of(brief, people))
    assert "<script" not in page
    assert "{{ 7 * 7 }}" in page
    assert pitchbook.pdf(pitch.of(brief, people)).startswith(b"%PDF")


def test_a_colour_that_the_library_says_twice_is_one_swatch_in_its_place() -> None:
    coat = Asset(
        id="CH-A", kind=AssetKind.CHARACTER, name="A", locked="orange coat, blue hat", description="orange coat"
    )
    (portrait,) = pitch.of(Brief(title="x"), [coat]).people
    assert [(swatch.name, swatch.of) for swatch in portrait.swatches] == [("orange", "coat"), ("blue", "hat")]
