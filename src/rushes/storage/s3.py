"""Blobs in an S3 bucket, with a folder on this machine as the way in and out and as a cache."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import obstore
from obstore.exceptions import BaseError, NotFoundError
from obstore.store import S3Store

from rushes.kernel.hashing import sha256
from rushes.storage.blobs import is_sha
from rushes.storage.disk import Disk
from rushes.storage.errors import DamagedBlob, NoSuchBlob, StoreUnavailable

if TYPE_CHECKING:
    from obstore.store import S3Config  # exists for type checkers only

RETRIES = 3
PATIENCE = timedelta(seconds=20)
LINKED = timedelta(hours=24)


class S3:
    """
    A store of blobs in a bucket.

    A file is first kept in the cache, so that what is sent up cannot change on the way; what comes down is checked
    before anyone sees it.
    """

    def __init__(
        self,
        bucket: str,
        prefix: str = "",
        *,
        cache: Disk,
        endpoint: str | None = None,
        region: str | None = None,
        access_key: str | None = None,
        secret_key: str | None = None,
    ) -> None:
        self.name = f"s3://{bucket}/{prefix}".rstrip("/")
        self.cache = cache
        self._store = S3Store(
            bucket,
            prefix=prefix or None,
            client_options={"allow_http": bool(endpoint and endpoint.startswith("http://")), "timeout": "60s"},
            retry_config={"max_retries": RETRIES, "retry_timeout": PATIENCE},
            config=_config(endpoint, region, access_key, secret_key),
        )

    def put_file(self, path: Path) -> str:
        """Keep a copy of a file and give its hash; StoreUnavailable when the bucket or the cache cannot take it."""
        return self._send(self.cache.put_file(path))

    def put_bytes(self, content: bytes) -> str:
        """Keep bytes and give their hash; StoreUnavailable when the bucket or the cache cannot take them."""
        return self._send(self.cache.put_bytes(content))

    def open(self, sha: str) -> BinaryIO:
        """Open a blob for reading; NoSuchBlob when there is none."""
        return self.local(sha).open("rb")

    def read(self, sha: str) -> bytes:
        """All of a blob; NoSuchBlob when there is none."""
        return self.local(sha).read_bytes()

    def local(self, sha: str) -> Path:
        """The blob in the cache, fetched and checked when it was not there; NoSuchBlob, DamagedBlob."""
        if not self.cache.has(sha):
            found = self.cache.put_chunks(self._fetch(sha))
            if found != sha:
                raise DamagedBlob(f"What {self.name} keeps under {sha} is another file.", sha=sha, found=found)
        return self.cache.local(sha)

    def has(self, sha: str) -> bool:
        """Whether the bucket keeps a blob."""
        try:
            with self._speaking(sha):
                obstore.head(self._store, _key(sha))
        except NoSuchBlob:
            return False
        return True

    def verify(self, sha: str) -> None:
        """Read the bucket's copy through; NoSuchBlob when there is none, DamagedBlob when it is another file."""
        if sha256(self._fetch(sha)) != sha:
            raise DamagedBlob(f"What {self.name} keeps under {sha} is another file.", sha=sha)

    def ids(self) -> Iterator[str]:
        """The hashes of everything in the bucket."""
        with self._speaking(""):
            for page in obstore.list(self._store):
                names = (found["path"].rpartition("/")[2] for found in page)
                yield from (name for name in names if is_sha(name))

    def link(self, sha: str, suffix: str) -> str:
        """
        An address at which anybody can GET a blob for a day; it ends in the suffix, by which services tell its kind.

        Raises:
            NoSuchBlob, StoreUnavailable: the bucket has no such blob, or does not answer.
        """
        named = f"relay/{sha}{suffix}"
        with self._speaking(sha):
            obstore.copy(self._store, _key(sha), named)
            return obstore.sign(self._store, "GET", named, LINKED)

    def _send(self, sha: str) -> str:
        if not self.has(sha):
            with self._speaking(sha):
                obstore.put(self._store, _key(sha), self.cache.local(sha))
        return sha

    def _fetch(self, sha: str) -> Iterator[bytes]:
        with self._speaking(sha):
            for chunk in obstore.get(self._store, _key(sha)).stream():
                yield bytes(chunk)

    @contextmanager
    def _speaking(self, sha: str) -> Iterator[None]:
        if sha and not is_sha(sha):
            raise NoSuchBlob(f"{sha!r} is not the hash of a blob.", sha=sha)
        try:
            yield
        except (FileNotFoundError, NotFoundError) as error:
            raise NoSuchBlob(f"{self.name} keeps nothing under {sha}.", sha=sha) from error
        except (BaseError, OSError) as error:
            raise StoreUnavailable(f"{self.name} does not answer as it should: {_reason(error)}.") from error


def _config(endpoint: str | None, region: str | None, access_key: str | None, secret_key: str | None) -> "S3Config":
    config: S3Config = {}
    if endpoint is not None:
        config["endpoint"] = endpoint
    if region is not None:
        config["region"] = region
    if access_key is not None and secret_key is not None:
        config["access_key_id"] = access_key
        config["secret_access_key"] = secret_key
    return config


def _key(sha: str) -> str:
    return f"{sha[:2]}/{sha}"


def _reason(error: Exception) -> str:
    """The first line of the client's message; what follows is its own internals."""
    return (str(error).splitlines() or [type(error).__name__])[0].strip().rstrip(".")
