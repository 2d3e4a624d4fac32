"""Approval under the house rules, by every way in: how many people it takes, open must-fix notes, failed checks."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import URL

from rushes.accounts import service as accounts
from rushes.accounts.rules import Role
from rushes.boards import home
from rushes.craft.production.brief import Brief
from rushes.db.session import transaction
from rushes.delivery import dailies, folder
from rushes.delivery.errors import HeldBack, UnknownCheck
from rushes.generation import tools
from rushes.generation.tools import Tools
from rushes.governance import record
from rushes.projects import service as projects
from rushes.quality import service as quality
from rushes.quality.rules import Finding, Outcome
from rushes.review.rules import Approval, State, approvers
from rushes.review.service import Opinion
from tests import web
from tests.making import adopted, card, delivered, production
from tests.web import House

CLIP = "S01-SH01-T01"


@pytest.fixture
def house(own_url: URL, tmp_path: Path) -> Iterator[House]:
    """Ada's production with a clip of which a check failed; Ben and Di direct, Cy comments."""
    with web.house(own_url, tmp_path, production()) as made:
        tools.equip(Tools(made.database, made.studio.blobs, {}, {}, tmp_path / "scratch", made.studio.keys))
        with transaction(made.database) as session:
            project = projects.one(session, made.project_id)
            _, take = delivered(session, project, card())
            quality.keep(session, take.id, [Finding("black", Outcome.FAILED, "It is black.")], {})
            for name, role in (("ben", Role.DIRECTOR), ("di", Role.DIRECTOR), ("cy", Role.COMMENTER)):
                accounts.join(session, project.id, name, role)
        yield made


def ruled(house: House, **rules: Any) -> None:
    """The house rules as the team page writes them."""
    ada = house.asked_by("ada")
    now = ada.get(house.at("/settings")).json()
    settings = now["settings"] | {"rules": now["settings"]["rules"] | rules}
    said = ada.put(house.at("/settings"), json={"settings": settings, "seen": now["version"]})
    assert said.status_code == 200, said.text


def verdict(house: House, who: str, state: str) -> Any:
    return house.asked_by(who).post(house.at(f"/takes/{CLIP}/verdict"), json={"state": state})


def whole(house: House) -> dict[str, Any]:
    told: dict[str, Any] = house.asked_by("cy").get(house.at(f"/takes/{CLIP}/whole")).json()
    return told


def blocked(house: House) -> list[tuple[str, str, str]]:
    said = house.asked_by("ada").get(house.at("/home")).json()["blocked"]
    return [(one["rule"], one["says"], thing["says"]) for one in said for thing in one["things"]]


def test_where_two_must_approve_the_first_is_kept_and_the_take_is_a_select(house: House) -> None:
    ruled(house, approvals=2)
    assert verdict(house, "ben", "approved").json()["state"] == "selected"
    told = whole(house)
    assert told["approval"] == {"needed": 2, "by": ["ben"], "left": ["ada", "di"], "bar": ""}
    assert (told["verdict"]["state"], told["verdict"]["held"]) == ("selected", True)
    assert blocked(house) == [
        ("Approval", "1 take approved by too few: the house asks for 2 people.", "ben approved"),
    ]
    assert verdict(house, "ben", "approved").json()["state"] == "selected", "nobody counts twice"
    assert verdict(house, "di", "approved").json()["state"] == "approved"
    assert blocked(house) == []
    with transaction(house.database) as session:
        verbs = [event.fact["verb"] for event in record.events(session, house.project_id)]
    assert [verb for verb in verbs if verb.startswith("take.")] == ["take.seconded", "take.seconded", "take.approved"]


def test_an_approval_that_is_taken_back_counts_no_more(house: House) -> None:
    ruled(house, approvals=2)
    verdict(house, "ben", "approved")
    seen = whole(house)["verdict"]["id"]
    back = house.asked_by("ben").delete(house.at(f"/takes/{CLIP}/verdict"), params={"seen": seen})
    assert back.status_code == 200, back.text
    assert whole(house)["approval"]["by"] == []
    assert verdict(house, "di", "approved").json()["state"] == "selected"


