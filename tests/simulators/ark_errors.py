"""How Ark refuses: its codes, the HTTP status and type each comes with, and the shape of its errors."""

from typing import Any

from fastapi.responses import JSONResponse

_MEDIA = ("Text", "Image", "Video", "Audio")
_BAD = (400, "BadRequest")
_MODERATED = [f"{side}{medium}SensitiveContentDetected" for side in ("Input", "Output") for medium in _MEDIA]
LIMITS = (
    "RateLimitExceeded.EndpointRPMExceeded", "RateLimitExceeded.EndpointTPMExceeded",
    "ModelAccountRpmRateLimitExceeded", "ModelAccountTpmRateLimitExceeded", "ModelAccountIpmRateLimitExceeded",
    "APIAccountRpmRateLimitExceeded", "AccountRateLimitExceeded", "RequestBurstTooFast",
    "QuotaExceeded", "InflightBatchsizeExceeded", "SetLimitExceeded", "ServerOverloaded",
)  # fmt: skip
ERRORS: dict[str, tuple[int, str]] = {
    **dict.fromkeys(("MissingParameter", "InvalidParameter", "InvalidParameter.UnsupportedParameter"), _BAD),
    **dict.fromkeys(("InvalidParameter.TosURLInvalid", "InvalidParameter.TaskTypeConstraint"), _BAD),
    **dict.fromkeys(("InvalidImageURL.EmptyURL", "InvalidImageURL.InvalidFormat", "InvalidArgumentError"), _BAD),
    **dict.fromkeys(_MODERATED, _BAD),
    **{f"{code}.PolicyViolation": _BAD for code in _MODERATED},
    **{f"Input{medium}SensitiveContentDetected.PrivacyInformation": _BAD for medium in ("Image", "Video")},
    **{f"{side}{medium}RiskDetection": _BAD for side in ("Input", "Output") for medium in ("Text", "Image")},
    **{f"SensitiveContentDetected{tail}": _BAD for tail in ("", ".SevereViolation", ".Violence")},
    "ContentSecurityDetectionError": _BAD,
    **dict.fromkeys(("AuthenticationError", "InvalidAccountStatus"), (401, "Unauthorized")),
    **dict.fromkeys(("AccessDenied", "AccountOverdueError"), (403, "Forbidden")),
    **{
        f"OperationDenied.{tail}": (403, "Forbidden")
        for tail in ("PermissionDenied", "ServiceNotOpen", "ServiceOverdue", "FileQuotaExceeded", "InvalidState")
    },
    **dict.fromkeys(
        ("InvalidEndpointOrModel.NotFound", "InvalidEndpointOrModel.ModelIDAccessDisabled", "ModelNotOpen"),
        (404, "NotFound"),
    ),
    **dict.fromkeys(("NotFound.Task", "UnsupportedModel"), (404, "NotFound")),
    **dict.fromkeys(LIMITS, (429, "TooManyRequests")),
    "InternalServiceError": (500, "InternalServerError"),
}


class Refused(Exception):
    """A call that Ark does not take."""

    def __init__(self, code: str, message: str = "The request failed.", param: str = "") -> None:
        super().__init__(code)
        self.code, self.message, self.param = code, message, param


def error(code: str, message: str = "The request failed.") -> dict[str, Any]:
    """The error of a task, or the inner part of a refusal."""
    return {"code": code, "message": f"{message} Request id: 021779348818000ffff"}


def refusal(refused: Refused) -> JSONResponse:
    """A refusal over HTTP."""
    known = next((ERRORS[code] for code in _wider(refused.code) if code in ERRORS), _BAD)
    said = error(refused.code, refused.message) | {"param": refused.param, "type": known[1]}
    headers = {"X-Request-Id": "021779348818000ffff"} | ({"Retry-After": "7"} if known[0] == 429 else {})
    return JSONResponse({"error": said}, known[0], headers)


def _wider(code: str) -> list[str]:
    words = code.split(".")
    return [".".join(words[:count]) for count in range(len(words), 0, -1)]
