import os
import subprocess
import sys
from pathlib import Path

import pytest

from rushes.media import whole
from rushes.media.errors import Unwritable


def test_a_file_appears_when_it_is_whole(tmp_path: Path) -> None:
    with whole.written(tmp_path / "list.txt") as part:
        part.write_text("one")
        assert not (tmp_path / "list.txt").exists()

    assert (tmp_path / "list.txt").read_text() == "one"
    assert len(list(tmp_path.iterdir())) == 1


def test_an_error_leaves_what_was_there(tmp_path: Path) -> None:
    (tmp_path / "list.txt").write_text("old")

    def failing() -> None:
        with whole.written(tmp_path / "list.txt") as part:
            part.write_text("half")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        failing()
    assert [path.read_text() for path in tmp_path.iterdir()] == ["old"]


def test_a_killed_writer_leaves_only_what_a_sweep_removes(tmp_path: Path) -> None:
    script = """
import os, sys
from pathlib import Path
from rushes.media import whole
with whole.written(Path(sys.argv[1])) as part:
    part.write_text("half")
    os._exit(9)
"""
    assert subprocess.run([sys.executable, "-c", script, str(tmp_path / "list.txt")], check=False).returncode == 9

    assert not (tmp_path / "list.txt").exists()
    assert whole.sweep(tmp_path) == 0, "a young part may still be written"
    assert whole.sweep(tmp_path, older_than_seconds=0) == 1
    assert list(tmp_path.iterdir()) == []


def test_places_that_cannot_be_written_give_sentences(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "folder").mkdir()

    with pytest.raises(Unwritable, match="there is no folder"), whole.written(tmp_path / "file" / "a.txt") as part:
        part.write_text("a")
    with pytest.raises(Unwritable, match="is a directory"), whole.written(tmp_path / "folder") as part:
        part.write_text("a")
    with pytest.raises(Unwritable, match=r"The folder .* cannot be made"):
        whole.folder(tmp_path / "file" / "folder")
    assert whole.folder(tmp_path / "a" / "b").is_dir()
    assert os.access(tmp_path / "a" / "b", os.W_OK)
