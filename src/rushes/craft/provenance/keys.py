"""The key a film is signed with: the installation's own, made at first use, or one a person brings."""

import contextlib
import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa

from rushes.craft.provenance import certificates
from rushes.kernel.errors import Invalid, Unavailable
from rushes.kernel.hashing import sha256

SIGNER = "signer.pem"
ROOTS = "roots"
MARGIN = timedelta(days=30)
_CURVES = {"secp256r1": "es256", "secp384r1": "es384", "secp521r1": "es512"}


class BadKeys(Invalid):
    """Keys that cannot sign: not a key, not a pair, or out of date."""


class NoPlaceForKeys(Unavailable):
    """The folder for the keys cannot be read or written."""


@dataclass(frozen=True)
class Keys:
    """A certificate chain (leaf first) with its private key, all PEM, and the roots this installation trusts."""

    chain: bytes
    secret: bytes = field(repr=False)
    algorithm: str
    anchors: bytes
    local: bool


def local_keys(folder: Path, now: datetime) -> Keys:
    """
    The installation's own keys, made at first use and made anew a month before they expire.

    `folder` gets signer.pem (key, leaf, root; readable by its owner only) and roots/, where every root that ever
    signed stays, so that old films remain trusted here. Two programs starting at once end up with the same keys.

    Raises:
        BadKeys: signer.pem is there but damaged; it is never overwritten, because films were signed with it.
        NoPlaceForKeys: the folder cannot be read or written.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = folder / SIGNER
        if not path.exists():
            _make(folder, now, first=True)
        keys = _read_local(folder)
        if _expiry(keys.chain) - MARGIN <= now:
            _make(folder, now, first=False)
            keys = _read_local(folder)
    except OSError as error:
        raise NoPlaceForKeys(f"The signing keys cannot be kept in {folder}: {error.strerror or error}.") from error
    return keys


def own_keys(chain: Path, secret: Path, now: datetime) -> Keys:
    """
    Keys a person brings: a PEM chain, leaf first, and its unencrypted PEM key.

    Raises:
        BadKeys: a file cannot be read, they are not a pair, or the certificate is not valid now.
    """
    try:
        return _pair(chain.read_bytes(), secret.read_bytes(), now, f"{chain} and {secret}")
    except OSError as error:
        raise BadKeys(f"{error.filename}: {error.strerror}.") from error


def anchors(folder: Path) -> bytes:
    """Every root this installation has signed under, PEM; empty when it never signed."""
    roots = sorted((folder / ROOTS).glob("*.pem"))
    return b"".join(root.read_bytes() for root in roots)


def _make(folder: Path, now: datetime, *, first: bool) -> None:
    secret, leaf, root = certificates.make(now)
    (folder / ROOTS).mkdir(mode=0o700, exist_ok=True)
    with _beside(folder / ROOTS, root) as whole:
        whole.replace(folder / ROOTS / f"{sha256([root])[:16]}.pem")
    with _beside(folder, secret + leaf + root) as whole:
        if first:
            with contextlib.suppress(FileExistsError):
                (folder / SIGNER).hardlink_to(whole)
        else:
            whole.replace(folder / SIGNER)


@contextlib.contextmanager
def _beside(folder: Path, content: bytes) -> Iterator[Path]:
    """A complete file of mode 0600 under a name of its own, gone afterwards unless it was renamed."""
    handle, name = tempfile.mkstemp(dir=folder)
    path = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        yield path
    finally:
        path.unlink(missing_ok=True)


def _read_local(folder: Path) -> Keys:
    path = folder / SIGNER
    content = path.read_bytes()
    secret, mark, chain = content.partition(b"-----BEGIN CERTIFICATE-----")
    keys = _pair(mark + chain, secret, None, str(path))
    return Keys(keys.chain, keys.secret, keys.algorithm, anchors(folder), local=True)


def _pair(chain: bytes, secret: bytes, now: datetime | None, where: str) -> Keys:
    try:
        certificates = x509.load_pem_x509_certificates(chain)
        key = serialization.load_pem_private_key(secret, password=None)
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise BadKeys(
            f"{where}: not a PEM certificate chain with an unencrypted PEM key ({error}). "
            "Restore them from a copy, or move them away to have new ones made."
        ) from error
    if key.public_key() != certificates[0].public_key():
        raise BadKeys(f"{where}: the key does not belong to the first certificate; put the leaf certificate first.")
    if now is not None and not certificates[0].not_valid_before_utc <= now < certificates[0].not_valid_after_utc:
        raise BadKeys(
            f"{where}: the certificate is valid from {certificates[0].not_valid_before_utc:%Y-%m-%d} "
            f"to {certificates[0].not_valid_after_utc:%Y-%m-%d}, not now."
        )
    root = certificates[-1].public_bytes(serialization.Encoding.PEM)
    return Keys(chain, secret, _algorithm(key, where), root, local=False)


def _algorithm(key: object, where: str) -> str:
    if isinstance(key, ec.EllipticCurvePrivateKey) and key.curve.name in _CURVES:
        return _CURVES[key.curve.name]
    if isinstance(key, rsa.RSAPrivateKey):
        return "ps256"
    if isinstance(key, ed25519.Ed25519PrivateKey):
        return "ed25519"
    raise BadKeys(f"{where}: films are signed with a P-256, P-384, P-521, RSA or Ed25519 key, not this one.")


def _expiry(chain: bytes) -> datetime:
    return x509.load_pem_x509_certificate(chain).not_valid_after_utc
