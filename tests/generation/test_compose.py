"""From a card to the exact request, and to all that a take will be able to say of itself."""

from dataclasses import replace
from typing import Any

import pytest

from rushes.craft.cards.asset import Clearance
from rushes.craft.cards.card import Reference
from rushes.craft.cards.vocabulary import Origin, Role
from rushes.craft.story.question import Question
from rushes.generation import compose
from rushes.generation.compose import Composed, Material, Raster, Sound
from rushes.generation.errors import Unmakeable
from rushes.governance.rules import Refusal
from rushes.kernel.ids import Subject
from rushes.kernel.timecode import Rate
from rushes.providers import fitting, forms, repertoire, simulated
from rushes.providers.base import Makes, Model, Nature, Request
from rushes.providers.offers import Offer
from tests.making import asset, card, material

MODEL = Model("m-1", "Model One", Makes.VIDEO, (2.0, 8.0), (1280, 720))
EMBEDDED = replace(MODEL, nature=Nature.RULES)
HD = Raster(1920, 1080, Rate.of("24"))
ADA = asset("CH-ADA", locked="red coat", source="/private/ada.png", clearance=Clearance.CLEARED)
REFERENCES = (
    Reference(asset="LO-HALL", role=Role.PLACE, priority=2),
    Reference(asset="CH-ADA", role=Role.IDENTITY, priority=0),
    Reference(asset="PR-KEY", role=Role.PROP, priority=1),
)


def told(**fields: Any) -> Material:
    stated: dict[str, Any] = {"seconds": 4.0, "references": REFERENCES, "ambience": ("rain",)}
    return material(card(**stated | fields), ADA)


def composed(
    stated: Material | None = None, raster: Raster = HD, attempt: int = 1, model: Model = MODEL, **settings: Any
) -> Composed:
    spec = replace(simulated.plugin, id="provider-1", models=(model,))
    return compose.clip(stated or told(), spec, raster, attempt, 7, settings)


def request(*stated: Any, **fields: Any) -> Request:
    return composed(*stated, **fields).request


def test_references_are_numbered_in_the_order_of_their_priority() -> None:
    cited = [(one.ordinal, one.asset, one.role) for one in request(model=EMBEDDED).citations]

    assert cited == [(1, "CH-ADA", "identity"), (2, "PR-KEY", "prop"), (3, "LO-HALL", "place")]


def test_frames_are_exact_and_the_picture_fits_the_model_in_its_own_aspect() -> None:
    asked = request()
    wide = request(raster=Raster(1920, 800, Rate.of("23.976")))
    tall = request(raster=Raster(1080, 1920, Rate.of("24")))
    small = request(raster=Raster(640, 360, Rate.of("24")))

    assert (asked.frames, asked.rate, asked.width, asked.height) == (96, "24", 1280, 720)
    assert (wide.frames, wide.rate, wide.width, wide.height) == (96, "24000/1001", 1280, 534)
    assert (tall.width, tall.height) == (404, 720)
    assert (small.width, small.height) == (640, 360)


@pytest.mark.parametrize(("seconds", "fits"), [(1.0, True), (2.0, True), (8.0, True), (8.01, False)])
def test_a_shot_longer_than_the_model_makes_is_refused_a_shorter_one_made_longer(seconds: float, fits: bool) -> None:
    if fits:
        assert request(told(seconds=seconds)).frames == Rate.of("24").frames(max(2.0, seconds))
    else:
        with pytest.raises(Unmakeable, match=r"S01-SH01: Model One makes 2 to 8 seconds, the card asks"):
            request(told(seconds=seconds))


CHANGES: dict[str, Material] = {
    "action": told(action="Ada waits"),
    "sound": told(ambience=("wind",)),
    "seconds": told(seconds=4.5),
    "references": told(references=REFERENCES[:2]),
    "asset": replace(told(), assets={"CH-ADA": asset("CH-ADA", locked="blue coat")}),
    "heading": replace(told(), heading="INT. HALL - DAY"),
    "place": replace(told(), place={"location": "YARD"}),
}


@pytest.mark.parametrize("change", CHANGES)
def test_every_change_of_the_plan_is_another_request(change: str) -> None:
    assert request(CHANGES[change]).digest != request().digest


def test_another_attempt_raster_or_model_is_another_request() -> None:
    other = {
        request().digest,
        request(attempt=2).digest,
        request(raster=Raster(640, 360, HD.rate)).digest,
        request(model=replace(MODEL, id="m-2")).digest,
        request(fast=True).digest,
    }

    assert len(other) == 5


def test_who_planned_it_and_what_is_private_is_neither_asked_nor_sent() -> None:
    same = told(origin=Origin.PROPOSED, why="a turn")
    cleared = replace(told(), assets={"CH-ADA": ADA.model_copy(update={"source": "", "clearance": Clearance.PENDING})})

    assert request(same).digest == request().digest
    assert request(cleared).digest == request().digest
    assert "/private" not in str(request().plain())


