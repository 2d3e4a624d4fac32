"""What a film needs to have heard, in which words it is asked for, and which take stands for it."""

import pytest
from sqlalchemy.orm import Session

from rushes.craft.cards.card import Speech
from rushes.craft.production.rows import Cue, Moment, SoundKind
from rushes.craft.sound.plan import Recording
from rushes.craft.sound.speech import Word
from rushes.delivery import sounds
from rushes.delivery.sounds import Kind, Standing
from rushes.kernel.ids import Subject
from rushes.projects.tables import Project
from rushes.providers.base import Makes
from rushes.takes.tables import Take
from tests.delivery.boards import decide
from tests.delivery.soundings import ANSWERS, SPEAKS, WHO, made, needed, spoken
from tests.making import adopted, card, production, side_b

LINE = "S01-SH01-L01"


def test_every_line_effect_and_piece_of_music_is_needed_once_in_story_order() -> None:
    found = needed(spoken(sound={"mood": "suspense"}))

    assert [(need.kind, code, need.shot) for code, need in found.items()] == [
        (Kind.SPEECH, LINE, "S01-SH01"),
        (Kind.SPEECH, "S01-SH02-L01", "S01-SH02"),
        (Kind.EFFECT, "S01-SH01-B01", "S01-SH01"),
        (Kind.EFFECT, "S01-SH01-E01", "S01-SH01"),
        (Kind.MUSIC, "M-SCORE", ""),
    ]
    assert [need.sound.subject for need in found.values()][::4] == [
        Subject("reading", LINE), Subject("score", "M-SCORE"),
    ]  # fmt: skip
    assert {kind.makes for kind in Kind} == {Makes.SPEECH, Makes.EFFECT, Makes.MUSIC}


def test_a_line_is_asked_for_in_its_exact_words_with_those_around_it_in_its_scene() -> None:
    elsewhere = card("S02-SH01", dialogue=(Speech(speaker="CH-ADA", text="Rain."),))
    found = needed(spoken(SPEAKS, ANSWERS, elsewhere))
    first, second, third = (found[code] for code in (LINE, "S01-SH02-L01", "S02-SH01-L01"))

    assert first.says == "Who is there?"
    assert first.plan == {
        "speaker": "CH-ADA", "voice": "", "language": "en", "delivery": "whispering", "seconds": 1.35,
        "before": "", "after": "Nobody, as it seems.",
    }  # fmt: skip
    assert (second.plan["before"], second.plan["after"]) == ("Who is there?", "")
    assert (third.plan["before"], third.plan["after"]) == ("", ""), "another scene is not around it"


def test_a_bed_is_a_loop_and_an_effect_as_long_as_it_rings() -> None:
    found = needed(spoken(SPEAKS, *(card(f"S01-SH{number:02}", seconds=30, ambience=("rain",)) for number in (2, 3))))

    assert (found["S01-SH01-B01"].says, found["S01-SH01-B01"].plan) == ("rain", {"seconds": 20.0, "loop": True})
    assert (found["S01-SH01-E01"].says, found["S01-SH01-E01"].plan) == ("knock", {"seconds": 2.5, "loop": False})


def test_music_follows_the_scenes_under_it() -> None:
    cards = [card("S01-SH01", seconds=4), card("S02-SH01", seconds=1), card("S03-SH01", seconds=5)]
    (score,) = needed(production(*cards, sound={"mood": "suspense"})).values()

    assert (score.says, score.plan["seconds"], score.plan["instrumental"]) == ("suspense", 19.0, True)
    sections = score.plan["sections"]
    assert [(one["name"], one["seconds"]) for one in sections] == [
        ("Opening", 4.0), ("S01", 4.0), ("S02", 11.0),
    ], "a section too short for any service goes on into the next scene"  # fmt: skip
    assert {style for one in sections for style in one["styles"]} == {"suspense"}


