"""Several shots as one request: worded together, as long as all of them, each shot's place in it known."""

from dataclasses import replace
from typing import Any

import pytest

from rushes.craft.cards.asset import Clearance
from rushes.craft.prompting.compiled import Unsendable
from rushes.generation import together
from rushes.generation.compose import Composed, Material
from rushes.generation.errors import Unmakeable
from rushes.providers import ark, kling, parts, previz
from rushes.providers.base import Spec
from tests.making import SMALL, asset, card, material

CODES = ("S01-SH01", "S01-SH02", "S01-SH03")
LENGTHS = (3.0, 2.5, 4.0)


def planned(*lengths: float) -> list[Material]:
    cards = (card(code, seconds=seconds) for code, seconds in zip(CODES, lengths, strict=False))
    return [material(one, asset()) for one in cards]


def run(materials: list[Material], spec: Spec[Any] = ark.plugin, **settings: Any) -> Composed:
    versions = range(1, len(materials) + 1)
    return together.run(list(zip(materials, versions, strict=True)), spec, SMALL, 1, settings)


def test_shots_are_worded_together_and_each_knows_where_it_begins() -> None:
    found = run(planned(*LENGTHS))

    assert str(found.subject) == "run:S01-SH01-SH03"
    assert all(f"Shot {number}:" in found.request.prompt for number in (1, 2, 3))
    assert [(one["card"]["code"], one["begins"], one["frames"]) for one in found.request.plan["shots"]] == [
        ("S01-SH01", 0, 72),
        ("S01-SH02", 72, 60),
        ("S01-SH03", 132, 108),
    ]  # what Ark makes is whole seconds: the half second over goes to the last
    assert found.request.frames == 240
    assert found.snapshot["run"] == list(CODES)
    assert [one["card"]["version"] for one in found.snapshot["shots"]] == [1, 2, 3]
    assert found.refusal is None


def test_another_card_is_another_request() -> None:
    first, second = planned(*LENGTHS), planned(*LENGTHS)
    second[1] = replace(second[1], card=second[1].card.model_copy(update={"why": "other", "action": "Ada runs."}))
    assert run(first).request.digest == run(planned(*LENGTHS)).request.digest
    assert run(first).request.digest != run(second).request.digest


def test_what_is_blocked_in_one_shot_forbids_the_run() -> None:
    materials = planned(*LENGTHS)
    barred = asset("CH-ADA", clearance=Clearance.BLOCKED)
    named = materials[1].card.model_copy(update={"subjects": card(subjects=[{"asset": "CH-ADA"}]).subjects})
    materials[1] = replace(materials[1], card=named, assets={"CH-ADA": barred})
    found = run(materials)
    assert found.refusal is not None
    assert found.refusal.rule == "clearance"


@pytest.mark.parametrize(
    ("lengths", "spec", "error", "says"),
    [
        ((8.0, 8.0), ark.plugin, Unsendable, "ask 16 s and Seedance 2.0 .Ark. makes at most 15: take out S01-SH02"),
        (LENGTHS, previz.plugin, Unsendable, "takes one shot at a time: ask for each by itself"),
        (LENGTHS, kling.plugin, Unmakeable, "is sent a prompt for each shot, which is not built yet"),
    ],
)
def test_what_cannot_be_asked_together_is_said(
    lengths: tuple[float, ...], spec: Spec[Any], error: type[Exception], says: str
) -> None:
    with pytest.raises(error, match=says):
        run(planned(*lengths), spec)


def test_a_model_that_makes_less_than_its_surface_can_be_told_says_so() -> None:
    short = replace(ark.plugin.usual, seconds=(4.0, 8.0))
    with pytest.raises(Unmakeable, match="makes 4 to 8 seconds, together they ask 10: take out S01-SH03"):
        run(planned(*LENGTHS), replace(ark.plugin, models=(short,)))


def test_only_models_whose_surface_holds_several_shots_can_be_asked_for_them() -> None:
    usual = {spec.id: spec.usual for spec in (ark.plugin, kling.plugin, previz.plugin, parts.plugin)}
    counts = {id: together.most_shots(model) for id, model in usual.items()}
    assert counts == {"ark": 6, "kling": 1, "previz": 1, "parts": 1}
