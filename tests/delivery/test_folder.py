"""Between a production's folder and its rows nothing is lost."""

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from rushes.accounts import service as accounts
from rushes.accounts.rules import Right
from rushes.craft.breakdown import implied
from rushes.craft.breakdown.categories import Category
from rushes.craft.production import folder as files
from rushes.craft.screenplay import fountain
from rushes.delivery import folder, scripts
from rushes.governance import record
from rushes.governance import service as governance
from rushes.kernel.money import Money
from rushes.shots import service as shots
from rushes.story import marks
from rushes.story import service as story
from tests.making import CODES, SCRIPT, adopted, card, production, side_b

SHEETS = ("project.toml", "script.fountain", "assets.csv", "shots.csv", "sounds.csv", "cut.csv", "breakdown.csv")


def test_side_b_comes_back_from_its_rows_as_it_went_in(session: Session, tmp_path: Path) -> None:
    stated = side_b()
    project = adopted(session, stated)
    session.expire_all()
    back = folder.exported(session, project)

    assert back == replace(stated, assets=tuple(sorted(stated.assets, key=lambda one: one.id)))
    files.write(back, tmp_path / "one")
    again = adopted(session, files.load(tmp_path / "one"))
    files.write(folder.exported(session, again), tmp_path / "two")
    for name in SHEETS:
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


def test_who_adopts_owns_it_and_the_budget_is_that_of_the_brief(session: Session) -> None:
    project = adopted(session, who="ada")

    assert accounts.demand(session, project.id, "ada", Right.APPROVE)
    assert governance.balance(session, project.id).limit == Money.of(10, "USD")
    assert record.events(session, project.id)[-1].fact["verb"] == "project.adopted"


def test_adopting_again_says_what_the_files_say_now(session: Session) -> None:
    project = adopted(session, origin="/films/door")
    again = adopted(session, production(card("S01-SH01", seconds=2), budget={"limit": "20"}), origin="/films/door")

    assert again.id == project.id
    assert [(one.card.code, one.version) for one in shots.planned(session, project.id)] == [("S01-SH01", 2)]
    assert governance.balance(session, project.id).limit == Money.of(20, "USD")


@pytest.mark.parametrize("number", ["#I#", "#1.2#", "#A#"])
def test_a_scene_number_of_any_kind_has_a_code(session: Session, number: str) -> None:
    project = adopted(session, production(script=f"INT. HALL - NIGHT {number}\n\nAda waits.\n"))

    assert [scene.heading for scene in shots.scenes(session, project.id).values()] == ["INT. HALL - NIGHT"]


def test_files_that_say_what_they_said_leave_the_desks_changes_alone(session: Session) -> None:
    stated, origin = production(), "/films/same"
    project = adopted(session, stated, origin=origin)
    scripts.revise(session, project, fountain.parse(f"{SCRIPT}\nThe rain stops.\n"), "bo")
    shots.revise(session, project.id, card("S01-SH02", action="Ada turns the key."), "bo")

    adopted(session, stated, origin=origin)
    assert story.one(session, project.id).revision == 2
    assert shots.coded(session, project.id, "S01-SH02").card.action == "Ada turns the key."

    changed = production(*map(card, CODES[:2]), script=SCRIPT.replace("Ada waits", "Ada leans"))
    adopted(session, changed, origin=origin)
    assert "Ada leans" in story.one(session, project.id).text
    assert [one.card.action for one in shots.planned(session, project.id)] == ["Ada waits.", "Ada waits."]


def test_own_rules_of_the_breakdown_come_back_and_count(session: Session) -> None:
    rule = implied.rule({"when": "words: rain", "category": "props", "element": "towels", "why": "they drip"})
    project = adopted(session, replace(production(), rules=(rule,)))

    assert folder.exported(session, project).rules == (rule,)
    assert "towels" in marks.broken_down(session, project.id).needs.names("S02", Category.PROPS)
