"""The line for one production: what is ordered, which takes are chosen, what is cut."""

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy.orm import Session

from rushes.craft.cards.card import Card
from rushes.craft.timeline.cut import Kind
from rushes.delivery import line
from rushes.delivery.line import Wanted, Wish
from rushes.edit import service as edit
from rushes.generation.errors import UnknownProvider
from rushes.generation.rules import State
from rushes.generation.tables import Order
from rushes.governance import record
from rushes.projects.tables import Project
from rushes.providers import footage, previz, simulated
from rushes.providers.base import Nature, Spec
from rushes.review import rules, service
from rushes.review.rules import By
from rushes.review.service import Opinion
from rushes.shots import service as shots
from rushes.shots.errors import NoSuchShot
from rushes.takes.tables import Take
from tests.making import CODES, SMALL, adopted, card, delivered, production

SPECS: dict[str, Spec[Any]] = {"simulated": simulated.plugin, "import": footage.plugin}
WANT = Wanted(simulated.plugin, 1, SMALL)
FINE, POOR = {"decodes": "passed"}, {"decodes": "failed"}


def test_a_wish_without_words_is_the_productions_own(session: Session) -> None:
    project = adopted(
        session, production(format={"width": 1920, "height": 800}, provider={"video": "simulated", "takes": 3})
    )

    want = line.wanted(project, Wish(), SPECS)
    assert (want.spec.id, want.takes, want.raster.width, want.raster.height) == ("simulated", 3, 1920, 800)


def test_a_draft_is_one_take_640_wide_in_the_productions_own_aspect(session: Session) -> None:
    project = adopted(
        session, production(format={"width": 1920, "height": 800}, provider={"video": "simulated", "takes": 3})
    )

    want = line.wanted(project, Wish(draft=True), SPECS)
    assert (want.takes, want.raster.width, want.raster.height) == (1, 640, 266)
    assert line.wanted(project, Wish(draft=True, takes=2), SPECS).takes == 2


def test_a_draft_is_made_by_who_is_named_for_drafts(session: Session) -> None:
    chosen = {"video": "simulated", "draft": "previz/animatic-1", "takes": 3}
    project = adopted(session, production(provider=chosen))
    specs = SPECS | {"previz": previz.plugin}

    assert line.wanted(project, Wish(draft=True), specs).spec.id == "previz"
    assert line.wanted(project, Wish(), specs).spec.id == "simulated"
    assert line.wanted(project, Wish("simulated", draft=True), specs).spec.id == "simulated"


def test_a_provider_that_is_none_is_answered_with_those_there_are(session: Session) -> None:
    project = adopted(session)

    with pytest.raises(UnknownProvider, match=r"no provider 'sora'.*There are: .*simulated"):
        line.wanted(project, Wish(provider="sora"), SPECS)


def ids(orders: list[Order]) -> list[Any]:
    return [order.id for order in orders]


def test_what_is_wanted_is_ordered_once_however_often_it_is_asked_for(desk: Session) -> None:
    project = adopted(desk)
    first = line.order_missing(desk, project, Wish(), WANT, "ada")

    assert [order.subject for order in first] == [f"shot:{code}" for code in CODES]
    assert ids(line.order_missing(desk, project, Wish(), WANT, "ada")) == ids(first)
    assert ids(line.order_missing(desk, project, Wish(), WANT, "ada", ids(first))) == ids(first)


def test_more_takes_are_only_the_ones_that_are_missing(desk: Session) -> None:
    project = adopted(desk)
    first = line.order_missing(desk, project, Wish(), WANT, "ada")
    more = line.order_missing(desk, project, Wish(), Wanted(simulated.plugin, 2, SMALL), "ada")

    assert len(more) == 6
    assert set(ids(first)) < set(ids(more))
    assert len({order.digest for order in more}) == 6


def test_only_one_shot_may_be_wished_for(desk: Session) -> None:
    project = adopted(desk)

    assert [order.subject for order in line.order_missing(desk, project, Wish(only="S01-SH02"), WANT, "ada")] == [
        "shot:S01-SH02"
    ]
    with pytest.raises(NoSuchShot, match="There are: S01-SH01, S01-SH02, S02-SH01"):
        line.order_missing(desk, project, Wish(only="S09-SH01"), WANT, "ada")


