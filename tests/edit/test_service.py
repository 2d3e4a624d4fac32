"""Cuts are kept in versions that never change; the sheets say what the files say."""

from uuid import UUID, uuid4

import pytest
from sqlalchemy.orm import Session

from rushes.craft.production.rows import Cue, Moment, SoundKind, Trim
from rushes.craft.timeline.cut import Cut
from rushes.edit import assembly, service
from rushes.edit.assembly import Chosen
from rushes.edit.ending import Ending
from rushes.edit.errors import NoCut
from rushes.governance import record
from rushes.kernel.timecode import Rate
from rushes.projects import service as projects
from tests.making import card


@pytest.fixture
def film(session: Session) -> UUID:
    return projects.adopt(session, f"/films/{uuid4()}", "Film", {}).id


def cut(take: str = "S01-SH01-T01", rate: str = "24000/1001") -> Cut:
    chosen = {"S01-SH01": Chosen(take, "a" * 64, 48)}
    trims = {"S01-SH01": Trim(shot="S01-SH01", start=0.5, note="on the turn")}
    return assembly.assembly("Film", Rate.of(rate), [card(), card("S01-SH02")], chosen, trims, Ending(seconds=1))


def test_a_cut_is_read_back_as_it_was_kept(session: Session, film: UUID) -> None:
    service.keep(session, film, cut(), "ada")
    session.expire_all()

    assert service.newest(session, film) == (1, cut())


def test_the_same_cut_again_is_no_new_version_and_another_is(session: Session, film: UUID) -> None:
    versions = [
        service.keep(session, film, cut(take), "ada").version
        for take in ("S01-SH01-T01", "S01-SH01-T01", "S01-SH01-T02", "S01-SH01-T01")
    ]

    assert versions == [1, 1, 2, 3]
    assert service.newest(session, film) == (3, cut())
    verbs = [(event.fact["verb"], event.fact["body"]["version"]) for event in record.events(session, film)]
    assert verbs == [("cut.kept", 1), ("cut.kept", 2), ("cut.kept", 3)]


def test_before_there_is_a_cut_a_sentence_says_how_to_make_one(session: Session, film: UUID) -> None:
    with pytest.raises(NoCut, match="`rushes make` makes the first one"):
        service.newest(session, film)


def test_the_sheets_are_read_back_as_they_were_said_last(session: Session, film: UUID) -> None:
    bell = Cue("Bell", SoundKind.EFFECT, Moment("S01-SH01", 0.123456789), Moment("S01-SH02"), "far")
    trims = [Trim(shot="S01-SH01", start=0.1, end=1 / 3, note="x"), Trim(shot="S01-SH02")]
    service.adopt(session, film, [], [])
    service.adopt(session, film, [bell], trims)
    session.expire_all()

    assert service.cues(session, film) == [bell]
    assert service.trims(session, film) == {one.shot: one for one in trims}
