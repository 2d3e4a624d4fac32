"""A production goes on from what it was: codes stay, words are followed, nothing else changes."""

from dataclasses import replace
from uuid import UUID

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from rushes.craft.cards.card import Card
from rushes.craft.grammar import tracing
from rushes.craft.production import folder as files
from rushes.craft.production.brief import Brief
from rushes.craft.production.folder import Production
from rushes.craft.screenplay import breakdown, fountain, sameness
from rushes.craft.screenplay.elements import SceneHeading
from rushes.delivery import continuing, folder
from rushes.delivery.continuing import Before
from rushes.projects.tables import Project
from rushes.shots import links
from rushes.shots import service as shots
from rushes.story import service as story
from tests.craft.screenplay.scripts import KITCHEN
from tests.making import adopted, side_b

ORIGIN = "/films/one"
NEW_SCENE = "EXT. STREET - NIGHT\n\nWREN runs past shuttered windows.\n\n"
PLAIN = KITCHEN.replace(" #1#", "").replace(" #1A#", "")
INSERTED = "EXT. YARD - NIGHT\n\nA cat looks up at the lit window.\n\n"


def again(session: Session, stated: Production) -> Project:
    return adopted(session, stated, origin=ORIGIN)


def proposed(text: str) -> Production:
    """A production of nothing but a script."""
    return files.complete(Production(Brief(title="Film"), fountain.parse(text)))


def cards(session: Session, project_id: UUID) -> dict[str, Card]:
    return {one.card.code: one.card for one in shots.planned(session, project_id)}


def doubts(session: Session, project_id: UUID) -> list[tuple[str, str]]:
    return [(doubt.shot, doubt.says) for doubt in links.stale(session, project_id)]


def scenes(session: Session, project_id: UUID) -> list[str]:
    return [f"{code}{' OMITTED' * scene.omitted}" for code, scene in shots.scenes(session, project_id).items()]


def test_a_changed_line_and_a_new_scene_of_side_b_touch_one_shot_and_no_code(session: Session) -> None:
    stated = side_b()
    project = again(session, stated)
    before = {code: one.digest for code, one in cards(session, project.id).items()}
    text = stated.script.replace("Does it play?", "Will it play?").replace(
        "INT. PAWN SHOP", f"{NEW_SCENE}INT. PAWN SHOP"
    )
    again(session, replace(stated, screenplay=fountain.parse(text)))

    assert doubts(session, project.id) == [("S02-SH01", '"Does" became "Will"')]
    assert {code: one.digest for code, one in cards(session, project.id).items()} == before
    assert scenes(session, project.id) == ["S01", "S01A", "S02", "S03"]
    assert folder.exported(session, project).script == text


def test_adopting_the_same_again_is_no_revision_and_no_version(session: Session) -> None:
    project = again(session, proposed(PLAIN))
    first = shots.planned(session, project.id)
    again(session, proposed(PLAIN))

    assert shots.planned(session, project.id) == first
    assert len(story.listed(session, project.id)) == 1
    assert doubts(session, project.id) == []


def test_scenes_without_numbers_keep_their_codes_and_the_script_says_them(session: Session) -> None:
    project = again(session, proposed(PLAIN))
    was = cards(session, project.id)
    again(session, proposed(PLAIN.replace("INT. NOODLE HOUSE - DINING", f"{INSERTED}INT. NOODLE HOUSE - DINING")))

    now = cards(session, project.id)
    assert scenes(session, project.id) == ["S01", "S01A", "S02"]
    assert {code: one.digest for code, one in now.items() if code in was} == {c: one.digest for c, one in was.items()}
    assert {code.partition("-")[0] for code in now if code not in was} == {"S01A"}
    assert "EXT. YARD - NIGHT #1A#" in (text := folder.exported(session, project).script)
    assert [one.code for one in files.complete(Production(Brief(title="Film"), fountain.parse(text))).cards] == list(
        now
    )


def test_a_line_changed_in_a_proposed_plan_versions_its_shot_alone(session: Session) -> None:
    project = again(session, proposed(PLAIN))
    was = cards(session, project.id)
    again(session, proposed(PLAIN.replace("I already licked it.", "I have already licked it.")))

    now = cards(session, project.id)
    changed = [code for code, one in now.items() if one.digest != was[code].digest]
    assert list(now) == list(was)
    assert len(changed) == 1
    assert doubts(session, project.id) == [(changed[0], '"have" is new')]


def test_a_paragraph_put_in_gets_a_lettered_shot_between_those_that_stay(session: Session) -> None:
    text = "INT. HALL - NIGHT\n\nADA (30s) waits by a door.\n\nADA\nWho is there?\n\nBO (50s) limps in from the back.\n"
    project = again(session, proposed(text))
    was = cards(session, project.id)
    assert len(was) == 3
    again(session, proposed(text.replace("BO (50s)", "A lamp falls off the shelf and breaks in two.\n\nBO (50s)")))

    now = list(cards(session, project.id))
    assert set(was) < set(now)
    assert [code for code in now if code not in was] == ["S01-SH02A"]
    assert now == sorted(now)


