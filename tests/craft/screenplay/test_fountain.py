"""Each rule of the syntax, and each input on which public readers disagree, as a sentence."""

from dataclasses import replace

import pytest

from rushes.craft.screenplay import fountain
from rushes.craft.screenplay.elements import (
    Action,
    Boneyard,
    Centered,
    Character,
    Element,
    Note,
    PageBreak,
    SceneHeading,
    Section,
    Synopsis,
)
from tests.craft.screenplay.scripts import bare


def read(text: str) -> list[tuple[str, str]]:
    return [(element.kind, element.text) for element in fountain.parse(text).elements]


def only(text: str) -> Element:
    (element,) = fountain.parse(text).elements
    return element


@pytest.mark.parametrize(
    "line",
    [
        "INT. HOUSE - DAY",
        "EXT. HOUSE - DAY",
        "EST. HOUSE - DAY",
        "INT./EXT. CAR - DAY",
        "INT/EXT CAR",
        "I/E. CAR",
        "I./E. CAR",
        "int. house - day",
        "INT HOUSE",
        "INT - HOUSE",
        "  EXT. ÎLE - NUIT",
    ],
)
def test_a_line_that_opens_inside_or_outside_is_a_heading(line: str) -> None:
    assert only(line) == replace(SceneHeading(line.strip()), blanks=0, span=only(line).span)


@pytest.mark.parametrize(
    "line", ["ESTABLISHING SHOT", "INTERNAL AFFAIRS", "INTO THE SEA", "EXTRA! EXTRA!", "I/O ERROR"]
)
def test_a_word_that_only_begins_like_a_heading_is_not_one(line: str) -> None:
    assert isinstance(only(line), Action)


def test_a_heading_needs_a_blank_line_before_and_after_it() -> None:
    assert read("He goes.\nINT. HOUSE - DAY\n\nIn.") == [("action", "He goes.\nINT. HOUSE - DAY"), ("action", "In.")]
    assert not any(kind == "heading" for kind, _ in read("EXT. PATIO - DAY\nThe sun."))
    assert read("EXT. PATIO - DAY\n= Sun.")[0] == ("heading", "EXT. PATIO - DAY")


def test_one_dot_before_a_letter_or_digit_forces_a_heading() -> None:
    assert only(".SNIPER SCOPE") == replace(SceneHeading("SNIPER SCOPE"), blanks=0, span=only(".SNIPER SCOPE").span)
    assert isinstance(only("...and then"), Action)
    assert read(".38 pistol in hand.\nShe waits.") == [("action", ".38 pistol in hand.\nShe waits.")]
    assert isinstance(only("!INT. HOUSE - DAY"), Action)


@pytest.mark.parametrize("number", ["1", "1A", "I-1-A", "110A", "1-A.", "é2"])
def test_a_scene_number_stands_between_hashes_at_the_end(number: str) -> None:
    heading = only(f"INT. HOUSE - DAY - FLASHBACK (1944) #{number}#")
    assert isinstance(heading, SceneHeading)
    assert (heading.text, heading.number) == ("INT. HOUSE - DAY - FLASHBACK (1944)", number)


@pytest.mark.parametrize("tail", ["#a b#", "##", "#-1#", "#1", "#1!#"])
def test_what_cannot_be_a_scene_number_stays_text(tail: str) -> None:
    heading = only(f"INT. HOUSE {tail}")
    assert isinstance(heading, SceneHeading)
    assert (heading.text, heading.number) == (f"INT. HOUSE {tail}", None)


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("INT. HOUSE - KITCHEN - DAY", ("INT", "HOUSE - KITCHEN", "DAY")),
        ("EXT. ROOF - NIGHT - FLASHBACK (1944)", ("EXT", "ROOF", "NIGHT - FLASHBACK (1944)")),
        ("INT./EXT. CAR – LATER", ("INT/EXT", "CAR", "LATER")),
        ("I/E VAN - THE NEXT MORNING", ("INT/EXT", "VAN", "THE NEXT MORNING")),
        ("INT. HOUSE - KITCHEN", ("INT", "HOUSE - KITCHEN", "")),
        ("EST. CITY — DAWN", ("EST", "CITY", "DAWN")),
        ("INT. MAISON - NUIT", ("INT", "MAISON", "NUIT")),
        (".SNIPER SCOPE", ("", "SNIPER SCOPE", "")),
        ("INT - HOUSE", ("INT", "HOUSE", "")),
        ("EXT. DAY", ("EXT", "", "DAY")),
    ],
)
def test_a_heading_says_where_and_when(line: str, parts: tuple[str, str, str]) -> None:
    heading = only(line)
    assert isinstance(heading, SceneHeading)
    assert (heading.int_ext, heading.location, heading.time) == parts


