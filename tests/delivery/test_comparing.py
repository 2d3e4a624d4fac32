"""Two takes of a production compared, by what the database has of them."""

import pytest
from sqlalchemy.orm import Session

from rushes.craft.cards.card import Card
from rushes.delivery import comparing
from rushes.delivery.comparing import Turned
from rushes.delivery.errors import NotCompared
from rushes.projects.tables import Project
from rushes.takes.errors import NoSuchTake
from tests.delivery.boards import panel
from tests.making import adopted, card, delivered

ONE, TWO = "S01-SH01-T01", "S01-SH01-T02"
ADA = {"asset": "CH-ADA", "start": "by the door", "action": "waits"}
WITH_ADA = card(subjects=[ADA])


@pytest.fixture
def film(session: Session) -> Project:
    return adopted(session)


def two(session: Session, project: Project, first: Card, second: Card) -> None:
    delivered(session, project, first, {"black": "passed", "stillness": "failed"})
    delivered(session, project, second, {"black": "failed", "stillness": "failed"}, attempt=2)


def test_what_was_varied_and_which_check_found_something_else(session: Session, film: Project) -> None:
    two(session, film, card(), card(light={"source": "a lamp"}))

    found = comparing.compare(session, film, ONE, TWO)

    assert (found.variables, found.says) == (("light",), "One thing was varied: light.")
    assert found.checks == (Turned("black", "passed", "failed", "black failed."),)
    assert (found.about, found.reasons) == ("", ())


def test_several_things_at_once_are_said_to_be(session: Session, film: Project) -> None:
    two(session, film, card(), card(light={"source": "a lamp"}, lens=85, seconds=1))

    assert comparing.compare(session, film, ONE, TWO).says == (
        "3 things were varied at once: camera, light and length. Which of them did what cannot be told."
    )


def test_only_the_seed(session: Session, film: Project) -> None:
    two(session, film, WITH_ADA, WITH_ADA)

    found = comparing.compare(session, film, ONE, TWO, "ch-ada")

    assert found.says == "Nothing that was asked changed; only the seed did."
    assert (found.about, found.reasons[0]) == ("CH-ADA", found.says)


@pytest.mark.parametrize("about", ["CH-ADA", "ch-ada", "Ada"])
def test_an_asset_is_asked_about_by_its_code_or_its_name(session: Session, film: Project, about: str) -> None:
    two(session, film, WITH_ADA, card())

    found = comparing.compare(session, film, ONE, TWO, about)

    assert (found.about, found.reasons[0]) == ("CH-ADA", "CH-ADA: the card no longer names it.")


def test_a_check_is_asked_about_by_its_name(session: Session, film: Project) -> None:
    two(session, film, card(), card(light={"source": "a lamp"}))

    found = comparing.compare(session, film, ONE, TWO, "black")

    assert found.about == "what the check black sees"
    assert found.reasons[0] == "The light changed (light source): nothing became “a lamp”."


def test_what_its_service_reported_is_compared(session: Session, film: Project) -> None:
    first, _ = delivered(session, film, WITH_ADA)
    second, _ = delivered(session, film, WITH_ADA, attempt=2)
    first.output = {"output": "", "reported": {"seed": 1}}
    second.output = {"output": "", "reported": {"seed": 2, "revised_prompt": "A hall."}}
    session.flush()

    found = comparing.compare(session, film, ONE, TWO, "CH-ADA")

    assert {one.name: (one.before, one.after) for one in found.differences} == {
        "seed": ("1", "2"),
        "prompt": ("", "A hall."),
    }
    assert found.plain()["differences"][0]["facet"] == "seed"


def test_what_cannot_be_compared_is_a_sentence(session: Session, film: Project) -> None:
    two(session, film, WITH_ADA, card())
    drawn = panel(session, film, card()).code

    with pytest.raises(NotCompared, match="one is of a panel and one of a shot"):
        comparing.compare(session, film, ONE, drawn)
    with pytest.raises(NoSuchTake, match=r"There are: .*S01-SH01-T01, S01-SH01-T02\."):
        comparing.compare(session, film, ONE, "S01-SH01-T09")
    says = r"Neither take knows 'PR-X'\. What can be asked about: CH-ADA, black and stillness\."
    with pytest.raises(NotCompared, match=says):
        comparing.compare(session, film, ONE, TWO, "PR-X")
