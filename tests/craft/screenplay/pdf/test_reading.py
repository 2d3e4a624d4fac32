"""Any screenplay PDF with text, understood by where its words stand."""

import difflib
import io
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from screenplain.export import pdf as screenplain_pdf
from screenplain.parsers import fountain as screenplain_fountain

from rushes.craft.screenplay import fountain
from rushes.craft.screenplay.elements import Action, Character, Dialogue, Element, SceneHeading, Screenplay
from rushes.craft.screenplay.emphasis import plain
from rushes.craft.screenplay.layout import Paper
from rushes.craft.screenplay.pdf import reading, writing
from rushes.craft.screenplay.pdf.kinds import Kind
from rushes.craft.screenplay.pdf.reading import Understood
from rushes.craft.screenplay.pdf.words import Sheet, Word
from rushes.kernel.errors import InvalidFile
from tests.craft.screenplay import made_up
from tests.craft.screenplay.pdf import foreign
from tests.craft.screenplay.pdf.foreign import INCH, KINDS, SCENE
from tests.craft.screenplay.scripts import KITCHEN

SIDE_B = Path(__file__).parents[4] / "examples" / "side-b" / "script.fountain"
PRINTED = {"heading", "action", "cue", "dialogue", "parenthetical", "transition", "centered"}


def essence(elements: Sequence[Element]) -> list[tuple[object, ...]]:
    """What a reader of the page sees of elements: kind, words, number, and who speaks together."""
    return [
        (element.kind, _words(element), getattr(element, "number", None), getattr(element, "dual", None))
        for element in elements
        if element.kind in PRINTED
    ]


def _words(element: Element) -> str:
    text = " ".join(plain(element.text).split())
    return text.upper() if isinstance(element, SceneHeading) else text


def again(text: str, paper: Paper = Paper.LETTER) -> Understood:
    return reading.read(writing.write(fountain.parse(text), paper))


def kinds(understood: Understood) -> list[str]:
    return [element.kind for element in understood.screenplay.elements]


def lines(understood: Understood) -> list[tuple[str, str]]:
    return [(line.kind, line.text) for line in understood.lines]


@pytest.mark.parametrize("text", [SIDE_B.read_text(encoding="utf-8"), KITCHEN], ids=["side b", "kitchen"])
def test_our_own_pages_give_the_script_back(text: str) -> None:
    assert essence(again(text).screenplay.elements) == essence(fountain.parse(text).elements)


def test_a_long_script_comes_back_almost_whole_on_either_paper() -> None:
    for paper in Paper:
        script = fountain.parse(made_up.script(60, 250, 7))
        before, after = (
            essence(script.elements),
            essence(reading.read(writing.write(script, paper)).screenplay.elements),
        )
        same = sum(block.size for block in difflib.SequenceMatcher(None, before, after, False).get_matching_blocks())
        assert same / len(before) > 0.99
        assert [each for each in after if each[0] in {"heading", "cue"}] == [
            each for each in before if each[0] in {"heading", "cue"}
        ]


def test_the_fountain_text_is_what_the_screenplay_was_read_from() -> None:
    understood = again(KITCHEN)
    assert fountain.parse(understood.text) == understood.screenplay
    assert understood.screenplay.entry("title") == "THE LAST DUMPLING"
    assert understood.screenplay.entry("author") == "The Rushes authors"
    assert understood.screenplay.entry("credit") == "written by"
    assert understood.screenplay.entry("draft date") == "2 March"


def test_italics_and_bold_come_back_also_inside_a_word() -> None:
    (action,) = again('\nIt is *mine*, "**all** of it" and ***ours***.').screenplay.elements
    assert action.text == 'It is *mine*, "**all** of it" and ***ours***.'


def test_signs_that_fountain_would_read_are_kept_as_they_are_printed() -> None:
    script = Screenplay(elements=(Action("Two /* stars */ and [[brackets]] and under_score_s *"),))
    (action,) = reading.read(writing.write(script)).screenplay.elements
    assert plain(action.text) == "Two /* stars */ and [ [brackets]] and under_score_s *"


def test_lines_that_the_writer_broke_stay_broken() -> None:
    full = "word " * 12
    _, action, _, said = again(f"\n{full}\n\nOne.\nTwo.\n\nMARA\n" + "word " * 19 + "\nMine.\n").screenplay.elements
    assert action.text == "One.\nTwo."
    assert said.text == ("word " * 19).strip() + "\nMine."


