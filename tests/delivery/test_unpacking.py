"""A production folder sent as a ZIP file: read as the folder is, and nothing hostile in it does anything."""

import errno
import io
import stat
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import URL

from rushes.delivery import unpacking
from rushes.kernel.errors import InvalidFile
from rushes.kernel.files import Unwritable
from tests import web
from tests.making import SCRIPT, SIDE_B, production
from tests.web import House


def packed(*files: tuple[str | zipfile.ZipInfo, bytes]) -> bytes:
    """A ZIP file of these files."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files:
            archive.writestr(name, data)
    return held.getvalue()


def damaged(method: int) -> bytes:
    """A ZIP file of the script, packed in this way, with a byte in its midst turned round."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", method) as archive:
        archive.writestr("script.fountain", SCRIPT * 50)
    data = bytearray(held.getvalue())
    data[120] ^= 0xFF
    return bytes(data)


def link(name: str) -> zipfile.ZipInfo:
    """A symbolic link as ZIP files hold one."""
    found = zipfile.ZipInfo(name)
    found.external_attr = (stat.S_IFLNK | 0o777) << 16
    return found


SMALL = ("script.fountain", SCRIPT.encode())


def test_a_folder_is_read_wherever_it_lies_in_the_file_and_the_rest_is_left_out() -> None:
    files = [(f"films/side-b/{path.name}", path.read_bytes()) for path in SIDE_B.iterdir() if path.is_file()]

    sent = packed(*files, ("films/side-b/takes/x.mp4", b"x"), ("__MACOSX/script.fountain", b"?"))
    with unpacking.unpacked(io.BytesIO(sent)) as found:
        assert found.production.brief.title == "SIDE B"
        assert len(found.production.cards) > 10
        assert "films/side-b/takes/x.mp4" in found.left_out


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "cannot be read as a ZIP file"),
        (b"PK\x03\x04 and no more", "cannot be read as a ZIP file"),
        (packed(SMALL)[:-30], "cannot be read as a ZIP file"),
        (damaged(zipfile.ZIP_LZMA), "cannot be read as a ZIP file"),
        (damaged(zipfile.ZIP_BZIP2), "cannot be read as a ZIP file"),
        (packed(SMALL, ("references/a", b""), ("references/a/b", b"")), "cannot be read as a ZIP file"),
        (packed(SMALL, (f"references/{'n' * 300}", b"")), "cannot be read as a ZIP file"),
        (packed(("notes.txt", b"x")), "holds no script"),
        (packed((".", b"x")), "holds no script"),
        (packed(("../script.fountain", b"x")), "would lie outside of it"),
        (packed(("/etc/script.fountain", b"x")), "would lie outside of it"),
        (packed(("C:\\script.fountain", b"x")), "would lie outside of it"),
        (packed(SMALL, (link("assets.csv"), b"/etc/passwd")), "holds a link"),
        (packed(("script.fountain", b" " * (unpacking.LARGEST_SHEET + 1))), "is it really a sheet or script?"),
        (packed(*((f"{number}.txt", b"") for number in range(unpacking.MOST_FILES + 1))), "holds 5,001 files"),
        (packed(("a.fountain", SCRIPT.encode()), ("b.fountain", SCRIPT.encode())), "the folder: has 2 scripts"),
        (packed(SMALL, ("project.toml", b"title =")), "project.toml: is not TOML"),
        (packed(SMALL, ("shots.csv", b"\xff\xfe")), "shots.csv"),
    ],
)
def test_what_is_no_folder_or_a_hostile_one_is_refused_with_a_sentence(data: bytes, says: str) -> None:
    with pytest.raises(InvalidFile) as refused, unpacking.unpacked(io.BytesIO(data)):
        pass

    assert says in refused.value.detail
    assert "/tmp" not in refused.value.detail


def test_a_full_disk_is_no_fault_of_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(unpacking, "_write", full)
    with pytest.raises(Unwritable, match="the disk is full"), unpacking.unpacked(io.BytesIO(packed(SMALL))):
        pass


@pytest.fixture
def house(own_url: URL, tmp_path: Path) -> Iterator[House]:
    """A studio."""
    with web.house(own_url, tmp_path, production()) as made:
        yield made


def test_a_folder_that_was_sent_is_the_callers_production(house: House) -> None:
    bo = house.asked_by("bo")

    answer = bo.post("/api/projects/folder", content=packed(SMALL, ("poster.png", b"x")))

    assert answer.status_code == 201, answer.text
    assert answer.json()["left_out"] == ["poster.png"]
    assert answer.json()["production"]["title"] == "Two Doors"
    assert [one["title"] for one in bo.get("/api/productions").json()] == ["Two Doors"]


def test_one_that_cannot_be_read_leaves_nothing_behind(house: House) -> None:
    bo = house.asked_by("bo")

    answer = bo.post("/api/projects/folder", content=packed(SMALL, ("shots.csv", b"shot,seconds\nX,never\n")))

    assert (answer.status_code, answer.json()["code"]) == (422, "invalid_file")
    assert bo.get("/api/productions").json() == []
