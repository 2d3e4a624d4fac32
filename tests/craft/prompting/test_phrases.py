"""How a card's fields are said: light by its result, one move, mouths, negatives turned round."""

import pytest

from rushes.craft.cards.card import Card
from rushes.craft.prompting import action, avoiding, camera, framing, lighting, naming, scenery, speaking
from rushes.craft.prompting.intent import Intent, Mode
from rushes.craft.prompting.page import Page
from tests.craft.prompting.shots import ASSETS


def page(heading: str = "", mode: Mode = Mode.TEXT, **fields: object) -> Page:
    intent = Intent(Card.model_validate({"code": "S01-SH01", **fields}), ASSETS, heading, mode)
    return Page(intent, (), naming.by_mode(intent))


@pytest.mark.parametrize(
    ("move", "says"),
    [
        ({}, "Fixed camera."),
        ({"primary": "dolly", "direction": "in"}, "The camera dollies in slowly."),
        ({"primary": "pan", "direction": "left", "speed": "fast"}, "The camera pans left fast."),
        ({"primary": "arc", "direction": "cw"}, "The camera arcs around the subject clockwise slowly."),
        ({"primary": "tracking", "direction": "right", "note": "at her pace"},
         "The camera tracks alongside the subject toward frame right, at her pace."),
        ({"primary": "truck", "direction": "left", "steadiness": "handheld"},
         "The camera trucks left slowly, handheld."),
        ({"primary": "handheld"}, "The camera is handheld, breathing slightly."),
    ],
)  # fmt: skip
def test_the_camera_has_one_move_or_stands(move: dict[str, str], says: str) -> None:
    assert camera.camera(page(move=move)) == says


def test_a_move_of_its_own_is_said_in_the_cards_words() -> None:
    said = camera.camera(page(move={"primary": "other"}, other={"movement": "strapped to the door"}))
    assert said == "The camera: strapped to the door."


@pytest.mark.parametrize(
    ("light", "says"),
    [
        ({}, ""),
        ({"source": "a lamp"}, "Soft light from a lamp lights the shot."),
        ({"source": "a lamp", "kelvin": 2700, "contrast": "8:1", "lit": "her face", "dark": "the shelves, his back"},
         "Soft warm light from a lamp picks out her face, leaving the shelves and his back in darkness; deep shadows."),
        ({"dark": "every face", "quality": "hard"}, "Hard light leaving every face in darkness."),
    ],
)  # fmt: skip
def test_light_is_said_by_what_it_leaves_lit_and_dark(light: dict[str, object], says: str) -> None:
    assert lighting.light(page(light=light)) == says


def test_steps_are_sentences_whether_they_are_acts_or_states() -> None:
    steps = [
        "stands left",
        "seated, back to us",
        "on the bench",
        "still winding",
        "dark",
        "her right hand holds the key",
    ]
    said = [action.start(page(subjects=[{"asset": "CH-INES", "start": step}])) for step in steps]
    assert said == [
        "Ines stands left.",
        "Ines is seated, back to us.",
        "Ines is on the bench.",
        "Ines is still winding.",
        "Ines is dark.",
        "Ines: her right hand holds the key.",
    ]


def test_what_only_the_shots_own_action_says_is_kept_and_nothing_is_told_twice() -> None:
    said = action.action(
        page(
            action="Ines winds the lamp; water runs off her sleeve",
            subjects=[{"asset": "CH-INES", "action": "winds the signal lamp with both hands @2.5s"}],
        )
    )
    assert said == "Ines winds the signal lamp with both hands. Water runs off her sleeve."


def test_an_action_without_parts_is_said_as_it_is() -> None:
    assert action.action(page(action="rain falls on an empty jetty")) == "Rain falls on an empty jetty."


