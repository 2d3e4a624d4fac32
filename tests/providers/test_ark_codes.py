"""Every code of Ark's page of errors, at a call and at a task: its cause, medium and objection, and what comes next."""

from collections.abc import Iterator

import pytest

from rushes.providers.ark import Ark
from rushes.providers.errors import Ambiguous, Cause, Medium, NotNow, Objection, ProviderFailure
from tests.providers.ark_account import KEY, Account, opened
from tests.simulators.ark_errors import ERRORS

TEXT, IMAGE, VIDEO, AUDIO = Medium
SAFETY, COPYRIGHT, PRIVACY = Objection
IN, OUT = Cause.INPUT_MODERATION, Cause.OUTPUT_MODERATION
MODERATED: list[tuple[str, Cause, Medium | None, Objection]] = [
    *((f"Input{one.capitalize()}SensitiveContentDetected", IN, one, SAFETY) for one in Medium),
    *((f"Input{one.capitalize()}SensitiveContentDetected.PolicyViolation", IN, one, COPYRIGHT) for one in Medium),
    ("InputImageSensitiveContentDetected.PrivacyInformation", IN, IMAGE, PRIVACY),
    ("InputVideoSensitiveContentDetected.PrivacyInformation", IN, VIDEO, PRIVACY),
    ("InputTextRiskDetection", IN, TEXT, SAFETY),
    ("InputImageRiskDetection", IN, IMAGE, SAFETY),
    ("SensitiveContentDetected", IN, None, SAFETY),
    ("SensitiveContentDetected.SevereViolation", IN, None, SAFETY),
    ("SensitiveContentDetected.Violence", IN, None, SAFETY),
    *((f"Output{one.capitalize()}SensitiveContentDetected", OUT, one, SAFETY) for one in Medium),
    *((f"Output{one.capitalize()}SensitiveContentDetected.PolicyViolation", OUT, one, COPYRIGHT) for one in Medium),
    ("OutputTextRiskDetection", OUT, TEXT, SAFETY),
    ("OutputImageRiskDetection", OUT, IMAGE, SAFETY),
]
WRONG = [
    ("MissingParameter", Cause.INVALID_REQUEST),
    ("MissingParameter.content", Cause.INVALID_REQUEST),
    ("InvalidParameter", Cause.INVALID_REQUEST),
    ("InvalidParameter.UnsupportedParameter", Cause.INVALID_REQUEST),
    ("InvalidParameter.TaskTypeConstraint", Cause.INVALID_REQUEST),
    ("InvalidParameter.SomethingNew.AndLonger", Cause.INVALID_REQUEST),
    ("InvalidArgumentError", Cause.INVALID_REQUEST),
    ("InvalidParameter.TosURLInvalid", Cause.INPUT_FETCH),
    ("InvalidImageURL.EmptyURL", Cause.INPUT_FETCH),
    ("InvalidImageURL.InvalidFormat", Cause.INPUT_FETCH),
    ("OperationDenied.InvalidState", Cause.INVALID_REQUEST),
    ("NotFound.Task", Cause.NOT_FOUND),
    ("CodeOfNextYear", Cause.INVALID_REQUEST),
]
LATER = [
    ("ContentSecurityDetectionError", Cause.PROVIDER_FAULT),
    ("AuthenticationError", Cause.AUTH),
    ("InvalidAccountStatus", Cause.AUTH),
    ("AccessDenied", Cause.AUTH),
    ("OperationDenied.PermissionDenied", Cause.AUTH),
    ("OperationDenied.FileQuotaExceeded", Cause.AUTH),
    ("OperationDenied.ServiceNotOpen", Cause.MODEL_NOT_OPEN),
    ("OperationDenied.ServiceOverdue", Cause.BALANCE),
    ("AccountOverdueError", Cause.BALANCE),
    ("InvalidEndpointOrModel.NotFound", Cause.MODEL_NOT_OPEN),
    ("InvalidEndpointOrModel.ModelIDAccessDisabled", Cause.MODEL_NOT_OPEN),
    ("ModelNotOpen", Cause.MODEL_NOT_OPEN),
    ("UnsupportedModel", Cause.MODEL_NOT_OPEN),
    ("RateLimitExceeded.EndpointRPMExceeded", Cause.RATE_LIMIT),
    ("RateLimitExceeded.EndpointTPMExceeded", Cause.RATE_LIMIT),
    ("ModelAccountRpmRateLimitExceeded", Cause.RATE_LIMIT),
    ("ModelAccountTpmRateLimitExceeded", Cause.RATE_LIMIT),
    ("ModelAccountIpmRateLimitExceeded", Cause.RATE_LIMIT),
    ("APIAccountRpmRateLimitExceeded", Cause.RATE_LIMIT),
    ("AccountRateLimitExceeded", Cause.RATE_LIMIT),
    ("RequestBurstTooFast", Cause.RATE_LIMIT),
    ("InflightBatchsizeExceeded", Cause.CONCURRENCY),
    ("SetLimitExceeded", Cause.BALANCE),
    ("QuotaExceeded", Cause.BALANCE),
    ("ServerOverloaded", Cause.PROVIDER_FAULT),
]


