"""What goes along is chosen by the card's priorities, cut by the surface's limit, and only then numbered."""

from dataclasses import replace

import pytest

from rushes.craft.cards.card import Card, Part, Reference
from rushes.craft.cards.vocabulary import Role
from rushes.craft.prompting import compiler
from rushes.craft.prompting.compiled import Unsendable
from rushes.craft.prompting.intent import Intent, Kind, Medium, Mode, View, stand_ins
from rushes.craft.prompting.surface import Surface, no_token
from tests.craft.prompting.shots import ACTION, ASSETS, DIALOGUE

ARK, KLING, VEO = (compiler.surface_of(id) for id in ("seedance_ark", "kling", "veo"))
FACE = Medium("CH-INES", Role.IDENTITY, sha256="aa" * 32, view=View.FACE)
BODY = replace(FACE, sha256="bb" * 32, view=View.FULL_BODY)
SHEET = replace(FACE, sha256="cc" * 32, view=View.SHEET)
CARD = Card(
    code="S01-SH01",
    subjects=(Part(asset="CH-INES", action="turns"),),
    references=(
        Reference(asset="CH-INES", role=Role.IDENTITY),
        Reference(asset="LO-JETTY", role=Role.PLACE, priority=1),
    ),
)


def meant(card: Card, *media: Medium, mode: Mode = Mode.REFERENCES) -> Intent:
    return Intent(card, ASSETS, "", mode, media)


def test_each_reference_gets_one_picture_before_any_gets_its_second() -> None:
    told = compiler.compiled(KLING, meant(ACTION, *stand_ins(ACTION)))
    assert [(one.asset, one.view) for one in told.citations] == [
        ("CH-INES", "face"), ("CH-PILOT", "face"), ("CH-TOMAS", "face"), ("CH-MATE", "face"),
        ("WA-OILS", "whole"), ("PR-ROPE", "whole"), ("PR-LAMP", "whole"),
    ]  # fmt: skip
    assert len(told.citations) + len(told.dropped) == len(stand_ins(ACTION))


def test_numbers_follow_what_is_left_and_priority_not_what_the_card_first_named() -> None:
    turned = CARD.model_copy(
        update={"references": tuple(one.model_copy(update={"priority": 1 - one.priority}) for one in CARD.references)}
    )
    place = Medium("LO-JETTY", Role.PLACE, sha256="dd" * 32)
    told = compiler.compiled(ARK, meant(turned, BODY, FACE, place))
    assert [one.token for one in told.citations] == ["Image 1", "Image 2", "Image 3"]
    assert [one.sha256[:2] for one in told.citations] == ["dd", "aa", "bb"]
    assert "The place is the jetty, as in Image 1" in told.prompt
    assert "Define the woman in Image 2 and Image 3 as INES" in told.prompt


def test_a_sheet_of_three_views_is_never_sent() -> None:
    told = compiler.compiled(ARK, meant(CARD, SHEET, FACE))
    assert [one.sha256[:2] for one in told.citations] == ["aa"]
    assert "makes twins" in told.dropped[0].why


def test_a_third_view_of_one_person_is_left_out() -> None:
    third = replace(FACE, sha256="ee" * 32, view=View.WHOLE)
    told = compiler.compiled(ARK, meant(CARD, FACE, BODY, third))
    assert len(told.citations) == 2
    assert "more than a face and a full body" in told.dropped[0].why


def test_whom_no_picture_shows_words_describe_in_full() -> None:
    told = compiler.compiled(ARK, meant(CARD, Medium("LO-JETTY", Role.PLACE, sha256="dd" * 32)))
    assert "INES is a woman: 50s, cropped grey hair, navy wool sweater, brass key on a cord." in told.prompt
    assert ("CH-INES", "it has no file; it is described in words") in [(one.asset, one.why) for one in told.dropped]


def test_a_wardrobe_reference_without_its_own_picture_uses_the_full_body_and_never_the_face() -> None:
    card = CARD.model_copy(update={"references": (Reference(asset="CH-INES", role=Role.WARDROBE),)})
    told = compiler.compiled(ARK, meant(card, FACE, BODY))
    assert [one.view for one in told.citations] == ["full_body"]


def test_a_voice_does_not_go_alone_where_it_may_not() -> None:
    card = Card(code="S01-SH01", references=(Reference(asset="CH-INES", role=Role.VOICE),))
    told = compiler.compiled(ARK, meant(card, Medium("CH-INES", Role.VOICE, Kind.AUDIO)))
    assert told.citations == ()
    assert told.dropped[0].why == "Seedance 2.0 (Ark) takes no audio alone"


