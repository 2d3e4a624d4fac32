"""What is doubtful on a card."""

import pytest

from rushes.craft.cards.card import Card, Criterion, Focus, Move, Part, Speech
from rushes.craft.cards.lint import judgeable, lint
from rushes.craft.cards.vocabulary import Movement, Size

GOOD = Criterion(text="Her jacket is rust-orange throughout")


def doubts(**fields: object) -> list[tuple[str, str]]:
    card = Card.model_validate({"code": "S01-SH01", "standard": (GOOD,)} | fields)
    return [(doubt.field, doubt.says) for doubt in lint(card)]


def test_a_good_card_raises_no_doubt() -> None:
    assert doubts(action="She opens the door and looks at the tape.") == []


@pytest.mark.parametrize("text", ["Make it cinematic", "Make it really beautiful", "Looks great", "Good light", "epic"])
def test_taste_cannot_be_judged(text: str) -> None:
    assert not judgeable(Criterion(text=text))
    assert [field for field, _ in doubts(standard=(Criterion(text=text),))] == ["standard"]


@pytest.mark.parametrize(
    "text",
    ["One hand only, left", "CH-WREN faces screen right", "the door stays shut", "a dramatic fall, face visible"],
)
def test_something_to_see_can_be_judged(text: str) -> None:
    assert judgeable(Criterion(text=text))


def test_no_standard_at_all_is_doubtful() -> None:
    assert [field for field, _ in doubts(standard=())] == ["standard"]


def test_two_moves_in_one_shot_are_one_too_many() -> None:
    ((field, says),) = doubts(
        action="We pan across the counter and push in on the tape.", move=Move(primary=Movement.PAN)
    )

    assert field == "movement"
    assert "two camera moves in one shot (pan, push in)" in says


def test_one_move_said_twice_is_one_move() -> None:
    assert doubts(action="We pan left; the pan ends on her.", move=Move(primary=Movement.PAN)) == []


def test_a_move_in_the_text_of_a_static_shot_is_doubtful() -> None:
    ((field, says),) = doubts(action="The camera tilts up to the lamp.")

    assert field == "movement"
    assert "'tilts'" in says


def test_speech_longer_than_the_shot_is_doubtful_and_counted() -> None:
    line = Speech(speaker="CH-WREN", text="one two three four five six seven eight nine ten eleven twelve thirteen")

    assert doubts(dialogue=(line,), seconds=5.0) == []
    ((field, says),) = doubts(dialogue=(line,), seconds=4.5)
    assert field == "dialogue"
    assert says.startswith("13 words need about 5.0 s, the shot has 4.5 s")


def test_an_insert_of_two_people_and_a_crowd_of_five_are_doubtful() -> None:
    people = tuple(Part(asset=f"CH-{name}") for name in ("A", "B", "C", "D", "E"))
    things = (Part(asset="PR-A"), Part(asset="CH-A"))

    assert [field for field, _ in doubts(size=Size.INSERT, subjects=people[:2])] == ["subjects"]
    assert [field for field, _ in doubts(subjects=people)] == ["subjects"]
    assert doubts(size=Size.INSERT, subjects=things) == []
    assert doubts(subjects=people[:4]) == []


def test_a_rack_after_the_end_is_doubtful() -> None:
    assert [field for field, _ in doubts(focus=Focus(rack_to="PR-DECK", rack_at=4.0), seconds=4.0)] == ["lens"]


@pytest.mark.parametrize(
    ("fields", "field", "saw"),
    [
        ({"action": "She waits, then we cut to the street."}, "action", "'cut to' asks for a cut inside one shot"),
        (
            {"action": "She stands up; she crosses; she opens it; she takes it; she reads; she sits; she weeps."},
            "action",
            "6 acts one after another in one shot",
        ),
        ({"action": "A cinematic dawn."}, "action", "'cinematic' says nothing that can be shot"),
        ({"focus": Focus(rack_at=1.0)}, "lens", "a rack at 1 s that goes nowhere"),
        ({"start_frame": "door shut", "end_frame": "Door shut"}, "anchors", "the shot ends on the frame it starts"),
        (
            {"references": [{"asset": "CH-A", "role": "first_frame"}]},
            "anchors",
            "a start frame is referenced and not described",
        ),
        (
            {"references": [{"asset": "CH-A", "role": "identity"}, {"asset": "CH-B", "role": "identity"}]},
            "refs",
            "2 references hold the role identity without an order",
        ),
        (
            {"references": [{"asset": "CH-A", "role": "motion"}, {"asset": "CH-A", "role": "motion", "priority": 1}]},
            "refs",
            "CH-A is pulled 2 times for motion",
        ),
        (
            {"dialogue": [{"speaker": "CH-A", "text": "You came back to me.", "at": 3.5}], "seconds": 4},
            "dialogue",
            "the line at 3.5 s ends at about",
        ),
        (
            {"standard": (Criterion(text="her hand moves slowly"),)},
            "standard",
            "nothing in the standard stays as it is",
        ),
    ],
)
def test_each_doubt_says_its_field_what_it_saw_and_one_thing_to_try(
    fields: dict[str, object], field: str, saw: str
) -> None:
    card = Card.model_validate({"code": "S01-SH01", "standard": (GOOD,)} | fields)
    (doubt,) = lint(card)
    assert (doubt.code, doubt.field, doubt.risk) == ("S01-SH01", field, False)
    assert doubt.saw.startswith(saw)
    assert doubt.remedy
    assert doubt.says == f"{doubt.saw}: {doubt.remedy}"


def test_things_of_a_kitchen_are_no_moves_of_a_camera() -> None:
    assert doubts(action="She puts the pans beside the truck and follows the tracks.") == []


def test_a_criterion_that_a_machine_judges_needs_no_more_words() -> None:
    assert judgeable(Criterion(text="jacket red", check="wardrobe_colour"))
    assert judgeable(Criterion(text="no smile"))
    assert not judgeable(Criterion(text="warm light"))
