"""Which shots may be one clip."""

from rushes.craft.cards.card import Card, Part
from rushes.craft.cards.vocabulary import Direction
from rushes.craft.prompting import joining


def card(code: str, state: str = "", **fields: object) -> Card:
    return Card.model_validate({"code": code, "subjects": (Part(asset="CH-INES", state=state),), "seconds": 4} | fields)


def runs(*cards: Card, most: int = 6, longest: float = 15) -> list[str]:
    return [" ".join(one.code[4:] for one in run) for run in joining.proposed(cards, most, longest)]


def test_shots_of_a_scene_with_the_same_people_go_together_while_they_fit() -> None:
    scene = [card(f"S01-SH0{number}") for number in range(1, 6)]
    assert runs(*scene) == ["SH01 SH02 SH03", "SH04 SH05"]
    assert runs(*scene, most=2) == ["SH01 SH02", "SH03 SH04"]
    assert runs(*scene[:2], card("S02-SH01")) == ["SH01 SH02"]


def test_another_state_or_a_turned_direction_begins_another_clip() -> None:
    assert runs(card("S01-SH01", "dry"), card("S01-SH02", "soaked")) == []
    left, right = (card(f"S01-SH0{n}", direction=to) for n, to in ((1, Direction.LEFT), (2, Direction.RIGHT)))
    assert runs(left, right) == []


def test_shots_left_out_between_are_named() -> None:
    scene = [card(f"S01-SH0{number}") for number in range(1, 5)]
    assert joining.gap(scene, [scene[0], scene[3]]).startswith("S01-SH02 and S01-SH03 stand between S01-SH01")
    assert joining.gap(scene, scene[1:3]) == ""


def test_shots_follow_one_another_as_they_are_planned_whatever_their_codes() -> None:
    one, two, three = (card(f"S01-SH0{number}") for number in (1, 2, 3))
    moved = [one, three, two]
    assert joining.gap(moved, [three, two]) == ""
    assert joining.gap(moved, [two, three]).startswith("S01-SH03 does not come after S01-SH02: name the shots in cut")
    assert joining.gap(moved, [one, two]).startswith("S01-SH03 stands between S01-SH01 and S01-SH02")
