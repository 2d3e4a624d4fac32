"""The library that a script alone gets."""

import re
from itertools import combinations
from pathlib import Path

import pytest

from rushes.craft.cards.asset import Asset, AssetKind, Clearance
from rushes.craft.cards.colours import SRGB
from rushes.craft.cards.vocabulary import Origin
from rushes.craft.grammar import assets, naming, palette
from rushes.craft.production import rows
from rushes.craft.screenplay import fountain
from rushes.craft.screenplay.breakdown import breakdown
from rushes.kernel.errors import Fault
from tests.craft.screenplay.scripts import KITCHEN, LIGHTHOUSE

UNSAID = "Not described by the script"
SIDE_B = (Path(__file__).parents[3] / "examples" / "side-b" / "script.fountain").read_text(encoding="utf-8")


def library(text: str) -> dict[str, Asset]:
    return {asset.id: asset for asset in assets.propose(fountain.parse(text))}


def test_side_b_needs_its_people_places_and_things() -> None:
    assert list(library(SIDE_B)) == [
        *("CH-CLIENT", "CH-WREN", "CH-ABELL", "LO-ALLEY", "LO-PAWN-SHOP", "LO-ROOFTOP"),
        *("PR-CASSETTE", "PR-RECEIPT-BOOK", "PR-TAPE-DECK"),
    ]


def test_people_wear_what_introduces_them() -> None:
    found = library(SIDE_B)
    assert found["CH-WREN"].locked == "rust-orange rain jacket, late 20s, torn cuff"
    assert found["CH-ABELL"].colours[0].name == "brown"
    assert found["CH-CLIENT"].locked == "charcoal coat"
    assert library(KITCHEN)["CH-MEI"].locked == "blue apron, 30s"
    assert library(LIGHTHOUSE)["CH-MARA"].description.endswith("40s, a lighthouse keeper in a yellow oilskin")


def test_pronouns_that_can_mean_only_one_person_say_who_is_a_woman_and_who_a_man() -> None:
    scene = "INT. ROOM - DAY\n\n"
    told = "Anna waits. She looks up.\n\nANNA\nHello.\n\nBen runs. He waves.\n\nBEN\nHello.\n\nCLEO\nHello.\n"
    people = {code: asset.description for code, asset in library(scene + told).items() if code.startswith("CH-")}
    assert people == {"CH-ANNA": "woman", "CH-BEN": "man", "CH-CLEO": "Not described by the script"}


@pytest.mark.parametrize(
    ("action", "says"),
    [
        ("PETTER, 40s, stands at the window. A girl passes. She waves. Petter waves to her.", "40s"),
        ("Petter looks at the woman.", UNSAID),
        ("Petter finds his mother's ring. Petter closes the door behind her.", UNSAID),
        ("Petter stops when she leaves.", UNSAID),
        ("Petter waits. She looks up.\n\nPetter sits. He sighs.", UNSAID),
        ("Petter waits. Nora comes. She looks up.", UNSAID),
        ("Petter waits. He looks up.", "man"),
        ("Petter sees himself in the glass.", "man"),
        ("PETTER, 40s, a tired man in a blue coat, waits.", "40s, a tired man in a blue coat"),
        ("PETTER (a boy of ten) waits.", "a boy of ten"),
    ],
)
def test_nobody_is_called_a_woman_or_a_man_without_a_word_of_the_script_about_them(action: str, says: str) -> None:
    found = library(f"INT. ROOM - DAY\n\n{action}\n\nPETTER\nHello.\n\nNORA\nHello.\n")
    assert found["CH-PETTER"].description == says


def test_people_without_described_clothes_get_colours_that_can_be_told_apart() -> None:
    names = ["ANNA", "BEN", "CARL", "DORA", "EMIL", "FAY"]
    cast = library("\n\n".join(f"{name}\nHello." for name in names))
    worn = [asset.colours[0].name for asset in cast.values() if asset.kind is AssetKind.CHARACTER]
    assert len(set(worn)) == len(names)
    apart = [sum(abs(a - b) for a, b in zip(SRGB[one], SRGB[two], strict=True)) for one, two in combinations(worn, 2)]
    assert min(apart) > 90


