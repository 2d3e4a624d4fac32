"""A file is there whole or not at all."""

import errno
from pathlib import Path

import pytest

from rushes.kernel import files
from rushes.kernel.errors import Unavailable


def break_off(path: Path, error: Exception) -> None:
    """Begin to write, and fail."""
    with files.whole(path) as draft:
        draft.write_text("new, but")
        raise error


def test_a_file_appears_with_its_folders_and_exactly_as_written(tmp_path: Path) -> None:
    files.write_text(tmp_path / "a" / "b" / "page.txt", "café\r\n")

    assert (tmp_path / "a" / "b" / "page.txt").read_bytes() == "café\r\n".encode()


def test_nothing_is_there_until_the_block_ends(tmp_path: Path) -> None:
    with files.whole(tmp_path / "film.mp4") as draft:
        draft.write_bytes(b"half")

        assert not (tmp_path / "film.mp4").exists()
    assert (tmp_path / "film.mp4").read_bytes() == b"half"


def test_a_break_in_the_middle_leaves_the_old_file_and_no_litter(tmp_path: Path) -> None:
    files.write_text(tmp_path / "film", "old")

    with pytest.raises(ZeroDivisionError):
        break_off(tmp_path / "film", ZeroDivisionError())

    assert [(one.name, one.read_text()) for one in tmp_path.iterdir()] == [("film", "old")]


def test_a_full_disk_is_a_sentence_and_leaves_no_litter(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match=r"film cannot be written: No space left on device\."):
        break_off(tmp_path / "film", OSError(errno.ENOSPC, "No space left on device"))

    assert not list(tmp_path.iterdir())


def test_a_parent_that_is_a_file_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "taken").touch()

    with pytest.raises(Unavailable, match=r"taken/film cannot be written"):
        files.write_text(tmp_path / "taken" / "film", "x")


def test_a_block_that_wrote_nothing_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="cannot be written"), files.whole(tmp_path / "film"):
        pass
