"""What a delivery says of a film: decided by whom, why, at what cost, what is open, what a master lacks."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from rushes.craft.provenance import keys
from rushes.craft.screenplay import fountain
from rushes.delivery import deliver, gather, line, reporting, scripts, words
from rushes.delivery.errors import NotApproved
from rushes.delivery.film import Tools
from rushes.edit.errors import NoCut
from rushes.generation.compose import Raster
from rushes.kernel.money import Money
from rushes.kernel.timecode import Rate
from rushes.projects.tables import Project
from rushes.review import service as review
from rushes.review.rules import By, State
from rushes.review.service import Opinion
from rushes.storage.disk import Disk
from rushes.takes.tables import Take
from tests.making import CODES, adopted, asset, card, delivered, production, side_b

FINE, POOR = {"decodes": "passed", "stillness": "passed"}, {"decodes": "failed", "stillness": "passed"}


def filmed(session: Session) -> tuple[Project, list[Take]]:
    """A production whose second shot failed a check and whose third has no take; cut."""
    project = adopted(session, production(*map(card, CODES)))
    made = [
        delivered(session, project, card(code), checks, cost=cost)
        for code, checks, cost in zip(CODES[:2], (FINE, POOR), (50_000, None), strict=True)
    ]
    chosen = line.choose(session, project, [order for order, _ in made])
    line.cut(session, project, chosen, "ada")
    return project, [take for _, take in made]


def test_before_the_first_cut_there_is_no_film(session: Session) -> None:
    with pytest.raises(NoCut):
        gather.gather(session, adopted(session))


def test_a_film_is_plan_cut_takes_money_and_record_as_they_stand(session: Session) -> None:
    project, _ = filmed(session)
    film = gather.gather(session, project)

    assert list(film.cards) == list(CODES)
    assert film.headings == {"S01": "INT. HALL - NIGHT", "S02": "EXT. YARD - DAY"}
    assert {shot: take.code for shot, take in film.used.items()} == {
        "S01-SH01": "S01-SH01-T01",
        "S01-SH02": "S01-SH02-T01",
    }
    assert [take.cost for take in film.takes] == [Money(50_000, "USD"), Money(0, "USD")]
    assert (film.version, film.card_versions["S01-SH01"], film.asset_versions) == (1, 1, {"CH-ADA": 1})
    assert film.events >= 3
    assert len(film.last_event) == 64


def test_an_omitted_scene_is_no_scene_of_the_film(session: Session) -> None:
    project, _ = filmed(session)
    text = scripts.lock(session, project, "ada").text
    scripts.revise(session, project, fountain.parse(text[: text.index("EXT. YARD")]), "ada")
    film = gather.gather(session, project)

    assert film.headings == {"S01": "INT. HALL - NIGHT"}
    assert {card.scene for card in film.cards.values()} == {"S01"}


def test_what_a_master_lacks_is_every_take_not_approved_and_every_shot_without_one(session: Session) -> None:
    project, takes = filmed(session)
    assert gather.gather(session, project).unapproved == ["S01-SH01-T01", "S01-SH02-T01", "S02-SH01"]

    review.decide(session, takes[0].id, State.APPROVED, By.PERSON, "ada", Opinion())
    assert gather.gather(session, project).unapproved == ["S01-SH02-T01", "S02-SH01"]


def test_a_master_is_refused_with_everything_it_lacks_and_nothing_is_written(session: Session, tmp_path: Path) -> None:
    project, _ = filmed(session)
    now = datetime.now(UTC)
    tools = Tools(Disk(tmp_path / "blobs"), keys.local_keys(tmp_path / "keys", now), {}, tmp_path / "cache", 1)
    film, raster = gather.gather(session, project), Raster(128, 72, Rate.of("24"))

    with pytest.raises(NotApproved, match="S01-SH01-T01, S01-SH02-T01, S02-SH01") as caught:
        deliver.deliver(film, film.production, raster, tmp_path / "out", tools, now, lambda *_: None, master=True)
    assert caught.value.facts == {"missing": ["S01-SH01-T01", "S01-SH02-T01", "S02-SH01"]}
    assert not (tmp_path / "out").exists()


def test_words_say_who_decided_and_why_and_never_take_a_rule_for_a_person(session: Session) -> None:
    project, (one, two) = filmed(session)
    by_rule, stands_in = gather.views(session, project)
    assert words.decided_by(by_rule) == f"rule ({line.RULE})"
    assert words.why(by_rule) == "the rule took it: no check failed, 2 passed; nobody has looked at it yet"
    assert words.state_word(by_rule) == "selected by rule"
    assert words.decided_by(stands_in) == "nobody yet"
    assert words.why(stands_in) == "nothing better: 1 checks failed, 1 passed; nobody has looked at it yet"
    assert words.state_word(stands_in) == "unreviewed"

    review.decide(session, one.id, State.APPROVED, By.PERSON, "ada", Opinion())
    review.decide(session, two.id, State.SELECTED, By.PERSON, "bo", Opinion(worked="her eyes", failed="the cuff"))
    silent, told = gather.views(session, project)
    assert (words.decided_by(silent), words.why(silent)) == ("ada", "ada gave it approved without a remark")
    assert (words.decided_by(told), words.why(told)) == ("bo", "her eyes")
    assert words.state_word(told) == "selected"
    assert told.opinion.failed == "the cuff"


def test_findings_are_told_with_their_outcome(session: Session) -> None:
    project, _ = filmed(session)
    _, poor = gather.views(session, project)

    assert [(seen.check, seen.outcome, seen.says) for seen in poor.failed] == [("decodes", "failed", "decodes failed.")]


def test_the_ledger_says_item_by_item_how_each_shot_leaves_it() -> None:
    cards = [
        card("S01-SH01", continuity_out="rain, left cuff torn"),
        card("S01-SH02"),
        card("S01-SH03", continuity_out="rain lighter, cassette cracked"),
    ]
    ledger = reporting.ledger(cards, [asset("CH-ADA", locked="torn left cuff")])

    assert ledger.shots == ("S01-SH01", "S01-SH03")
    assert dict(ledger.rows) == {
        "rain": ("seen", "lighter"),
        "left cuff": ("torn", ""),
        "cassette": ("", "cracked"),
    }


def test_side_bs_ledger_follows_the_cassette() -> None:
    stated = side_b()
    rows = dict(reporting.ledger(stated.cards, stated.assets).rows)

    assert "cassette" in rows
    assert all(len(states) == len(rows["cassette"]) for states in rows.values())
