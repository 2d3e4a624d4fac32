"""A trial of a provider: one small order, under a budget that is its cap, through the same gateway."""

from dataclasses import replace

import pytest
from sqlalchemy.orm import Session

from rushes.delivery import trial
from rushes.generation import service as generation
from rushes.generation.errors import Unmakeable
from rushes.governance import service as governance
from rushes.kernel.money import Money
from rushes.providers import simulated
from rushes.providers.base import Makes

CAP = Money.of("0.75", "USD")


def test_it_is_one_small_clip_whose_budget_is_the_cap_and_whose_price_is_said_before(desk: Session) -> None:
    project, found, seen = trial.seen(desk, simulated.plugin, CAP, "ada")

    assert governance.balance(desk, project.id).limit == CAP
    assert (len(found), len(seen.rows), seen.rows[0].composed.request.width) == (1, 1, 640)
    assert Money(0, "USD") < seen.low <= seen.high
    order = generation.one(desk, trial.order(desk, project, found, simulated.plugin, "ada"))
    assert trial.outcome(order)["asked"]["model"] == "card"
    assert trial.seen(desk, simulated.plugin, CAP, "ada")[2].rows == (), "asked once more it is there already"


def test_what_is_tried_is_what_the_model_that_is_named_makes(desk: Session) -> None:
    picture = replace(simulated.plugin.usual, id="still", makes=Makes.IMAGE)
    spec = replace(simulated.plugin, models=(simulated.plugin.usual, picture))

    assert trial.kind(spec) is Makes.VIDEO
    assert trial.kind(spec.led_by("still")) is Makes.IMAGE
    _, (slot,), _ = trial.seen(desk, spec.led_by("still"), CAP, "ada")
    assert slot.composed.request.makes is Makes.IMAGE
    with pytest.raises(Unmakeable, match="try it with `rushes draft logline`"):
        trial.kind(replace(spec, models=(replace(picture, makes=Makes.TEXT),)))
