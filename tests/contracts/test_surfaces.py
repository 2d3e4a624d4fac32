"""
What every surface promises of any shot; a new one is tested by being there.

Golden files of three shots are in tests/craft/prompting/golden/.
"""

import re
from collections import Counter
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings

from rushes.craft.cards.asset import AssetKind
from rushes.craft.prompting import compiler
from rushes.craft.prompting.compiled import Compiled, Unsendable
from rushes.craft.prompting.intent import Intent, Kind, Mode
from rushes.craft.prompting.surface import Surface
from rushes.craft.prompting.verify import verify
from rushes.kernel import hashing
from tests.craft.prompting.shots import ASSETS, SHOTS, intent, intents, sequences

SURFACES = compiler.found()


@pytest.fixture(params=list(SURFACES))
def surface(request: pytest.FixtureRequest) -> Surface:
    return SURFACES[request.param]


@settings(max_examples=60, deadline=None)
@given(meant=intents())
def test_no_surface_names_a_file_that_does_not_go_along_nor_sends_one_it_does_not_name(meant: Intent) -> None:
    for surface in SURFACES.values():
        told = asked(surface, meant)
        if isinstance(told, Compiled):
            keeps_its_word(surface, told)
        else:
            assert told.endswith(".")


@settings(max_examples=40, deadline=None)
@given(meant=sequences())
def test_nor_does_any_where_one_request_holds_several_shots(meant: list[Intent]) -> None:
    for surface in SURFACES.values():
        told = asked_together(surface, meant)
        if isinstance(told, Compiled):
            keeps_its_word(surface, told)
            adds_up(surface, told, meant)
        else:
            assert told.endswith(".")


def asked_together(surface: Surface, meant: list[Intent]) -> Compiled | str:
    """What a surface makes of several shots as one request: the prompt, or the sentence of its refusal."""
    try:
        return compiler.sequence(surface, meant)
    except Unsendable as refused:
        return refused.detail


def adds_up(surface: Surface, told: Compiled, meant: list[Intent]) -> None:
    """The shots' seconds are the whole; each has its parts, and its words where shots are sent apart."""
    shots = told.fields["shots"]
    assert [one["shot"] for one in shots] == [intent.card.code for intent in meant]
    assert all(one["seconds"] >= intent.card.seconds for one, intent in zip(shots, meant, strict=True))
    assert sum(one["seconds"] for one in shots) == pytest.approx(told.fields["seconds"])
    assert told.fields["seconds"] in surface.offered(Mode(told.mode))
    labels = [label for label, _ in told.sections]
    assert len(set(labels)) == len(labels)
    assert surface.joint.join(text for _, text in told.sections) == told.prompt
    if surface.apart:
        assert surface.joint.join(one["prompt"] for one in shots) == told.prompt
        assert all(len(one["prompt"]) <= surface.characters_each for one in shots)
    else:
        assert len(told.prompt) <= surface.characters


def asked(surface: Surface, meant: Intent) -> Compiled | str:
    """What a surface makes of a shot in the mode meant or its usual one: the prompt, or the sentence of its refusal."""
    mode = meant.mode if meant.mode in surface.modes else surface.modes[0]
    try:
        return compiler.compiled(surface, replace(meant, mode=mode))
    except Unsendable as refused:
        return refused.detail


def keeps_its_word(surface: Surface, told: Compiled) -> None:
    """By itself, without the verifier: tokens in the text, files beside it, numbers without a gap, limits."""
    cited = [one for one in told.citations if one.slot == "reference"]
    spelt = {surface.token(kind, number): (kind, number) for kind in surface.most for number in range(1, 40)}
    for token, (kind, number) in spelt.items():
        goes_along = any((one.kind, one.ordinal) == (kind, number) for one in cited)
        assert token == "" or goes_along == bool(re.search(rf"(?<!\w){re.escape(token)}(?!\w)", told.prompt))
    for sort, count in Counter(one.kind for one in cited).items():
        assert count <= {str(known): most for known, most in surface.most.items()}[sort]
        assert [one.ordinal for one in cited if one.kind == sort] == list(range(1, count + 1))
    assert len({(one.asset, one.role, one.sha256, one.view, one.kind) for one in cited}) == len(cited)
    assert not any(one.view == "sheet" for one in cited)
    assert not re.search("[\ue000-\uf8ff]", told.prompt)


