"""Ordering panels and sheets."""

import pytest
from sqlalchemy.orm import Session

from rushes.delivery import boarding
from rushes.delivery.boarding import Pictures
from rushes.delivery.errors import NoSuchAsset
from rushes.delivery.line import Wish
from rushes.generation.errors import UnknownProvider
from rushes.providers import previz, simulated
from rushes.providers.base import Makes, Request
from rushes.shots.errors import NoSuchShot
from tests.making import SMALL, adopted, asset, card, production

WANT = Pictures(previz.plugin, 1, SMALL)
SPECS = {spec.id: spec for spec in (simulated.plugin, previz.plugin)}


def test_a_production_whose_provider_makes_no_stills_has_them_from_previz(session: Session) -> None:
    project = adopted(session)
    want = boarding.wanted(project, Wish(), SPECS)
    assert (want.spec.id, want.takes, want.raster.width) == ("previz", 1, 128)
    assert boarding.wanted(project, Wish(takes=3), SPECS).takes == 3
    with pytest.raises(UnknownProvider, match=r"'simulated' that makes stills\. There are: previz"):
        boarding.wanted(project, Wish(provider="simulated"), SPECS)


def test_every_moment_of_every_shot_is_ordered_once(desk: Session) -> None:
    moving = card("S01-SH02", end_frame="the door is open")
    project = adopted(desk, production(card(), moving))
    orders = boarding.order_panels(desk, project, Wish(), WANT, "ada")
    assert [order.subject for order in orders] == [
        "panel:S01-SH01-KEY", "panel:S01-SH02-FIRST", "panel:S01-SH02-KEY", "panel:S01-SH02-LAST",
    ]  # fmt: skip
    asked = Request.of(orders[-1].request)
    assert asked.makes is Makes.IMAGE
    assert asked.plan["seconds"] == pytest.approx(11 / 24)

    again = boarding.order_panels(desk, project, Wish(only="S01-SH02"), WANT, "ada")
    assert [order.id for order in again] == [order.id for order in orders[1:]]
    more = boarding.order_panels(desk, project, Wish(only="S01-SH01"), Pictures(previz.plugin, 2, SMALL), "ada")
    assert [Request.of(order.request).attempt for order in more] == [1, 2]
    with pytest.raises(NoSuchShot):
        boarding.order_panels(desk, project, Wish(only="S09-SH01"), WANT, "ada")


def test_every_view_of_every_asset_is_ordered_or_of_one_alone(desk: Session) -> None:
    plan = production(card(subjects=[{"asset": "CH-ADA", "state": "soaked", "action": "smiles"}]))
    tape = asset("PR-TAPE", kind="prop")
    project = adopted(desk, plan.__class__(**{**vars(plan), "assets": (*plan.assets, tape)}))
    orders = boarding.order_sheets(desk, project, Wish(), WANT, "ada")
    subjects = [order.subject for order in orders]
    assert {"sheet:CH-ADA-FACE", "sheet:CH-ADA-GLAD", "sheet:CH-ADA-STATE-SOAKED", "sheet:PR-TAPE-ABOVE"} <= {*subjects}
    assert len(subjects) == len({*subjects})
    soaked = next(order for order in orders if order.subject.endswith("SOAKED"))
    assert "soaked" in soaked.request["prompt"]
    assert soaked.request["height"] > soaked.request["width"]

    only = boarding.order_sheets(desk, project, Wish(only="PR-TAPE"), WANT, "ada")
    assert [order.subject for order in only] == ["sheet:PR-TAPE-FRONT", "sheet:PR-TAPE-ABOVE"]
    with pytest.raises(NoSuchAsset, match="There are: CH-ADA, PR-TAPE"):
        boarding.order_sheets(desk, project, Wish(only="CH-BEN"), WANT, "ada")
