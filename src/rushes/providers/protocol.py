"""
What the servers that speak OpenAI's protocols have in common: how they say no, and how a picture is sent to them.

Written from https://platform.openai.com/docs/api-reference and the errors of vLLM, LM Studio and New API, read
2026-11-26. A refusal is sorted by its code, and by its HTTP status only where it has none that is known.
"""

import base64
import math
from collections.abc import Mapping, Sequence
from typing import Any

from rushes.providers.errors import Cause, Medium, NotNow, ProviderFailure
from rushes.providers.wire import HIDDEN, Said, shown
from rushes.storage.blobs import Blobs, is_sha

CODES = {
    "invalid_api_key": Cause.AUTH,
    "account_deactivated": Cause.AUTH,
    "insufficient_quota": Cause.BALANCE,
    "billing_hard_limit_reached": Cause.BALANCE,
    "billing_not_active": Cause.BALANCE,
    "insufficient_user_quota": Cause.BALANCE,
    "pre_consume_token_quota_failed": Cause.BALANCE,
    "model_not_found": Cause.MODEL_NOT_OPEN,
    "rate_limit_exceeded": Cause.RATE_LIMIT,
    "content_policy_violation": Cause.INPUT_MODERATION,
    "content_filter": Cause.INPUT_MODERATION,
    "moderation_blocked": Cause.INPUT_MODERATION,
    "sensitive_words_detected": Cause.INPUT_MODERATION,
    "task_not_exist": Cause.NOT_FOUND,
}
STATUSES = {
    401: Cause.AUTH,
    402: Cause.BALANCE,
    403: Cause.AUTH,
    404: Cause.MODEL_NOT_OPEN,
    429: Cause.RATE_LIMIT,
    503: Cause.PROVIDER_FAULT,
}
HOLDS = {Cause.AUTH, Cause.BALANCE, Cause.MODEL_NOT_OPEN, Cause.RATE_LIMIT}
"""What was not accepted, and may be once somebody has mended it or some time has passed."""

LONGEST = 600
STEP = 16
KINDS = ((b"\x89PNG\r\n\x1a\n", "image/png"), (b"\xff\xd8\xff", "image/jpeg"), (b"RIFF", "image/webp"))


def refused(who: str, section: str, said: Said, medium: Medium | None = None) -> ProviderFailure | NotNow:
    """
    What the refusal of a create is: for good, or not now.

    Args:
        who: the server as a person calls it ("The language model").
        section: the settings to look at (`providers.chat`).
        medium: what a moderator can have objected to, where that is clear.
    """
    told = error(said)
    cause = code(told) or STATUSES.get(said.status, Cause.INVALID_REQUEST)
    says = f"{who} refused ({said.status}): {message(told, said) or cause}"
    then = _then(cause, section)
    if cause in HOLDS or said.status == 503:
        return NotNow(cause, says, then, said.raw, after=said.after)
    moderated = cause is Cause.INPUT_MODERATION
    return ProviderFailure(cause, says, then, said.raw, medium=medium if moderated else None)


def code(error: Mapping[str, Any]) -> Cause | None:
    """The cause that an error's code or type is known to mean."""
    known = (CODES.get(words(error.get(name))) for name in ("code", "type"))
    return next(filter(None, known), None)


def error(said: Said) -> Mapping[str, Any]:
    """The error in an answer, as an object with a `message`; an empty one where there is none."""
    body = said.object
    found = body.get("error") or body.get("detail") or body
    return found if isinstance(found, dict) else {"message": _listed(found)}


def message(error: Mapping[str, Any], said: Said) -> str:
    """The sentence of an error as a person may read it."""
    return shown(words(error.get("message")), said.secrets)[:LONGEST]


def words(told: object) -> str:
    """What a server says as text that can be kept: without NUL, and without halves of characters."""
    return str(told or "").replace("\0", "").encode("utf-8", "replace").decode()


def picture(blobs: Blobs, sha256: str) -> tuple[bytes, str]:
    """A picture of ours and its media type. ProviderFailure: it is not there, or of no kind that is taken."""
    content = blobs.read(sha256) if blobs.has(sha256) else b""
    kind = next((kind for head, kind in KINDS if content.startswith(head)), "")
    if not kind:
        says = f"The picture {sha256[:12]} is {'no PNG, JPEG or WebP' if content else 'no longer in the studio'}."
        raise ProviderFailure(Cause.INPUT_FETCH, says, "Take it out, or choose another.")
    return content, kind


def answer(blobs: Blobs, sha256: str) -> bytes:
    """An answer that was kept. ProviderFailure: it is not there any more."""
    if not is_sha(sha256) or not blobs.has(sha256):
        raise ProviderFailure(Cause.NOT_FOUND, "The answer is no longer in the studio.", "Order it again.")
    return blobs.read(sha256)


def data_uri(content: bytes, kind: str) -> str:
    """A file inside a question, where an address would stand."""
    return f"data:{kind};base64,{base64.b64encode(content).decode()}"


def kept(said: Said) -> bytes:
    """An answer as it may be kept: without our key, which some servers repeat."""
    content = said.content
    for secret in filter(None, said.secrets):
        content = content.replace(secret.encode(), HIDDEN.encode())
    return content


def size(offered: Sequence[str], width: int, height: int) -> tuple[int, int]:
    """
    The size to ask for: of those offered, in the ratio nearest to what is wanted, the smallest that is at least that.

    Where all fall short it is the largest; where any size is offered, sides are rounded up to what models work in.
    """
    if not offered:
        return -(-width // STEP) * STEP, -(-height // STEP) * STEP
    sizes = [(int(wide), int(high)) for wide, _, high in (one.partition("x") for one in offered)]
    ratio = min((abs(math.log(wide / high * height / width)), wide / high) for wide, high in sizes)[1]
    alike = sorted(one for one in sizes if math.isclose(one[0] / one[1], ratio, rel_tol=0.02))
    return next((one for one in alike if one[0] >= width and one[1] >= height), alike[-1])


def _listed(error: object) -> str:
    """FastAPI names each wrong field of a request, with a `msg`."""
    if not isinstance(error, list):
        return words(error)
    return "; ".join(words(one.get("msg") if isinstance(one, dict) else one) for one in error)


def _then(cause: Cause, section: str) -> str:
    return {
        Cause.AUTH: f"Check the key under [{section}].",
        Cause.BALANCE: "Add credit to the account.",
        Cause.MODEL_NOT_OPEN: f"Check the model and the address under [{section}].",
        Cause.RATE_LIMIT: "Wait a little, then ask again.",
        Cause.PROVIDER_FAULT: "It is tried again.",
        Cause.INPUT_MODERATION: "Word it otherwise.",
    }.get(cause, "Read what it says, and mend what was asked or the settings of the provider.")
