import numpy as np
import pytest

from rushes.craft.previz import props
from rushes.craft.previz.shapes import Facet, Lettering, Limb, Points, Solid
from tests.craft.previz.people import BOOK, CASSETTE, DECK, thing

KNOWN = (
    *("Phone", "Letter", "Key", "Door key", "Knife", "Cup", "Bottle", "Desk lamp", "Gun", "Suitcase", "Box", "Photo"),
    *("Watch", "Ring", "Map", "Laptop", "Screen", "Flower", "Candle", "Coin", "Umbrella", "Money", "Loupe", "Orrery"),
    *(
        "Lantern",
        "Torch",
        "Bucket",
        "Brass plate",
        "Plate",
        "Old telephone",
        "Marble",
        "Plaque",
        "Rope",
        "Shoe",
        "Card",
    ),
)


def corners(solid: Solid) -> Points:
    return np.concatenate([s.points if isinstance(s, Limb) else s.corners for s in solid.shapes])


def size(solid: Solid) -> Points:
    points = corners(solid)
    return np.asarray(np.ptp(points, axis=0))


def words(solid: Solid) -> list[str]:
    return [shape.text for shape in solid.shapes if isinstance(shape, Lettering)]


def test_a_cassette_has_its_real_size_and_lies_on_what_it_is_put_on() -> None:
    solid = props.solid(CASSETTE, at=(1.0, 0.9, 2.0))
    assert size(solid)[[0, 2]] == pytest.approx([0.101, 0.064], abs=0.004)
    assert corners(solid)[:, 1].min() == pytest.approx(0.9, abs=1e-9)


def test_words_are_hidden_until_the_label_slides() -> None:
    assert words(props.solid(CASSETTE, at=(0, 0, 0), state={"text": "KEEP IT"})) == []
    assert words(props.solid(CASSETTE, at=(0, 0, 0), state={"text": "KEEP IT", "label": 1.0})) == ["KEEP IT"]


def test_a_slid_label_uncovers_all_the_words() -> None:
    solid = props.solid(CASSETTE, at=(0, 0, 0), state={"text": "KEEP IT", "label": 1.0})
    lettering = next(shape for shape in solid.shapes if isinstance(shape, Lettering))
    label = next(s for s in solid.shapes if isinstance(s, Facet) and s.material.colour == (226, 212, 178))
    assert label.corners[:, 2].max() < lettering.corners[:, 2].min() + 0.002


def test_a_crack_is_drawn_only_when_the_words_say_so() -> None:
    whole = thing("PR-TAPE", "Cassette", "clear shell, cream label")
    assert len(props.solid(whole, at=(0, 0, 0)).shapes) < len(props.solid(CASSETTE, at=(0, 0, 0)).shapes) - 15


def test_a_book_shows_its_green_spine_and_red_edge() -> None:
    painted = {shape.material.colour for shape in props.solid(BOOK, at=(0, 0, 0)).shapes}
    assert (56, 118, 70) in painted
    assert any(r > 140 and g < 60 for r, g, _ in painted)


def test_an_opened_book_is_nearly_twice_as_wide() -> None:
    shut, opened = (size(props.solid(BOOK, at=(0, 0, 0), state={"open": o}))[0] for o in (0.0, 1.0))
    assert opened > 1.7 * shut


def test_reels_turn_only_while_the_deck_plays() -> None:
    def at(t: float, play: float) -> Points:
        return corners(props.solid(DECK, at=(0, 0, 0), state={"play": play}, t=t))

    assert np.array_equal(at(0.0, 0.0), at(1.0, 0.0))
    assert not np.array_equal(at(0.0, 1.0), at(0.1, 1.0))


def test_the_meter_lights_as_many_bars_as_the_level_asks() -> None:
    def lit(level: float) -> int:
        shapes = props.solid(DECK, at=(0, 0, 0), state={"level": level}).shapes
        return sum(shape.material.glow > 0.5 for shape in shapes)

    assert [lit(level) for level in (0.0, 0.5, 1.0)] == [0, 4, 8]


@pytest.mark.parametrize("name", KNOWN)
def test_every_known_thing_is_more_than_a_cube_and_belongs_to_its_asset(name: str) -> None:
    solid = props.solid(thing("PR-X", name), at=(0.0, 0.5, 0.0), facing=30.0, state={"on": 1.0, "open": 0.5}, t=1.0)
    assert len(solid.shapes) >= 3
    assert np.isfinite(corners(solid)).all()
    assert 0.499999 < corners(solid)[:, 1].min() < 0.54
    assert {shape.material.subject for shape in solid.shapes} == {"PR-X"}


def test_an_unknown_thing_takes_its_own_colour() -> None:
    idol = thing("PR-IDOL", "Idol", "emerald idol")
    assert (32, 128, 86) in {shape.material.colour for shape in props.solid(idol, at=(0, 0, 0)).shapes}


def test_tilting_by_a_quarter_stands_a_face_to_the_camera() -> None:
    solid = props.solid(CASSETTE, at=(0, 0, 0), tilt=90.0)
    face = solid.parts["face"] - solid.parts["middle"]
    assert face[2] == pytest.approx(-0.1)
    assert size(solid)[1] == pytest.approx(0.064, abs=0.002)