@pytest.mark.parametrize("font", ["Courier", "Helvetica", "Times-Roman"])
def test_any_typeface_and_margins_of_its_own(font: str) -> None:
    understood = reading.read(foreign.pdf([foreign.page(SCENE * 3)], font))
    assert kinds(understood) == KINDS * 3
    assert understood.screenplay.elements[4].text == "It was here an hour ago, and so was he."


def test_pages_that_a_scanner_shifted_are_brought_back() -> None:
    shifts = [0.0, 0.4, -0.3, 0.2, -0.45]
    understood = reading.read(foreign.pdf([foreign.page(SCENE * 3, shift) for shift in shifts]))
    assert kinds(understood) == KINDS * 15


def test_a_page_of_dialogue_alone_is_not_taken_for_action() -> None:
    said = [("cue", "OTTO"), ("dialogue", "One."), ("action", "")] * 12
    understood = reading.read(foreign.pdf([foreign.page(SCENE * 3), foreign.page(said)]))
    assert kinds(understood) == KINDS * 3 + ["cue", "dialogue"] * 12


def test_what_a_page_says_beside_the_script_is_left_out() -> None:
    def beside(number: int) -> list[foreign.Placed]:
        return [
            (1.5, 0.5, "THE SHED - Blue draft"),
            (7.2, 0.5, f"{number}."),
            (1.5, 0.75, "CONTINUED:"),
            (8.0, 1.1 + 2 / 6, "*"),
            (8.0, 1.1 + 3 / 6, "**"),
            (0.9, 1.1, f"{number}A"),
            (7.4, 1.1, f"{number}A"),
            (6.5, 10.2, "(CONTINUED)"),
            (3.5, 10.6, "Property of nobody"),
        ]

    understood = reading.read(foreign.pdf([[*foreign.page(SCENE), *beside(number)] for number in range(1, 5)]))
    assert kinds(understood) == KINDS * 4
    numbers = [e.number for e in understood.screenplay.elements if isinstance(e, SceneHeading)]
    assert numbers == ["1A", "2A", "3A", "4A"]
    skipped = {line.why for line in understood.lines if line.kind is Kind.SKIPPED}
    assert {"page number", "header or footer", "continued"} >= skipped - {"revision mark"}


def test_a_speech_that_a_page_broke_is_one_again() -> None:
    first = [*SCENE * 2, ("cue", "MARA"), ("dialogue", "I will not wait for"), ("dialogue", "(MORE)")]
    second = [("cue", "MARA (CONT'D)"), ("dialogue", "anyone any more."), ("action", ""), *SCENE]
    understood = reading.read(foreign.pdf([foreign.page(first), foreign.page(second)]))
    assert kinds(understood) == KINDS * 2 + ["cue", "dialogue"] + KINDS
    assert understood.screenplay.elements[17].text == "I will not wait for anyone any more."
    assert [line.why for line in understood.lines if line.kind is Kind.SKIPPED] == [
        "more",
        "says again who speaks, after a page's end",
    ]


def test_who_only_speaks_again_keeps_the_cue() -> None:
    second = [("cue", "MARA (CONT'D)"), ("dialogue", "Again."), ("action", ""), *SCENE]
    understood = reading.read(foreign.pdf([foreign.page(SCENE), foreign.page(second)]))
    assert understood.screenplay.elements[8].text == "MARA (CONT'D)"


def test_two_columns_are_two_speeches_spoken_together() -> None:
    both = [
        (2.2, 4.5, "MARA"), (5.2, 4.5, "OTTO"),
        (1.6, 4.5 + 1 / 6, "Stop right there, and"), (4.6, 4.5 + 1 / 6, "(laughing)"),
        (1.6, 4.5 + 2 / 6, "do not move."), (4.6, 4.5 + 2 / 6, "No chance of that."),
    ]  # fmt: skip
    understood = reading.read(foreign.pdf([[*foreign.page(SCENE), *both]]))
    spoken = understood.screenplay.elements[8:]
    assert [(e.kind, e.text, getattr(e, "dual", None)) for e in spoken] == [
        ("cue", "MARA", False),
        ("dialogue", "Stop right there, and do not move.", None),
        ("cue", "OTTO", True),
        ("parenthetical", "(laughing)", None),
        ("dialogue", "No chance of that.", None),
    ]


