"""The first pass: what is found in a line of action, and what proves it."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rushes.craft.breakdown.categories import Category
from rushes.craft.breakdown.finding import find
from rushes.craft.breakdown.found import Needs
from rushes.craft.screenplay import fountain
from rushes.craft.screenplay.breakdown import NoScene


def needs(action: str, heading: str = "INT. HALL - NIGHT") -> Needs:
    """What one scene needs, in which Ada and Bo have already spoken."""
    return find(fountain.parse(f"{heading}\n\nADA\nYes.\n\nBO\nNo.\n\n{action}\n"))


def names(action: str, category: Category, heading: str = "INT. HALL - NIGHT") -> list[str]:
    """What one line of action puts into a box."""
    return needs(action, heading).names("S01", category)


@pytest.mark.parametrize(
    ("action", "category", "found"),
    [
        ("Ada pulls the old revolver from her coat.", Category.PROPS, ["revolver"]),
        ("Bo lifts a strange astrolabe.", Category.PROPS, ["astrolabe"]),
        ("A desk, two chairs, a filing cabinet.", Category.SET_DRESSING, ["desk", "chair", "filing cabinet"]),
        ("Ada sits in a rust-orange rain jacket and boots.", Category.WARDROBE, ["rain jacket", "boot"]),
        ("A bruise under her eye, a scar on his chin.", Category.MAKEUP, ["bruise", "scar"]),
        ("Two geese cross in front of a wolf.", Category.ANIMALS, ["goose", "wolf"]),
        ("A pickup truck waits beside the ferry.", Category.VEHICLES, ["pickup truck", "ferry"]),
        ("Forty wedding guests stare. A waiter hurries past.", Category.BACKGROUND, ["forty wedding guests", "waiter"]),
        ("Smoke. Flames climb the wall.", Category.SPECIAL_EFFECTS, ["smoke", "flames"]),
        ("The lights go out.", Category.SPECIAL_EFFECTS, ["power cut"]),
        ("The siren howls. CLACK.", Category.SOUND, ["siren howl", "clack"]),
        ("Somewhere an orchestra plays a waltz.", Category.MUSIC, ["orchestra", "waltz"]),
        ("Ada trips and tumbles. Bo leaps after her.", Category.STUNTS, ["fall", "jump"]),
        ("In slow motion, from a low angle.", Category.CAMERA, ["slow motion", "low angle"]),
        ("The door swings open by itself.", Category.MECHANICAL, ["door swings"]),
        ("A hologram flickers over the floor.", Category.VISUAL_EFFECTS, ["hologram"]),
        ("Reeds, a willow.", Category.GREENERY, ["reeds", "willow"]),
        ("On the door a sign: KEEP OUT.", Category.TEXT, ["KEEP OUT"]),
        ("The label reads “Do not open”.", Category.TEXT, ["Do not open"]),
        ("SUPER: Three days later", Category.TEXT, ["Three days later"]),
        ("A portrait hangs over the fireplace.", Category.SCREENS, ["portrait"]),
        ("Bo winds his Rolex.", Category.RIGHTS, ["Rolex"]),
        ("Ada, soaked, shivers.", Category.CONTINUITY, ["ADA soaked"]),
        ("Bo takes off his coat.", Category.CONTINUITY, ["BO takes off coat"]),
    ],
)
def test_a_line_of_action_fills_the_boxes(action: str, category: Category, found: list[str]) -> None:
    assert names(action, category) == found


@pytest.mark.parametrize(
    ("action", "category"),
    [
        ("The hall is as wide as a car.", Category.VEHICLES),
        ("She moves like a cat.", Category.ANIMALS),
        ("There is no gun in the drawer.", Category.PROPS),
        ("A rifle without bullets, and never a lion.", Category.ANIMALS),
        ("They fly past.", Category.ANIMALS),
        ("On the wall a painting of a trawler.", Category.VEHICLES),
        ("Ada falls asleep. Night falls.", Category.STUNTS),
        ("Ada slips out of the room.", Category.STUNTS),
        ("Sole’s mug. Ada smiles.", Category.TEXT),
        ("Ada lifts her head and takes his hand.", Category.PROPS),
        ("BO'S HOUSE looms.", Category.TEXT),
    ],
)
def test_what_is_compared_denied_pictured_or_done_otherwise_is_not_there(action: str, category: Category) -> None:
    assert names(action, category) == []


def test_people_are_cast_by_cue_or_by_any_telling_part_of_their_name_and_not_by_what_they_own() -> None:
    script = fountain.parse(
        "INT. A - DAY\n\nCAPTAIN SOLE\nHo.\n\nPELL\nHa.\n\n"
        "INT. B - DAY\n\nSole waits.\n\nINT. C - DAY\n\nPell's mug. The icing says: PELL.\n"
    )
    found = find(script)
    assert [found.names(scene, Category.CAST) for scene in found.scenes] == [
        ["CAPTAIN SOLE", "PELL"],
        ["CAPTAIN SOLE"],
        [],
    ]


def test_somebody_called_by_a_common_word_is_cast_and_seen_by_their_hands_too() -> None:
    script = "INT. WAGON - DAY\n\nA BOY, 9, kicks.\n\nBOY\nHey!\n\nEXT. BANK - DAY\n\nThe Boy's tied hands catch it.\n"
    found = find(fountain.parse(script))

    assert [found.names(scene, Category.CAST) for scene in ("S01", "S02")] == [["BOY"], ["BOY"]]
    assert found.names("S01", Category.BACKGROUND) == []


def test_a_voice_that_is_not_seen_is_a_voice() -> None:
    script = fountain.parse("INT. A - DAY\n\nADA (V.O.)\nYes.\n\nBO (CONT'D)\n(in Spanish)\nNo.\n")
    assert find(script).names("S01", Category.VOICE) == ["ADA (V.O.)"]
    assert find(script).names("S01", Category.LANGUAGE) == ["Spanish"]


def test_what_somebody_holds_in_one_scene_is_a_prop_in_every_scene_and_else_stands_about() -> None:
    script = fountain.parse(
        "INT. A - DAY\n\nA lantern, a kettle.\n\nINT. B - DAY\n\nADA\nOh.\n\nAda lifts the lantern.\n"
    )
    found = find(script)
    assert found.names("S01", Category.PROPS) == ["lantern"]
    assert found.names("S01", Category.SET_DRESSING) == ["kettle"]
    assert [(one.name, one.of) for one in found.of("S02", Category.PROPS)] == [("lantern", "ADA")]


def test_a_short_name_is_the_long_one_where_there_is_only_one_such_thing() -> None:
    assert names("A receipt book. Ada takes the book.", Category.PROPS) == ["receipt book"]
    assert names("Ada grabs a diary. Ada takes the book.", Category.PROPS) == ["diary", "book"]


def test_weather_outside_has_to_be_made_and_inside_is_heard() -> None:
    outside, inside = needs("Rain.", "EXT. ROOF - DAY"), needs("Rain.", "INT. ATTIC - DAY")
    assert outside.names("S01", Category.SPECIAL_EFFECTS) == ["rain"]
    assert inside.names("S01", Category.SOUND) == ["rain"]
    assert inside.names("S01", Category.SPECIAL_EFFECTS) == []
    assert inside.names("S01", Category.WEATHER) == outside.names("S01", Category.WEATHER) == ["rain"]


def test_notes_to_the_makers_are_notes_and_shot_notes_are_not() -> None:
    script = fountain.parse("INT. A - DAY\n\nAda waits. [[S01-SH01]]\n\n[[check the lamp]]\n")
    assert find(script).names("S01", Category.NOTES) == ["check the lamp"]


def test_the_proof_is_found_through_emphasis_notes_and_boneyards() -> None:
    source = "INT. A - DAY\n\nA *steel* [[cold]] door, /* gun */ a **big** lan_t_ern, a\nsecond lantern, a kettle.\n"
    kettle = next(one for one in find(fountain.parse(source)).found if one.name == "kettle")
    assert (kettle.span.of(source), kettle.span.line) == ("kettle", 4)


def test_a_script_without_anything_to_see_is_a_sentence() -> None:
    with pytest.raises(NoScene, match="no scene"):
        find(fountain.parse("= nothing\n"))


PIECES = (
    "INT. CAR - DAY", "EXT. SEA - LATER", "ADA", "(in French)", "Ada grabs the *old* gun. [[S01-SH01]]", "A bell: DING",
    "like a wolf as wide as", "“", "SIGN: A & B", "/* x", "[[note]]", "> THE END <", "~la", "ß’s ẞ İ", "the", "@",
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=30), max_size=25))
def test_whatever_the_text_every_proof_lies_in_it(lines: list[str]) -> None:
    source = "INT. HALL - DAY\n\nX.\n\n" + "\n\n".join(lines)
    found = find(fountain.parse(source))
    for one in found.found:
        assert 0 <= one.span.start < one.span.end <= len(source)
        assert one.name.strip()
        assert one.scene in found.scenes


@pytest.mark.parametrize(
    "piece",
    [
        "Ada lifts a torn gun and runs soaked while wind shoves ",
        "like as steel the ",
        "KEEP IT says ",
        "“a” sign ",
        "a [[x]] *gun* ",
    ],
)
def test_one_endless_paragraph_costs_no_more_than_its_length(piece: str) -> None:
    def seconds(times: int) -> float:
        script = fountain.parse("INT. HALL - DAY\n\nADA\nX.\n\nThe sign reads " + piece * times)
        start = time.process_time()
        find(script)
        return time.process_time() - start

    seconds(200)
    assert seconds(8000) < 60 * seconds(400) + 0.5
