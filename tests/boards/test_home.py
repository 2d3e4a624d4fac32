"""The home of a production over HTTP: stages with live checks, what waits for whom, what a rule blocks, progress."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import URL
from sqlalchemy.orm import Session

from rushes.accounts import service as accounts
from rushes.accounts.rules import Role
from rushes.boards import home as board
from rushes.boards import standing
from rushes.db.session import transaction
from rushes.delivery import dailies, folder
from rushes.generation.rules import State as OrderState
from rushes.generation.tables import Order
from rushes.projects import service as projects
from rushes.projects.tables import Project
from rushes.review.rules import State
from rushes.review.service import Opinion
from rushes.shots import desk
from tests import web
from tests.making import CODES, adopted, asset, card, delivered, production
from tests.web import House

NOTHING = Opinion()


@pytest.fixture
def house(own_url: URL, tmp_path: Path) -> Iterator[House]:
    """Ada's production with Vic, who watches."""
    with web.house(own_url, tmp_path, production()) as made:
        with transaction(made.database) as session:
            accounts.join(session, made.project_id, "vic", Role.VIEWER)
        yield made


def home(house: House, who: str = "ada") -> dict[str, Any]:
    """The home as somebody sees it."""
    answer = house.asked_by(who).get(house.at("/home"))
    assert answer.status_code == 200, answer.text
    said: dict[str, Any] = answer.json()
    return said


def stage(said: dict[str, Any], id: str) -> dict[str, Any]:
    """One of its stages."""
    return next(one for one in said["stages"] if one["id"] == id)


def waits(said: dict[str, Any]) -> dict[str, int]:
    """What waits, with its count."""
    return {one["id"]: one["count"] for one in said["waits"]}


def taken(session: Session, project: Project, *verdicts: tuple[State, Opinion] | None) -> list[str]:
    """A take of each shot in turn, with a verdict of Ada's where one is said."""
    codes = []
    for shot, verdict in zip(CODES, verdicts, strict=False):
        _, take = delivered(session, project, card(shot))
        codes.append(take.code)
        if verdict:
            dailies.decide(session, project, [take.code], verdict[0], verdict[1], "ada")
    return codes


def test_a_production_that_begins_is_told_what_it_lacks_and_nothing_waits(house: House) -> None:
    said = home(house)

    assert [one["id"] for one in said["stages"]] == [
        "development", "pre-production", "generation", "review", "post", "delivery",
    ]  # fmt: skip
    risk = stage(said, "development")["risk"]
    assert risk["named"] == "Pretty ideas with no story job"
    assert risk["says"] == "5 parts of the story card not told; 3 shots without a job in the story."
    assert risk["count"] == 8
    assert {"kind": "shot", "id": "S01-SH01", "says": "without a job in the story"} in risk["things"]
    assert stage(said, "pre-production")["risk"]["says"] == "3 shots without a pass standard."
    assert stage(said, "post")["risk"]["count"] == 0
    assert (waits(said), said["blocked"], said["role"]) == ({}, [], "owner")
    assert [one["label"] for one in said["readiness"] if not one["done"]] == [
        "Brief", "Pass standards", "House rules",
    ]  # fmt: skip


def test_takes_wait_for_whoever_may_say_something_of_them(house: House) -> None:
    with transaction(house.database) as session:
        project = projects.one(session, house.project_id)
        taken(session, project, None, (State.SELECTED, NOTHING), (State.APPROVED, NOTHING))

    said = home(house)

    assert waits(said) == {"review": 1, "approve": 1}
    assert said["waits"][0]["says"] == "1 take of 1 shot to review"
    assert waits(home(house, "vic")) == {}
    assert [(one["code"], one["taken"], one["selected"], one["approved"]) for one in said["scenes"]] == [
        ("S01", 2, 1, 0), ("S02", 1, 1, 1),
    ]  # fmt: skip


def test_a_verdict_without_a_path_is_seen_and_one_with_it_is_not(house: House) -> None:
    with transaction(house.database) as session:
        project = projects.one(session, house.project_id)
        verdicts = ((State.REJECTED, NOTHING), (State.MAYBE, Opinion(next_action="a slower push in")))
        taken(session, project, *verdicts)

    risk = stage(home(house), "review")["risk"]

    assert (risk["count"], [thing["id"] for thing in risk["things"]]) == (1, ["S01-SH01-T01"])
    assert risk["says"] == "1 take rejected without a word on what failed or comes next."


def test_a_card_that_changes_after_sign_off_is_seen_at_delivery_and_waits(house: House) -> None:
    with transaction(house.database) as session:
        project = projects.one(session, house.project_id)
        taken(session, project, (State.APPROVED, NOTHING))
        desk.rewrite(session, project.id, CODES[0], card(CODES[0], action="Ada runs."), "ada")

    said = home(house)

    assert stage(said, "delivery")["risk"]["says"] == "1 take approved before the card of its shot changed."
    assert said["waits"][-1]["things"] == [{"kind": "take", "id": "S01-SH01-T01", "says": "card 1 of 2"}]