def test_a_shot_that_cannot_be_asked_for_is_named_and_stops_no_other(desk: Session) -> None:
    project = adopted(desk, production(card(), card("S01-SH02", seconds=20), card("S02-SH01")))
    short = replace(simulated.plugin.usual, seconds=(0.5, 10.0))
    want = Wanted(replace(simulated.plugin, models=(short,)), 1, SMALL)

    assert line.slots(desk, project, Wish(), want).unasked == {
        "S01-SH02": "Test cards makes 0.5 to 10 seconds, the card asks 20."
    }
    orders = line.order_missing(desk, project, Wish(), want, "ada")
    assert [order.subject for order in orders] == ["shot:S01-SH01", "shot:S02-SH01"]


def test_words_that_would_name_a_file_keep_one_shot_from_being_asked_for(desk: Session) -> None:
    project = adopted(desk, production(card(action="Ada holds Image 1."), card("S01-SH02")))
    ark = replace(simulated.plugin.usual, nature=Nature.MODEL, surface="seedance_ark")

    found = line.slots(desk, project, Wish(), Wanted(replace(simulated.plugin, models=(ark,)), 1, SMALL))
    assert "'Image 1' would name a file" in found.unasked["S01-SH01"]
    assert [slot.composed.subject.id for slot in found.slots] == ["S01-SH02"]


def set_state(desk: Session, order: Order, state: State) -> None:
    order.state, order.cause = state, "provider_fault"
    desk.flush()


@pytest.mark.parametrize("state", [State.FAILED, State.EXPIRED, State.CANCELLED, State.REFUSED])
def test_what_came_to_nothing_is_ordered_again_when_it_is_asked_for_again(desk: Session, state: State) -> None:
    project = adopted(desk, production(card()))
    (lost,) = line.order_missing(desk, project, Wish(), WANT, "ada")
    set_state(desk, lost, state)

    (again,) = line.order_missing(desk, project, Wish(), WANT, "ada")
    assert again.id != lost.id
    assert again.request["attempt"] == 2
    assert ids(line.order_missing(desk, project, Wish(), WANT, "ada")) == [again.id]


@pytest.mark.parametrize(("state", "again"), [(State.FAILED, True), (State.REFUSED, False), (State.EXPIRED, False)])
def test_in_the_same_breath_only_a_failure_is_tried_again(desk: Session, state: State, again: bool) -> None:
    project = adopted(desk, production(card()))
    (lost,) = line.order_missing(desk, project, Wish(), WANT, "ada")
    set_state(desk, lost, state)

    (found,) = line.order_missing(desk, project, Wish(), WANT, "ada", [lost.id])
    assert (found.id != lost.id) is again


@pytest.mark.parametrize("state", [State.SUBMIT_UNKNOWN, State.DONE, State.CHECKING])
def test_what_may_still_come_is_not_ordered_again(desk: Session, state: State) -> None:
    project = adopted(desk, production(card()))
    (first,) = line.order_missing(desk, project, Wish(), WANT, "ada")
    set_state(desk, first, state)

    assert ids(line.order_missing(desk, project, Wish(), WANT, "ada")) == [first.id]


def one_shot(session: Session) -> tuple[Project, Card]:
    planned = card()
    return adopted(session, production(planned)), planned


def decide(session: Session, take: Take, state: str, by: By = By.PERSON) -> None:
    service.decide(session, take.id, rules.State(state), by, "ada", Opinion())


def choose(session: Session, project: Project, *orders: Order) -> str | None:
    chosen = line.choose(session, project, orders)
    return chosen["S01-SH01"].code if chosen else None


def standing(session: Session, *takes: Take) -> list[str]:
    found = service.standing(session, [take.id for take in takes])
    return [f"{found[take.id].by} {found[take.id].state}" if take.id in found else "nobody" for take in takes]


