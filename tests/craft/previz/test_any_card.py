"""Whatever the closed words of a card combine to, there is a frame, and it is a picture rather than one flat tone."""

from enum import StrEnum

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rushes.craft.cards import vocabulary
from rushes.craft.cards.vocabulary import Movement
from rushes.craft.previz import film
from rushes.craft.previz.shoot import Place
from tests.craft.previz.shoots import card, shoot

HEADINGS = (
    "INT. KITCHEN - DAY",
    "EXT. FIELD - DUSK",
    "INT. SPACESHIP - NIGHT",
    "EXT. FOREST - DAWN",
    "EXT. STREET - NIGHT",
)
PHRASES = (
    "",
    "walks left",
    "enters right",
    "sits down",
    "exits left",
    "takes the book",
    "falls",
    "reads",
    "turns to the door",
)


def words(kind: type[StrEnum]) -> st.SearchStrategy[str]:
    return st.sampled_from([word.value for word in kind if word.value != "other"])


PART = st.fixed_dictionaries(
    {"start": st.sampled_from(PHRASES), "action": st.sampled_from(PHRASES), "end": st.sampled_from(PHRASES)}
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    fields=st.fixed_dictionaries(
        {
            "size": words(vocabulary.Size),
            "framing": words(vocabulary.Framing),
            "height": words(vocabulary.Height),
            "angle": words(vocabulary.Angle),
            "side": words(vocabulary.Side),
            "lens": st.sampled_from([14, 24, 35, 85, 200]),
        }
    ),
    move=words(Movement),
    parts=st.lists(PART, max_size=2),
    heading=st.sampled_from(HEADINGS),
    t=st.sampled_from([0.0, 1.4, 2.9]),
)
def test_any_card_can_be_drawn(
    fields: dict[str, object], move: str, parts: list[dict[str, str]], heading: str, t: float
) -> None:
    people = [{"asset": code, **part} for code, part in zip(("CH-WREN", "CH-ABELL"), parts, strict=False)]
    wanted = card(**fields, subjects=people, move={"primary": move, "direction": "in"})
    place = Place(heading, heading[:3], heading[5:], heading.rpartition("- ")[2])
    frame = film.still(shoot(wanted, place, width=192, height=108), t)
    assert frame.shape == (108, 192, 3)
    assert frame.std() > 2
