"""
How a provider fails, sorted by what to do next; a person sees `says` and `then`, an operator also sees `raw`.

ProviderFailure     the service answered, and it is a failure with one cause
Ambiguous           the request was sent and no answer came: it may have been accepted and may be billed
"""

from enum import StrEnum


class Cause(StrEnum):
    """One taxonomy of causes for every provider."""

    AUTH = "auth"
    BALANCE = "balance"
    MODEL_NOT_OPEN = "model_not_open"
    RATE_LIMIT = "rate_limit"
    CONCURRENCY = "concurrency"
    INVALID_REQUEST = "invalid_request"
    INPUT_MODERATION = "input_moderation"
    OUTPUT_MODERATION = "output_moderation"
    INPUT_FETCH = "input_fetch"
    PROVIDER_FAULT = "provider_fault"
    EXPIRED = "expired"
    CANCELLED = "cancelled"
    NOT_FOUND = "not_found"


class ProviderFailure(Exception):
    """The service refused or failed, and nothing is left running there."""

    def __init__(self, cause: Cause, says: str, then: str = "", raw: str = "") -> None:
        super().__init__(says)
        self.cause = cause
        self.says = _text(says)
        self.then = then
        self.raw = _text(raw)


def _text(said: str) -> str:
    """What a service said, without the NUL characters that no database keeps as text."""
    return said.replace("\0", "")


class Ambiguous(Exception):
    """The order may or may not have been accepted; only reconciliation or a person may go on from here."""
