"""Whole rows of the sheets: written, read, and written again they are the same."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rushes.craft.cards import profile
from rushes.craft.cards.asset import Asset, AssetKind, Clearance
from rushes.craft.cards.card import Card, Focus
from rushes.craft.cards.vocabulary import Angle, Direction, Framing, Height, Job, Origin, Side, Size
from rushes.craft.production import rows, sheets
from rushes.craft.production.rows import Cue, Moment, SoundKind, Trim
from rushes.kernel.errors import Fault
from tests.craft.production.test_cells import assets, criteria, effects, lights, lines, moves, parts, plain, seconds

shots = st.sampled_from(["S01-SH01", "S01-SH02A", "S12-SH100"])
lengths = st.integers(1, 120).map(lambda halves: halves / 2) | st.floats(0.5, 60)
words = st.just("") | plain


@st.composite
def cards(draw: st.DrawFn) -> Card:
    size = draw(st.sampled_from([size for size in Size if size != "other"]))
    framing = draw(st.sampled_from([framing for framing in Framing if framing != "other"]))
    named = draw(st.lists(st.tuples(assets, st.sampled_from(["identity", "place"])), max_size=3))
    return Card.model_validate(
        {
            "code": draw(shots), "title": draw(words), "origin": draw(st.sampled_from(Origin)), "why": draw(words),
            "job": draw(st.sampled_from(Job)), "size": size, "landmark": draw(words), "framing": framing,
            "over": draw(st.none() | assets), "composition": draw(words),
            "height": draw(st.sampled_from([one for one in Height if one != "other"])),
            "angle": draw(st.sampled_from([one for one in Angle if one != "other"])),
            "side": draw(st.sampled_from([one for one in Side if one != "other"])),
            "direction": draw(st.sampled_from(Direction)), "eyeline": draw(words),
            "lens": draw(st.integers(8, 400)), "focus": Focus(target=draw(words)),
            "move": draw(moves.filter(lambda move: move.primary != "other")), "action": draw(words),
            "subjects": draw(st.lists(parts, max_size=2)), "dialogue": draw(st.lists(lines, max_size=2)),
            "ambience": draw(st.lists(plain, max_size=2)), "effects": draw(st.lists(effects, max_size=2)),
            "music": draw(words), "light": draw(lights), "seconds": draw(lengths),
            "references": [{"asset": a, "role": role, "priority": at} for at, (a, role) in enumerate(named)],
            "start_frame": draw(words), "end_frame": draw(words),
            "negatives": draw(st.lists(plain, max_size=2)), "standard": draw(st.lists(criteria, max_size=2)),
            "regenerate_if": draw(st.lists(plain, max_size=2)),
            "continuity_in": draw(words), "continuity_out": draw(words),
        }
    )  # fmt: skip


library = st.builds(
    Asset,
    id=assets,
    kind=st.sampled_from(AssetKind),
    name=words,
    description=words,
    locked=words,
    may_vary=words,
    negatives=words,
    clearance=st.sampled_from(Clearance),
    source=words,
    origin=st.sampled_from(Origin),
)
profiles = library.flatmap(
    lambda one: st.dictionaries(st.sampled_from(profile.FIELDS[one.kind]), plain, max_size=3).map(
        lambda said: Asset.model_validate({**one.model_dump(), "profile": said})
    )
)
moments = st.builds(Moment, shot=shots, seconds=seconds)
cues = st.builds(Cue, name=plain, kind=st.sampled_from(SoundKind), start=moments, end=moments, note=words)
trims = st.tuples(lengths, st.none() | lengths).map(
    lambda both: Trim(shot="S01-SH01", start=both[0], end=None if both[1] is None else both[0] + both[1])
)
SHEETS: dict[str, tuple[tuple[str, ...], Any, Callable[[Any], Mapping[str, str]]]] = {
    "shots.csv": (rows.SHOTS, rows.card, rows.card_row),
    "assets.csv": (rows.ASSETS, rows.asset, rows.asset_row),
    "sounds.csv": (rows.SOUNDS, rows.cue, rows.cue_row),
    "cut.csv": (rows.CUTS, rows.trim, rows.trim_row),
}


def fixed(name: str, values: list[Any], folder: Path) -> None:
    """Write, read and write again: the values and the bytes stay."""
    columns, reader, row = SHEETS[name]
    faults: list[Fault] = []
    text = sheets.write(columns, map(row, values))
    (folder / name).write_text(text, newline="")
    found = sheets.read(folder / name, columns, reader, faults)
    assert faults == []
    assert found == values
    assert sheets.write(columns, map(row, found)) == text


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("sheets")


@given(st.lists(cards(), max_size=2))
def test_shots(place: Path, values: list[Card]) -> None:
    fixed("shots.csv", values, place)


@given(st.lists(profiles, max_size=3))
def test_assets(place: Path, values: list[Asset]) -> None:
    fixed("assets.csv", values, place)


@given(st.lists(cues, max_size=3))
def test_sounds(place: Path, values: list[Cue]) -> None:
    fixed("sounds.csv", values, place)


@given(st.lists(trims, max_size=3))
def test_cuts(place: Path, values: list[Trim]) -> None:
    fixed("cut.csv", values, place)


@pytest.mark.parametrize(
    ("column", "cell", "other"),
    [
        ("size", "other: the door handle", "size"),
        ("framing", "other: split screen", "framing"),
        ("movement", "other, slow: strapped to the door", "movement"),
    ],
)
def test_other_is_explained_in_its_own_cell(column: str, cell: str, other: str) -> None:
    faults: list[Fault] = []
    card = rows.card({"shot": "S01-SH01", column: cell}, "shots.csv line 2", faults)

    assert card is not None, faults
    assert other in card.other
    assert rows.card(rows.card_row(card), "", faults) == card


FAULTS = [
    (rows.card, {}, "shot", "is empty: say a shot code like S01-SH02"),
    (rows.card, {"shot": "1A"}, "shot", "'1A' is not a shot code like S01-SH02"),
    (rows.card, {"size": "XL"}, "size", "'XL' is not one of ELS, LS, FS"),
    (rows.card, {"seconds": "90"}, "seconds", "90 is not between 0.5 and 60 seconds"),
    (rows.card, {"seconds": "-3"}, "seconds", "'-3' is not a number of seconds"),
    (rows.card, {"lens": "4mm"}, "lens", "greater than or equal to 8"),
    (rows.card, {"framing": "ots Abell"}, "framing", "match pattern"),
    (rows.card, {"size": "other"}, "row", "say what `other` means for size"),
    (rows.card, {"light": "kelvin: 20"}, "light", "greater than or equal to 1000"),
    (rows.card, {"continuity": "before: rain"}, "continuity", "does not begin with one of in:, out:"),
    (rows.asset, {"kind": "prop"}, "id", "'' is not an asset id like CH-WREN"),
    (rows.asset, {"id": "PR-KEY"}, "kind", "is empty: say one of character, location"),
    (rows.asset, {"id": "PR-KEY", "kind": "thing"}, "kind", "'thing' is not one of character"),
    (rows.asset, {"id": "PR-KEY", "kind": "prop", "clearance": "ok"}, "clearance", "'ok' is not one of pending"),
    (
        rows.asset,
        {"id": "PR-KEY", "kind": "prop", "profile": "hair: red"},
        "profile",
        "begin with one of shape:, scale:",
    ),
    (rows.cue, {"cue": "Rain"}, "from", "is empty: say a shot, or a shot and seconds"),
    (rows.cue, {"from": "S01-SH01"}, "cue", "is empty: say what is to be heard"),
    (rows.cue, {"cue": "Rain", "from": "scene 1"}, "from", "'scene 1' is not a shot, or a shot and seconds"),
    (rows.cue, {"cue": "Rain", "from": "S01-SH01", "kind": "noise"}, "kind", "'noise' is not one of ambience"),
    (rows.trim, {"in": "1"}, "shot", "is empty: say a shot code"),
    (rows.trim, {"shot": "S01-SH01", "in": "3", "out": "2"}, "out", "2 s is not after 3 s"),
    (rows.trim, {"shot": "S01-SH01", "in": "-3"}, "in", "'-3' is not a number of seconds"),
    (rows.trim, {"shot": "S01-SH01", "in": "nan"}, "in", "'nan' is not a number of seconds"),
]


@pytest.mark.parametrize(("reader", "row", "column", "says"), FAULTS)
def test_a_fault_names_the_sheet_the_line_and_the_column(
    reader: Any, row: dict[str, str], column: str, says: str
) -> None:
    faults: list[Fault] = []
    stated = {"shot": "S01-SH01"} | row if reader is rows.card and row else row

    assert reader(stated, "sheet.csv line 7", faults) is None
    assert [fault.where for fault in faults] == [f"sheet.csv line 7, column {column}"]
    assert says in faults[0].what


def test_every_fault_of_a_row_is_told_at_once() -> None:
    faults: list[Fault] = []
    rows.card({"shot": "1", "size": "XL", "lens": "wide", "seconds": "long"}, "shots.csv line 2", faults)

    assert [fault.where.rpartition(" ")[2] for fault in faults] == ["size", "lens", "shot", "seconds"]
