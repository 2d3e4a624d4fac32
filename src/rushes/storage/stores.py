"""The choice of a store by its address."""

from pathlib import Path
from urllib.parse import urlsplit

from rushes.storage.blobs import Blobs
from rushes.storage.disk import Disk
from rushes.storage.errors import BadStoreUrl
from rushes.storage.s3 import S3


def blobs(
    address: str | Path,
    *,
    cache: Path | None = None,
    endpoint: str | None = None,
    region: str | None = None,
    access_key: str | None = None,
    secret_key: str | None = None,
) -> Blobs:
    """
    Open the store at a folder, `file:///folder` or `s3://bucket/prefix`.

    Args:
        cache: a folder for what comes from a bucket; needed for one, and not used by a folder.
        endpoint, region, access_key, secret_key: of the bucket; from the AWS environment when not given.

    Raises:
        BadStoreUrl: the address is neither, or a bucket comes without a cache.
    """
    url = urlsplit(str(address))
    if url.scheme == "s3" and url.netloc:
        if cache is None:
            raise BadStoreUrl(f"{address} needs a cache folder on this machine.")
        return S3(
            url.netloc,
            url.path.strip("/"),
            cache=Disk(cache),
            endpoint=endpoint,
            region=region,
            access_key=access_key,
            secret_key=secret_key,
        )
    if url.scheme == "file":
        return Disk(Path(url.path))
    if "://" in str(address):
        raise BadStoreUrl(f"{address} is not a store: give a folder or s3://bucket/prefix.")
    return Disk(Path(address))