def test_a_first_frame_may_stand_among_references_where_the_surface_says_so() -> None:
    frame = Medium("S01-SH01", Role.FIRST_FRAME, sha256="ff" * 32)
    told = compiler.compiled(ARK, meant(CARD, FACE, frame))
    assert "Image 2 is the first frame of the shot." in told.prompt
    assert "frame only in a mode" in compiler.compiled(KLING, meant(CARD, FACE, frame)).dropped[-1].why


def test_a_missing_frame_is_said_before_anything_is_sent() -> None:
    frame = Medium("S01-SH01", Role.FIRST_FRAME)
    with pytest.raises(Unsendable, match="S01-SH01 has no picture for its last frame"):
        compiler.compiled(VEO, meant(CARD, frame, mode=Mode.FIRST_LAST))


def test_words_of_the_plan_that_read_as_a_token_are_refused_with_their_place() -> None:
    card = CARD.model_copy(update={"action": "She points at Image 7"})
    with pytest.raises(Unsendable, match="action: 'Image 7' would name a file on Seedance"):
        compiler.compiled(ARK, meant(card, FACE))
    assert "Image 7" in compiler.compiled(KLING, meant(card, FACE)).prompt


def test_a_mode_that_is_not_there_is_refused_with_those_that_are() -> None:
    with pytest.raises(Unsendable, match="has no mode references; it has text, first_frame"):
        compiler.compiled(compiler.surface_of("generic"), meant(CARD, FACE))


def test_the_usual_mode_uses_most_of_what_there_is() -> None:
    first, last = Medium("S01-SH01", Role.FIRST_FRAME), Medium("S01-SH01", Role.LAST_FRAME)
    usual = [
        compiler.usual_mode(ARK, meant(DIALOGUE, *media)) for media in ((), (FACE,), (FACE, first), (FACE, first, last))
    ]
    assert usual == [Mode.TEXT, Mode.REFERENCES, Mode.FIRST_FRAME, Mode.FIRST_LAST]


FOLLOWED = Medium("S01-SH01-T02", Role.MOTION, Kind.VIDEO, "ff" * 32)
IN_DEPTH = Medium("S01-SH01-T02-DEPTH", Role.MOTION, Kind.VIDEO, "dd" * 32)
WITH_VIDEO = [one for one in compiler.found().values() if one.most.get(Kind.VIDEO)]


@pytest.mark.parametrize("surface", WITH_VIDEO, ids=lambda one: one.id)
def test_a_clip_that_the_whole_shot_follows_goes_along_first_and_is_said(surface: Surface) -> None:
    told = compiler.compiled(surface, meant(CARD, FOLLOWED, FACE))

    videos = [one for one in told.citations if one.kind == "video"]
    assert [(one.asset, one.role, one.ordinal, one.slot) for one in videos] == [
        ("S01-SH01-T02", "motion", 1, "reference")
    ]
    assert f"People, things and camera move exactly as in {videos[0].token}" in told.prompt
    assert "S01-SH01-T02" not in told.prompt


def test_a_control_pass_says_what_it_shows() -> None:
    told = compiler.compiled(ARK, meant(CARD, FOLLOWED, IN_DEPTH))
    assert "framing are those of Video 2, which shows this shot by distance" in told.prompt

    unmarked = compiler.compiled(replace(ARK, token=no_token), meant(CARD, IN_DEPTH))
    assert "framing are those of the motion reference, which shows this shot by distance" in unmarked.prompt


def test_a_clip_to_follow_that_does_not_go_along_is_said_with_the_reason() -> None:
    begins = Medium("S01-SH01", Role.FIRST_FRAME, sha256="ab" * 32)
    framed = compiler.compiled(ARK, meant(CARD, FOLLOWED, begins, mode=Mode.FIRST_FRAME))
    words = compiler.compiled(ARK, meant(CARD, FOLLOWED, mode=Mode.TEXT))
    without = compiler.compiled(KLING, meant(CARD, FOLLOWED, FACE))

    for told, why in ((framed, "excludes references"), (words, "only words"), (without, "takes no video")):
        (dropped,) = [one.why for one in told.dropped if one.asset == "S01-SH01-T02"]
        assert why in dropped
