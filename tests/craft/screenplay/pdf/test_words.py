"""PDFs from strangers: read within limits, or refused with a sentence."""

import io
import sys

import pytest
from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from rushes.craft.screenplay.pdf import words
from rushes.kernel.errors import InvalidFile
from tests.craft.screenplay.pdf import foreign

SCRIPT = foreign.pdf([foreign.page(foreign.SCENE)])


def refused(data: bytes) -> str:
    with pytest.raises(InvalidFile) as caught:
        words.sheets(data, "s.pdf")
    return caught.value.detail


def pictured(count: int = 1, text: str = "") -> bytes:
    content = io.BytesIO()
    canvas = Canvas(content, pagesize=(612, 792), invariant=1)
    for _ in range(count):
        canvas.drawImage(ImageReader(Image.new("L", (60, 80), 200)), 0, 0, 612, 792)
        canvas.drawString(100, 400, text)
        canvas.showPage()
    canvas.save()
    return content.getvalue()


def pages(count: int) -> bytes:
    content = io.BytesIO()
    canvas = Canvas(content, invariant=1)
    for _ in range(count):
        canvas.showPage()
    canvas.save()
    return content.getvalue()


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "is not a PDF that can be read"),
        (b"%PDF-1.7\n", "is not a PDF that can be read"),
        (b"\x89PNG\r\n\x1a\n" + bytes(2000), "is not a PDF that can be read"),
        (SCRIPT[: len(SCRIPT) // 2], "is damaged, or ends too early"),
        (SCRIPT[:-20], "is damaged, or ends too early"),
        (foreign.pdf([[(1, 1, "x")]], lock=StandardEncryption("secret")), "is protected by a password"),
        (pictured(), "is a scan: its pages are pictures without text"),
        (pages(1), "has no text on its pages"),
        (pages(1001), "has more than 1,000 pages"),
    ],
    ids=["empty", "head", "picture", "half", "tail", "locked", "scan", "blank", "pages"],
)
def test_what_cannot_be_read_is_said_in_a_sentence(data: bytes, sentence: str) -> None:
    says = refused(data)
    assert says.startswith("s.pdf: ")
    assert sentence in says


def test_a_file_locked_only_against_changes_is_read() -> None:
    lock = StandardEncryption("", ownerPassword="mine", canModify=0)
    (sheet,) = words.sheets(foreign.pdf([foreign.page(foreign.SCENE)], lock=lock), "s.pdf")
    assert sheet.words[0].text == "INT."


def test_a_picture_under_text_is_no_scan() -> None:
    (sheet,) = words.sheets(pictured(text="INT. A - DAY"), "s.pdf")
    assert (sheet.pictures, [word.text for word in sheet.words]) == (1, ["INT.", "A", "-", "DAY"])


def test_watermarks_across_the_page_are_not_words_of_it() -> None:
    content = io.BytesIO()
    canvas = Canvas(content, pagesize=(612, 792), invariant=1)
    canvas.drawString(100, 700, "Script")
    canvas.rotate(45)
    canvas.drawString(300, 100, "CONFIDENTIAL")
    canvas.rotate(-45)
    canvas.setFont("Helvetica", 60)
    canvas.drawString(50, 300, "COPY")
    canvas.save()
    (sheet,) = words.sheets(content.getvalue(), "s.pdf")
    assert [word.text for word in sheet.words] == ["Script"]


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_places_are_those_of_the_page_as_it_is_shown(turned: int) -> None:
    content = io.BytesIO()
    canvas = Canvas(content, pagesize=(612, 792), invariant=1)
    canvas.setPageRotation(turned)
    moves = {0: (0, 0, 0), 90: (792, 0, 90), 180: (612, 792, 180), 270: (0, 612, 270)}
    canvas.translate(*moves[turned][:2])
    canvas.rotate(moves[turned][2])
    canvas.drawString(100, 692, "Hello there")
    canvas.save()
    (sheet,) = words.sheets(content.getvalue(), "s.pdf")
    assert (sheet.width, sheet.height) == (612, 792)
    assert [word.text for word in sheet.words] == ["Hello", "there"]
    assert (sheet.words[0].left, sheet.words[0].baseline) == pytest.approx((100, 100), abs=0.1)


def test_a_reader_that_dies_or_hangs_is_a_refusal(monkeypatch: pytest.MonkeyPatch) -> None:
    for program, sentence in (
        ("import os, signal; os.kill(os.getpid(), signal.SIGSEGV)", "is damaged"),
        ("raise MemoryError", "takes too long or too much memory"),
        ("import time; time.sleep(60)", "takes too long or too much memory"),
    ):
        monkeypatch.setattr(words, "PATIENCE_SECONDS", 1.0)
        with pytest.raises(InvalidFile, match=sentence):
            words.sheets(SCRIPT, "s.pdf", (sys.executable, "-c", program))


def test_a_reader_that_cannot_start_is_said_to_be_unavailable() -> None:
    with pytest.raises(words.ReaderUnavailable, match="did not start"):
        words.sheets(SCRIPT, "s.pdf", ("/nowhere/reader",))
