"""A script revised without its folder: the plan follows; after the lock numbers never change."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.orm import Session

from rushes.craft.cards.card import Card
from rushes.craft.production import folder as files
from rushes.craft.production.brief import Brief
from rushes.craft.production.folder import Production
from rushes.craft.screenplay import fountain
from rushes.craft.screenplay.breakdown import NoScene
from rushes.craft.screenplay.revisions import Kind
from rushes.craft.shotlists import export, preview
from rushes.delivery import folder, scripts, shotlists
from rushes.governance import record
from rushes.projects.tables import Project
from rushes.shots import links
from rushes.shots import service as shots
from rushes.story import service as story
from rushes.story.errors import AlreadyLocked, Overtaken
from rushes.story.tables import Script
from tests.making import adopted, side_b

ONE = "INT. HALL - NIGHT\n\nADA sings a long song to the lamp.\n\n"
TWO = "EXT. YARD - DAY\n\nRain falls on a row of red bicycles.\n\n"
THREE = "INT. BOAT - DAWN\n\nBO rows without looking up.\n\n"
NEW = "INT. ATTIC - NIGHT\n\nA mouse crosses the floor.\n\n"


@pytest.fixture
def film(session: Session) -> Project:
    """A production of nothing but a script of three scenes."""
    return adopted(session, files.complete(Production(Brief(title="Film"), fountain.parse(ONE + TWO + THREE))))


def revise(session: Session, film: Project, text: str, **said: Any) -> int:
    return scripts.revise(session, film, fountain.parse(text), "ada", **said).revision


def scenes(session: Session, film: Project) -> list[str]:
    return [f"{code}{' OMITTED' * scene.omitted}" for code, scene in shots.scenes(session, film.id).items()]


def planned(session: Session, film: Project) -> set[str]:
    return {one.card.scene for one in shots.planned(session, film.id)}


def test_a_revision_says_whose_it_is_and_is_on_record(session: Session, film: Project) -> None:
    made = scripts.revise(session, film, fountain.parse(ONE + TWO), "bo", why="shorter", assisted=True)

    assert (made.revision, made.parent, made.author, made.why) == (2, 1, "bo", "shorter")
    assert (made.assisted, made.drafted, made.locked) == (True, [], False)
    fact = record.events(session, film.id)[-1].fact
    assert (fact["verb"], fact["actor"], fact["body"]["digest"]) == ("script.revised", "bo", made.digest)


def test_a_models_words_are_followed_through_later_revisions(session: Session, film: Project) -> None:
    model = "A kettle boils over the last red coal of the night. Somebody knocks twice and waits.\n\n"
    first = scripts.revise(session, film, fountain.parse(ONE + model + TWO), "bo", draft=model)
    edited = model.replace("Somebody knocks twice and waits.", "Nobody at all ever comes up here.")
    later = scripts.revise(session, film, fountain.parse(TWO + ONE + edited), "ada")

    def by_model(script: Script) -> str:
        return "".join(script.text[span["start"] : span["end"]] for span in script.drafted)

    assert by_model(first).strip() == model.strip()
    assert by_model(later).strip() == "A kettle boils over the last red coal of the night."
    assert (first.assisted, later.assisted) == (True, False)


def test_a_script_that_differs_in_nothing_is_no_revision(session: Session, film: Project) -> None:
    assert revise(session, film, ONE + TWO + THREE) == 1


def test_whoever_was_overtaken_is_told(session: Session, film: Project) -> None:
    revise(session, film, ONE + TWO, parent=1)
    with pytest.raises(Overtaken, match="ada revised the script since revision 1: look at revision 2"):
        revise(session, film, ONE, parent=1)


def test_a_script_that_cannot_be_planned_changes_nothing(session: Session, film: Project) -> None:
    with pytest.raises(NoScene):
        revise(session, film, "# Only an outline\n")
    assert len(story.listed(session, film.id)) == 1


def test_proposed_cards_follow_and_a_persons_own_stay(session: Session, film: Project) -> None:
    revise(session, film, ONE + NEW + TWO + THREE)
    assert planned(session, film) == {"S01", "S01A", "S02", "S03"}

    own = (Card(code="S01-SH01", action="Ada sings"),)
    mine = adopted(session, replace(folder.exported(session, film), cards=own), origin="/films/own")
    revise(session, mine, ONE + NEW)
    assert [one.card for one in shots.planned(session, mine.id)] == list(own)


def test_shots_that_notes_name_follow_the_notes(session: Session) -> None:
    noted = ONE.strip() + " [[S01-SH01]]\n\n" + TWO.strip() + " [[S02-SH01]]\n\n"
    film = adopted(session, files.complete(Production(Brief(title="Film"), fountain.parse(noted))))
    revise(session, film, noted + "A bell. [[S02-SH02]]\n")

    assert [one.card.code for one in shots.planned(session, film.id)] == ["S01-SH01", "S02-SH01", "S02-SH02"]


def test_locking_numbers_every_heading_in_a_revision_of_its_own(session: Session, film: Project) -> None:
    locked = scripts.lock(session, film, "ada")

    assert (locked.revision, locked.locked, locked.why) == (2, True, "scene numbers locked")
    assert locked.text == (ONE + TWO + THREE).replace("NIGHT", "NIGHT #1#").replace("DAY", "DAY #2#").replace(
        "DAWN", "DAWN #3#"
    )
    assert links.stale(session, film.id) == []
    with pytest.raises(AlreadyLocked, match="locked"):
        scripts.lock(session, film, "ada")


def test_after_the_lock_new_scenes_get_letters_and_cut_ones_are_omitted(session: Session, film: Project) -> None:
    scripts.lock(session, film, "ada")
    revise(session, film, ONE + NEW + THREE)

    assert scenes(session, film) == ["S01", "S01A", "S02 OMITTED", "S03"]
    assert planned(session, film) == {"S01", "S01A", "S03"}
    assert "INT. ATTIC - NIGHT #1A#" in story.one(session, film.id).text
    assert story.one(session, film.id).locked


def test_an_omitted_scene_stays_in_the_text_under_its_number(session: Session, film: Project) -> None:
    locked = scripts.lock(session, film, "ada").text
    revise(session, film, ONE + THREE)
    omitted = story.one(session, film.id).text
    assert omitted == locked.replace(TWO.replace("DAY", "DAY #2#"), ".OMITTED #2#\n\n")
    assert [change.kind for change in story.diff(session, film.id)] == [Kind.REMOVED, Kind.REMOVED, Kind.ADDED]

    assert revise(session, film, omitted) == revise(session, film, ONE + THREE) == 3
    assert revise(session, film, ONE) == 4
    assert story.one(session, film.id).text.endswith(".OMITTED #2#\n\n.OMITTED #3#\n")


def test_a_scene_that_is_back_has_its_number_its_shots_and_no_line_that_says_omitted(
    session: Session, film: Project
) -> None:
    locked = scripts.lock(session, film, "ada").text
    was = [one.card for one in shots.planned(session, film.id)]
    revise(session, film, ONE + THREE)
    text = story.one(session, film.id).text
    assert {one.card.scene for one in shots.planned(session, film.id)} == {"S01", "S03"}
    assert {card.scene for card in shots.put_by(session, film.id)} == {"S02"}

    revise(session, film, text.replace(".OMITTED #2#\n\n", f"{TWO}.OMITTED #2#\n\n"))
    assert story.one(session, film.id).text == locked
    assert scenes(session, film) == ["S01", "S02", "S03"]
    assert [one.card for one in shots.planned(session, film.id)] == was
    assert shots.put_by(session, film.id) == []
    assert links.stale(session, film.id) == []


def test_a_scene_put_in_behind_an_omitted_one_is_lettered_after_it(session: Session, film: Project) -> None:
    scripts.lock(session, film, "ada")
    revise(session, film, ONE + THREE)
    text = story.one(session, film.id).text
    revise(session, film, text.replace("INT. BOAT", f"{NEW}INT. BOAT"))
    assert scenes(session, film) == ["S01", "S02 OMITTED", "S02A", "S03"]


def test_a_writers_own_locked_script_may_come_with_omitted_scenes_and_get_one_of_them(session: Session) -> None:
    text = ONE.replace("NIGHT", "NIGHT #1#") + ".omitted #2#\n\n.OMIT #3#\n\n" + THREE.replace("DAWN", "DAWN #4#")
    film = adopted(session, files.complete(Production(Brief(title="Film"), fountain.parse(text))))
    assert scenes(session, film) == ["S01", "S02 OMITTED", "S03 OMITTED", "S04"]
    assert planned(session, film) == {"S01", "S04"}
    scripts.lock(session, film, "ada")
    assert story.one(session, film.id).text == text

    revise(session, film, text.replace(".omitted #2#\n", TWO.replace("DAY", "DAY #2#")))
    assert scenes(session, film) == ["S01", "S02", "S03 OMITTED", "S04"]
    assert planned(session, film) == {"S01", "S02", "S04"}


def test_a_persons_shots_of_an_omitted_scene_are_put_by_and_kept_in_the_folder(
    session: Session, tmp_path: Path
) -> None:
    film = adopted(session, side_b())
    scripts.lock(session, film, "ada")
    whole = story.one(session, film.id).text
    before = [one.card for one in shots.planned(session, film.id)]
    scene = whole[whole.index("INT. PAWN SHOP") : whole.index("EXT. ", whole.index("INT. PAWN SHOP"))]
    revise(session, film, whole.replace(scene, ""))
    assert ".OMITTED #2#" in story.one(session, film.id).text
    assert [one.card for one in shots.planned(session, film.id)] == [card for card in before if card.scene != "S02"]
    assert {code for code in shots.codes(session, film.id) if code.startswith("S02")} == {
        card.code for card in before if card.scene == "S02"
    }

    files.write(folder.kept(session, film), tmp_path)
    read = files.load(tmp_path)
    assert list(read.cards) == before
    assert {card.scene for card in read.planned} == {"S01", "S03"}
    adopted(session, read)
    assert planned(session, film) == {"S01", "S03"}

    revise(session, film, whole)
    assert [one.card for one in shots.planned(session, film.id)] == before
    assert story.one(session, film.id).text == whole


def test_a_shot_list_of_the_plan_leaves_what_is_put_by(session: Session, film: Project) -> None:
    scripts.lock(session, film, "ada")
    revise(session, film, ONE + THREE)
    put_by = shots.put_by(session, film.id)
    now = shotlists.cards_of(session, film)
    assets = folder.exported(session, film).assets
    shotlists.take(session, film, preview.preview(export.csv(now), "list", assets=assets), "ada")

    assert [card.code for card in shotlists.cards_of(session, film)] == [card.code for card in now]
    assert shots.put_by(session, film.id) == put_by != []


def test_after_the_lock_no_number_that_a_text_gives_changes_a_scenes(session: Session, film: Project) -> None:
    scripts.lock(session, film, "ada")
    renumbered = story.one(session, film.id).text.replace("#3#", "#9#").replace("#2#", "#3#")
    revise(session, film, renumbered)

    assert scenes(session, film) == ["S01", "S02", "S03"]
    assert story.one(session, film.id).text == renumbered.replace("#3#", "#2#").replace("#9#", "#3#")


def test_after_the_lock_an_omitted_number_is_not_given_again_but_its_scene_may_return(
    session: Session, film: Project
) -> None:
    scripts.lock(session, film, "ada")
    revise(session, film, ONE + TWO)
    revise(session, film, ONE + TWO + NEW.replace("NIGHT", "NIGHT #3#"))
    assert scenes(session, film) == ["S01", "S02", "S03 OMITTED", "S04"]

    revise(session, film, ONE + TWO + THREE + NEW)
    assert scenes(session, film) == ["S01", "S02", "S03", "S04"]


def test_the_folder_read_again_after_the_lock_is_the_locked_script(session: Session) -> None:
    stated = files.complete(Production(Brief(title="Film"), fountain.parse(ONE + TWO)))
    film = adopted(session, stated, origin="/films/lock")
    scripts.lock(session, film, "ada")
    adopted(session, stated, origin="/films/lock")

    assert [script.revision for script in story.listed(session, film.id)] == [1, 2]


def test_side_b_locked_revised_and_accepted(session: Session) -> None:
    film = adopted(session, side_b())
    scripts.lock(session, film, "ada")
    text = story.one(session, film.id).text.replace("Who gave you this?\n\nHe", "Who sold you this?\n\nHe")
    revise(session, film, text)
    [doubt] = links.stale(session, film.id)
    assert (doubt.shot, doubt.state, doubt.says) == ("S02-SH02", "stale", '"gave" became "sold"')
    assert doubt.span.of(text).endswith("Who sold you this?")

    links.accept(session, film.id, "S02-SH02", "ada")
    assert links.stale(session, film.id) == []
    revise(session, film, f"{text}\nTHE END\n")
    assert [one.shot for one in links.stale(session, film.id)] == ["S03-SH05"]
