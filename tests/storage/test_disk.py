import hashlib
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from rushes.storage.disk import Disk
from rushes.storage.errors import BadStoreUrl, DamagedBlob, NoSuchBlob, StoreUnavailable
from rushes.storage.s3 import S3
from rushes.storage.stores import blobs

TEA = hashlib.sha256(b"tea").hexdigest()


@pytest.fixture
def disk(tmp_path: Path) -> Disk:
    return Disk(tmp_path / "blobs")


def test_what_is_put_is_found_under_its_sha256(disk: Disk, tmp_path: Path) -> None:
    file = tmp_path / "tea.txt"
    file.write_bytes(b"tea")

    assert disk.put_file(file) == disk.put_bytes(b"tea") == TEA
    assert disk.has(TEA)
    assert disk.read(TEA) == disk.local(TEA).read_bytes() == b"tea"
    with disk.open(TEA) as file_again:
        assert file_again.read() == b"tea"
    assert list(disk.ids()) == [TEA]
    disk.verify(TEA)


def test_a_copy_is_kept_so_the_original_may_change(disk: Disk, tmp_path: Path) -> None:
    file = tmp_path / "tea.txt"
    file.write_bytes(b"tea")
    disk.put_file(file)
    file.write_bytes(b"coffee")

    disk.verify(TEA)


def test_blobs_are_read_only_and_leave_no_parts(disk: Disk) -> None:
    disk.put_bytes(b"tea")

    assert disk.local(TEA).stat().st_mode & 0o777 == 0o444
    assert list((disk.root / "parts").iterdir()) == []


def test_a_changed_blob_is_noticed(disk: Disk) -> None:
    disk.put_bytes(b"tea")
    disk.local(TEA).chmod(0o644)
    disk.local(TEA).write_bytes(b"coffee")

    with pytest.raises(DamagedBlob, match="has changed since it was kept"):
        disk.verify(TEA)


@pytest.mark.parametrize("sha", [TEA, "", "../../etc/passwd", "ab/" + "c" * 61, TEA.upper()])
def test_what_is_not_there_is_said_to_be_missing(disk: Disk, sha: str) -> None:
    assert not disk.has(sha)
    with pytest.raises(NoSuchBlob):
        disk.read(sha)


def test_writers_of_the_same_blob_do_not_disturb_each_other(disk: Disk) -> None:
    content = os.urandom(3 << 20)
    with ThreadPoolExecutor(8) as pool:
        shas = set(pool.map(lambda _: disk.put_bytes(content), range(16)))

    assert list(disk.ids()) == list(shas)
    disk.verify(shas.pop())


def test_a_folder_that_cannot_be_one_gives_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "blobs").write_text("a file where the folder should be")

    with pytest.raises(StoreUnavailable, match=r"Nothing can be kept in .*blobs"):
        Disk(tmp_path / "blobs").put_bytes(b"tea")


def test_a_full_disk_gives_a_sentence_and_leaves_nothing(tmp_path: Path) -> None:
    script = """
import resource, signal, sys
from pathlib import Path
from rushes.storage.disk import Disk
from rushes.storage.errors import StoreUnavailable
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
disk = Disk(Path(sys.argv[1]))
small = disk.put_bytes(b"tea")
try:
    disk.put_bytes(bytes(1_000_000))
except StoreUnavailable as error:
    print(error.detail)
assert list(disk.ids()) == [small]
assert list((disk.root / "parts").iterdir()) == []
"""
    done = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path / "blobs")], capture_output=True, text=True, check=True
    )

    assert "Nothing can be kept in" in done.stdout
    assert "file too large" in done.stdout


def test_a_killed_writer_leaves_only_what_a_sweep_removes(tmp_path: Path) -> None:
    script = """
import os, sys
from pathlib import Path
from rushes.storage.disk import Disk
def chunks():
    yield b"half of it"
    os._exit(9)
Disk(Path(sys.argv[1])).put_chunks(chunks())
"""
    disk = Disk(tmp_path / "blobs")
    assert subprocess.run([sys.executable, "-c", script, str(disk.root)], check=False).returncode == 9

    assert list(disk.ids()) == []
    assert disk.sweep() == 0, "a young part may still be written"
    assert disk.sweep(older_than_seconds=0) == 1
    assert list((disk.root / "parts").iterdir()) == []


def test_the_address_decides_the_store(tmp_path: Path) -> None:
    assert isinstance(blobs(tmp_path), Disk)
    assert isinstance(blobs(f"file://{tmp_path}"), Disk)
    assert isinstance(blobs("s3://bucket/films", cache=tmp_path, region="eu-north-1"), S3)


@pytest.mark.parametrize("address", ["ftp://host/blobs", "s3://bucket"])
def test_an_address_that_is_no_store_is_refused(address: str) -> None:
    with pytest.raises(BadStoreUrl):
        blobs(address)