def test_codes_become_names_and_two_of_a_kind_are_told_apart() -> None:
    twins = {
        "CH-A": ASSETS["CH-INES"].model_copy(update={"id": "CH-A"}),
        "CH-B": ASSETS["CH-INES"].model_copy(update={"id": "CH-B", "name": "Alba"}),
    }
    card = Card.model_validate(
        {"code": "S01-SH01", "subjects": [{"asset": "CH-A"}, {"asset": "CH-B"}], "eyeline": "CH-B"}
    )
    intent = Intent(card, twins, mode=Mode.FIRST_FRAME)
    told = Page(intent, (), naming.by_mode(intent))
    assert action.eyeline(told) == "Eyes toward the second lighthouse keeper."


@pytest.mark.parametrize(
    ("negatives", "says"),
    [
        (("readable signs", "no brand"), "Signs, labels and surfaces are blank."),
        (("any other text", "brand"), "The only writing is what is described."),
        (("people",), "The place is empty of people."),
        (("a third hand", "extra limbs"), "Only the hands described are in the frame."),
        (("second jacket colour",), "One jacket colour throughout."),
        (("the skyline may not change",), "The skyline stays the same."),
        (("camera shake", "music"), "The camera stays still."),
        (("daylight", "neon", "none"), "The frame stays free of daylight and neon."),
        (("no words but KEEP IT, and those only from S02-SH03",), "The only writing is what is described."),
        (("the book stays",), "The frame stays free of the book stays."),
    ],
)
def test_what_must_not_be_seen_is_turned_into_what_shall_be(negatives: tuple[str, ...], says: str) -> None:
    assert avoiding.positive(page(negatives=negatives)) == says


def test_a_field_for_it_takes_nouns_without_a_no() -> None:
    found = avoiding.nouns(page(negatives=("no readable print", "neon", "the skyline may not change", "None")))
    assert found == ["readable print", "neon"]


def test_whoever_is_silent_keeps_the_mouth_closed() -> None:
    people = [{"asset": "CH-INES"}, {"asset": "CH-TOMAS"}, {"asset": "CH-MATE"}]
    line = {"speaker": "CH-INES", "text": "Now."}
    assert speaking.mouths(page(subjects=people, dialogue=[line])) == "Tomás and Ruy keep their mouths closed."
    off = speaking.mouths(page(subjects=people[:1], dialogue=[line | {"on_screen": False}]))
    assert off == "Ines keeps the mouth closed."
    both = [line, line | {"speaker": "CH-TOMAS"}]
    assert (
        speaking.mouths(page(subjects=people[:2], dialogue=both)) == "Whoever is not speaking keeps the mouth closed."
    )
    assert speaking.mouths(page(subjects=people)) == ""


def test_a_line_says_how_where_from_and_in_what_language() -> None:
    line = {"speaker": "CH-INES", "text": "Sí.", "delivery": "dry", "language": "es", "on_screen": False}
    said = speaking.lines(page(dialogue=[line | {"treatment": "phone"}]))
    assert said == 'Ines (dry, in Spanish, unseen and heard over the phone) says: "Sí."'


@pytest.mark.parametrize(
    ("heading", "says"),
    [
        ("EXT. ROOF - NIGHT", "Exterior, roof, night."),
        ("INT. HOUSE - KITCHEN", "Interior, house - kitchen."),
        ("INT. HALL - CONTINUOUS", "Interior, hall."),
        ("", ""),
    ],
)
def test_a_place_no_asset_describes_is_taken_from_the_heading(heading: str, says: str) -> None:
    assert scenery.place(page(heading)) == says


def test_a_size_has_its_landmark_and_other_words_their_own() -> None:
    assert framing.shot(page(size="CU")) == "Static close-up: the face, chin to hairline, at eye level."
    said = framing.shot(
        page(
            size="other",
            angle="other",
            framing="other",
            other={"size": "Split screen", "angle": "through a keyhole", "framing": "mirrored"},
        )
    )
    assert said == "Static split screen, at eye level, through a keyhole, mirrored."
