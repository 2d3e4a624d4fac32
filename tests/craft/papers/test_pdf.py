"""Papers as PDF, read back by a reader that is not ours."""

import io
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from rushes.craft.papers import blocks, letters, page, pdf, pictures, scale
from rushes.craft.papers.page import Paper, Size
from rushes.craft.typefaces import Face

SHEET = page.Page(*page.SIZES[Size.A4])
PAPER = Paper("SIDE B", "breakdown", SHEET, "cut 3")
WIDE = SHEET.room[0]


def pages(content: bytes) -> list[str]:
    """The words of every page."""
    with pypdfium2.PdfDocument(content) as document:
        return [document[number].get_textpage().get_text_range() for number in range(len(document))]


def test_every_page_says_the_title_and_its_number() -> None:
    said = pages(pdf.document(PAPER, [*blocks.heading("One"), blocks.new_page(), *blocks.heading("Two")]))
    assert len(said) == 2
    for number, text in enumerate(said, start=1):
        assert "SIDE B" in text
        assert "breakdown" in text
        assert f"page {number} of 2" in text


def test_the_same_paper_is_the_same_bytes() -> None:
    def made() -> bytes:
        return pdf.document(PAPER, [blocks.table(["a", "b"], [["x", "1"]], [100, 50], numbers={1})])

    assert made() == made()


def test_what_a_person_wrote_is_never_taken_for_a_tag() -> None:
    said = pages(pdf.document(PAPER, blocks.text("a <b>bold</b> & <font size=99>x\nsecond")))[0]
    assert "a <b>bold</b> & <font size=99>x" in said
    assert "second" in said


@given(st.text(max_size=200))
@settings(max_examples=60, deadline=None)
def test_any_text_can_be_set(text: str) -> None:
    assert pdf.document(PAPER, [blocks.words(text), blocks.facts([("name", text)], WIDE)])


def test_a_letter_of_another_script_is_set_in_a_typeface_that_has_it() -> None:
    assert letters.runs("абв", Face.TYPEWRITER) == [("REGULAR", "абв")]
    assert letters.runs("a日本のb", Face.REGULAR) == [("REGULAR", "a"), (letters.JAPANESE, "日本の"), ("REGULAR", "b")]
    assert letters.runs("中文", Face.REGULAR) == [(letters.CHINESE, "中文")]
    assert letters.runs("한국", Face.REGULAR) == [(letters.KOREAN, "한국")]


def test_a_letter_that_nothing_has_is_seen_to_be_missing() -> None:
    assert letters.runs("\u0645", Face.REGULAR) == [("REGULAR", letters.MISSING)]


def test_headings_of_a_table_come_again_on_every_page() -> None:
    rows = [[f"S01-SH{number:02}", "She turns. " * 12] for number in range(80)]
    said = pages(pdf.document(PAPER, [blocks.table(["shot", "action"], rows, blocks.shares(WIDE, [1, 4]))]))
    assert len(said) == 2
    assert all("action" in text for text in said)


def test_a_row_taller_than_a_page_goes_on_overleaf_and_loses_nothing() -> None:
    words = [f"word{number}" for number in range(3000)]
    said = pages(pdf.document(PAPER, [blocks.table(["what"], [[" ".join(words)]], [WIDE])]))
    assert [word for word in " ".join(said).split() if word.startswith("word")] == words


def test_a_long_text_is_cut_to_its_room_with_an_ellipsis() -> None:
    paragraph = pdf.fitted("She turns and goes. " * 50, scale.SMALL, (120, 40))
    assert paragraph is not None
    assert paragraph.wrap(120, 40)[1] <= 40
    assert paragraph.getPlainText().endswith(pdf.CUT)


@pytest.mark.parametrize("text", ["", "x" * 4000, "a " * 4000, "word"])
def test_whatever_is_cut_fits(text: str) -> None:
    paragraph = pdf.fitted(text, scale.SMALL, (60, 22))
    assert paragraph is None or paragraph.wrap(60, 22)[1] <= 22


def test_a_line_is_cut_to_its_room() -> None:
    assert letters.width(pdf.cut_to("long " * 40, Face.REGULAR, 9, 50), Face.REGULAR, 9) <= 50
    assert pdf.cut_to("short", Face.REGULAR, 9, 50) == "short"


def test_sheets_have_the_sizes_of_paper() -> None:
    assert (round(page.landscape(Size.LETTER).wide), round(page.landscape(Size.LETTER).high)) == (792, 612)
    with pypdfium2.PdfDocument(pdf.document(PAPER, [blocks.gap(1)])) as document:
        assert [round(side) for side in document[0].get_size()] == [595, 842]


def test_a_picture_is_no_larger_than_its_place_and_a_broken_one_is_an_empty_box(tmp_path: Path) -> None:
    Image.new("RGB", (1280, 720), "navy").save(tmp_path / "good.png")
    (tmp_path / "bad.png").write_bytes(b"\x89PNG\r\n\x1a\n not a picture")
    assert pictures.jpeg(tmp_path / "bad.png", 100, 100) is None
    assert pictures.jpeg(tmp_path / "none.png", 100, 100) is None
    small = pictures.jpeg(tmp_path / "good.png", 100, 100)
    assert small is not None
    assert small[:2] == b"\xff\xd8"
    story = [blocks.row([blocks.picture(tmp_path / name, 90, 60, "no panel") for name in ("good.png", "bad.png")], 200)]
    assert "no panel" in pages(pdf.document(PAPER, story))[0]


def test_black_bars_of_the_raster_are_left_off_and_a_dark_picture_is_not_cut(tmp_path: Path) -> None:
    barred = Image.new("RGB", (480, 270), "black")
    barred.paste(Image.new("RGB", (480, 200), "orange"), (0, 35))
    barred.save(tmp_path / "barred.png")
    Image.new("RGB", (480, 270), (40, 40, 40)).save(tmp_path / "dark.png")

    def shape(name: str) -> tuple[int, int]:
        content = pictures.jpeg(tmp_path / name, 480, 480, 2.4)
        assert content is not None
        with Image.open(io.BytesIO(content)) as picture:
            return picture.size

    assert shape("barred.png") == (480, 200)
    assert shape("dark.png") == (480, 270)