def test_the_verifier_refuses_whatever_breaks_the_promise(surface: Surface) -> None:
    told = asked(surface, intent("dialogue", surface))
    assert isinstance(told, Compiled)
    if not told.citations:
        return
    verify(surface, told)
    token = told.citations[-1].token
    for broken in (
        replace(told, citations=told.citations[:-1]) if surface.token(Kind.IMAGE, 1) else None,
        replace(told, prompt=told.prompt.replace(token, "it")),
        replace(told, citations=(*told.citations, told.citations[0])),
        replace(told, citations=told.citations[1:]),
    ):
        if broken is not None:
            with pytest.raises(Unsendable):
                verify(surface, broken)


@pytest.mark.parametrize("shot", SHOTS)
def test_the_same_shot_always_gives_the_same_bytes_and_its_record_is_read_back(surface: Surface, shot: str) -> None:
    first, again = asked(surface, intent(shot, surface)), asked(surface, intent(shot, surface))
    assert isinstance(first, Compiled)
    assert isinstance(again, Compiled)
    assert hashing.canonical(first.plain()) == hashing.canonical(again.plain())
    assert Compiled.of(first.plain()) == first


@pytest.mark.parametrize("shot", SHOTS)
def test_its_named_parts_are_the_whole_prompt(surface: Surface, shot: str) -> None:
    told = asked(surface, intent(shot, surface))
    assert isinstance(told, Compiled)
    assert surface.joint.join(text for _, text in told.sections) == told.prompt
    assert len({name for name, _ in told.sections}) == len(told.sections)


@pytest.mark.parametrize("mode", [Mode.FIRST_FRAME, Mode.FIRST_LAST])
@pytest.mark.parametrize("shot", SHOTS)
def test_where_a_picture_begins_the_shot_nobody_is_described_or_named(surface: Surface, mode: Mode, shot: str) -> None:
    if mode not in surface.modes:
        return
    meant = intent(shot, replace(surface, modes=(Mode.FIRST_LAST, Mode.TEXT)))
    frames = intent("insert", replace(surface, modes=(Mode.FIRST_LAST,))).media[-2:]
    told = compiler.compiled(surface, replace(meant, mode=mode, media=frames))
    looks = [asset.locked.split(",")[0] for asset in ASSETS.values() if asset.kind is AssetKind.CHARACTER]
    assert not [look for look in looks if look and look in told.prompt]
    assert not re.search(r"\b(?:Ines|Tomás|Ruy)\b", told.prompt, re.IGNORECASE)
    assert [one.slot for one in told.citations] == ["first_frame", "last_frame"][: len(told.citations)]


@pytest.mark.parametrize("shot", SHOTS)
def test_every_line_is_said_to_the_letter(surface: Surface, shot: str) -> None:
    told = asked(surface, intent(shot, surface))
    assert isinstance(told, Compiled)
    for line in SHOTS[shot].dialogue:
        assert line.text.replace('"', "'") in told.prompt.replace('"', "'")


@settings(max_examples=30, deadline=None)
@given(meant=intents())
def test_what_must_not_be_seen_goes_to_a_field_only_where_there_is_one(meant: Intent) -> None:
    for surface in SURFACES.values():
        told = asked(surface, meant)
        if isinstance(told, Compiled):
            assert len(told.prompt) <= surface.characters
            assert len(told.negative) <= surface.negative_characters
            assert told.fields["seconds"] >= meant.card.seconds
            assert not surface.seconds or told.fields["seconds"] in surface.offered(Mode(told.mode))


def test_its_facts_have_a_date_and_it_can_be_chosen(surface: Surface) -> None:
    assert date.fromisoformat(surface.checked).year >= 2026
    assert surface.id.isidentifier()
    assert 3 < len(surface.title) < 30
    assert surface.modes[0] is Mode.TEXT
    assert (Mode.REFERENCES in surface.modes) == bool(surface.most)
    assert list(surface.seconds) == sorted(surface.seconds)
    assert (surface.shots > 1) == (surface.sequence is not None)
    assert set(surface.seconds_in) <= set(surface.modes)