def test_a_scene_that_comes_after_one_that_went_takes_no_code_from_it(session: Session) -> None:
    one, two, three = (
        "INT. A - DAY\n\nAda sings a song.\n\n",
        "INT. B - DAY\n\nBo rows.\n\n",
        "INT. C - DAY\n\nCy waits.\n",
    )
    project = again(session, proposed(one + two))
    again(session, proposed(one))
    again(session, proposed(one + three))

    assert scenes(session, project.id) == ["S01", "S03"]


def test_before_the_lock_a_scene_that_is_cut_is_gone(session: Session) -> None:
    project = again(session, proposed("INT. A - DAY\n\nAda sings.\n\nINT. B - DAY\n\nBo rows a boat.\n"))
    again(session, proposed("INT. B - DAY\n\nBo rows a boat.\n"))

    assert scenes(session, project.id) == ["S02"]


def test_a_persons_cards_are_never_changed_and_go_stale_with_their_words(session: Session) -> None:
    plan = [
        Card(code="S01-SH01", action="Ada sings a song"),
        Card(code="S02-SH01", action="A boat is rowed by Bo"),
        Card(code="S02-SH02", action="A radiator"),
    ]
    text = "INT. A - DAY\n\nAda sings a song.\n\nINT. B - DAY\n\nBo rows a boat.\n"
    stated = replace(proposed(text), cards=tuple(plan), proposed=False)
    project = again(session, stated)
    again(session, replace(stated, screenplay=fountain.parse(text.replace("a boat", "a red boat"))))

    assert list(cards(session, project.id).values()) == plan
    assert doubts(session, project.id) == [("S02-SH01", '"red" is new')]
    lens = plan[1].model_copy(update={"action": "A red boat is rowed by Bo"})
    again(session, replace(folder.exported(session, project), cards=(plan[0], lens, plan[2])))
    assert doubts(session, project.id) == []


@pytest.mark.parametrize("number", ["#I#", "#1.2#"])
def test_a_number_that_makes_no_code_is_left_as_written(session: Session, number: str) -> None:
    text = f"INT. A - DAY {number}\n\nAda sings a song.\n"
    project = again(session, proposed(text))
    again(session, proposed(text.replace("song", "tune")))

    assert number in folder.exported(session, project).script
    assert scenes(session, project.id) == ["S01"]


BLOCKS = st.sampled_from(
    [
        "INT. HALL - NIGHT", "EXT. YARD - DAY #7#", "INT. HALL - NIGHT #2A#", ".OVER THERE #IX#", "Rain falls.",
        "ADA (30s) waits by the green door for a while.", "ADA\nWho is there?", "BO\nMe. Only me, as ever.", "FADE IN:",
        ".OMITTED #3#", ".OMITTED", ".omit #II#",
    ]
)  # fmt: skip
SCRIPTS = st.lists(BLOCKS, min_size=1, max_size=9).map(lambda blocks: "\n\n".join([*blocks, "A lamp burns low."]))


def remembered(production: Production, *, locked: bool) -> Before:
    """What the rows would keep of a production."""
    return Before(
        production.screenplay,
        {one.code: sameness.sketch(one.elements) for one in breakdown.breakdown(production.screenplay).listed},
        production.cards,
        frozenset(one.code for one in production.cards),
        tracing.linked(production.screenplay, production.cards),
        locked,
    )


@given(SCRIPTS, SCRIPTS, st.booleans())
@settings(max_examples=60, deadline=None)
def test_whatever_the_script_becomes_codes_are_unique_and_its_text_says_them(old: str, new: str, locked: bool) -> None:
    first = proposed(old)
    was = remembered(first, locked=locked)
    links_of = was.links
    now = continuing.continued(proposed(new), was)

    said = [scene.code for scene in breakdown.breakdown(now.screenplay).scenes]
    codes = [one.code for one in now.cards]
    assert len(set(said)) == len(said)
    assert len(set(codes)) == len(codes)
    assert {one.scene for one in now.cards} <= set(said)
    assert continuing.continued(proposed(old), was).cards == first.cards
    followed = tracing.followed(links_of, first.screenplay, now.screenplay, now.cards)
    assert set(followed) <= set(codes)
    assert all(link.span.end <= len(now.script) for link in followed.values())


HALLS = "\n\n".join(["INT. HALL - NIGHT"] * 3)


@given(SCRIPTS, SCRIPTS)
@example(f".OMITTED\n\n{HALLS}\n\n.OMITTED #3#\n\nA lamp.", f"INT. HALL - NIGHT\n\n.OMITTED #3#\n\n{HALLS}\n\nA lamp.")
@settings(max_examples=60, deadline=None)
def test_a_locked_script_keeps_every_number_and_read_again_is_as_it_was(old: str, new: str) -> None:
    was = remembered(proposed(old), locked=True)
    now = continuing.continued(proposed(new), was)

    has_headings = any(isinstance(element, SceneHeading) for element in now.screenplay.elements)
    listed = [scene.code for scene in breakdown.breakdown(now.screenplay).listed]
    assert len(set(listed)) == len(listed)
    assert set(was.scenes) <= set(listed) or not has_headings
    assert continuing.continued(now, remembered(now, locked=True)).script == now.script
