"""What requests are made from, as a production is now."""

from sqlalchemy.orm import Session

from rushes.delivery.materials import materials
from rushes.generation import compose
from rushes.providers import simulated
from tests.making import SMALL, adopted, card, production


def test_a_shot_knows_its_place_and_weather(session: Session) -> None:
    told = materials(session, adopted(session)).of(card("S02-SH01", ambience=("Wind in a gate",)))

    assert told.heading == told.place["heading"] == "EXT. YARD - DAY"
    assert (told.place["location"], told.place["time"]) == ("YARD", "DAY")
    assert told.place["weather"] == "rain wind"
    assert set(told.assets) == {"CH-ADA"}


def test_a_shot_of_a_scene_that_is_gone_has_no_place(session: Session) -> None:
    told = materials(session, adopted(session)).of(card("S99-SH01"))

    assert told.heading == ""
    assert told.place == {"heading": "", "int_ext": "", "location": "", "time": "", "weather": ""}


def test_a_premise_that_blocks_is_what_forbids_every_order(session: Session) -> None:
    project = adopted(session, production(rules={"premise": "block"}))
    composed = compose.clip(materials(session, project).of(card()), simulated.plugin, SMALL, 1, 1, {})

    assert composed.refusal
    assert composed.refusal.rule == "premise"
    assert materials(session, adopted(session)).of(card()).refusal is None