def test_music_of_one_scene_has_no_sections_and_is_worded_by_card_or_sheet() -> None:
    stated = spoken(card(seconds=9, music="one held note"), sound={"mood": "suspense"})
    (score,) = needed(stated).values()
    tone = Cue("Tone", SoundKind.MUSIC, Moment("S01-SH01"), Moment("S01-SH01"), "stops dead")
    sheet = stated.__class__(**{**vars(stated), "cues": (tone,)})

    assert (score.code, score.says, score.plan["sections"]) == ("S01-SH01-M01", "one held note; suspense", [])
    assert [(one.code, one.says) for one in sounds.needs(sheet)] == [("M-TONE", "Tone: stops dead; suspense")]


def test_what_is_needed_does_not_change_with_trims() -> None:
    stated = side_b()
    bare = stated.__class__(**{**vars(stated), "trims": ()})

    assert sounds.needs(bare) == sounds.needs(stated)
    assert len({need.code for need in sounds.needs(stated)}) == len(sounds.needs(stated))
    assert [need.says for need in sounds.needs(stated) if need.code == "END-L01"] == ["Keep it."]


@pytest.fixture
def project(session: Session) -> Project:
    return adopted(session, spoken())


def stands(session: Session, project: Project, code: str = LINE) -> Standing:
    (found,) = sounds.standing(session, project.id, [needed(spoken())[code]])
    return found


def read(session: Session, project: Project, attempt: int, **changes: object) -> Take:
    line = WHO.model_copy(update=changes)
    need = needed(spoken(SPEAKS.model_copy(update={"dialogue": (line,)})))[LINE]
    return made(session, project, need, attempt=attempt)


def test_the_newest_reading_stands_until_a_person_decides(session: Session, project: Project) -> None:
    assert (stands(session, project).take, stands(session, project).takes) == (None, ())
    first, second, third = (read(session, project, attempt) for attempt in (1, 2, 3))

    assert stands(session, project).take == third
    assert len(stands(session, project).takes) == 3
    decide(session, third, "rejected")
    assert stands(session, project).take == second
    decide(session, first, "selected")
    assert (stands(session, project).take, stands(session, project).state) == (first, "selected")
    for take in (first, second):
        decide(session, take, "rejected")
    assert stands(session, project).take is None


def test_one_said_otherwise_stands_only_where_a_person_chose_it(session: Session, project: Project) -> None:
    shouted = read(session, project, 1, delivery="shouting")

    assert stands(session, project).take is None
    decide(session, shouted, "selected")
    assert stands(session, project).take == shouted


@pytest.mark.parametrize("changes", [{"text": "Who was that?"}, {"speaker": "CH-BEN"}])
def test_a_reading_of_other_words_never_stands_whoever_chose_it(
    session: Session, project: Project, changes: dict[str, str]
) -> None:
    other = read(session, project, 1, **changes)
    decide(session, other, "approved")

    assert stands(session, project).take is None


def test_what_is_around_a_line_may_change_without_it(session: Session, project: Project) -> None:
    alone = needed(spoken(SPEAKS))[LINE]
    take = made(session, project, alone)

    assert alone.plan != needed(spoken())[LINE].plan
    assert stands(session, project).take == take


def test_a_take_is_heard_with_the_times_of_its_words_as_far_as_they_can_be(session: Session, project: Project) -> None:
    times = [
        {"word": "Who", "start": 0, "end": 0.2}, {"word": "is", "start": 0.5, "end": 0.4}, {"word": 3}, "there",
        {"word": "there?", "start": 0.6, "end": 1.0},
    ]  # fmt: skip
    take = made(session, project, needed(spoken())[LINE], alignment=times)

    words = (Word("Who", 0.0, 0.2), Word("there?", 0.6, 1.0))
    assert sounds.recording(take) == Recording(take.media, 1.0, words)
    assert sounds.recording(made(session, project, needed(spoken())[LINE], attempt=2)).words == ()