@pytest.fixture(scope="module")
def account(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Account]:
    with opened(tmp_path_factory.mktemp("account")) as account:
        yield account


@pytest.fixture(scope="module")
def ark(account: Account) -> Iterator[Ark]:
    with account.ark() as connected:
        yield connected


def refused(account: Account, ark: Ark, code: str, message: str = "The request failed.") -> ProviderFailure | NotNow:
    """How an order is refused with a code."""
    account.service.faults.throw("refuse", (code, message))
    with pytest.raises((ProviderFailure, NotNow)) as caught:
        ark.submit(account.request(), KEY)
    assert isinstance(caught.value, ProviderFailure | NotNow)
    assert caught.value.says.endswith(".")
    assert caught.value.then
    assert code in caught.value.raw
    assert account.service.key not in caught.value.raw
    return caught.value


def ended(account: Account, ark: Ark, code: str) -> ProviderFailure:
    """How a task ends that fails with a code."""
    account.service.faults.throw("fail", code)
    remote = ark.submit(account.request(), KEY)
    account.service.clock.turn(60)
    with pytest.raises(ProviderFailure) as caught:
        ark.poll(remote)
    assert code in caught.value.raw
    assert caught.value.then
    return caught.value


def test_no_code_is_left_out() -> None:
    listed = {row[0] for row in [*MODERATED, *WRONG, *LATER]} | {"InternalServiceError"}
    assert ERRORS.keys() <= listed


@pytest.mark.parametrize(("code", "cause", "medium", "objection"), MODERATED)
def test_moderators_refuse_at_the_call_and_at_the_task(
    account: Account, ark: Ark, code: str, cause: Cause, medium: Medium | None, objection: Objection
) -> None:
    for failure in (refused(account, ark, code), ended(account, ark, code)):
        assert isinstance(failure, ProviderFailure)
        assert (failure.cause, failure.medium, failure.objection) == (cause, medium, objection)


def test_of_a_real_person_it_says_what_to_do(account: Account, ark: Ark) -> None:
    failure = refused(account, ark, "InputImageSensitiveContentDetected.PrivacyInformation")
    assert "real person" in failure.says
    assert "likeness" in failure.then


@pytest.mark.parametrize(("code", "cause"), WRONG)
def test_what_will_be_refused_again_is_a_failure(account: Account, ark: Ark, code: str, cause: Cause) -> None:
    failure = refused(account, ark, code, "ratio 5:4 is not supported. Request id: 0217793")
    assert isinstance(failure, ProviderFailure)
    assert (failure.cause, failure.medium) == (cause, None)
    assert "Request id" not in failure.says
    assert ("ratio 5:4 is not supported." in failure.says) == (cause is not Cause.NOT_FOUND)


