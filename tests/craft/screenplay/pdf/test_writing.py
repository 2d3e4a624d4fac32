"""A script as PDF, read back by a program that is not ours."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdfium2 import PdfDocument

from rushes.craft.screenplay import fountain
from rushes.craft.screenplay.elements import Action, Character, Dialogue, SceneHeading, Screenplay, TitleEntry
from rushes.craft.screenplay.layout import Paper
from rushes.craft.screenplay.pdf import words, writing
from tests.craft.screenplay.scripts import KITCHEN


def printed(text: str, paper: Paper = Paper.LETTER) -> tuple[words.Sheet, ...]:
    return words.sheets(writing.write(fountain.parse(text), paper), "x.pdf")


def place(sheet: words.Sheet, text: str) -> words.Word:
    return next(word for word in sheet.words if word.text == text)


def test_words_stand_where_the_layout_puts_them() -> None:
    title, page = printed(KITCHEN)[:2]
    assert (page.width, page.height) == (612, 792)
    assert place(page, "INT.").left == pytest.approx(108, abs=0.2)
    assert place(page, "OSKAR").left == pytest.approx(266.4, abs=0.2)
    assert place(page, "(whispering)").left == pytest.approx(223.2, abs=0.2)
    assert place(page, "Nobody").left == pytest.approx(180, abs=0.2)
    assert place(page, "Nobody").right == pytest.approx(180 + 6 * 7.2, abs=0.2)
    assert [word.left for word in page.words if word.text == "1"] == pytest.approx([86.4, 547.2], abs=0.2)
    assert place(page, "INT.").baseline == pytest.approx(72 + 9.5, abs=0.1)
    assert place(title, "DUMPLING").styles == ((1, 8),)


def test_styles_are_the_typefaces_own_and_underlining_is_drawn() -> None:
    (sheet,) = printed("\nA *one* b **two** c ***three*** d _four_.")
    assert [place(sheet, text).styles[0][0] for text in ("A", "one", "two", "three")] == [0, 2, 1, 3]
    underlined, plain = (writing.write(fountain.parse(f"\n{text}")) for text in ("_four_", "four"))
    assert len(_paths(underlined)) == len(_paths(plain)) + 1


def _paths(data: bytes) -> list[object]:
    page = PdfDocument(data)[0]
    return [one for one in page.get_objects() if one.type == 2]


def test_the_file_says_its_title_and_author_and_lists_the_scenes() -> None:
    document = PdfDocument(writing.write(fountain.parse(KITCHEN)))
    said = document.get_metadata_dict()
    assert (said["Title"], said["Author"], said["Creator"]) == ("THE LAST DUMPLING", "The Rushes authors", "Rushes")
    assert [mark.get_title() for mark in document.get_toc()][:2] == [
        "1  INT. NOODLE HOUSE - KITCHEN - NIGHT",
        "1A  INT. NOODLE HOUSE - DINING ROOM - CONTINUOUS",
    ]


def test_the_same_script_is_the_same_bytes_and_a4_is_a4() -> None:
    script = fountain.parse(KITCHEN)
    assert writing.write(script) == writing.write(script)
    assert printed(KITCHEN, Paper.A4)[0].height == pytest.approx(841.89, abs=0.1)


def test_letters_beyond_the_typeface_are_named_and_shown_as_something() -> None:
    script = Screenplay((TitleEntry("Title", ("漢",)),), (Action("Žižek, naïve: 你好 ☃ 你\t\u200d\x00"),))
    assert writing.unprintable(script) == "漢你好☃"
    assert writing.unprintable(fountain.parse(KITCHEN)) == ""
    bare = Screenplay(elements=(Action("a 你 b"),))
    blank = Screenplay(elements=(Action("a   b"),))
    assert _darkness(bare) > _darkness(blank)


def _darkness(script: Screenplay) -> int:
    picture = PdfDocument(writing.write(script))[0].render(grayscale=True).to_numpy()
    return int((255 - picture.astype(int)).sum())


def test_a_script_of_nothing_is_one_empty_page() -> None:
    assert len(PdfDocument(writing.write(Screenplay()))) == 1


texts = st.text(max_size=60)


@settings(max_examples=40, deadline=None)
@given(texts, texts, texts, texts)
def test_any_text_can_be_printed(title: str, heading: str, cue: str, words_said: str) -> None:
    script = Screenplay(
        (TitleEntry("Title", (title,)), TitleEntry("Author", (cue,))),
        (SceneHeading(heading, number=cue or None), Action(title), Character(cue), Dialogue(words_said)),
    )
    assert PdfDocument(writing.write(script))[0].get_size() == (612, 792)