def test_a_clip_of_ones_own_says_where_it_is_from_and_no_prompt() -> None:
    person = replace(MODEL, nature=Nature.PERSON)

    assert request(model=person, name="door.mov").prompt == "Brought in from door.mov."


def test_the_snapshot_holds_everything_a_take_was_made_from() -> None:
    stated = told()
    asked, made = composed(stated).request, composed(stated).snapshot

    assert made["card"] == {"version": 7, "digest": stated.card.digest, "plan": stated.card.plain()}
    assert made["assets"] == {"LO-HALL": 0, "CH-ADA": 1, "PR-KEY": 0}
    assert (made["provider"], made["digest"], made["seed"]) == ("provider-1", asked.digest, asked.seed)
    assert Request.of(made["request"]) == asked


def test_approved_panels_are_cited_by_the_models_that_take_frames() -> None:
    stated = replace(told(), frames={Role.LAST_FRAME: "b" * 64, Role.FIRST_FRAME: "a" * 64})
    cited = request(stated, model=replace(EMBEDDED, anchors=True)).citations[3:]

    assert [(one.ordinal, one.asset, one.role, one.sha256) for one in cited] == [
        (4, "S01-SH01", "first_frame", "a" * 64),
        (5, "S01-SH01", "last_frame", "b" * 64),
    ]
    assert len(request(stated, model=EMBEDDED).citations) == 3
    sent = request(stated, model=replace(MODEL, anchors=True)).citations
    assert [(one.ordinal, one.slot) for one in sent] == [(1, "first_frame"), (2, "last_frame")]


def test_what_is_blocked_forbids_the_order_and_says_so() -> None:
    blocked = replace(told(), assets={"CH-ADA": ADA.model_copy(update={"clearance": Clearance.BLOCKED})})
    refusal = composed(blocked).refusal

    assert refusal
    assert refusal.says == "CH-ADA is blocked in assets.csv; clear it, or take it out of S01-SH01."
    assert composed().refusal is None


def test_a_panel_and_a_sheet_are_pictures_of_subjects_of_their_own() -> None:
    spec = replace(simulated.plugin, models=(replace(MODEL, makes=Makes.IMAGE),))
    panel = compose.panel(told(), spec, HD, 1, 7, name="KEY", seconds=2.0)
    sheet = compose.sheet(ADA, 3, spec, HD, 1, view="FACE", says="The face, from the front.")

    assert (panel.subject, panel.request.makes, panel.request.frames) == (
        Subject("panel", "S01-SH01-KEY"),
        Makes.IMAGE,
        1,
    )
    assert panel.request.plan["seconds"] == 2.0
    assert panel.snapshot["card"]["version"] == 7
    assert sheet.subject == Subject("sheet", "CH-ADA-FACE")
    assert sheet.request.prompt.endswith("The face, from the front.")
    bare = asset("PR-BOX", name="box")
    lone = compose.sheet(bare, 1, spec, HD, 1, view="FRONT", says="The thing alone.")
    assert lone.request.prompt == "Box. The thing alone."
    assert sheet.snapshot["assets"] == {"CH-ADA": 3}
    assert "/private" not in str(sheet.request.plain())


def test_a_text_is_asked_for_with_its_schema_and_a_provider_without_words_is_refused() -> None:
    question = Question("logline", "You write.", "Three loglines.", {"type": "object"}, "LOGLINE")
    spec = replace(simulated.plugin, models=(replace(MODEL, makes=Makes.TEXT),))
    asked = compose.text(question, spec, 1, {}, {"revision": 3}).request

    assert (asked.makes, asked.frames, asked.prompt) == (Makes.TEXT, 0, "Three loglines.")
    assert asked.plan == {"kind": "logline", "system": "You write.", "schema": {"type": "object"}}
    with pytest.raises(Unmakeable, match="makes no text"):
        compose.text(question, simulated.plugin, 1, {}, {})


def test_a_sound_is_asked_for_in_exact_words_and_its_take_knows_what_it_is_of() -> None:
    told = {"of": {"text": "Who is there?"}, "how": {"delivery": "whispering"}}
    line = Sound(Subject("reading", "S01-SH01-L01"), Makes.SPEECH, "Who is there?", {"seconds": 1.4}, told)
    spec = replace(simulated.plugin, models=(MODEL, replace(MODEL, id="voice", makes=Makes.SPEECH)))
    refusal = Refusal("clearance", "CH-ADA is blocked.")
    first, second = (compose.sound(line, spec, HD.rate, attempt, {"voice": "x"}, refusal) for attempt in (1, 2))
    asked = first.request

    assert (asked.makes, asked.model, asked.prompt) == (Makes.SPEECH, "voice", "Who is there?")
    assert (asked.frames, asked.width, asked.height, asked.rate) == (0, 0, 0, str(HD.rate))
    assert (asked.plan, asked.settings) == ({"seconds": 1.4}, {"voice": "x"})
    assert first.snapshot["sound"] == told
    assert first.snapshot["seed"] != second.snapshot["seed"], "another take is another reading"
    assert first.refusal is refusal
    with pytest.raises(Unmakeable, match="makes no speech"):
        compose.sound(line, simulated.plugin, HD.rate, 1)