def test_cues_that_are_centred_are_cues() -> None:
    def centred(row: int, text: str) -> foreign.Placed:
        return 4.25 - len(text) * 7.2 / 2 / INCH, 1.1 + row / 6, text

    names = ["MARA", "THE HARBOUR MASTER", "OTTO", "AUNT WILHELMINA (V.O.)", "BO"]
    placed = [(1.5, 1.1, "INT. SHED - DAY"), (1.5, 1.1 + 2 / 6, "They all talk.")]
    for index, name in enumerate(names * 2):
        placed += [centred(4 + 3 * index, name), (2.5, 1.1 + (5 + 3 * index) / 6, "Nobody heard that.")]
    found = reading.read(foreign.pdf([placed])).screenplay.elements
    assert [element.text for element in found if isinstance(element, Character)] == names * 2
    assert sum(isinstance(element, Dialogue) for element in found) == 10


def test_a_person_corrects_what_was_misunderstood_and_what_follows_is_read_anew() -> None:
    data = foreign.pdf([foreign.page([("action", "THE SHED, LATER"), ("action", ""), *SCENE])])
    first = reading.read(data)
    assert lines(first)[0] == ("action", "THE SHED, LATER")
    second = reading.read(data, retag={1: Kind.HEADING, 2: Kind.SKIPPED})
    assert lines(second)[0] == ("heading", "THE SHED, LATER")
    assert kinds(second) == ["heading", *KINDS[1:]]
    assert second.text.startswith(".THE SHED, LATER\n")
    assert (second.lines[0].sure, second.lines[0].why) == (1.0, "as you said")


def test_a_title_page_that_is_none_can_be_corrected() -> None:
    pages = [[(3.0, 4.0, "Black. A voice.")], foreign.page(SCENE)]
    data = foreign.pdf(pages)
    assert reading.read(data).lines[0].kind is Kind.TITLE
    assert kinds(reading.read(data, retag={1: Kind.ACTION})) == ["action", *KINDS]


def test_a_line_that_is_not_there_cannot_be_corrected() -> None:
    with pytest.raises(InvalidFile, match=r"s\.pdf: has lines 1 to 10; there is no line 0, 99 to correct"):
        reading.read(foreign.pdf([foreign.page(SCENE)]), "s.pdf", {99: Kind.ACTION, 0: Kind.CUE})


def test_what_another_program_printed_comes_back_whole() -> None:
    text = made_up.script(12, 60, 3)
    content = io.BytesIO()
    screenplain_pdf.to_pdf(screenplain_fountain.parse(io.StringIO(text)), content)
    assert essence(reading.read(content.getvalue()).screenplay.elements) == essence(fountain.parse(text).elements)


SIGNS = (
    """INT. A - MARA (CONT'D) (MORE) (beat) 12 12A * TO: CUT /* [[ ]] word 2. CONTINUED: Title: by ! @ . ~ === é ¡"""
)
texts = st.sampled_from([*SIGNS.split(), "\x01"])
placed = st.builds(
    Word,
    texts,
    left=st.integers(0, 60).map(lambda column: column * 10.0),
    right=st.just(0.0),
    baseline=st.integers(3, 65).map(lambda row: row * 12.0),
    styles=st.sampled_from([(), ((1, 1),), ((2, 2),)]),
).map(lambda word: replace(word, right=word.left + 7.2 * len(word.text)))


@settings(max_examples=120, deadline=None)
@given(st.lists(st.lists(placed, max_size=25), min_size=1, max_size=4).filter(any), st.sampled_from(Kind))
def test_words_anywhere_are_understood_as_something_and_can_be_corrected(pages: list[list[Word]], kind: Kind) -> None:
    found = [Sheet(number, 612, 792, tuple(words)) for number, words in enumerate(pages, 1)]
    understood = reading.understood(found)
    shown = {word for line in understood.lines for word in line.text.split()}
    assert {word.text for words in pages for word in words} - shown <= {"*", "12", "12A", "2."}
    assert fountain.parse(understood.text) == understood.screenplay
    assert reading.understood(found, retag={1: kind}).lines[0].kind is kind


def test_many_pages_take_linear_time() -> None:
    words = tuple(Word("word", 108.0, 136.8, 100.0 + 12 * row) for row in range(50))
    began = time.process_time()
    reading.understood([Sheet(number, 612, 792, words) for number in range(1, 201)])
    assert time.process_time() - began < 10
