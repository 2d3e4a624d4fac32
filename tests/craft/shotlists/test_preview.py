"""A stranger's shot list becomes cards; how each column, number and word was understood is said."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rushes.craft.cards.asset import Asset, AssetKind
from rushes.craft.cards.card import Card
from rushes.craft.production import rows
from rushes.craft.shotlists.preview import Preview, cards, preview
from rushes.kernel.errors import Fault, InvalidFile
from tests.craft.shotlists.lists import HEAD, LAB, YARD, ferry, workbook


def csv(text: str, **more: Any) -> Preview:
    return preview(text.encode(), "list.csv", **more)


def said(card: Card) -> dict[str, str]:
    return rows.card_row(card)


def test_a_producers_workbook_is_read_below_its_title_with_every_column_explained() -> None:
    seen = preview(ferry(), "ferry.xlsx")
    assert (seen.sheet, seen.header) == ("Shots", 4)
    taken = {column.heading: column.field for column in seen.columns}
    assert [taken[name] for name in HEAD] == [
        "scene", "shot", "size", "look", "angle", "movement", "lens", "action", "cast", "interior", "time", "location",
        "seconds", "note", "note",
    ]  # fmt: skip
    assert [column.heading for column in seen.columns if "not known" in column.why] == ["Sticker"]
    assert all(column.why for column in seen.columns)
    assert "The hidden sheet 'Budget' was not read." in seen.notes
    assert "Left out, for they hold only a number: 1 rows." in seen.notes


def test_its_words_become_the_words_of_our_cards() -> None:
    shots = {card.code: said(card) for card in cards(preview(ferry(), "ferry.xlsx"))}
    assert [(one["size"], one["framing"], one["seconds"]) for one in shots.values()] == [
        ("LS", "single", "6"),
        ("MCU", "ots CH-MARA", "5"),
        ("MS", "two", "8"),
        ("INSERT", "insert", "3"),
        ("MLS", "single", "60"),
        ("other: Through glass", "single: through a porthole", "4"),
    ]
    assert shots["S01-SH02"]["movement"] == "dolly in, slow, smooth"
    assert shots["S01-SH03"]["angle"] == "eye, low, front"
    assert shots["S01-SH03"]["subjects"] == "CH-MARA | CH-JONAS"
    assert shots["S02-SH01A"]["movement"] == "pan left, fast, locked: then tilt down"
    assert shots["S02-SH01B"]["movement"] == "other, slow, locked: Drone"
    assert shots["S01-SH01"]["why"] == "INT/EXT: EXT; D/N: DAWN; Equipment: Tripod; Sticker: red"


def test_what_was_taken_for_something_is_said_with_its_cell() -> None:
    doubts = {doubt.where: doubt.what for doubt in preview(ferry(), "ferry.xlsx").doubts}
    assert doubts["Shots!M6"] == "the clock time 0:05 was taken for 5 s, not for hours and minutes"
    assert doubts["Shots!B8"] == "S01-SH03 stands in Shots!B7 already; this became S01-SH03A"
    assert doubts["Shots!M9"].startswith("90 s is longer than a card's 60 s")
    assert doubts["Shots!M10"] == "'soon' is no length; 4 s was taken"
    assert "is kept as `other`" in doubts["Shots!F10"]


def test_numbers_and_codes_stand_side_by_side() -> None:
    seen = preview(ferry(), "ferry.xlsx")
    assert [(code.was, code.code) for code in seen.codes][3:] == [
        ("3", "S01-SH03A"), ("1A", "S02-SH01A"), ("1B", "S02-SH01B"),
    ]  # fmt: skip


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_german_list_with_semicolons_and_scenes_named_once_is_read(encoding: str) -> None:
    seen = preview(YARD.encode(encoding), "hof.csv")
    shots = [said(card) for card in seen.shots]
    assert [one["shot"] for one in shots] == ["S03-SH01", "S03-SH02", "S03-SH03", "S04-SH01"]
    assert [one["size"] for one in shots] == ["LS", "MS", "CU", "MLS"]
    assert [one["movement"].split(",")[0] for one in shots] == ["static", "dolly left", "handheld", "pan right"]
    assert shots[0]["sound"] == "effects: Wind, Krähen"
    assert shots[3]["dialogue"] == "CH-KARL (off): Nur wir. | CH-UTE: Geht."
    assert [one["seconds"] for one in shots] == ["6.5", "4", "3", "5"]


def test_an_effects_houses_codes_frames_and_scene_rows_are_read() -> None:
    shots = [said(card) for card in csv(LAB).shots]
    assert [(one["shot"], one["seconds"]) for one in shots] == [
        ("S12-SH10", "5"), ("S12-SH20", "3"), ("S12-SH30", "2"), ("S13-SH10", "1"),
    ]  # fmt: skip
    assert (shots[1]["lens"], shots[1]["framing"]) == ("85mm, medium", "single")
    assert shots[1]["dialogue"] == "CH-VERA (whispering): It's warm."
    assert shots[3]["movement"] == "arc cw, slow, smooth"


def test_a_map_wins_over_what_a_heading_says_by_heading_or_letter() -> None:
    text = "Shot,Beat,Time\n1,Wide,He waits\n2,CU,She waits\n"
    seen = csv(text, mapping={"beat": "size", "C": "action"})
    assert [(card.size, card.action) for card in seen.shots] == [("LS", "He waits"), ("CU", "She waits")]
    assert seen.columns[1].why == "you said so"


def test_a_map_to_a_field_that_is_not_there_lists_the_fields() -> None:
    with pytest.raises(InvalidFile, match=r"no field 'mood' to map to; there are shot, scene"):
        csv("Shot,Size\n1,CU\n", mapping={"Size": "mood"})


def test_headings_that_mean_two_things_are_told_by_what_stands_below_them() -> None:
    lengths = csv("Shot,Size,Time\n1,CU,5s\n2,MS,0:07\n")
    assert [card.seconds for card in lengths.shots] == [5, 7]
    sizes = csv("Shot,Description,Time\nWide,He waits,DAY\nClose up,She waits,DAY\n")
    assert [(card.code, card.size) for card in sizes.shots] == [("S01-SH01", "LS"), ("S01-SH02", "CU")]
    assert "Time: DAY" in sizes.shots[0].why


def test_names_the_library_knows_are_used_and_new_ones_are_handed_over() -> None:
    library = (Asset(id="CH-MM", kind=AssetKind.CHARACTER, name="Mara"),)
    seen = csv('Shot,Size,Cast,Location\n1,CU,"Mara, Ödön (off)",Quay\n', assets=library)
    assert [part.asset for part in seen.shots[0].subjects] == ["CH-MM", "CH-ODON"]
    assert [(asset.id, asset.name) for asset in seen.assets] == [("CH-ODON", "Ödön"), ("LO-QUAY", "Quay")]


def test_words_nobody_is_named_for_stay_as_a_note() -> None:
    seen = csv("Shot,Size,Dialogue\n1,CU,Who is there?\n")
    assert seen.shots[0].dialogue == ()
    assert seen.shots[0].why == "Dialogue: Who is there?"
    assert "does not say who speaks" in seen.doubts[0].what


def test_a_date_in_place_of_a_number_is_turned_back_and_said() -> None:
    seen = preview(workbook([("Shot", "Size"), (date(2026, 4, 2), "CU")]), "dates.xlsx")
    assert seen.shots[0].code == "S04-SH02"
    assert seen.doubts[0] == Fault("Shots!A2", "holds a date, taken for 4-2; format the column as text")


def test_the_sheet_that_looks_like_a_shot_list_is_taken_and_another_can_be_asked_for() -> None:
    with pytest.raises(InvalidFile, match=r"has no sheet 'Plan'; it has Shots"):
        preview(ferry(), "ferry.xlsx", sheet="Plan")


@pytest.mark.parametrize("text", ["a,b\n1,2\n", "Shot\n1\n", "just one line of prose, with a comma\n"])
def test_a_table_that_is_no_shot_list_is_refused_with_what_to_do(text: str) -> None:
    with pytest.raises(InvalidFile, match=r"looks like headings|has no shot below"):
        csv(text)


CELLS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=25) | st.sampled_from(
    [
        "MCU",
        "OTS",
        "other",
        "push in",
        "1:30",
        "5s",
        "ANA (off): No.",
        "Ana (phone): Go | Ben: Why?",
        "12-3",
        "1A",
        "=1",
    ]
)


@settings(max_examples=80, deadline=None)
@given(st.lists(st.lists(CELLS, min_size=len(HEAD) + 2, max_size=len(HEAD) + 2), min_size=1, max_size=4))
def test_whatever_a_list_holds_its_cards_survive_our_own_sheet(cells: list[list[str]]) -> None:
    try:
        seen = preview(workbook([(*HEAD, "Dialogue", "Sound"), *cells]), "any.xlsx")
    except InvalidFile:
        return
    for card in seen.shots:
        faults: list[Fault] = []
        assert rows.card(rows.card_row(card), "row", faults) == card, faults
    assert len({card.code for card in seen.shots}) == len(seen.shots) == len(seen.codes)
