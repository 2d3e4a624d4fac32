"""
How a provider fails, sorted by what to do next; a person sees `says` and `then`, an operator also sees `raw`.

ProviderFailure     the service answered, and it is a failure with one cause
NotNow              the call did not take place: try it again later; a create that ends so was certainly not accepted
Ambiguous           the request was sent and no answer came: it may have been accepted and may be billed
"""

from enum import StrEnum

from rushes.kernel.money import Money


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


class Medium(StrEnum):
    """What a moderator objected to."""

    TEXT = "text"
    IMAGE = "image"
    VIDEO = "video"
    AUDIO = "audio"


class Objection(StrEnum):
    """Why a moderator objected."""

    SAFETY = "safety"
    COPYRIGHT = "copyright"
    PRIVACY = "privacy"


class ProviderFailure(Exception):
    """
    The service refused or failed, and nothing is left running there.

    A moderator's refusal says, where the service does, what it is about and why; `cost` is what is billed all the same.
    """

    def __init__(
        self,
        cause: Cause,
        says: str,
        then: str = "",
        raw: str = "",
        *,
        medium: Medium | None = None,
        objection: Objection | None = None,
        cost: Money | None = None,
    ) -> None:
        super().__init__(says)
        self.cause = cause
        self.says = _text(says)
        self.then = then
        self.raw = _text(raw)
        self.medium = medium
        self.objection = objection
        self.cost = cost


class NotNow(Exception):
    """
    The service did not take the call: it limits us, is overloaded, nobody answers, or our account is not in order.

    `after` is how many seconds it asks us to wait (0: it does not say). A cause a person must mend (`auth`, `balance`,
    `model_not_open`) holds up every order of the account until it is mended.
    """

    def __init__(self, cause: Cause, says: str, then: str = "", raw: str = "", *, after: float = 0.0) -> None:
        super().__init__(says)
        self.cause = cause
        self.says = _text(says)
        self.then = then
        self.raw = _text(raw)
        self.after = after


def _text(said: str) -> str:
    """What a service said, without the NUL characters that no database keeps as text."""
    return said.replace("\0", "")


class Ambiguous(Exception):
    """The order may or may not have been accepted; only reconciliation or a person may go on from here."""
