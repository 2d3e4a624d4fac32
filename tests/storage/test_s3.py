"""Against a real server process that speaks S3 on this machine."""

import hashlib
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import httpx2
import pytest

from rushes.storage.blobs import Blobs
from rushes.storage.disk import Disk
from rushes.storage.errors import DamagedBlob, NoSuchBlob, StoreUnavailable
from rushes.storage.s3 import S3
from rushes.storage.stores import blobs

TEA = hashlib.sha256(b"tea").hexdigest()
ACCOUNT = {"region": "us-east-1", "access_key": "key", "secret_key": "secret"}


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@pytest.fixture(scope="module")
def endpoint() -> Iterator[str]:
    port = free_port()
    server = subprocess.Popen(
        [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    url = f"http://127.0.0.1:{port}"
    try:
        wait_for(url)
        assert httpx2.put(f"{url}/films").status_code == 200
        yield url
    finally:
        server.terminate()
        server.wait()


def wait_for(url: str) -> None:
    for _ in range(200):
        try:
            httpx2.get(url)
        except httpx2.TransportError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError(f"{url} does not answer")


@pytest.fixture
def bucket(endpoint: str, tmp_path: Path) -> Blobs:
    return blobs(f"s3://films/{tmp_path.name}", cache=tmp_path / "cache", endpoint=endpoint, **ACCOUNT)


def other_machine(endpoint: str, tmp_path: Path) -> Blobs:
    return blobs(f"s3://films/{tmp_path.name}", cache=tmp_path / "elsewhere", endpoint=endpoint, **ACCOUNT)


def test_what_one_machine_puts_another_reads(bucket: Blobs, endpoint: str, tmp_path: Path) -> None:
    file = tmp_path / "tea.txt"
    file.write_bytes(b"tea")
    assert not bucket.has(TEA)
    assert bucket.put_file(file) == bucket.put_bytes(b"tea") == TEA

    there = other_machine(endpoint, tmp_path)

    assert there.has(TEA)
    assert list(there.ids()) == [TEA]
    assert there.read(TEA) == there.local(TEA).read_bytes() == b"tea"
    with there.open(TEA) as file_again:
        assert file_again.read() == b"tea"
    there.verify(TEA)


def test_a_blob_larger_than_one_part_arrives_whole(bucket: Blobs, endpoint: str, tmp_path: Path) -> None:
    content = bytes(range(256)) * 50_000
    sha = bucket.put_bytes(content)

    assert other_machine(endpoint, tmp_path).read(sha) == content


@pytest.mark.parametrize("sha", [TEA, "../secret"])
def test_what_is_not_there_is_said_to_be_missing(bucket: Blobs, sha: str) -> None:
    assert not bucket.has(sha)
    with pytest.raises(NoSuchBlob):
        bucket.read(sha)
    with pytest.raises(NoSuchBlob):
        bucket.verify(sha)


def test_another_file_under_the_hash_is_noticed_and_never_given_out(
    bucket: Blobs, endpoint: str, tmp_path: Path
) -> None:
    httpx2.put(f"{endpoint}/films/{tmp_path.name}/{TEA[:2]}/{TEA}", content=b"coffee")

    with pytest.raises(DamagedBlob):
        bucket.verify(TEA)
    with pytest.raises(DamagedBlob):
        bucket.read(TEA)
    assert not Disk(tmp_path / "cache").has(TEA)


def test_a_server_that_is_not_there_gives_a_sentence(tmp_path: Path) -> None:
    gone = blobs("s3://films", cache=tmp_path, endpoint=f"http://127.0.0.1:{free_port()}", **ACCOUNT)

    with pytest.raises(StoreUnavailable, match=r"s3://films does not answer"):
        gone.put_bytes(b"tea")


def test_a_bucket_that_is_not_there_gives_a_sentence(endpoint: str, tmp_path: Path) -> None:
    with pytest.raises((StoreUnavailable, NoSuchBlob), match="s3://nowhere"):
        blobs("s3://nowhere", cache=tmp_path, endpoint=endpoint, **ACCOUNT).put_bytes(b"tea")


def test_a_link_lets_anybody_get_one_file_under_a_name_with_its_kind(bucket: Blobs) -> None:
    assert isinstance(bucket, S3)
    sha = bucket.put_bytes(b"a clip")
    link = bucket.link(sha, ".mp4")

    assert urlsplit(link).path.endswith(f"/relay/{sha}.mp4")
    assert httpx2.get(link).content == b"a clip"
    assert list(bucket.ids()) == [sha], "what is lent out is no blob of its own"
    with pytest.raises(NoSuchBlob):
        bucket.link("0" * 64, ".mp4")
