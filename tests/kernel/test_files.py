"""A file is there whole or not at all."""

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from rushes.kernel import files
from rushes.kernel.errors import Unavailable
from rushes.kernel.files import Unwritable


def break_off(path: Path, error: Exception) -> None:
    """Begin to write, and fail."""
    with files.written(path) as draft:
        draft.write_text("new, but")
        raise error


def test_a_file_appears_with_its_folders_and_exactly_as_written(tmp_path: Path) -> None:
    files.write_text(tmp_path / "a" / "b" / "page.txt", "café\r\n")

    assert (tmp_path / "a" / "b" / "page.txt").read_bytes() == "café\r\n".encode()


def test_nothing_is_there_until_the_block_ends(tmp_path: Path) -> None:
    with files.written(tmp_path / "film.mp4") as draft:
        draft.write_bytes(b"half")

        assert not (tmp_path / "film.mp4").exists()
    assert (tmp_path / "film.mp4").read_bytes() == b"half"


def test_a_break_in_the_middle_leaves_the_old_file_and_no_litter(tmp_path: Path) -> None:
    files.write_text(tmp_path / "film", "old")

    with pytest.raises(ZeroDivisionError):
        break_off(tmp_path / "film", ZeroDivisionError())

    assert [(one.name, one.read_text()) for one in tmp_path.iterdir()] == [("film", "old")]


def test_a_full_disk_is_a_sentence_and_leaves_no_litter(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match=r"film cannot be written: no space left on device\."):
        break_off(tmp_path / "film", OSError(errno.ENOSPC, "No space left on device"))

    assert not list(tmp_path.iterdir())


def test_a_parent_that_is_a_file_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "taken").touch()

    with pytest.raises(Unavailable, match=r"taken cannot be made"):
        files.write_text(tmp_path / "taken" / "film", "x")


def test_a_block_that_wrote_nothing_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="cannot be written"), files.written(tmp_path / "film"):
        pass


def test_a_killed_writer_leaves_only_what_a_sweep_removes(tmp_path: Path) -> None:
    script = """
import os, sys
from pathlib import Path
from rushes.kernel import files
with files.written(Path(sys.argv[1])) as part:
    part.write_text("half")
    os._exit(9)
"""
    assert subprocess.run([sys.executable, "-c", script, str(tmp_path / "list.txt")], check=False).returncode == 9

    assert not (tmp_path / "list.txt").exists()
    assert files.sweep(tmp_path) == 0, "a young part may still be written"
    assert files.sweep(tmp_path, older_than_seconds=0) == 1
    assert list(tmp_path.iterdir()) == []


def test_places_that_cannot_be_written_give_sentences(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "folder").mkdir()

    with pytest.raises(Unwritable, match="there is no folder"), files.written(tmp_path / "file" / "a.txt") as part:
        part.write_text("a")
    with pytest.raises(Unwritable, match="is a directory"), files.written(tmp_path / "folder") as part:
        part.write_text("a")
    with pytest.raises(Unwritable, match=r"The folder .* cannot be made"):
        files.folder(tmp_path / "file" / "folder")
    assert files.folder(tmp_path / "a" / "b").is_dir()
    assert os.access(tmp_path / "a" / "b", os.W_OK)
