"""
What every export format promises of any cut; a new one is tested by being there.

Golden files, and what other software reads in each, are in tests/delivery/test_formats.py.
"""

import re

import pytest
from hypothesis import given, settings

from rushes.craft.timeline.cut import Cut
from rushes.delivery import formats
from rushes.delivery.errors import DoesNotFit
from rushes.delivery.rules import Format, file_name
from rushes.kernel.plugins import load
from rushes.kernel.timecode import Rate
from tests.craft.timeline.films import cuts, side_b

FORMATS = load(formats, Format)


@pytest.fixture(params=list(FORMATS))
def format(request: pytest.FixtureRequest) -> Format:
    return FORMATS[request.param]


def test_it_can_be_named_and_chosen(format: Format) -> None:
    assert format.id.isidentifier()
    assert format.id != "folder", "the folder is exported under that name"
    assert 3 < len(format.title) < 40
    assert re.fullmatch(r"\.[a-z0-9]+", format.suffix)


def test_it_says_what_it_loses_in_words_that_complete_a_sentence(format: Format) -> None:
    """They are shown as `EDL cannot say: sound, markers`."""
    assert len(set(format.loses)) == len(format.loses)
    assert all(word and word == word.strip(" .") and word[0].islower() for word in format.loses)


def test_its_file_has_a_name_of_its_own(format: Format) -> None:
    others = {file_name(other, side_b()) for other in FORMATS.values() if other is not format}
    assert file_name(format, side_b()) not in others


@settings(max_examples=25, deadline=None)
@given(cut=cuts())
def test_it_writes_any_cut_always_the_same_or_says_why_it_cannot(cut: Cut) -> None:
    for format in FORMATS.values():
        first, second = written(format, cut), written(format, cut)
        assert first == second
        assert first.endswith(".") if isinstance(first, str) else first


@settings(max_examples=25, deadline=None)
@given(cut=cuts())
def test_it_refuses_without_writing_what_it_would_not_write(cut: Cut) -> None:
    for format in FORMATS.values():
        assert refused(format, cut) == isinstance(written(format, cut), str)


def refused(format: Format, cut: Cut) -> bool:
    """Whether a format says beforehand that it has no room for a cut."""
    try:
        format.refuse(cut)
    except DoesNotFit:
        return True
    return False


def written(format: Format, cut: Cut) -> bytes | str:
    """What a format makes of a cut: its bytes, or the sentence with which it refuses."""
    try:
        return format.write(cut)
    except DoesNotFit as refused:
        return refused.detail


def test_it_writes_a_cut_without_an_event(format: Format) -> None:
    assert format.write(Cut("Empty", Rate.of(24), ()))


def test_it_leaves_no_event_of_a_film_out(format: Format) -> None:
    text = format.write(side_b()).decode()
    positions = [text.find(event.take or event.name) for event in side_b().clips]
    assert -1 not in positions
    assert positions == sorted(positions)
