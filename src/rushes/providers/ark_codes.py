"""
What Ark's error codes mean. Codes are dotted, and grow: the longest part of one that is known counts, never its status.

From https://www.volcengine.com/docs/82379/1299023, read 2026-11-26.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from rushes.providers.errors import Ambiguous, Cause, Medium, NotNow, Objection, ProviderFailure
from rushes.providers.wire import Said, shown

REQUEST_ID = re.compile(r"\s*Request id:?\s*\S*\.?", re.IGNORECASE)
LONGEST_MESSAGE = 300


@dataclass(frozen=True)
class Meaning:
    """What a code says of a call; `later` where the same call may be made again although it is nobody's limit."""

    cause: Cause
    medium: Medium | None = None
    objection: Objection | None = None
    later: bool = False


def _moderation() -> dict[str, Meaning]:
    """Refusals of moderators, for what goes in and what comes out."""
    found = {
        "SensitiveContentDetected": Meaning(Cause.INPUT_MODERATION, None, Objection.SAFETY),
        "SensitiveContentDetected.PolicyViolation": Meaning(Cause.INPUT_MODERATION, None, Objection.COPYRIGHT),
    }
    for side, cause in (("Input", Cause.INPUT_MODERATION), ("Output", Cause.OUTPUT_MODERATION)):
        for medium in Medium:
            code = f"{side}{medium.capitalize()}SensitiveContentDetected"
            found[code] = Meaning(cause, medium, Objection.SAFETY)
            found[f"{code}.PolicyViolation"] = Meaning(cause, medium, Objection.COPYRIGHT)
            found[f"{code}.PrivacyInformation"] = Meaning(cause, medium, Objection.PRIVACY)
            found[f"{side}{medium.capitalize()}RiskDetection"] = Meaning(cause, medium, Objection.SAFETY)
    return found