def test_an_open_must_fix_note_of_the_team_holds_a_take_back_until_it_is_resolved(house: House) -> None:
    ruled(house, fixes_first=True)
    cy = house.asked_by("cy")
    note = cy.post(house.at("/notes"), json={"text": "The hand.", "kind": "fix", "on": f"take:{CLIP}"}).json()
    assert verdict(house, "ben", "selected").status_code == 200
    refused = verdict(house, "ada", "approved")
    assert (refused.status_code, refused.json()["code"]) == (409, "held_back")
    assert refused.json()["detail"] == (
        f"The house rules hold {CLIP} back from being approved: 1 must-fix note open. "
        "Resolve what is open, or select the take."
    )
    assert blocked(house)[0][2] == whole(house)["approval"]["bar"] == "1 must-fix note open"
    said = {name: note[name] for name in ("text", "kind")} | {"seen": note["version"], "resolved": True}
    assert cy.put(house.at(f"/notes/{note['id']}"), json=said).status_code == 200
    assert verdict(house, "ada", "approved").json()["state"] == "approved"


def test_a_take_that_fails_a_named_check_is_not_approved_from_a_terminal_either(house: House) -> None:
    ruled(house, must_pass=["black"])
    with transaction(house.database) as session:
        project = projects.one(session, house.project_id)
        with pytest.raises(HeldBack, match="“No black stretch” failed"):
            dailies.decide(session, project, [CLIP], State.APPROVED, Opinion(), "ada")
    ruled(house, must_pass=["frozen"])
    assert verdict(house, "ada", "approved").json()["state"] == "approved"


def test_rules_of_approval_name_checks_that_there_are(house: House) -> None:
    ada = house.asked_by("ada")
    now = ada.get(house.at("/settings")).json()
    settings = now["settings"] | {"rules": now["settings"]["rules"] | {"must_pass": ["beauty"]}}
    refused = ada.put(house.at("/settings"), json={"settings": settings, "seen": now["version"]})
    assert (refused.status_code, refused.json()["code"]) == (422, "unknown_check")
    with transaction(house.database) as session, pytest.raises(UnknownCheck):
        adopted(session, production(rules={"must_pass": ["beauty"]}))


def test_what_the_rules_ask_is_seen_on_the_home_of_a_production_that_asks_nothing_at_no_cost(house: House) -> None:
    verdict(house, "ben", "selected")
    with transaction(house.database) as session:
        project = projects.one(session, house.project_id)
        assert folder.brief_of(project).rules == Brief(title="x").rules
        assert home.home(session, project, Role.OWNER, "ada").blocked == ()


SELECTED, APPROVED, MAYBE = State.SELECTED, State.APPROVED, State.MAYBE


@pytest.mark.parametrize(
    ("said", "by"),
    [
        ([], ()),
        ([("ben", SELECTED, True)], ("ben",)),
        ([("ben", SELECTED, True), ("di", APPROVED, False)], ("ben", "di")),
        ([("ben", SELECTED, True), ("ben", SELECTED, True)], ("ben",)),
        ([("ben", SELECTED, True), ("di", SELECTED, False)], ("ben",)),
        ([("ben", SELECTED, True), ("ben", SELECTED, False)], ()),
        ([("ben", SELECTED, True), ("di", MAYBE, False)], ()),
        ([("ben", APPROVED, False), ("di", MAYBE, False), ("di", APPROVED, False)], ("di",)),
    ],
)
def test_the_last_word_of_each_counts_and_a_maybe_begins_anew(
    said: list[tuple[str, State, bool]], by: tuple[str, ...]
) -> None:
    assert approvers(said) == by


def test_how_many_are_missing() -> None:
    assert [Approval(2, by).missing for by in ((), ("ben",), ("ben", "di"), ("a", "b", "c"))] == [2, 1, 0, 0]
    assert Approval(2, ("ben",)).with_one("ben").missing == 1
