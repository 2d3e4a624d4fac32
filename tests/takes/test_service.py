"""A take has a number for good, and is what it was made from for good."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import URL, Engine
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from rushes.db.session import connect, transaction
from rushes.kernel import hashing
from rushes.kernel.ids import Subject
from rushes.projects import service as projects
from rushes.takes import service
from rushes.takes.errors import NoSuchTake
from rushes.takes.service import Media
from rushes.takes.tables import Take

SHOT = Subject("shot", "S01-SH01")
CLIP = Media("a" * 64, "b" * 64, 24, {"codec": "h264"})


@pytest.fixture
def film(session: Session) -> UUID:
    return projects.adopt(session, f"/films/{uuid4()}", "Film", {}).id


def bring(session: Session, film: UUID, order: UUID | None = None, subject: Subject = SHOT) -> Take:
    return service.bring_in(session, film, subject, order or uuid4(), CLIP, {"prompt": "a door"})


def test_takes_of_a_subject_are_numbered_one_after_another(session: Session, film: UUID) -> None:
    codes = [bring(session, film).code for _ in range(11)]

    assert codes == [f"S01-SH01-T{number:02}" for number in range(1, 12)]
    assert bring(session, film, subject=Subject("shot", "S01-SH02")).code == "S01-SH02-T01"
    assert [take.code for take in service.of(session, film, SHOT)] == codes


def test_a_number_whose_order_came_to_nothing_is_never_used_again(session: Session, film: UUID) -> None:
    lost = uuid4()
    assert service.number(session, film, SHOT, lost) == "S01-SH01-T01"
    assert bring(session, film).code == "S01-SH01-T02"
    assert service.number(session, film, SHOT, lost) == "S01-SH01-T01"


def test_an_order_keeps_its_number_and_brings_one_take_however_often_it_is_recorded(
    session: Session, film: UUID
) -> None:
    order = uuid4()
    early = service.number(session, film, SHOT, order)
    bring(session, film)
    first, again = bring(session, film, order), bring(session, film, order)

    assert first.code == again.code == early == "S01-SH01-T01"
    assert first.id == again.id == service.by_order(session, order).id


def test_productions_count_apart(session: Session, film: UUID) -> None:
    bring(session, film)
    other = projects.adopt(session, f"/films/{uuid4()}", "Film", {}).id

    assert bring(session, other).code == "S01-SH01-T01"


def test_a_take_says_what_it_was_made_from_and_its_digest_says_that_nothing_changed(
    session: Session, film: UUID
) -> None:
    take = bring(session, film)
    session.expire(take)

    assert take.snapshot == {"prompt": "a door"}
    assert take.digest == hashing.digest(take.snapshot)
    assert (take.media, take.poster, take.frames, take.probe) == ("a" * 64, "b" * 64, 24, {"codec": "h264"})


def test_a_code_that_is_none_is_answered_with_the_takes_of_its_shot(session: Session, film: UUID) -> None:
    bring(session, film)
    bring(session, film, subject=Subject("shot", "S09-SH01"))

    assert service.coded(session, film, "S01-SH01-T01").number == 1
    with pytest.raises(NoSuchTake, match=r"no take S01-SH01-T07\. There are: S01-SH01-T01\."):
        service.coded(session, film, "S01-SH01-T07")
    with pytest.raises(NoSuchTake, match=r"no take S05-SH01-T01\. It has none\."):
        service.coded(session, film, "S05-SH01-T01")


@pytest.mark.parametrize(
    ("field", "value", "constraint"),
    [
        ("number", 0, "number_positive"),
        ("frames", 0, "only_clips_have_frames"),
        ("media", "clip.mp4", "media_is_a_hash"),
        ("media", "A" * 64, "media_is_a_hash"),
        ("code", "S01-SH01-T01", "uq_takes_code"),
        ("number", 1, "uq_takes_number"),
    ],
)
def test_a_row_that_cannot_be_a_take_is_refused(
    session: Session, film: UUID, field: str, value: Any, constraint: str
) -> None:
    bring(session, film)
    row = {
        "project_id": film, "subject": str(SHOT), "code": "S01-SH01-T09", "number": 9, "order_id": uuid4(),
        "media": "a" * 64, "poster": "", "frames": 1, "probe": {}, "snapshot": {}, "digest": "",
    }  # fmt: skip
    with pytest.raises(IntegrityError, match=constraint), session.begin_nested():
        session.add(Take(**row | {field: value}))


@pytest.fixture
def own_engine(own_url: URL) -> Iterator[Engine]:
    made = connect(own_url, pool=16)
    yield made
    made.dispose()


def test_many_orders_at_once_get_each_a_number_without_a_gap(own_engine: Engine) -> None:
    with transaction(own_engine) as session:
        film = projects.adopt(session, "/films/one", "Film", {}).id

    def number(_: int) -> str:
        with transaction(own_engine) as session:
            return service.number(session, film, SHOT, uuid4())

    with ThreadPoolExecutor(16) as crowd:
        codes = list(crowd.map(number, range(40)))

    assert sorted(codes) == [f"S01-SH01-T{number:02}" for number in range(1, 41)]
