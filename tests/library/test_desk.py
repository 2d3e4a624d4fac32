"""The library at the desk: edits, approval, clearance and its override."""

from uuid import UUID, uuid4

import pytest
from sqlalchemy.orm import Session

from rushes.craft.cards.asset import Clearance
from rushes.craft.cards.vocabulary import Origin
from rushes.governance import record
from rushes.library import desk, service
from rushes.library.errors import AssetChanged, AssetExists, AssetUsed, NotCleared, UnfitAsset
from rushes.library.rules import State
from rushes.projects import service as projects
from tests.making import asset

GROUNDS = {"use": "festivals, worldwide", "granted_by": "Ada Lovelace"}
NOTHING = {"use": "", "granted_by": ""}


@pytest.fixture
def film(session: Session) -> UUID:
    made = projects.adopt(session, f"/films/{uuid4()}", "Film", {}).id
    service.adopt(session, made, [asset("CH-ADA", origin=Origin.PROPOSED)])
    return made


def words(**said: str) -> dict[str, str]:
    return {"name": "Ada", "description": "", "locked": "", "may_vary": "", "negatives": "", "source": ""} | said


def clearance(session: Session, film: UUID) -> Clearance:
    return service.listed(session, film)["CH-ADA"].clearance


def test_an_edit_is_a_version_of_a_persons_on_record(session: Session, film: UUID) -> None:
    made = desk.edit(session, film, "CH-ADA", words(locked="red coat"), 1, "ada")

    assert (made.version, service.listed(session, film)["CH-ADA"].origin) == (2, Origin.USER)
    assert record.events(session, film)[-1].fact["verb"] == "asset.edited"


def test_an_edit_of_a_version_that_is_no_longer_the_newest_is_refused(session: Session, film: UUID) -> None:
    desk.edit(session, film, "CH-ADA", words(locked="red coat"), 1, "ada")
    with pytest.raises(AssetChanged, match="version 2, and you saw version 1"):
        desk.edit(session, film, "CH-ADA", words(locked="blue coat"), 1, "bo")


def test_the_same_words_are_no_edit(session: Session, film: UUID) -> None:
    before = record.last(session, film)
    assert desk.edit(session, film, "CH-ADA", words(), 1, "ada").version == 1
    assert record.last(session, film) == before


@pytest.mark.parametrize("said", [words(name=" "), words(description="x" * 70_000)])
def test_what_cannot_be_an_asset_is_refused(session: Session, film: UUID, said: dict[str, str]) -> None:
    with pytest.raises(UnfitAsset):
        desk.edit(session, film, "CH-ADA", said, 1, "ada")


def test_approval_is_of_the_words_as_they_are(session: Session, film: UUID) -> None:
    desk.state(session, film, "CH-ADA", State.APPROVED, "ada")
    approved = service.standing(session, film, "CH-ADA").approved
    desk.edit(session, film, "CH-ADA", words(locked="red coat"), 1, "ada")
    assert service.digest(service.newest(session, film, "CH-ADA").data) != approved


def test_retiring_keeps_the_approval_and_reopening_drops_it(session: Session, film: UUID) -> None:
    for state in (State.APPROVED, State.RETIRED):
        desk.state(session, film, "CH-ADA", state, "ada")
    held = service.standing(session, film, "CH-ADA")
    assert held.retired
    assert held.approved_by == "ada"
    desk.state(session, film, "CH-ADA", State.DRAFT, "ada")
    held = service.standing(session, film, "CH-ADA")
    assert (held.retired, held.approved) == (False, "")


def test_a_clearance_needs_its_grounds(session: Session, film: UUID) -> None:
    with pytest.raises(NotCleared, match="for which use"):
        desk.clear(session, film, "CH-ADA", Clearance.CLEARED, NOTHING, "ada")
    desk.clear(session, film, "CH-ADA", Clearance.CLEARED, GROUNDS, "ada")
    assert clearance(session, film) is Clearance.CLEARED
    assert service.versions(session, film) == {"CH-ADA": 1}


def test_a_clearance_of_the_desk_stays_until_the_files_say_another(session: Session, film: UUID) -> None:
    desk.clear(session, film, "CH-ADA", Clearance.BLOCKED, NOTHING, "ada")
    service.adopt(session, film, [asset("CH-ADA", locked="red coat")])
    assert clearance(session, film) is Clearance.BLOCKED
    service.adopt(session, film, [asset("CH-ADA", clearance=Clearance.CLEARED)])
    assert clearance(session, film) is Clearance.CLEARED


def test_what_a_revision_repeats_of_the_desk_is_no_news(session: Session, film: UUID) -> None:
    desk.clear(session, film, "CH-ADA", Clearance.BLOCKED, NOTHING, "ada")
    service.adopt(session, film, service.listed(session, film).values())
    service.adopt(session, film, [asset("CH-ADA")])
    assert clearance(session, film) is Clearance.BLOCKED


def test_what_a_producer_overrides_is_usable_and_still_blocked(session: Session, film: UUID) -> None:
    with pytest.raises(NotCleared, match="not blocked"):
        desk.override(session, film, "CH-ADA", "we must", "ada")
    desk.clear(session, film, "CH-ADA", Clearance.BLOCKED, NOTHING, "ada")
    desk.override(session, film, "CH-ADA", "a verbal yes, the paper follows", "ada")
    assert clearance(session, film) is Clearance.BLOCKED
    assert service.usable(session, film)["CH-ADA"].clearance is Clearance.PENDING

    desk.override(session, film, "CH-ADA", "", "ada")
    assert service.usable(session, film)["CH-ADA"].clearance is Clearance.BLOCKED


def test_an_asset_is_added_once_taken_off_and_comes_back(session: Session, film: UUID) -> None:
    desk.add(session, film, asset("PR-KEY", kind="prop"), "ada")
    with pytest.raises(AssetExists):
        desk.add(session, film, asset("PR-KEY", kind="prop"), "ada")
    with pytest.raises(AssetUsed, match="S01-SH01"):
        desk.take_off(session, film, "PR-KEY", ["S01-SH01"], "ada")
    desk.take_off(session, film, "PR-KEY", [], "ada")
    assert "PR-KEY" not in service.listed(session, film)
    assert desk.add(session, film, asset("PR-KEY", kind="prop"), "ada").version <= 2
    assert "PR-KEY" in service.listed(session, film)


def test_an_id_says_its_kind(session: Session, film: UUID) -> None:
    with pytest.raises(UnfitAsset, match="begins with CH-"):
        desk.add(session, film, asset("PR-ADA"), "ada")