def test_a_shot_is_worded_for_the_surface_of_its_model_and_the_snapshot_keeps_how() -> None:
    ark = replace(MODEL, surface="seedance_ark", seconds=(4.0, 15.0))
    made = composed(replace(told(), views={"CH-ADA-FACE": "a" * 64}), model=ark)
    worded = made.snapshot["worded"]

    assert made.request.prompt == worded["prompt"] != composed().request.prompt
    assert worded["surface"] == "seedance_ark"
    assert [(one.ordinal, one.asset, one.kind, one.slot) for one in made.request.citations] == [
        (one["ordinal"], one["asset"], one["kind"], one["slot"]) for one in worded["citations"]
    ]
    assert made.request.settings["mode"] == worded["mode"] == "references"
    assert "Image 1" in made.request.prompt
    assert composed().snapshot["worded"]["surface"] == "neutral"


def test_an_approved_first_frame_is_what_a_surface_begins_from() -> None:
    ark = replace(MODEL, surface="seedance_ark", anchors=True)
    stated = replace(told(), frames={Role.FIRST_FRAME: "a" * 64})
    made = composed(stated, model=ark)

    assert [(one.role, one.sha256) for one in made.request.citations] == [("first_frame", "a" * 64)]
    assert made.snapshot["worded"]["mode"] == "first_frame"
    assert made.snapshot["worded"]["dropped"], "references are excluded by a first frame, and said so"


def test_approved_pictures_of_assets_go_along_as_what_they_show() -> None:
    ark = replace(MODEL, surface="seedance_ark")
    views = {"CH-ADA-FACE": "a" * 64, "LO-HALL-WIDE-NIGHT": "b" * 64, "LO-HALL-WIDE": "c" * 64}
    sent = composed(replace(told(), views=views), model=ark).request.citations

    assert {(one.asset, one.sha256[:1]) for one in sent} == {("CH-ADA", "a"), ("LO-HALL", "b")}


def test_what_has_no_picture_yet_is_told_in_words_and_not_cited() -> None:
    made = composed(model=replace(MODEL, surface="seedance_ark"))

    assert made.request.citations == ()
    assert "Image 1" not in made.request.prompt
    assert made.request.settings["mode"] == "text"


def test_a_model_with_a_rate_of_its_own_is_asked_for_its_frames() -> None:
    made = composed(told(seconds=4), model=replace(MODEL, rate="30"))

    assert (made.request.rate, made.request.frames) == ("30", 120)
    assert (made.request.plan["rate"], fitting.film_rate(made.request)) == ("24", Rate.of("24"))
    assert "rate" not in composed(told(seconds=4), model=replace(MODEL, rate="24")).request.plan
    assert fitting.film_rate(request()) == Rate.of("24")


LIPS = {
    "type": "object",
    "properties": {"video_url": {"type": "string"}, "audio_url": {"type": "string"}, "sync_mode": {"type": "string"}},
    "required": ["video_url", "audio_url"],
}


def test_a_model_that_moves_the_lips_of_a_clip_is_known_by_its_schema_and_shown_the_clip_and_the_words_alone() -> None:
    offer = Offer.model_validate({"id": "lips", "endpoint": "acme/lips", "input": LIPS, "price": "0.05"})
    model = offer.model()
    assert (model.modes, model.surface) == (("edit",), "work")
    with pytest.raises(Unmakeable, match="lips works on a clip: choose a take of it, then `rushes recast S01-SH01`"):
        request(model=model)

    take, spoken = "S01-SH01-T04", "S01-SH01-T04-SPEECH"
    views = {"CH-ADA-FACE": "c" * 64}
    asked = request(replace(told(), views=views, motions={take: "a" * 64}, words={spoken: "b" * 64}), model=model)
    assert [(one.kind, one.asset, one.slot) for one in asked.citations] == [
        ("video", take, "reference"),
        ("audio", spoken, "reference"),
    ]
    assert asked.settings["mode"] == "edit"
    form = repertoire.chosen(model, asked)
    assert forms.bind(form, asked, {"a" * 64: "https://x/take", "b" * 64: "https://x/words"}) == {
        "video_url": "https://x/take", "audio_url": "https://x/words",
    }  # fmt: skip
