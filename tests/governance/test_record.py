"""The record is a chain: what was changed, lost or moved in it is found where it happened."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import URL, Engine, delete, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from rushes.db.session import connect, transaction
from rushes.governance import record, rules
from rushes.governance.tables import Event
from rushes.kernel.ids import Subject
from rushes.projects import service as projects
from tests.governance.conftest import Made


@dataclass(frozen=True)
class Link:
    """One event as the chain sees it."""

    seq: int
    previous: str
    hash: str
    fact: dict[str, Any]


def chain(length: int) -> list[Link]:
    links: list[Link] = []
    for seq in range(1, length + 1):
        previous, fact = links[-1].hash if links else rules.GENESIS, {"verb": "v", "body": {"n": seq}}
        links.append(Link(seq, previous, rules.event_hash(previous, seq, fact), fact))
    return links


def first_break(links: list[Link]) -> int | None:
    return rules.first_break((link.seq, link.previous, link.hash, link.fact) for link in links)


places = st.integers(1, 12).flatmap(lambda n: st.tuples(st.just(n), st.integers(1, n)))
CHANGES: dict[str, Callable[[Link], Link]] = {
    "fact": lambda link: replace(link, fact=link.fact | {"actor": "somebody else"}),
    "value": lambda link: replace(link, fact=link.fact | {"body": {"n": -1}}),
    "hash": lambda link: replace(link, hash="f" * 64),
    "previous": lambda link: replace(link, previous="f" * 64),
    "number": lambda link: replace(link, seq=link.seq + 1000),
}


@given(st.integers(0, 12))
def test_a_whole_chain_has_no_break(length: int) -> None:
    assert first_break(chain(length)) is None


@pytest.mark.parametrize("change", CHANGES)
@given(places)
def test_a_change_is_found_at_its_number(change: str, place: tuple[int, int]) -> None:
    length, number = place
    links = chain(length)
    links[number - 1] = CHANGES[change](links[number - 1])

    assert first_break(links) == number


@given(places)
def test_a_changed_event_that_was_hashed_again_is_found_at_the_next(place: tuple[int, int]) -> None:
    length, number = place
    links = chain(length + 1)
    forged = CHANGES["value"](links[number - 1])
    links[number - 1] = replace(forged, hash=rules.event_hash(forged.previous, forged.seq, forged.fact))

    assert first_break(links) == number + 1


@given(places)
def test_an_event_lost_before_the_last_is_found_at_its_number(place: tuple[int, int]) -> None:
    length, number = place
    links = chain(length + 1)
    del links[number - 1]

    assert first_break(links) == number


@given(st.integers(2, 12).flatmap(lambda n: st.tuples(st.just(n), st.permutations(range(n)))))
def test_a_changed_order_is_found_where_it_begins(case: tuple[int, list[int]]) -> None:
    length, order = case
    links = chain(length)
    moved = next((at + 1 for at, link in enumerate(order) if at != link), None)

    assert first_break([links[at] for at in order]) == moved


def write(session: Session, production: UUID, *verbs: str) -> None:
    for verb in verbs:
        record.write(session, production, "ada", verb, Subject("shot", "S01-SH01"), {"why": "é", "seconds": 2.5})


def test_what_was_written_is_read_back_in_order_and_whole(session: Session, make: Made) -> None:
    production, other = make(), make()
    write(session, production, "one", "two", "three")
    write(session, other, "elsewhere")
    session.expire_all()

    found = record.events(session, production)
    assert [(event.seq, event.fact["verb"]) for event in found] == [(1, "one"), (2, "two"), (3, "three")]
    assert found[0].fact["actor"] == "ada"
    assert found[0].fact["subject"] == "shot:S01-SH01"
    assert record.count(session, production) == 3
    assert [event.seq for event in record.events(session, production, after=2)] == [3]
    assert record.broken_at(session, production) is None


@pytest.mark.parametrize(
    "value", [1e16, 1e22, -1e300, -0.0, 0.0, 1.0, 1e-7, 5e-324, 1 / 3, 2**70, {"b": [1, 2.50], "a": "é"}]
)
def test_whatever_value_is_kept_an_honest_chain_stays_whole(session: Session, make: Made, value: object) -> None:
    production = make()
    record.write(session, production, "ada", "v", Subject("shot", "S01-SH01"), {"value": value})
    session.expire_all()

    assert record.broken_at(session, production) is None


def test_a_row_changed_in_the_database_is_found(session: Session, make: Made) -> None:
    production = make()
    write(session, production, "one", "two", "three")
    row = record.events(session, production)[1]
    session.execute(update(Event).where(Event.id == row.id).values(fact=row.fact | {"actor": "eve"}))
    session.expire_all()

    assert record.broken_at(session, production) == 2


def test_a_row_removed_from_the_middle_is_found(session: Session, make: Made) -> None:
    production = make()
    write(session, production, "one", "two", "three")
    session.execute(delete(Event).where(Event.project_id == production, Event.seq == 2))
    session.expire_all()

    assert record.broken_at(session, production) == 2


@pytest.mark.parametrize("twin", [{"seq": 2}, {"seq": 0}, {"seq": 1}])
def test_the_table_refuses_a_second_link_and_a_number_that_cannot_be(
    session: Session, make: Made, twin: dict[str, int]
) -> None:
    production = make()
    write(session, production, "one", "two")
    last = record.events(session, production)[-1]
    forged = Event(project_id=production, fact={}, previous=last.previous, hash="f" * 64, **twin)

    with pytest.raises(IntegrityError, match=r"uq_events|ck_events"), session.begin_nested():
        session.add(forged)


@pytest.fixture
def own_engine(own_url: URL) -> Iterator[Engine]:
    made = connect(own_url, pool=16)
    yield made
    made.dispose()


def test_many_writers_at_once_make_one_chain(own_engine: Engine) -> None:
    with transaction(own_engine) as session:
        production = projects.adopt(session, "/films/one", "Film", {}).id

    def two(number: int) -> None:
        with transaction(own_engine) as session:
            write(session, production, f"{number}-first", f"{number}-second")

    with ThreadPoolExecutor(16) as crowd:
        list(crowd.map(two, range(48)))

    with transaction(own_engine) as session:
        found = record.events(session, production)
        assert record.broken_at(session, production) is None
    assert [event.seq for event in found] == list(range(1, 97))
    pairs = [event.fact["verb"].split("-") for event in found]
    assert all(pairs[at][0] == pairs[at + 1][0] for at in range(0, 96, 2)), "a transaction's events stand together"


def test_what_was_rolled_back_leaves_no_gap(own_engine: Engine) -> None:
    def fail(session: Session) -> None:
        write(session, production, "two", "three")
        raise ZeroDivisionError

    with transaction(own_engine) as session:
        production = projects.adopt(session, "/films/one", "Film", {}).id
        write(session, production, "one")
    with pytest.raises(ZeroDivisionError), transaction(own_engine) as session:
        fail(session)
    with transaction(own_engine) as session:
        write(session, production, "four")

    with transaction(own_engine) as session:
        found = record.events(session, production)
        assert record.broken_at(session, production) is None
    assert [(event.seq, event.fact["verb"]) for event in found] == [(1, "one"), (2, "four")]


def test_processes_that_write_by_turns_make_one_chain(own_engine: Engine, own_url: URL) -> None:
    with transaction(own_engine) as session:
        production = projects.adopt(session, "/films/one", "Film", {}).id
        write(session, production, "here")
    command = [sys.executable, "-m", "tests.governance.writer", own_url.render_as_string(hide_password=False)]
    subprocess.run([*command, str(production)], check=True)
    with transaction(own_engine) as session:
        write(session, production, "here again")

    with transaction(own_engine) as session:
        found = record.events(session, production)
        assert record.broken_at(session, production) is None
    assert [event.fact["verb"] for event in found] == ["here", "there", "here again"]
