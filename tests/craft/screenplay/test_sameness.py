"""Which scene is which when a script changes."""

from rushes.craft.screenplay import fountain, sameness, shots

ONE = "INT. SHOP - NIGHT\n\nAda counts coins into a tin.\n\nADA\nThat is all there is.\n"
TWO = "EXT. YARD - DAY\n\nRain falls on a row of red bicycles.\n"
THREE = "INT. SHOP - NIGHT\n\nBo carries a ladder past the window.\n"


def match(before: list[str], after: list[str]) -> list[int | None]:
    return sameness.match(*([_sketch(text) for text in texts] for texts in (before, after)))


def _sketch(text: str) -> sameness.Sketch:
    [part] = shots.scenes(fountain.parse(text).elements)
    return sameness.sketch(part)


def test_scenes_are_known_wherever_they_stand() -> None:
    assert match([ONE, TWO, THREE], [THREE, ONE, TWO]) == [2, 0, 1]


def test_a_scene_put_in_is_new_and_one_taken_out_is_gone() -> None:
    new = "INT. BOAT - DAWN\n\nNobody rows.\n"
    assert match([ONE, TWO, THREE], [ONE, new, TWO, THREE]) == [0, None, 1, 2]
    assert match([ONE, TWO, THREE], [ONE, THREE]) == [0, 2]


def test_a_scene_under_another_heading_is_known_by_its_words() -> None:
    assert match([ONE, TWO], [ONE.replace("INT. SHOP - NIGHT", "INT. BANK - DAY"), TWO]) == [0, 1]


def test_a_rewritten_scene_is_known_by_its_heading_and_its_neighbours() -> None:
    other = "EXT. YARD - DAY\n\nSnow. Two dogs sleep.\n"
    assert match([ONE, TWO, THREE], [ONE, other, THREE]) == [0, 1, 2]
    assert match([ONE, TWO, THREE], [other, ONE, THREE]) == [None, 0, 2]


def test_no_scene_is_taken_twice() -> None:
    assert match([ONE], [ONE, ONE]) == [0, None]


def test_a_number_in_a_heading_changes_nothing() -> None:
    assert match([ONE], [ONE.replace("NIGHT", "NIGHT #7A#")]) == [0]


def test_what_was_kept_of_a_scene_is_as_good_as_its_text() -> None:
    kept = {"elements": [{"text": "INT. SHOP - NIGHT", "number": None}, {"text": "Ada counts."},
                         {"text": "a note", "at": 0}]}  # fmt: skip
    assert sameness.remembered("INT. SHOP - NIGHT", kept) == _sketch("INT. SHOP - NIGHT\n\nAda counts. [[a note]]\n")
