"""The words a shot covers, kept as rows: which shots are in doubt, and what settles it."""

from dataclasses import replace

import pytest
from sqlalchemy.orm import Session

from rushes.craft.cards.vocabulary import Origin
from rushes.craft.screenplay import fountain
from rushes.delivery import folder, scripts
from rushes.governance import record
from rushes.projects.tables import Project
from rushes.shots import links, service
from rushes.shots.errors import NothingStale
from tests.making import SCRIPT, adopted, card, delivered, production

RAIN = card("S02-SH01", action="Rain on Ada")
SNOW = SCRIPT.replace("Rain falls", "Snow falls")


@pytest.fixture
def film(session: Session) -> Project:
    """A production of a person's cards in whose script the words of the second shot were changed."""
    project = adopted(session, production(card("S01-SH01", action="Ada waits by a door"), RAIN))
    scripts.revise(session, project, fountain.parse(SNOW), "ada")
    return project


def in_doubt(session: Session, film: Project) -> list[str]:
    return [doubt.shot for doubt in links.stale(session, film.id)]


def test_a_doubt_says_what_was_and_what_is_and_where(session: Session, film: Project) -> None:
    [doubt] = links.stale(session, film.id)

    assert (doubt.shot, doubt.state, doubt.revision) == ("S02-SH01", "stale", 2)
    assert (doubt.was, doubt.now, doubt.says) == ("Rain falls on Ada.", "Snow falls on Ada.", '"Rain" became "Snow"')
    assert doubt.span.of(SNOW) == "Snow falls on Ada."


def test_a_person_accepts_the_words_once_and_it_is_on_record(session: Session, film: Project) -> None:
    links.accept(session, film.id, "S02-SH01", "bo")

    assert in_doubt(session, film) == []
    fact = record.events(session, film.id)[-1].fact
    assert (fact["actor"], fact["verb"], fact["subject"]) == ("bo", "shot.words_accepted", "shot:S02-SH01")
    with pytest.raises(NothingStale, match="S02-SH01 are as its card was planned for"):
        links.accept(session, film.id, "S02-SH01", "bo")


def test_a_persons_card_changed_in_its_place_settles_the_doubt_for_good(session: Session, film: Project) -> None:
    changed = RAIN.model_copy(update={"action": "Snow on Ada"})
    service.adopt_cards(session, film.id, [card("S01-SH01", action="Ada waits by a door"), changed])
    assert in_doubt(session, film) == []

    scripts.revise(session, film, fountain.parse(SNOW.replace("Ada waits", "Ada still waits")), "ada")
    assert in_doubt(session, film) == ["S01-SH01"]


def test_words_that_are_gone_are_accepted_by_covering_nothing(session: Session, film: Project) -> None:
    scripts.revise(session, film, fountain.parse(SCRIPT.replace("Rain falls on Ada.", "A dog.")), "ada")
    [doubt] = links.stale(session, film.id)
    assert (doubt.state, doubt.now) == ("lost", "")

    links.accept(session, film.id, "S02-SH01", "ada")
    assert in_doubt(session, film) == []
    assert "S02-SH01" not in links.of(session, film.id, 3)


def test_a_take_of_a_proposed_card_as_it_is_now_settles_the_doubt(session: Session) -> None:
    stated = folder.exported(session, adopted(session))
    rain = RAIN.model_copy(update={"action": "Rain falls on Ada.", "origin": Origin.PROPOSED})
    film = adopted(session, replace(stated, cards=(rain,)), origin="/films/rain")
    snow = rain.model_copy(update={"action": "Snow falls on Ada."})
    adopted(session, replace(stated, screenplay=fountain.parse(SNOW), cards=(snow,)), origin="/films/rain")
    assert in_doubt(session, film) == ["S02-SH01"]

    delivered(session, film, rain)
    assert in_doubt(session, film) == ["S02-SH01"]
    delivered(session, film, snow, attempt=2)
    assert in_doubt(session, film) == []


def test_a_shot_that_is_not_planned_is_in_no_doubt(session: Session, film: Project) -> None:
    service.adopt_cards(session, film.id, [card("S01-SH01")])
    assert in_doubt(session, film) == []
