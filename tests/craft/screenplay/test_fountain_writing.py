"""Writing a script: to the character as it was read, or anew so that it reads the same; and texts made to hurt."""

import itertools
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rushes.craft.screenplay import fountain
from rushes.craft.screenplay.elements import (
    Action,
    Character,
    Dialogue,
    Lyrics,
    Parenthetical,
    SceneHeading,
    Screenplay,
    Transition,
)
from tests.craft.screenplay import made_up, mutants
from tests.craft.screenplay.scripts import KITCHEN, LIGHTHOUSE, bare


@pytest.mark.parametrize(
    "text", [KITCHEN, LIGHTHOUSE, KITCHEN.replace("\n", "\r\n"), "\ufeff" + LIGHTHOUSE, "", "\n\n"]
)
def test_an_unmodified_script_is_written_as_it_was_to_the_character(text: str) -> None:
    assert fountain.write(fountain.parse(text)) == text


def test_changing_one_line_leaves_every_other_as_it_was() -> None:
    text = KITCHEN.replace("\n", "\r\n")
    script = fountain.parse(text)
    elements = [
        replace(element, text="I ate it.") if element.text == "I already licked it." else element
        for element in script.elements
    ]
    written = fountain.write(replace(script, elements=tuple(elements)))
    assert written == text.replace("I already licked it.", "I ate it.")


def test_an_inserted_speech_stands_apart_and_reads_back() -> None:
    script = fountain.parse("INT. A - DAY\n\nBOOM\n\nEnd.\n")
    speech = (Character("Wren"), Parenthetical("(low)"), Dialogue("One.\n\nTwo."))
    written = fountain.write(replace(script, elements=(*script.elements[:2], *speech, script.elements[2])))
    assert written == "INT. A - DAY\n\nBOOM\n\n@Wren\n(low)\nOne.\n  \nTwo.\n\nEnd.\n"
    assert [element.kind for element in fountain.parse(written).elements][2:5] == ["cue", "parenthetical", "dialogue"]


def test_a_script_made_anew_is_forced_where_its_words_would_read_as_something_else() -> None:
    elements = (
        SceneHeading("THE ROOF", number="2"),
        Action("INT. IS ALL SHE READS"),
        Action("~ tilde"),
        Transition("FADE OUT."),
        Transition("INT. HEADS CUT TO:"),
        Lyrics("la"),
        Character("WREN", dual=True),
        Dialogue("Hi."),
        Character("EXT. ELSE"),
        Dialogue("# one"),
    )
    written = fountain.write(Screenplay(elements=elements))
    assert written == (
        ".THE ROOF #2#\n\n!INT. IS ALL SHE READS\n\n!~ tilde\n\n> FADE OUT.\n\n> INT. HEADS CUT TO:\n\n~la\n\n"
        "WREN ^\nHi.\n\n@EXT. ELSE\n# one\n"
    )
    assert [(e.kind, e.text) for e in fountain.parse(written).elements] == [(e.kind, e.text) for e in elements]


FRAGMENTS = [
    *("\n", "\n\n", "\r\n", "\r", "  ", "\n  \n", "[[", "]]", "/*", "*/", "[[a]]", "/*b*/", " ", "\t", "    x", "^"),
    *("WREN", "Wren", "INT. HOUSE", "EXT ", "#1#", "#", "##", "=", "===", "~", "!", ".", "@", ">", "<", "(", ")"),
    *("(beat)", "CUT TO:", " TO:", "Title: ", "Key:\n    v", "a", "ß", "É", "你好", "\x0c", "\u2028", "\x00", "\ufeff"),
    *("[", "]", "*", "/", "_", "\\"),
]
scripts = st.lists(st.sampled_from(FRAGMENTS), max_size=30).map("".join)


@settings(max_examples=400, deadline=None)
@given(scripts)
def test_any_text_is_written_back_to_the_character(text: str) -> None:
    assert fountain.write(fountain.parse(text)) == text


@settings(max_examples=600, deadline=None)
@given(scripts)
def test_a_script_written_anew_reads_as_the_same_elements_and_blank_lines(text: str) -> None:
    body = fountain.parse("\n" + text).elements
    written = fountain.write(Screenplay(elements=body))
    again = fountain.parse(written).elements
    assert list(map(bare, again)) == list(map(bare, body))
    assert fountain.write(Screenplay(elements=again)) == written


@settings(max_examples=300, deadline=None)
@given(scripts)
def test_spans_are_in_order_and_hold_their_text(text: str) -> None:
    script = fountain.parse(text)
    places = [entry.span for entry in script.title_page] + [element.span for element in script.elements]
    assert all(first.end <= second.start for first, second in itertools.pairwise(places))
    for element in script.elements:
        first_word = element.text.split()[0] if element.text.split() and not element.asides else ""
        assert first_word in element.span.of(text)


@pytest.mark.parametrize(
    "text",
    [
        "a" * 2_000_000,
        "\n\n" + "A" * 2_000_000 + "\nhi",
        "/* [[ " * 100_000,
        "[[ /* " * 100_000 + "\n\n]] */",
        "[[a\n\n" * 20_000 + "]]",
        "\n" + "A()" * 200_000 + "\nx",
        "\n" + "(" * 500_000 + "\nx",
        "A\n" + "[[n]]\n" * 20_000 + "\nB",
        "INT." + " " * 500_000 + "-" * 500_000,
        "WREN\nHi\n" + "  \n" * 50_000 + "x",
    ],
    ids=["line", "capitals", "bomb", "bomb the other way", "notes", "brackets", "open", "silent", "heading", "held"],
)
def test_hostile_texts_take_no_longer_than_their_length(text: str) -> None:
    # Anything quadratic would take hours here; the suite's own time limit is the assertion that it does not.
    assert fountain.write(fountain.parse(text)) == text


def test_damaged_scripts_are_read_and_written_back() -> None:
    texts = [KITCHEN, LIGHTHOUSE, made_up.script(scenes=3, cues=8)]
    for text in mutants.mutants(texts, 500):
        assert fountain.write(fountain.parse(text)) == text
        body = fountain.parse("\n" + text).elements
        again = fountain.parse(fountain.write(Screenplay(elements=body))).elements
        assert list(map(bare, again)) == list(map(bare, body))


def test_ten_thousand_scenes_are_read() -> None:
    text = "".join(f"INT. ROOM {n} - DAY #{n}#\n\nANNA\nHello [[note]]\n\n" for n in range(10_000))
    assert sum(isinstance(element, SceneHeading) for element in fountain.parse(text).elements) == 10_000