@pytest.mark.parametrize(
    ("line", "name", "extension"),
    [
        ("WREN", "WREN", ""),
        ("R2D2", "R2D2", ""),
        ("23 SKIDOO", "23 SKIDOO", ""),
        ("ÉLODIE", "ÉLODIE", ""),
        ("ЖЕНЯ", "ЖЕНЯ", ""),
        ("DEALER #2", "DEALER #2", ""),
        ("HANS (on the radio)", "HANS", "on the radio"),
        ("MOM (O. S.)", "MOM", "O. S."),
        ("MOM (OFF)", "MOM", "OFF"),
        ("WREN (CONT’D)", "WREN", "CONT’D"),
        ("WREN (V.O.) (CONT'D)", "WREN", "V.O., CONT'D"),
        ("@McCLANE (V.O.)", "McCLANE", "V.O."),
        ("@(V.O.)", "(V.O.)", "V.O."),
        ("@你好", "你好", ""),
        ("        ABELL", "ABELL", ""),
    ],
)
def test_capitals_before_a_line_are_a_cue(line: str, name: str, extension: str) -> None:
    cue = fountain.parse(f"{line}\nHello.").elements[0]
    assert isinstance(cue, Character)
    assert (cue.name, cue.extension, cue.dual) == (name, extension, False)


@pytest.mark.parametrize("line", ["23", "你好", "McCLANE", "(CONT'D)", "!WREN", "Wren", "@", "^"])
def test_what_holds_no_capital_or_a_small_letter_is_no_cue(line: str) -> None:
    assert read(f"{line}\nHello.")[0][0] == "action"


def test_a_cue_needs_a_blank_line_before_and_none_after() -> None:
    assert read("BOOM\n\nThen nothing.") == [("action", "BOOM"), ("action", "Then nothing.")]
    assert read("He hears\nWREN\nHello.") == [("action", "He hears\nWREN\nHello.")]


def test_dialogue_runs_to_a_blank_line_and_a_line_of_two_spaces_keeps_it_open() -> None:
    text = "WREN\nOne.\n  \nTwo.\n(beat)\nThree.\n\nOut."
    assert read(text) == [
        ("cue", "WREN"),
        ("dialogue", "One.\n\nTwo."),
        ("parenthetical", "(beat)"),
        ("dialogue", "Three."),
        ("action", "Out."),
    ]
    assert read("WREN\nOne.\n   \nTwo.")[2] == ("action", "Two.")


def test_marks_inside_a_speech_are_words() -> None:
    assert read("WREN\n#metoo\n!wow\n.com\n> no") == [("cue", "WREN"), ("dialogue", "#metoo\n!wow\n.com\n> no")]


@pytest.mark.parametrize("line", ["MEI ^", "MEI^", "@Mei ^", "MEI (V.O.) ^", "MEI (Dual) ^"])
def test_a_caret_makes_the_second_cue_dual(line: str) -> None:
    cue = fountain.parse(f"BO\nNo.\n\n{line}\nYes.").elements[2]
    assert isinstance(cue, Character)
    assert cue.dual
    assert cue.name.upper() == "MEI"


def test_lyrics_stand_alone_or_inside_a_speech() -> None:
    assert read("~La la\n~lo lo") == [("lyrics", "La la"), ("lyrics", "lo lo")]
    assert read("WREN\n~La la\nI said.") == [("cue", "WREN"), ("lyrics", "La la"), ("dialogue", "I said.")]


@pytest.mark.parametrize("line", ["CUT TO:", "SMASH-CUT TO:", "    DISSOLVE TO:", "FONDU ENCHAÎNÉ TO:"])
def test_capitals_that_end_in_to_are_a_transition(line: str) -> None:
    assert read(f"A.\n\n{line}\n\nB.")[1] == ("transition", line.strip())


@pytest.mark.parametrize("line", ["CUT TO: ", "FADE OUT.", "FADE IN:", "!CUT TO:", "Cut to:"])
def test_what_does_not_end_so_is_action(line: str) -> None:
    assert read(f"A.\n\n{line}\n\nB.")[1] == ("action", line.strip("! "))


def test_an_angle_forces_a_transition_and_two_centre_a_line() -> None:
    assert read("> Fade to black.")[0] == ("transition", "Fade to black.")
    assert bare(only(">   THE END   <")) == Centered("THE END", blanks=0)
    assert isinstance(only(">"), Action)
    assert isinstance(only("> <"), Action)


def test_action_keeps_its_lines_and_leading_spaces_and_tabs_become_four() -> None:
    assert only("First\n\t\tsecond\n  third  ").text == "First\n        second\n  third"


def test_an_exclamation_mark_forces_action() -> None:
    assert read("!WREN\nHello.") == [("action", "WREN\nHello.")]
    assert read("One\n!~two") == [("action", "One\n~two")]


@pytest.mark.parametrize(("line", "level"), [("# Act", 1), ("### Act", 3), ("###### Act", 6), ("######## Act", 8)])
def test_hashes_make_a_section(line: str, level: int) -> None:
    assert bare(only(line)) == Section("Act", level=level, blanks=0)