def test_what_nobody_knows_waits_for_who_orders_and_is_a_risk(house: House) -> None:
    with transaction(house.database) as session:
        project = projects.one(session, house.project_id)
        order, _ = delivered(session, project, card())
        session.get_one(Order, order.id).state = OrderState.SUBMIT_UNKNOWN

    said = home(house)

    assert waits(said)["unknown"] == 1
    assert stage(said, "generation")["risk"]["says"] == "1 order that may have been accepted, nobody knows."


def test_a_blocked_asset_blocks_the_shots_that_name_it_by_its_rule(house: House) -> None:
    barred = production(
        *(
            card(code, references=[{"asset": "CH-ADA", "role": "identity"}] if code == CODES[1] else [])
            for code in CODES
        )
    )
    with transaction(house.database) as session:
        stated = barred.__class__(**{**vars(barred), "assets": (asset(clearance="blocked", locked="red coat"),)})
        folder.adopt(session, stated, "/films/own", "ada")

    [blocked] = home(house)["blocked"]

    assert (blocked["rule"], blocked["page"]) == ("Clearance", "library")
    assert blocked["things"] == [{"kind": "shot", "id": "S01-SH02", "says": "CH-ADA"}]


def test_a_long_film_is_warned_of_and_nothing_more(session: Session) -> None:
    stated = production(*(card(f"S01-SH{number:02}", seconds=12) for number in range(1, 25)))
    project = adopted(session, stated)

    found = board.home(session, project, Role.OWNER, "ada")

    assert found.limits == ("5 minutes: a first film runs up to 3.", "24 shots: a first film has 8 to 20.")


def test_productions_are_listed_with_how_far_they_are_to_those_who_belong(house: House) -> None:
    with transaction(house.database) as session:
        project = projects.one(session, house.project_id)
        taken(session, project, (State.APPROVED, NOTHING), (State.REJECTED, NOTHING))

    [line] = house.asked_by("ada").get("/api/productions").json()

    assert (line["title"], line["role"], line["scenes"], line["shots"]) == ("Two Doors", "owner", 2, 3)
    assert (line["taken"], line["selected"], line["approved"], line["seconds"]) == (2, 1, 1, 1.5)
    assert (line["poster"], line["limit"], line["spent"]) == ("b" * 64, 10_000_000, 0)
    assert house.asked_by("eve").get("/api/productions").json() == []


def test_what_stands_is_asked_in_few_questions(session: Session) -> None:
    project = adopted(session)
    taken(session, project, (State.APPROVED, NOTHING), None)

    assert [(one.code, one.accepted, one.seen) for one in sorted(standing.takes(session, project.id), key=str)] == [
        ("S01-SH01-T01", True, True), ("S01-SH02-T01", False, False),
    ]  # fmt: skip
    assert standing.homeless(session, project.id) == []


def test_open_notes_on_my_shots_or_to_me_wait_for_me(house: House) -> None:
    with transaction(house.database) as session:
        project = projects.one(session, house.project_id)
        [first, second] = taken(session, project, None, (State.REJECTED, Opinion(failed="the hand")))
        accounts.join(session, project.id, "sam", Role.COMMENTER)
    ada, sam = house.asked_by("ada"), house.asked_by("sam")

    def note(who: str, take: str, text: str, kind: str = "note") -> None:
        asked = {"ada": ada, "sam": sam}[who]
        assert (
            asked.post(house.at("/notes"), json={"on": f"take:{take}", "text": text, "kind": kind}).status_code == 201
        )

    note("ada", first, "Her own must-fix note.", "fix")
    note("ada", first, "What she noted herself.")
    note("ada", first, "@Sam, is it the same jacket? So asks samuel@example.org.")
    note("sam", first, "Lovely.", "praise")
    note("sam", first, "The light jumps.\n" + "x" * 200)
    note("sam", second, "What was rejected is done with.")

    def told(who: str) -> tuple[str, list[str]]:
        [one] = [one for one in home(house, who)["waits"] if one["id"] == "notes"]
        assert all(thing["kind"] == "note" and thing["id"].startswith(f"{first}#") for thing in one["things"])
        return one["says"], [thing["says"] for thing in one["things"]]

    says, words = told("ada")
    assert says == "2 open notes for you, 1 must be fixed"
    assert words[0] == "ada: Her own must-fix note."
    assert words[1] == f"sam: The light jumps. {'x' * 102}…"
    assert told("sam") == ("1 open note for you", ["ada: @Sam, is it the same jacket? So asks samuel@example.org."])
    assert "notes" not in waits(home(house, "vic"))
