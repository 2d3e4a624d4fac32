"""What Google's Interactions API says, in the words of this house: its errors, how far it is, what it put out."""

import re
from collections.abc import Mapping
from typing import Any

from rushes.providers.errors import Cause, NotNow, Objection, ProviderFailure
from rushes.providers.wire import Said, shown

CAUSES = {
    "UNAUTHENTICATED": Cause.AUTH,
    "PERMISSION_DENIED": Cause.AUTH,
    "RESOURCE_EXHAUSTED": Cause.RATE_LIMIT,
    "TOO_MANY_REQUESTS": Cause.RATE_LIMIT,
    "NOT_FOUND": Cause.NOT_FOUND,
    "UNAVAILABLE": Cause.PROVIDER_FAULT,
}
BY_STATUS = {
    401: Cause.AUTH,
    403: Cause.AUTH,
    404: Cause.NOT_FOUND,
    429: Cause.RATE_LIMIT,
    503: Cause.PROVIDER_FAULT,
}
PASSING = {Cause.AUTH, Cause.BALANCE, Cause.RATE_LIMIT, Cause.PROVIDER_FAULT}
THEN = {
    Cause.AUTH: "Check `key` under [providers.gemini].",
    Cause.BALANCE: "Set up billing for the key's project at https://aistudio.google.com.",
    Cause.RATE_LIMIT: "It is sent again.",
    Cause.NOT_FOUND: "The model may have been withdrawn: choose another.",
    Cause.PROVIDER_FAULT: "It is sent again.",
    Cause.INPUT_MODERATION: "Word the card otherwise, or take a picture out of it.",
}
NO_KEY = re.compile(r"api.?key", re.IGNORECASE)
NO_MONEY = re.compile(
    r"credits?\b.{0,40}\b(depleted|exhausted)|enable billing|free tier is not available", re.IGNORECASE
)
UNSAFE = re.compile(r"(IMAGE_)?(SAFETY|PROHIBITED_CONTENT|BLOCKLIST|SPII)")
BLOCKED = re.compile(r"\bblocked\b[^.]*\b(safety|polic)", re.IGNORECASE)
UNKNOWN = re.compile(r"invalid interaction name", re.IGNORECASE)
WAITING = {"queued": "queued", "in_progress": "running"}
ENDS = {
    "failed": (Cause.PROVIDER_FAULT, "failed"),
    "cancelled": (Cause.CANCELLED, "was cancelled"),
    "incomplete": (Cause.PROVIDER_FAULT, "stopped before its end"),
    "budget_exceeded": (Cause.BALANCE, "ran out of budget"),
    "requires_action": (Cause.PROVIDER_FAULT, "waits for an answer that nobody can give"),
}
ID = re.compile(r"[\w.=+/~-]{1,512}")
MOST = 1 << 40


def id(said: object) -> str:
    """An id that can be asked for; empty for what is none."""
    return said if isinstance(said, str) and ID.fullmatch(said) else ""


def heard(said: Said) -> dict[str, Any]:
    """The object it answers with, without our key wherever it repeats it."""
    text = shown(said.content.decode("utf-8", "replace"), said.secrets)
    return Said(said.status, said.headers, text.encode()).object


def _fault(said: Said) -> Mapping[str, Any]:
    """Its error: an object, or the first of a list from the servers in front of it."""
    body = said.body
    first = body[0] if isinstance(body, list) and body else body
    error = first.get("error") if isinstance(first, dict) else None
    return error if isinstance(error, dict) else {}


def _names(error: Mapping[str, Any]) -> set[str]:
    """What an error calls itself, in capitals."""
    return {str(error.get(name)).upper()[:60] for name in ("status", "code", "finish_reason")}


def _unsafe(error: Mapping[str, Any]) -> bool:
    named = any(UNSAFE.fullmatch(name) for name in _names(error))
    return named or bool(BLOCKED.search(str(error.get("message"))[:2000]))


