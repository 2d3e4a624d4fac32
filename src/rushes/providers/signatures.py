"""How services sign the messages they send: with a key whose public half they publish, or a shared secret; pure."""

import binascii
import hmac
from base64 import b64decode, b64encode, urlsafe_b64decode
from collections.abc import Iterable, Mapping
from datetime import datetime
from hashlib import sha256
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

LATE_SECONDS = 300
"""A message that is further from now than this may be an old one, sent again by somebody else."""


def timely(stamp: str, now: datetime) -> bool:
    """Whether a message was signed just now, by the seconds since 1970 it states."""
    return stamp.isdecimal() and len(stamp) <= 12 and abs(now.timestamp() - int(stamp)) <= LATE_SECONDS


def published(answer: Mapping[str, Any]) -> tuple[Ed25519PublicKey, ...]:
    """The Ed25519 keys of a key set (JWKS) as services publish it; what is none is left out."""
    said = answer.get("keys")
    found = map(_public, said if isinstance(said, list) else ())
    return tuple(key for key in found if key is not None)


def signed(keys: Iterable[Ed25519PublicKey], signature: str, message: bytes) -> bool:
    """Whether one of the keys made this signature, in hex."""
    return any(_made(key, signature, message) for key in keys)


def standard(secret: str, headers: Mapping[str, str], body: bytes, now: datetime) -> bool:
    """
    Whether a message carries a signature of the shared secret (`whsec_...`), in the way that webhooks have in common.

    Headers: `webhook-id`, `webhook-timestamp`, and `webhook-signature` with one or more of `v1,<base64>`.
    """
    id, stamp, said = (headers.get(f"webhook-{name}", "") for name in ("id", "timestamp", "signature"))
    try:
        key = b64decode(secret.removeprefix("whsec_"), validate=True)
    except (binascii.Error, ValueError):
        return False
    if not key or not timely(stamp, now):
        return False
    due = b64encode(hmac.digest(key, f"{id}.{stamp}.".encode() + body, sha256))
    made = [one.partition(",") for one in said.split()]
    return any(version == "v1" and hmac.compare_digest(due, text.encode()) for version, _, text in made)


def _public(key: Any) -> Ed25519PublicKey | None:
    try:
        text = key["x"]
        return Ed25519PublicKey.from_public_bytes(urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    except (KeyError, TypeError, ValueError):
        return None


def _made(key: Ed25519PublicKey, signature: str, message: bytes) -> bool:
    try:
        key.verify(bytes.fromhex(signature), message)
    except (ValueError, InvalidSignature):
        return False
    return True
