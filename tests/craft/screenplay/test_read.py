"""Files that cannot be a script are refused with a sentence, the place and a remedy."""

from collections.abc import Callable
from pathlib import Path

import pytest

from rushes.craft.screenplay import finaldraft, fountain, read
from rushes.craft.screenplay.elements import Character, Screenplay
from rushes.craft.screenplay.pdf import writing as pdf_writing
from rushes.kernel.errors import InvalidFile
from tests.craft.screenplay.scripts import KITCHEN


def refused(path: Path, data: bytes) -> str:
    path.write_bytes(data)
    with pytest.raises(InvalidFile) as error:
        read.read(path)
    return error.value.detail


def test_a_script_is_read_with_or_without_a_mark(tmp_path: Path) -> None:
    path = tmp_path / "a.fountain"
    path.write_bytes(b"\xef\xbb\xbfTitle: \xc3\x89t\xc3\xa9\n\nHi.")
    assert read.read(path).entry("title") == "Été"


@pytest.mark.parametrize("write", [pdf_writing.write, finaldraft.write], ids=["pdf", "final draft"])
def test_a_script_is_told_by_its_content_whatever_it_is_called(
    tmp_path: Path, write: Callable[[Screenplay], bytes]
) -> None:
    path = tmp_path / "a.fountain"
    path.write_bytes(write(fountain.parse(KITCHEN)))
    before = path.read_bytes()
    script = read.read(path)
    cues = [element.text for element in fountain.parse(KITCHEN).elements if isinstance(element, Character)]
    assert [element.text for element in script.elements if isinstance(element, Character)] == cues
    assert fountain.parse(script.source) == script
    assert path.read_bytes() == before


def test_a_script_that_only_speaks_of_pdf_is_a_script(tmp_path: Path) -> None:
    path = tmp_path / "a.fountain"
    path.write_text("INT. OFFICE - DAY\n\nOn the screen: %PDF-1.7 and <?xml.\n", encoding="utf-8")
    assert len(read.read(path).elements) == 2


def test_a_missing_file_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(read.NoSuchScript, match=r"no\.fountain: there is no such file"):
        read.read(tmp_path / "no.fountain")


def test_a_folder_is_said_to_be_one(tmp_path: Path) -> None:
    with pytest.raises(InvalidFile, match="is a folder"):
        read.read(tmp_path)


@pytest.mark.parametrize("data", [b"", b"  \n\t\r\n", b"\xef\xbb\xbf\n"])
def test_an_empty_file_is_said_to_be_empty(tmp_path: Path, data: bytes) -> None:
    assert "is empty" in refused(tmp_path / "a.fountain", data)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", r"a\.fountain: is not a PDF that can be read: it is damaged, or ends too early"),
        (b"PK\x03\x04rest", "is a zip or office document"),
        (b"{\\rtf1 hello}", "is rich text"),
        (b'<?xml version="1.0"?><FinalDraft/>', r"a\.fountain: has no Content"),
        (b'<?xml version="1.0"?><html/>', r"a\.fountain: begins with <html>"),
        ('<?xml version="1.0"?><html/>'.encode("utf-16"), r"a\.fountain: begins with <html>"),
        (b"\n" * 1_000_001, r"a\.fountain: has more than 1,000,000 lines"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "is a picture"),
        (b"INT. A\n\nHi\x00there", r"a\.fountain: line 3: byte 11 is zero"),
    ],
)
def test_what_is_not_text_is_named(tmp_path: Path, data: bytes, sentence: str) -> None:
    path = tmp_path / "a.fountain"
    path.write_bytes(data)
    with pytest.raises(InvalidFile, match=sentence):
        read.read(path)


@pytest.mark.parametrize(
    ("encoding", "named"),
    [("utf-16", "is UTF-16 text"), ("utf-16-le", "is UTF-16LE text"), ("utf-16-be", "is UTF-16BE text")],
)
def test_wide_text_is_named_with_the_way_to_convert_it(tmp_path: Path, encoding: str, named: str) -> None:
    says = refused(tmp_path / "a.fountain", "INT. HOUSE - DAY\n\nHello.\n".encode(encoding))
    assert named in says
    assert "iconv -f UTF-16" in says


def test_latin_text_is_named_with_its_line_byte_and_remedy(tmp_path: Path) -> None:
    says = refused(tmp_path / "a.fountain", "INT. CAFÉ\n\nHé.\n".encode("latin-1"))
    assert "a.fountain: line 1: byte 9 (0xC9) is not UTF-8; it looks like Latin-1" in says
    assert "iconv -f ISO-8859-1 -t UTF-8" in says
    assert "Windows-1252" in refused(tmp_path / "a.fountain", "It’s.\n".encode("cp1252"))


def test_a_huge_file_is_refused_without_being_read(tmp_path: Path) -> None:
    path = tmp_path / "a.fountain"
    with path.open("wb") as file:
        file.truncate(50 * 1024 * 1024)
    with pytest.raises(InvalidFile, match=r"is 50\.0 MiB; a script may be at most 24 MiB"):
        read.read(path)


def test_text_is_no_longer_than_ten_mebibytes(tmp_path: Path) -> None:
    assert refused(tmp_path / "a.fountain", b"word " * (11 << 18)).endswith(
        "is more than 10 MiB; is it really the script?"
    )