LIMITED = Meaning(Cause.RATE_LIMIT)
OVERLOADED = Meaning(Cause.PROVIDER_FAULT, later=True)
MEANINGS: Mapping[str, Meaning] = {
    **_moderation(),
    "MissingParameter": Meaning(Cause.INVALID_REQUEST),
    "InvalidParameter": Meaning(Cause.INVALID_REQUEST),
    "InvalidParameter.TosURLInvalid": Meaning(Cause.INPUT_FETCH),
    "InvalidImageURL": Meaning(Cause.INPUT_FETCH),
    "InvalidArgumentError": Meaning(Cause.INVALID_REQUEST),
    "ContentSecurityDetectionError": OVERLOADED,
    "AuthenticationError": Meaning(Cause.AUTH),
    "InvalidAccountStatus": Meaning(Cause.AUTH),
    "AccessDenied": Meaning(Cause.AUTH),
    "OperationDenied": Meaning(Cause.AUTH),
    "OperationDenied.ServiceNotOpen": Meaning(Cause.MODEL_NOT_OPEN),
    "OperationDenied.ServiceOverdue": Meaning(Cause.BALANCE),
    "OperationDenied.InvalidState": Meaning(Cause.INVALID_REQUEST),
    "AccountOverdueError": Meaning(Cause.BALANCE),
    "InvalidEndpointOrModel": Meaning(Cause.MODEL_NOT_OPEN),
    "ModelNotOpen": Meaning(Cause.MODEL_NOT_OPEN),
    "UnsupportedModel": Meaning(Cause.MODEL_NOT_OPEN),
    "NotFound": Meaning(Cause.NOT_FOUND),
    "RateLimitExceeded": LIMITED,
    "ModelAccountRpmRateLimitExceeded": LIMITED,
    "ModelAccountTpmRateLimitExceeded": LIMITED,
    "ModelAccountIpmRateLimitExceeded": LIMITED,
    "APIAccountRpmRateLimitExceeded": LIMITED,
    "AccountRateLimitExceeded": LIMITED,
    "RequestBurstTooFast": LIMITED,
    "QuotaExceeded": Meaning(Cause.BALANCE),
    "InflightBatchsizeExceeded": Meaning(Cause.CONCURRENCY),
    "SetLimitExceeded": Meaning(Cause.BALANCE),
    "ServerOverloaded": OVERLOADED,
    "InternalServiceError": Meaning(Cause.PROVIDER_FAULT),
}
STATUSES = {
    401: Meaning(Cause.AUTH),
    429: LIMITED,
    503: OVERLOADED,
}
WAITS = {Cause.RATE_LIMIT, Cause.CONCURRENCY, Cause.AUTH, Cause.BALANCE, Cause.MODEL_NOT_OPEN}
"""Causes for which the same call may be made again, by itself or when somebody has mended the account."""
QUEUE = re.compile(r"queue|concurren|in.?flight|running task|排队|并发", re.IGNORECASE)
OBJECTIONS = {
    Objection.SAFETY: "may be unsafe to show",
    Objection.COPYRIGHT: "may belong to somebody else",
    Objection.PRIVACY: "may show a real person",
}
MEDIA = {
    (Cause.INPUT_MODERATION, Medium.TEXT): "the words of the prompt",
    (Cause.INPUT_MODERATION, Medium.IMAGE): "a picture that goes along",
    (Cause.INPUT_MODERATION, Medium.VIDEO): "a clip that goes along",
    (Cause.INPUT_MODERATION, Medium.AUDIO): "a sound that goes along",
    (Cause.OUTPUT_MODERATION, Medium.TEXT): "words that came out",
    (Cause.OUTPUT_MODERATION, Medium.IMAGE): "the picture that came out",
    (Cause.OUTPUT_MODERATION, Medium.VIDEO): "the clip that came out",
    (Cause.OUTPUT_MODERATION, Medium.AUDIO): "the sound that came out",
}
SAYS = {
    Cause.AUTH: "Ark does not accept the key, or the account may not do this.",
    Cause.BALANCE: "The account at Ark has no credit left, or its quota is used up.",
    Cause.MODEL_NOT_OPEN: "The model is not open to the account at Ark.",
    Cause.RATE_LIMIT: "Ark takes no more calls at the moment.",
    Cause.CONCURRENCY: "Ark's queue for the account is full.",
    Cause.INPUT_FETCH: "Ark could not fetch or read a file that goes along.",
    Cause.INVALID_REQUEST: "Ark cannot do what is asked.",
    Cause.NOT_FOUND: "Ark knows nothing of it.",
    Cause.PROVIDER_FAULT: "Ark failed.",
    Cause.EXPIRED: "Ark did not come to it in time and gave it up.",
    Cause.CANCELLED: "It was cancelled at Ark.",
}
THEN = {
    Cause.AUTH: "Check `key` and `host` under [providers.ark].",
    Cause.BALANCE: "Add credit or a resource pack to the account.",
    Cause.MODEL_NOT_OPEN: "Open the model in the console of the account, or name an endpoint for it under `endpoints`.",
    Cause.RATE_LIMIT: "It is asked again.",
    Cause.CONCURRENCY: "It is asked again when others are done.",
    Cause.INPUT_FETCH: "See that its address can be reached from outside, and what the file is.",
    Cause.INVALID_REQUEST: "Mend the card or its settings.",
    Cause.NOT_FOUND: "Tasks are known for 7 days; look in the console before ordering again.",
    Cause.PROVIDER_FAULT: "Order it again.",
    Cause.EXPIRED: "Order it again.",
    Cause.CANCELLED: "Order it again if it is still wanted.",
    Cause.OUTPUT_MODERATION: "Order it again, which may go well, or word it otherwise.",
    Cause.INPUT_MODERATION: "Word it otherwise, or take the reference out.",
}
NOT_ARK = "What answers there ({}) is not Ark."
RIGHT_ADDRESS = "Is `url` under [providers.ark] right?"
NEVER_REAL = "Ark takes no pictures of real people: use a drawn or generated likeness."


