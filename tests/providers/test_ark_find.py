"""An order whose answer was lost is found by its seed, or said to be absent, or left open; never sent twice."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from rushes.providers.ark import Ark
from rushes.providers.base import Done, Request, Trace
from rushes.providers.errors import Ambiguous, NotNow
from tests.providers.ark_account import KEY, Account, opened
from tests.simulators.ark import Service


@pytest.fixture
def account(tmp_path: Path) -> Iterator[Account]:
    with opened(tmp_path, settings={"seconds": 0.3}) as account:
        yield account


@pytest.fixture
def ark(account: Account) -> Iterator[Ark]:
    with account.ark() as connected:
        yield connected


def lost(account: Account, ark: Ark, fault: str, request: Request) -> None:
    """Send an order that Ark takes, and whose answer does not come."""
    account.service.faults.throw(fault, 0.6)
    with pytest.raises(Ambiguous):
        ark.submit(request, KEY)


@pytest.mark.parametrize("fault", ["drop", "break", "html", "slow"])
def test_what_was_taken_and_not_answered_is_found_and_paid_once(account: Account, ark: Ark, fault: str) -> None:
    request = account.request()
    lost(account, ark, fault, request)
    found = ark.find(account.sent(request))

    assert isinstance(found, str)
    assert not isinstance(found, Trace)
    account.service.clock.turn(60)
    assert isinstance(ark.poll(found), Done)
    assert (len(account.service.tasks), account.service.bill.count) == (1, 1)


def test_among_many_it_is_the_one_of_its_seed(account: Account, ark: Ark) -> None:
    others = frozenset(ark.submit(account.request(attempt=number), KEY) for number in range(2, 12))
    request = account.request()
    lost(account, ark, "drop", request)
    account.service.clock.turn(60)
    for taken in (others, frozenset[str]()):
        found = ark.find(account.sent(request, taken))
        assert found in account.service.tasks.keys() - others


def test_one_of_ours_with_the_same_seed_is_not_it(account: Account, ark: Ark) -> None:
    first, second = (account.request(attempt=number, settings={"seed": 7}) for number in (1, 2))
    taken = ark.submit(first, KEY)
    sent = account.sent(second)
    account.service.clock.turn(300)
    assert ark.find(replace(sent, taken=frozenset({taken}))) is Trace.ABSENT
    lost(account, ark, "drop", second)
    found = ark.find(replace(sent, taken=frozenset({taken})))
    assert found in account.service.tasks.keys() - {taken}


def test_two_that_may_be_it_are_left_to_a_person(account: Account, ark: Ark) -> None:
    request = account.request()
    lost(account, ark, "drop", request)
    lost(account, ark, "drop", request)
    account.service.clock.turn(300)
    assert ark.find(account.sent(request)) is Trace.UNSURE


def test_until_a_task_tells_its_seed_nobody_knows(tmp_path: Path) -> None:
    with opened(tmp_path, Service(echoes="succeeded")) as account, account.ark() as ark:
        request, sent = account.request(), account.sent(account.request())
        lost(account, ark, "drop", request)
        account.service.clock.turn(2)
        assert ark.find(sent) is Trace.UNSURE
        account.service.clock.turn(1)
        assert ark.find(sent) in account.service.tasks


def test_one_that_waits_in_the_queue_and_does_not_tell_its_seed_may_be_it(account: Account, ark: Ark) -> None:
    ours = frozenset(ark.submit(account.request(attempt=number), KEY) for number in (2, 3, 4))
    request, sent = account.request(), account.sent(account.request(), ours)
    account.service.latency = 1000.0
    lost(account, ark, "drop", request)
    assert ark.find(sent) is Trace.UNSURE


def test_what_certainly_never_came_is_absent_but_not_at_once(account: Account, ark: Ark) -> None:
    ark.submit(account.request(attempt=2), KEY)
    sent = account.sent(account.request())
    assert ark.find(sent) is Trace.UNSURE
    account.service.clock.turn(119)
    assert ark.find(sent) is Trace.UNSURE
    account.service.clock.turn(2)
    assert ark.find(sent) is Trace.ABSENT


def test_a_task_that_shows_late_is_still_found(account: Account, ark: Ark) -> None:
    account.service.faults.throw("late", 60)
    request, sent = account.request(), account.sent(account.request())
    lost(account, ark, "drop", request)
    assert ark.find(sent) is Trace.UNSURE
    account.service.clock.turn(61)
    assert ark.find(sent) in account.service.tasks


@pytest.mark.parametrize(
    "change",
    [
        lambda request: replace(request, frames=240),
        lambda request: replace(request, width=1080, height=1920),
        lambda request: replace(request, width=854, height=480),
        lambda request: replace(request, model="seedance-2.5"),
    ],
)
def test_another_clip_with_the_same_seed_is_not_it(
    account: Account, ark: Ark, change: Callable[[Request], Request]
) -> None:
    request = account.request(settings={"seed": 7})
    ark.submit(change(request), KEY)
    sent = account.sent(request)
    account.service.clock.turn(300)
    assert ark.find(sent) is Trace.ABSENT


def test_a_failed_task_is_found_too(account: Account, ark: Ark) -> None:
    request = account.request(prompt="A tape. [[fail:late:OutputVideoSensitiveContentDetected]]")
    lost(account, ark, "drop", request)
    account.service.clock.turn(60)
    assert ark.find(account.sent(request)) in account.service.tasks


@pytest.mark.parametrize("skew", [-1800.0, 1800.0])
def test_clocks_that_differ_by_half_an_hour_do_not_matter(tmp_path: Path, skew: float) -> None:
    with opened(tmp_path, Service(skew=skew)) as account, account.ark() as ark:
        request = account.request()
        lost(account, ark, "drop", request)
        assert ark.find(account.sent(request)) in account.service.tasks


def test_full_rows_need_no_further_look(account: Account, ark: Ark) -> None:
    account.service.full_rows = True
    ark.submit(account.request(attempt=2), KEY)
    account.service.faults.throw("status", "never asked")
    sent = account.sent(account.request())
    account.service.clock.turn(300)
    assert ark.find(sent) is Trace.ABSENT
    assert account.service.faults.happened == []


def test_after_a_week_the_list_says_nothing(account: Account, ark: Ark) -> None:
    request = account.request()
    lost(account, ark, "drop", request)
    old = replace(account.sent(request), at=account.sent(request).at - timedelta(days=7))
    assert ark.find(old) is Trace.UNSURE


def test_a_list_that_is_not_whole_proves_nothing(account: Account, ark: Ark, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rushes.providers.ark.LARGEST_PAGE", 2)
    for number in range(2, 7):
        ark.submit(account.request(attempt=number), KEY)
    sent = account.sent(account.request())
    account.service.clock.turn(300)
    assert ark.find(sent) is Trace.ABSENT
    monkeypatch.setattr("rushes.providers.ark.MOST_PAGES", 2)
    assert ark.find(sent) is Trace.UNSURE


def test_too_many_that_may_be_it_are_not_all_looked_at(
    account: Account, ark: Ark, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rushes.providers.ark.MOST_CANDIDATES", 2)
    for number in range(2, 5):
        ark.submit(account.request(attempt=number), KEY)
    sent = account.sent(account.request())
    account.service.clock.turn(300)
    assert ark.find(sent) is Trace.UNSURE


@pytest.mark.parametrize(("fault", "code"), [("busy", "RequestBurstTooFast"), ("busy", "AccessDenied"), ("page", "")])
def test_while_the_list_is_not_answered_it_is_asked_again(account: Account, ark: Ark, fault: str, code: str) -> None:
    account.service.faults.throw(fault, code or True)
    with pytest.raises(NotNow):
        ark.find(account.sent(account.request()))


def test_a_picture_whose_answer_was_lost_cannot_be_found(account: Account, ark: Ark) -> None:
    lost(account, ark, "drop", account.still())
    assert account.service.bill.count == 1
    account.service.clock.turn(300)
    assert ark.find(account.sent(account.still())) is Trace.UNSURE


def test_where_nobody_answers_nothing_was_sent(account: Account) -> None:
    account.address = "http://127.0.0.1:9"
    with account.ark() as ark, pytest.raises(NotNow):
        ark.submit(account.request(), KEY)


@pytest.mark.parametrize("url", ["https://ark.invalid/api/v3", "http://ark.invalid/api/v3"])
def test_an_address_that_does_not_exist_is_nobody(account: Account, url: str) -> None:
    account.settings = {"url": url, "seconds": 2}
    with account.ark() as ark, pytest.raises(NotNow):
        ark.submit(account.request(), KEY)
