"""
What MiniMax says, through either of its APIs, in the words of this house.

The newer one says what went wrong by HTTP status, a type and a number at the end of the message; the older one answers
200 and says the number in `base_resp`. The numbers are the same.
"""

import json
import re
from collections.abc import Mapping
from typing import Any

from rushes.providers.base import Waiting
from rushes.providers.errors import Ambiguous, Cause, NotNow, Objection, ProviderFailure
from rushes.providers.wire import Said, shown

CAUSES = {
    1002: Cause.RATE_LIMIT,
    **dict.fromkeys((1004, 2038, 2049), Cause.AUTH),
    **dict.fromkeys((1008, 2056), Cause.BALANCE),
    1026: Cause.INPUT_MODERATION,
    1027: Cause.OUTPUT_MODERATION,
    1039: Cause.RATE_LIMIT,
    1041: Cause.CONCURRENCY,
    **dict.fromkeys((1042, 2013), Cause.INVALID_REQUEST),
}
BROKEN = {1000, 1001, 1024, 1033}
NO_SUCH = 2013
BY_TYPE = {
    "authorized_error": 1004,
    "bad_request_error": 2013,
    "insufficient_balance_error": 1008,
    "overloaded_error": 1041,
    "rate_limit_error": 1002,
    "server_error": 1000,
    "unprocessable_entity_error": 1026,
}
BY_STATUS = {400: 2013, 401: 1004, 402: 1008, 404: 2013, 422: 1026, 429: 1002, 503: 1041}
PASSING = {Cause.AUTH, Cause.BALANCE, Cause.RATE_LIMIT, Cause.CONCURRENCY}
THEN = {
    Cause.AUTH: "Check `key` and `url` under [providers.minimax]; a key belongs to one of its addresses.",
    Cause.BALANCE: "Top up the account at https://platform.minimax.io.",
    Cause.RATE_LIMIT: "It is sent again.",
    Cause.CONCURRENCY: "It is sent again.",
    Cause.INPUT_MODERATION: "Word the card otherwise, or take a picture out of it.",
    Cause.OUTPUT_MODERATION: "Order it again, or word the card otherwise.",
}
GOOD = {"succeeded", "Success"}
BAD = {"failed", "Fail"}
WAITING = {"Preparing": "queued", "Queueing": "queued", "Processing": "running"}
ENDS = {"cancelled": Cause.CANCELLED, "expired": Cause.EXPIRED}
_ID = re.compile(r"[\w-]{1,128}")
_NUMBERED = re.compile(r"\((\d{4})\)\s*$")


def heard(said: Said) -> dict[str, Any]:
    """The object it answers with, without our key wherever it repeats it."""
    text = shown(said.content.decode("utf-8", "replace"), said.secrets)
    return Said(said.status, said.headers, text.encode()).object


def code(said: Said) -> int:
    """The number of what went wrong: 0 for nothing, -1 where it cannot be made out."""
    body = said.object
    older = body.get("base_resp")
    if isinstance(older, dict) and isinstance(older.get("status_code"), int) and older["status_code"] >= 0:
        return int(older["status_code"])
    if said.ok and "error" not in body:
        return 0 if body else -1
    error = body.get("error")
    told: Mapping[str, Any] = error if isinstance(error, dict) else {}
    numbered = _NUMBERED.search(str(told.get("message", ""))[-40:])
    if numbered:
        return int(numbered[1])
    return BY_TYPE.get(str(told.get("type")), BY_STATUS.get(said.status, -1))


def message(said: Said) -> str:
    """Its own words on it."""
    body = heard(said)
    for holder, name in (("error", "message"), ("base_resp", "status_msg")):
        told = body.get(holder)
        if isinstance(told, dict) and told.get(name):
            return shown(str(told[name]), ())[:300]
    return str(said.status)


def taken(said: Said) -> Said:
    """An answer to a create that was taken. Ambiguous, NotNow, ProviderFailure."""
    number = code(said)
    if number in BROKEN or (said.ok and number < 0):
        raise Ambiguous(f"MiniMax answered {number}: {said.raw[:400]}")
    if number != 0:
        raise refused(said)
    return said


def refused(said: Said) -> NotNow | ProviderFailure:
    """Why an order was not taken: for now, or for good."""
    cause = CAUSES.get(code(said), Cause.INVALID_REQUEST if 400 <= said.status < 500 else Cause.PROVIDER_FAULT)
    says, then = f"MiniMax refuses: {message(said)}", THEN.get(cause, "Mend the card.")
    if cause in PASSING:
        return NotNow(cause, says, then, said.raw, after=said.after)
    return ProviderFailure(cause, says, then, said.raw, objection=_objection(cause))


def silent(said: Said) -> NotNow:
    """Why a question was not answered."""
    cause = CAUSES.get(code(said), Cause.PROVIDER_FAULT)
    return NotNow(cause, f"MiniMax does not say: {message(said)}", THEN.get(cause, "It is asked again."), said.raw)


def state(status: str, error: object) -> Waiting | None:
    """
    How far a task is; None when it is done. A status nobody knows means that it still runs.

    Raises:
        ProviderFailure: it is over without a result; `error` says why.
    """
    if status in GOOD:
        return None
    if status in ENDS:
        raise ProviderFailure(ENDS[status], f"MiniMax has it as {status}.", "Order it again.")
    if status not in BAD:
        return Waiting(WAITING.get(status, shown(status, ())[:40]))
    told: Mapping[str, Any] = error if isinstance(error, dict) else {}
    number = str(told.get("code") or told.get("status_code") or "")[:8]
    why = shown(str(told.get("message") or told.get("status_msg") or "it does not say why"), ())[:300]
    cause = CAUSES.get(int(number) if number.isascii() and number.isdigit() else -1, Cause.PROVIDER_FAULT)
    then, raw = THEN.get(cause, "Order it again."), shown(str(told), ())[:4000]
    raise ProviderFailure(cause, f"MiniMax failed: {why}", then, raw, objection=_objection(cause))


def spoken_of(message: bytes) -> str:
    """The remote id of the task that a message is about; empty where it is about none."""
    try:
        said = json.loads(message)
    except (ValueError, RecursionError):
        return ""
    told: Mapping[str, Any] = said if isinstance(said, dict) else {}
    newer = told.get("task")
    if isinstance(newer, dict):
        return id(newer.get("id"))
    older = id(told.get("task_id"))
    return f"v1:{older}" if older else ""


def id(said: object) -> str:
    """An id that can be asked for; empty for what is none."""
    id = str(said)[:200] if isinstance(said, str | int) else ""
    return id if _ID.fullmatch(id) else ""


def whole(said: object) -> int:
    """A whole number it says; 0 for what can be none."""
    return int(said) if isinstance(said, int) and 0 <= said < 1 << 40 else 0


def _objection(cause: Cause) -> Objection | None:
    return Objection.SAFETY if cause in {Cause.INPUT_MODERATION, Cause.OUTPUT_MODERATION} else None