def test_a_colour_in_the_script_is_not_given_to_another() -> None:
    found = library("ANNA, 30s, rust-orange coat, waits.\n\nBEN\nHello.\n")
    assert found["CH-BEN"].colours[0].name != "rust-orange"
    assert palette.furthest([]) == "rust-orange"


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("EXT. ALLEY - NIGHT", "alley"),
        ("INT. PAWN SHOP - NIGHT", "shop"),
        ("EXT. ROOFTOP - NIGHT", "rooftop"),
        ("INT. SPACESHIP - BRIDGE", "ship"),
        ("INT. HOSPITAL CORRIDOR - DAY", "corridor"),
        ("EXT. MAIN STREET - DAY", "street"),
        ("EXT. FOREST - DAWN", "nature"),
        ("INT. BEDROOM - DAY", "room"),
        ("EXT. NOWHERE - DAY", "exterior"),
        ("INT. NOWHERE - DAY", "room"),
    ],
)
def test_a_place_is_a_kind_of_set(heading: str, kind: str) -> None:
    (scene,) = breakdown(fountain.parse(f"{heading}\n\nX.\n")).scenes
    assert assets.set_kind(scene) == kind


def test_a_place_is_locked_as_the_script_first_shows_it() -> None:
    found = library(SIDE_B)
    assert found["LO-ALLEY"].locked == "rain, a green lamp over a steel door, cables, bins, a puddle as wide as a car"
    assert found["LO-ALLEY"].description == "alley, alley exterior, night"


def test_things_are_those_that_hands_hold_or_the_script_repeats() -> None:
    assert [code for code in library(KITCHEN) if code.startswith("PR-")] == ["PR-PHONE", "PR-DUMPLING"]
    assert {"PR-KEY", "PR-DINGHY"} <= set(library(LIGHTHOUSE))
    text = "ANNA enters. She looks at a vase. The window is open. Her hand shakes.\n"
    assert not any(code.startswith("PR-") for code in library(text))


@pytest.mark.parametrize("text", [SIDE_B, KITCHEN, LIGHTHOUSE], ids=["side b", "kitchen", "lighthouse"])
def test_proposed_assets_are_marked_uncleared_and_survive_the_sheet(text: str) -> None:
    for asset in library(text).values():
        faults: list[Fault] = []
        assert (asset.origin, asset.clearance) == (Origin.PROPOSED, Clearance.PENDING)
        assert rows.asset(rows.asset_row(asset), "row", faults) == asset
        assert faults == []


def test_ids_are_plain_and_unique_whatever_the_names() -> None:
    found = library("@你好\nHm.\n\n@Привет\nHm.\n\nÉLODIE\nOui.\n\nTHE OLD MAN\nNo.\n\n" + "A" * 80 + "\nLong.\n")
    assert {"CH-1", "CH-1-2", "CH-ELODIE", "CH-OLD-MAN"} <= set(found)
    assert all(re.fullmatch(r"[A-Z]{2}-[A-Z0-9-]{1,37}", code) for code in found)


def test_a_library_finds_an_asset_by_the_names_a_script_uses() -> None:
    known = naming.Library(tuple(library(SIDE_B).values()))
    for kind, name, code in [
        (AssetKind.CHARACTER, "The Client", "CH-CLIENT"),
        (AssetKind.LOCATION, "ROOF", "LO-ROOFTOP"),
        (AssetKind.PROP, "book", "PR-RECEIPT-BOOK"),
    ]:
        found = known.find(kind, name)
        assert found is not None
        assert found.id == code
    assert known.find(AssetKind.CHARACTER, "nobody") is None


def test_people_whose_names_contain_others_are_told_apart() -> None:
    found = library(
        "INT. ROOM - DAY\n\nINES MARLOW, 38, long yellow oilskin, waits. TOBY DACRE, 10, red boots, comes in.\n\n"
        "AUDREY DACRE, 70, black coat, sits.\n\n"
        "YOUNG INES, 8, green raincoat, and DANNY, 6, a striped jersey, hide.\n\n"
        + "".join(f"{name}\nHello.\n\n" for name in ("INES", "TOBY", "DACRE", "YOUNG INES", "DANNY"))
    )
    assert {code: asset.locked for code, asset in found.items() if code.startswith("CH-")} == {
        "CH-INES": "yellow oilskin, 38",
        "CH-TOBY": f"{found['CH-TOBY'].colours[0].name} jacket, 10, red boots",
        "CH-DACRE": "black coat, 70",
        "CH-YOUNG-INES": "green raincoat, 8",
        "CH-DANNY": f"{found['CH-DANNY'].colours[0].name} jacket, 6, a striped jersey",
    }


def test_what_somebody_does_is_no_part_of_how_they_look() -> None:
    found = library("INT. MARKET - DAY\n\nA FISHWIFE with a hose swings round and soaks us.\n\nFISHWIFE\nOut!\n")
    assert found["CH-FISHWIFE"].description == "a hose"


def test_what_the_script_writes_in_capitals_is_a_thing_by_whatever_name_also_when_there_are_two() -> None:
    found = library(
        "INT. ROOM - DAY\n\nShe takes a blue glass MARBLE.\n\nThe marble rolls. Two marbles, on the table.\n"
    )
    assert found["PR-MARBLE"].locked == "blue glass marble"
