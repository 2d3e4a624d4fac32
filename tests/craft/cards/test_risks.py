"""What models do badly, with a simpler staging to try."""

import pytest

from rushes.craft.cards.card import Card, Criterion
from rushes.craft.cards.lint import Doubt, lint


def risks(**fields: object) -> list[Doubt]:
    good = Criterion(text="Her jacket is rust-orange throughout")
    return [
        doubt for doubt in lint(Card.model_validate({"code": "S01-SH01", "standard": (good,)} | fields)) if doubt.risk
    ]


@pytest.mark.parametrize(
    ("fields", "saw"),
    [
        ({"action": "She ties the rope to the rail."}, "fine work of hands (ties)"),
        ({"action": "He kisses her."}, "bodies in contact (kisses her) merge"),
        ({"action": "He wakes. She shouts and pushes him."}, "bodies in contact (pushes him) merge"),
        ({"action": "A sign reads: NO WAY OUT."}, "words to be read in a wide frame"),
        ({"action": "A crowd fills the hall."}, "a crowd (crowd) near the lens"),
        ({"subjects": [{"asset": f"CH-{name}"} for name in "ABCDE"]}, "5 people in one shot drift"),
        ({"dialogue": [{"speaker": "CH-A", "text": "word " * 40}], "seconds": 20}, "16 s of speech on one face"),
        ({"seconds": 1.0}, "1 s is shorter than most models can make"),
    ],
)
def test_each_risk_is_named_with_something_simpler(fields: dict[str, object], saw: str) -> None:
    (found,) = risks(**fields)
    assert found.saw == saw
    assert found.remedy


@pytest.mark.parametrize(
    "fields",
    [
        {"action": "He touches her hand and pushes her glass away."},
        {"action": "She kisses the rope and slips out."},
        {"action": "A sign reads: NO WAY OUT.", "size": "INSERT"},
        {"action": "She ties the rope.", "size": "INSERT"},
        {"action": "A crowd on the far shore.", "size": "ELS"},
        {"action": "A leaning sign, a thread of smoke."},
    ],
)
def test_what_models_do_well_is_no_risk(fields: dict[str, object]) -> None:
    assert risks(**fields) == []