@pytest.mark.parametrize(("code", "cause"), LATER)
def test_what_was_not_taken_may_be_sent_again(account: Account, ark: Ark, code: str, cause: Cause) -> None:
    before = len(account.service.tasks)
    failure = refused(account, ark, code)
    assert isinstance(failure, NotNow)
    assert failure.cause is cause
    assert (failure.after == 7.0) == (ERRORS[code][0] == 429)
    assert len(account.service.tasks) == before


@pytest.mark.parametrize(
    ("message", "cause"),
    [
        ("The free quota of the model is used up.", Cause.BALANCE),
        ("The task queue of the account is full.", Cause.CONCURRENCY),
        ("Too many concurrent tasks.", Cause.CONCURRENCY),
        ("任务排队数已达上限", Cause.CONCURRENCY),
    ],
)
def test_of_a_quota_the_message_says_which(account: Account, ark: Ark, message: str, cause: Cause) -> None:
    assert refused(account, ark, "QuotaExceeded", message).cause is cause


def test_a_file_that_ark_cannot_download_is_told_from_a_wrong_parameter(account: Account, ark: Ark) -> None:
    failure = refused(account, ark, "InvalidParameter", "resource download failed")
    assert failure.cause is Cause.INPUT_FETCH


def test_what_broke_at_the_create_may_have_been_taken(account: Account, ark: Ark) -> None:
    for request in (account.request(), account.still()):
        account.service.faults.throw("refuse", "InternalServiceError")
        with pytest.raises(Ambiguous):
            ark.submit(request, KEY)


@pytest.mark.parametrize(
    ("code", "cause"),
    [
        ("InternalServiceError", Cause.PROVIDER_FAULT),
        ("ServerOverloaded", Cause.PROVIDER_FAULT),
        ("ContentSecurityDetectionError", Cause.PROVIDER_FAULT),
        ("InvalidParameter.TaskTypeConstraint", Cause.INVALID_REQUEST),
        ("ModelNotOpen", Cause.MODEL_NOT_OPEN),
        ("CodeOfNextYear", Cause.PROVIDER_FAULT),
    ],
)
def test_a_task_that_failed_is_over_whatever_the_code(account: Account, ark: Ark, code: str, cause: Cause) -> None:
    assert ended(account, ark, code).cause is cause


def test_failed_tasks_are_not_billed(account: Account, ark: Ark) -> None:
    before = account.service.bill.count
    ended(account, ark, "OutputVideoSensitiveContentDetected")
    assert account.service.bill.count == before


@pytest.mark.parametrize("model", ["seedream-5.0", "seedream-4.0"])
def test_a_picture_is_refused_at_the_call_or_in_the_answer(account: Account, ark: Ark, model: str) -> None:
    account.service.faults.throw("refuse", "InputTextSensitiveContentDetected")
    with pytest.raises(ProviderFailure) as caught:
        ark.submit(account.still(model=model), KEY)
    assert (caught.value.cause, caught.value.medium) == (Cause.INPUT_MODERATION, TEXT)

    remote = ark.submit(account.still(model=model, prompt="[[fail:OutputImageSensitiveContentDetected]]"), KEY)
    with pytest.raises(ProviderFailure) as caught:
        ark.poll(remote)
    assert (caught.value.cause, caught.value.medium) == (Cause.OUTPUT_MODERATION, IMAGE)


def test_a_wrong_key_is_said_and_never_shown(account: Account) -> None:
    account.settings = {"key": "secret-key"}
    try:
        with account.ark() as ark, pytest.raises(NotNow) as caught:
            ark.submit(account.request(), KEY)
    finally:
        account.settings = {}
    assert caught.value.cause is Cause.AUTH
    assert "secret-key" not in f"{caught.value.says} {caught.value.then} {caught.value.raw}"