def test_a_rule_selects_the_best_take_once_and_says_that_it_was_a_rule(session: Session) -> None:
    project, planned = one_shot(session)
    (a, one), (b, two) = (delivered(session, project, planned, checks, n) for n, checks in ((1, POOR), (2, FINE)))

    for _ in range(3):
        assert choose(session, project, a, b) == two.code
    assert standing(session, one, two) == ["nobody", "rule selected"]
    verbs = [event.fact["verb"] for event in record.events(session, project.id)]
    assert verbs.count("take.selected") == 1


def test_a_persons_decision_wins_over_a_rule_and_over_checks(session: Session) -> None:
    project, planned = one_shot(session)
    (a, one), (b, two) = (delivered(session, project, planned, checks, n) for n, checks in ((1, POOR), (2, FINE)))
    assert choose(session, project, a, b) == two.code

    decide(session, one, "selected")
    assert choose(session, project, a, b) == one.code
    decide(session, one, "rejected")
    assert choose(session, project, a, b) == two.code


def test_a_better_take_takes_the_rules_word_from_the_earlier(session: Session) -> None:
    project, planned = one_shot(session)
    a, one = delivered(session, project, planned, FINE, 1)
    assert choose(session, project, a) == one.code
    b, two = delivered(session, project, planned, FINE | {"stillness": "passed"}, 2)

    assert choose(session, project, a, b) == two.code
    assert standing(session, one, two) == ["rule maybe", "rule selected"]


def test_where_every_take_failed_a_check_the_first_stands_in_without_a_verdict(session: Session) -> None:
    project, planned = one_shot(session)
    (a, one), (b, two) = (delivered(session, project, planned, POOR, n) for n in (1, 2))
    assert choose(session, project, a, b) == one.code
    assert standing(session, one, two) == ["nobody", "nobody"]

    decide(session, one, "rejected")
    assert choose(session, project, a, b) == two.code
    decide(session, two, "rejected")
    assert choose(session, project, a, b) is None


def test_a_take_of_which_somebody_said_maybe_may_stand_in(session: Session) -> None:
    project, planned = one_shot(session)
    a, one = delivered(session, project, planned, POOR)
    decide(session, one, "maybe")

    assert choose(session, project, a) == one.code
    assert standing(session, one) == ["person maybe"]


def test_a_rejected_take_is_never_used_however_good_its_checks(session: Session) -> None:
    project, planned = one_shot(session)
    (a, one), (b, two) = (delivered(session, project, planned, checks, n) for n, checks in ((1, FINE), (2, POOR)))
    decide(session, one, "rejected")

    assert choose(session, project, a, b) == two.code


@pytest.mark.parametrize(
    ("said", "kept"), [("approved", True), ("selected", True), ("maybe", False), ("rejected", False)]
)
def test_when_the_card_has_changed_only_what_a_person_chose_is_kept(session: Session, said: str, kept: bool) -> None:
    project, planned = one_shot(session)
    _, old = delivered(session, project, planned, FINE | {"stillness": "passed"})
    decide(session, old, said)
    changed = planned.model_copy(update={"action": "Ada leaves."})
    shots.adopt_cards(session, project.id, [changed])
    order, new = delivered(session, project, changed, FINE)

    assert choose(session, project, order) == (old.code if kept else new.code)


def test_takes_that_were_asked_for_now_come_before_earlier_ones(session: Session) -> None:
    project, planned = one_shot(session)
    delivered(session, project, planned, FINE, 1)
    order, new = delivered(session, project, planned, FINE, 2)

    assert choose(session, project, order) == new.code


def test_a_cut_is_made_and_kept_from_what_was_chosen(session: Session) -> None:
    project = adopted(session)
    order, take = delivered(session, project, card("S01-SH02"))
    chosen = line.choose(session, project, [order])
    version, cut = line.cut(session, project, chosen, "ada")

    assert version == 1
    assert edit.newest(session, project.id) == (1, cut)
    assert [(event.name, event.kind) for event in cut.events] == [
        ("title", Kind.TITLE),
        ("S01-SH01", Kind.TITLE),
        ("S01-SH02", Kind.CLIP),
        ("S02-SH01", Kind.TITLE),
        ("credits", Kind.TITLE),
    ]
    assert cut.clips[0].medium is not None
    assert (cut.clips[0].take, cut.clips[0].medium.sha256) == (take.code, take.media)
    assert line.cut(session, project, chosen, "ada")[0] == 1