def test_one_equals_sign_makes_a_synopsis_and_three_a_page_break() -> None:
    assert bare(only("= She leaves.")) == Synopsis("She leaves.", blanks=0)
    assert [type(element) for element in fountain.parse("===\n\n=====").elements] == [PageBreak, PageBreak]
    assert isinstance(only("=="), Action)
    assert isinstance(only("=== x"), Action)
    assert isinstance(only("#"), Action)


def test_a_synopsis_may_follow_its_heading_at_once() -> None:
    assert read("INT. A - DAY\n= Nothing.\nINT. B - DAY\n\nX") == [
        ("heading", "INT. A - DAY"),
        ("synopsis", "Nothing."),
        ("heading", "INT. B - DAY"),
        ("action", "X"),
    ]


def test_notes_are_taken_out_of_the_text_and_kept_at_their_place() -> None:
    action = only("He walks [[slowly?]] home. [[S01-SH01]]")
    assert action.text == "He walks home."
    assert [(note.text, note.at, note.span.column) for note in action.notes] == [
        ("slowly?", 9, 10),
        ("S01-SH01", 14, 28),
    ]


def test_a_note_may_hold_brackets_and_run_over_lines_but_not_over_an_empty_one() -> None:
    assert only("A [[a ] b]] c").text == "A c"
    assert only("A [[one\ntwo\n  \nthree]] c").notes[0].text == "one\ntwo\n  \nthree"
    assert read("A [[one\n\ntwo]] c") == [("action", "A [[one"), ("action", "two]] c")]
    assert read("A [[one\r\n\r\ntwo]] c") == [("action", "A [[one"), ("action", "two]] c")]
    assert only("A [[one\r\ntwo]] c").text == "A c"


def test_a_note_alone_is_an_element_and_one_below_a_line_belongs_to_it() -> None:
    assert bare(only("[[Only this]]")) == Note("Only this", blanks=0)
    assert read("WREN\n[[soft]]\nHello.") == [("cue", "WREN"), ("dialogue", "Hello.")]
    assert read("A.\n\n[[x]]\nINT. HOUSE\n\nB.")[1:3] == [("note", "x"), ("heading", "INT. HOUSE")]


def test_a_boneyard_hides_text_in_a_line_and_over_blank_lines() -> None:
    assert only("He /* slowly */ goes /* out\n\nINT. OLD - DAY\n\n*/ home.").text == "He goes home."
    assert bare(only("/*\nINT. OLD - DAY\n\nOld.\n*/")) == Boneyard("\nINT. OLD - DAY\n\nOld.\n", blanks=0)
    assert only("/* /* x */ */").text == "*/"


def test_an_unclosed_boneyard_shows_its_text() -> None:
    assert read("A /* b\n\nINT. HOUSE - DAY\n\nC.") == [
        ("action", "A /* b"),
        ("heading", "INT. HOUSE - DAY"),
        ("action", "C."),
    ]


def test_a_boneyard_in_a_note_and_a_note_in_a_boneyard_belong_to_what_opened_first() -> None:
    assert only("A [[see http://x/*y]] b.").notes[0].text == "see http://x/*y"
    assert only("A /* [[ */ b.").text == "A b."


@pytest.mark.parametrize("first", ["Title: X", "title:  X", "Title:\n    X", "Title:\n\tX", "TITLE: X"])
def test_a_known_key_opens_a_title_page(first: str) -> None:
    script = fountain.parse(f"{first}\nDraft date: today\n\nHello.")
    assert script.entry("Title") == "X"
    assert script.entry("draft date") == "today"
    assert [element.text for element in script.elements] == ["Hello."]


def test_a_title_page_holds_several_values_unknown_keys_and_unindented_lines() -> None:
    script = fountain.parse("Title: One\n   Two\nthree\nMood: grey\nEmpty:\n\nTitle: no")
    assert [(entry.key, entry.values) for entry in script.title_page] == [
        ("Title", ("One", "Two", "three")),
        ("Mood", ("grey",)),
        ("Empty", ()),
    ]
    assert script.elements[0].text == "Title: no"


def test_an_unknown_key_opens_a_title_page_only_with_an_indented_value() -> None:
    assert fountain.parse("Mood:\n    grey").title_page[0].values == ("grey",)
    assert not fountain.parse("He opens the card:\n\nIt is blank.").title_page
    assert not fountain.parse("FADE IN:\n\nDark.").title_page
    assert not fountain.parse("CUT TO:\n    dark").title_page
    assert not fountain.parse("\nTitle: X").title_page


def test_every_element_knows_its_place_in_the_source() -> None:
    text = "\ufeffTitle: X\r\n\r\nINT. A\r\n\r\n  WREN\rHello\nyou.\r\n"
    script = fountain.parse(text)
    assert [element.span.of(text) for element in script.elements] == ["INT. A", "  WREN", "Hello\nyou."]
    assert [(element.span.line, element.span.column) for element in script.elements] == [(3, 1), (5, 1), (6, 1)]
    assert script.title_page[0].span.start == 1


def test_odd_characters_are_text() -> None:
    assert only("A\x0bb\x85c\u2028d\x0ce\x00\ud800").text == "A\x0bb\x85c\u2028d\x0ce\x00\ud800"
