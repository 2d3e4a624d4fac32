"""The prompt says what the card plans, in one order, and nothing else."""

import pytest

from rushes.craft.cards.asset import Asset, AssetKind
from rushes.craft.cards.card import Card, Effect, Light, Move, Part, Speech
from rushes.craft.cards.vocabulary import Angle, Direction, Framing, Movement, Side, Size
from rushes.craft.prompting.prose import prompt

WREN = Asset(
    id="CH-WREN",
    kind=AssetKind.CHARACTER,
    name="Wren",
    locked="rust-orange jacket",
    negatives="no logo; none; no hat",
)
CAST = {"CH-WREN": WREN}
FULL = Card(
    code="S01-SH01",
    size=Size.CU,
    framing=Framing.POV,
    angle=Angle.LOW,
    side=Side.PROFILE,
    composition="lamp behind her",
    action="she hurries right.",
    move=Move(primary=Movement.PAN, direction=Direction.RIGHT, note="at walking pace"),
    subjects=(Part(asset="CH-WREN", state="soaked", start="enters", action="slips", end="gets up"),),
    dialogue=(Speech(speaker="CH-WREN", text="Does it play?", delivery="whispered", on_screen=False),),
    ambience=("rain",),
    effects=(Effect(name="boots", at=1),),
    light=Light(source="a lamp", lit="her edge", dark="her near side", kelvin=3200),
    start_frame="empty frame",
    end_frame="she is gone",
    negatives=("text", "no hat"),
    seconds=4.5,
)


def test_a_full_card_becomes_one_paragraph_in_a_fixed_order() -> None:
    assert prompt(FULL, CAST, "EXT. ALLEY - NIGHT") == (
        f"Close-up ({FULL.seen}), pov, camera at eye height, low angle from profile; lamp behind her. "
        "EXT. ALLEY - NIGHT. Wren (rust-orange jacket), soaked: enters; then slips; then gets up. She hurries right. "
        "Light from a lamp, lit: her edge, dark: her near side, 3200 K. "
        "Camera: pan right, slow, locked at walking pace. Wren (whispered), unseen, says: Does it play? "
        "Sound: rain, boots. No music. First frame: empty frame; last frame: she is gone. "
        "Avoid: text, no hat, no logo. 4.5 seconds."
    )


def test_an_empty_card_still_says_size_camera_sound_and_length() -> None:
    card = Card(code="S01-SH01")

    assert prompt(card, {}, "") == (
        f"Medium shot ({card.seen}), camera at eye height. Fixed camera. No music. 4 seconds."
    )


def test_an_asset_nobody_describes_goes_by_its_code() -> None:
    card = Card(code="S01-SH01", subjects=(Part(asset="PR-KEY", action="turns"),))

    assert "PR-KEY: turns." in prompt(card, {}, "")


@pytest.mark.parametrize(
    ("move", "says"),
    [
        (Move(primary=Movement.HANDHELD), "Camera: handheld, slow, locked."),
        (Move(primary=Movement.OTHER, note="strapped to the door"), "Camera: slow, locked strapped to the door."),
    ],
)
def test_a_move_says_no_word_that_means_nothing(move: Move, says: str) -> None:
    card = Card(code="S01-SH01", move=move, other={"movement": "strapped to the door"})

    assert says in prompt(card, {}, "")


@pytest.mark.parametrize("size", [size for size in Size if size is not Size.OTHER])
def test_every_size_has_words(size: Size) -> None:
    assert prompt(Card(code="S01-SH01", size=size), {}, "").split(" (")[0]