def meaning(code: str, message: str = "", status: int = 0) -> Meaning:
    """What a code means; one that is not known is as its status says, and no reason to try again."""
    known = next((MEANINGS[part] for part in _parts(code) if part in MEANINGS), None)
    if known is None:
        return STATUSES.get(status, Meaning(Cause.INVALID_REQUEST if status else Cause.PROVIDER_FAULT))
    if code.startswith("QuotaExceeded") and QUEUE.search(message):
        return Meaning(Cause.CONCURRENCY)
    if known.cause is Cause.INVALID_REQUEST and "download" in message.lower():
        return Meaning(Cause.INPUT_FETCH)
    return known


def failure(code: str, message: str, raw: str, status: int = 0) -> ProviderFailure:
    """A task that is over and failed, or a call that will be refused again."""
    found = meaning(code, message, status)
    then = NEVER_REAL if found.objection is Objection.PRIVACY else THEN[found.cause]
    return ProviderFailure(
        found.cause, _says(found, message), then, raw, medium=found.medium, objection=found.objection
    )


def refused(said: Said) -> ProviderFailure | NotNow | Ambiguous:
    """Why a create was not accepted, or that nobody knows whether it was."""
    code, message = told(heard(said))
    if code.startswith("InternalServiceError"):
        return Ambiguous(f"Ark broke while it took the order: {said.raw[:400]}")
    if not code and said.status not in STATUSES:
        return ProviderFailure(Cause.PROVIDER_FAULT, NOT_ARK.format(said.status), RIGHT_ADDRESS, said.raw)
    found = meaning(code, message, said.status)
    if found.later or found.cause in WAITS:
        return not_now(said)
    return failure(code, message, said.raw, said.status)


def not_now(said: Said) -> NotNow:
    """A call that did not take place."""
    code, message = told(heard(said))
    if not code and said.status not in STATUSES:
        return NotNow(Cause.PROVIDER_FAULT, NOT_ARK.format(said.status), RIGHT_ADDRESS, said.raw)
    found = meaning(code, message, said.status)
    return NotNow(found.cause, _says(found, message), THEN[found.cause], said.raw, after=said.after)


def heard(said: Said) -> dict[str, Any]:
    """The JSON object of an answer without our key, which servers repeat; an empty one for anything else."""
    return parsed(shown(said.content.decode("utf-8", "replace"), said.secrets))


def parsed(text: str | bytes) -> dict[str, Any]:
    """The JSON object in a text; an empty one for anything else."""
    try:
        said = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return said if isinstance(said, dict) else {}


def told(body: Mapping[str, Any]) -> tuple[str, str]:
    """The code and message of an error; empty where there is none."""
    error = body.get("error")
    if not isinstance(error, dict):
        return "", ""
    code, message = (value if isinstance(value, str) else "" for value in (error.get("code"), error.get("message")))
    shown = REQUEST_ID.sub("", message).encode("utf-8", "replace").decode()
    return code, shown.strip().rstrip(".")[:LONGEST_MESSAGE]


def _parts(code: str) -> list[str]:
    """A code, then what is left of it without its last part, and so on."""
    words = code.split(".")
    return [".".join(words[:count]) for count in range(len(words), 0, -1)]


def _says(found: Meaning, message: str) -> str:
    if found.cause in {Cause.INPUT_MODERATION, Cause.OUTPUT_MODERATION}:
        what = MEDIA[(found.cause, found.medium)] if found.medium else "something in the request"
        why = OBJECTIONS.get(found.objection or Objection.SAFETY)
        return f"Ark's moderators refuse {what}: it {why}."
    told = found.cause in {Cause.INVALID_REQUEST, Cause.INPUT_FETCH} and message
    return f"{SAYS[found.cause]} It says: {message}." if told else SAYS[found.cause]
