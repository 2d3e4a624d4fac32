"""Sizes, moves, lengths, lenses, numbers and headings as people write them."""

from datetime import time, timedelta

import pytest

from rushes.craft.shotlists import headings, looks, measures
from rushes.craft.shotlists.lexicon import LONGEST, PHRASES
from rushes.craft.shotlists.numbering import Numbers, is_slated


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Med CU", {"size": "MCU"}),
        ("medium close-up", {"size": "MCU"}),
        ("Close Up", {"size": "CU"}),
        ("Extreme Close-Up (ECU)", {"size": "ECU"}),
        ("Wide / Establishing", {"size": "LS"}),
        ("OTS", {"framing": "ots"}),
        ("MS 2-shot", {"size": "MS", "framing": "two"}),
        ("push in", {"primary": "dolly", "direction": "in", "steadiness": "smooth"}),
        ("dolly in slow", {"primary": "dolly", "direction": "in", "steadiness": "smooth", "speed": "slow"}),
        ("handheld follow", {"primary": "tracking", "steadiness": "handheld"}),
        ("follow, hand-held", {"primary": "tracking", "steadiness": "handheld"}),
        ("Bird's-eye view", {"height": "overhead", "angle": "top"}),
        ("Gros plan, contre-plongée", {"size": "CU", "angle": "low"}),
        ("Primer plano, picado", {"size": "CU", "angle": "high"}),
        ("Großaufnahme", {"size": "CU"}),
        ("choker", {"size": "CU", "landmark": "chin to brow"}),
    ],
)
def test_looks(text: str, said: dict[str, str]) -> None:
    found = looks.read(text)
    assert {name: str(value) for name, value in found.said.items()} == said


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("MCU", ""),
        ("MCU of the dial", "of the dial"),
        ("pan then tilt", "then tilt"),
        ("Kopter", "Kopter"),
        ("Shot", ""),
    ],
)
def test_what_is_not_understood_is_given_back_as_it_stood(text: str, rest: str) -> None:
    assert looks.read(text).rest == rest


def test_every_phrase_is_short_enough_to_be_found() -> None:
    assert max(map(len, PHRASES)) <= LONGEST


@pytest.mark.parametrize(
    ("cell", "length"),
    [
        ("5s", 5), ("5 sec.", 5), ("2,5", 2.5), (7.0, 7), ("1:30", 90), ("00:05", 5), ("00:00:05", 5), ("0:04.5", 4.5),
        ("00:00:02:12", 2.5), ("48f", 2), ("2-3s", 3), ("1 min 10 s", 70), ("~4", 4), (time(0, 0, 5), 5),
        (time(0, 5), 5), (time(1, 30), 90), (timedelta(seconds=9), 9), ("TBD", None), ("", None), (True, None),
    ],
)  # fmt: skip
def test_lengths(cell: str | float | time, length: float | None) -> None:
    assert measures.seconds(cell)[0] == length


@pytest.mark.parametrize(
    ("cell", "length", "more"),
    [("35mm", 35, ""), ("50", 50, ""), ("24-70", 24, "24-70"), ("85mm T2", 85, "85mm T2"), ("macro", 100, "macro"),
     ("2x anamorphic", None, "2x anamorphic"), (35.0, 35, "")],
)  # fmt: skip
def test_lenses(cell: str | float, length: int | None, more: str) -> None:
    assert measures.lens(cell) == (length, more)


@pytest.mark.parametrize(
    ("cells", "codes"),
    [
        (["1", "2", "2A"], ["S01-SH01", "S01-SH02", "S01-SH02A"]),
        (["1A", "1B", "2A", "12AA"], ["S01-SH01", "S01-SH02", "S02-SH01", "S12-SH25"]),
        (["12-3", "12/4", "13.1"], ["S12-SH03", "S12-SH04", "S13-SH01"]),
        (["Sc 4 Shot 2", "Scene 12A, Shot 3", "S5 SH7"], ["S04-SH02", "S12A-SH03", "S05-SH07"]),
        (["SC012_SH0030", "FRY_SC002_SH0010", "S02-SH03A"], ["S12-SH30", "S02-SH10", "S02-SH03A"]),
        (["00", "0A", "K1", "²", "٣"], ["S01-SH00", "S01-SH00A", "S01-SH01", "S01-SH02", "S01-SH03"]),
        (["3", "", "the keys", "3"], ["S01-SH03", "S01-SH04", "S01-SH05", "S01-SH03A"]),
    ],
)
def test_numbers_become_codes(cells: list[str], codes: list[str]) -> None:
    numbers = Numbers(slate=is_slated(cells))
    assert [numbers.code(cell, "", f"A{at}")[0] for at, cell in enumerate(cells)] == codes


def test_a_setup_is_counted_in_its_scene() -> None:
    numbers = Numbers(slate=False)
    assert numbers.enter("Sc. 12 - KITCHEN")
    assert [numbers.code(one, "", "A1")[0] for one in ("A", "B", "12C")] == ["S12-SH01", "S12-SH02", "S12-SH03"]
    assert not numbers.enter("KITCHEN")


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Shot #", "shot"), ("SHOT NO.", "shot"), ("Sc.", "scene"), ("#", "shot"), ("Shot Size", "size"),
        ("Camera Move(s)", "movement"), ("Focal Length (mm)", "lens"), ("Est. duration", "seconds"),
        ("INT/EXT", "interior"),
        ("Einstellungsgröße", "size"), ("Durée", "seconds"), ("Descripción", "action"), ("Talent", "cast"),
        ("VFX?", "note"),
        ("Estimated duration of shot", "seconds"), ("Assigned to", ""), ("", ""),
    ],
)  # fmt: skip
def test_headings(heading: str, field: str) -> None:
    assert headings.known(heading)[0] == field


def test_every_known_heading_is_written_as_it_is_looked_up_and_means_a_field() -> None:
    assert [name for name in headings.KNOWN if headings.plain(name) != name] == []
    assert set(headings.KNOWN.values()) <= set(headings.FIELDS)