def _cause(said: Said) -> Cause:
    error = _fault(said)
    message = str(error.get("message"))[:2000]
    if _unsafe(error):
        return Cause.INPUT_MODERATION
    if NO_MONEY.search(message):
        return Cause.BALANCE
    named = next((CAUSES[name] for name in sorted(_names(error)) if name in CAUSES), None)
    cause = named or BY_STATUS.get(said.status, Cause.INVALID_REQUEST)
    return Cause.AUTH if cause is Cause.INVALID_REQUEST and NO_KEY.search(message) else cause


def _message(said: Said) -> str:
    return shown(str(_fault(said).get("message") or said.status), said.secrets)[:300]


def refused(said: Said) -> NotNow | ProviderFailure:
    """Why an order was not taken: for now, or for good."""
    cause = _cause(said)
    says, then = f"Gemini refuses: {_message(said)}", THEN.get(cause, "Mend the card.")
    if cause in PASSING:
        return NotNow(cause, says, then, said.raw, after=said.after)
    objection = Objection.SAFETY if cause is Cause.INPUT_MODERATION else None
    return ProviderFailure(cause, says, then, said.raw, objection=objection)


def silent(said: Said) -> NotNow | ProviderFailure:
    """Why a look showed nothing; Google also refuses looks at what still runs."""
    if said.status == 404 or UNKNOWN.search(_message(said)):
        says = f"Gemini does not know it: {_message(said)}"
        return ProviderFailure(
            Cause.NOT_FOUND, says, "Is `key` under [providers.gemini] of the same project?", said.raw
        )
    return NotNow(_cause(said), f"Gemini does not say: {_message(said)}", "It is asked again.", said.raw)


def ended(status: str, body: Mapping[str, Any]) -> ProviderFailure:
    """Why an interaction is over without a clip."""
    errors = [body.get("error"), *(body["errors"] if isinstance(body.get("errors"), list) else [])]
    error = next((one for one in errors if isinstance(one, dict)), {})
    cause, words = ENDS[status]
    why = shown(str(error.get("message") or ""), ())[:300]
    says = f"The interaction {words}{f': {why}' if why else '.'}"
    if _unsafe(error):
        then = "Word the card otherwise."
        return ProviderFailure(Cause.OUTPUT_MODERATION, says, then, raw(body), objection=Objection.SAFETY)
    known = next((CAUSES[name] for name in sorted(_names(error)) if name in CAUSES), cause)
    then = THEN[cause] if cause is Cause.BALANCE else "Order it again."
    return ProviderFailure(known if status == "failed" else cause, says, then, raw(body))


def raw(body: Mapping[str, Any]) -> str:
    """What an operator may read of an interaction: its steps hold whole clips and thoughts, and are left out."""
    return shown(str({name: body.get(name) for name in ("id", "status", "error", "errors", "usage")}), ())[:4000]


def clips(body: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The clips among what the model put out, step by step."""
    steps = body.get("steps")
    found: list[Any] = [body.get("output_video")]
    for step in steps if isinstance(steps, list) else []:
        if isinstance(step, dict) and step.get("type") == "model_output" and isinstance(step.get("content"), list):
            found += [one for one in step["content"] if isinstance(one, dict) and one.get("type") == "video"]
    return [one for one in found if isinstance(one, dict)]


def tokens(usage: object) -> dict[str, int]:
    """The tokens it counts: of what was asked, of the clip, and of what it thought and wrote besides."""
    told: Mapping[str, Any] = usage if isinstance(usage, dict) else {}
    rows = told.get("output_tokens_by_modality")
    video = sum(
        _whole(row.get("tokens"))
        for row in (rows if isinstance(rows, list) else [])
        if isinstance(row, dict) and str(row.get("modality")).lower() == "video"
    )
    text = max(0, _whole(told.get("total_output_tokens")) - video)
    return {"input": _whole(told.get("total_input_tokens")), "text": text, "video": video}


def _whole(said: object) -> int:
    return int(said) if isinstance(said, int) and 0 <= said < MOST else 0
