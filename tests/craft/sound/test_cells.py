import pytest
from hypothesis import given
from hypothesis import strategies as st

from rushes.craft.sound import cells
from rushes.craft.sound.plan import Cue
from rushes.kernel.timecode import Rate, Span

SHOT = Span(240, 480)
FILM = Rate.of(24)
CAST = frozenset({"WREN", "ABELL", "CLIENT"})


def heard(cell: str) -> list[tuple[str, str, int, int]]:
    cues = cells.read(cell, SHOT, FILM, "shop", CAST)
    return [(cue.name, cue.kind, cue.from_frame - 240, cue.to_frame - 240) for cue in cues]


@pytest.mark.parametrize(
    ("cell", "cues"),
    [
        ("", []),
        ("rain, distant traffic; phone line over",
         [("rain", "ambience", 0, 240), ("distant traffic", "ambience", 0, 240)]),
        ("tape bell at 2 s, real bell at 6 s, tape voice at 7.5 s, Abell at 8.7 s",
         [("tape bell", "effect", 48, 84), ("real bell", "effect", 144, 180)]),
        ("room tone, drip; WREN: Does it play?", [("room tone", "ambience", 0, 240), ("drip", "effect", 84, 120)]),
        ("church bell, three quarters", [("church bell three quarters", "effect", 84, 120)]),
        ("wind; dull thud, no latch", [("wind", "ambience", 0, 240), ("dull thud", "effect", 84, 120)]),
        ("CLACK at 7 s, then wind", [("CLACK", "effect", 168, 204), ("wind", "ambience", 0, 240)]),
        ("slow sad music", [("slow sad music", "music", 0, 240)]),
        ("a bell at 99 s", [("a bell", "effect", 239, 275)]),
    ],
)  # fmt: skip
def test_a_cell_is_read_as_people_write_it(cell: str, cues: list[tuple[str, str, int, int]]) -> None:
    assert heard(cell) == cues


def test_effects_without_times_follow_one_another() -> None:
    starts = [start for _, _, start, _ in heard("boots, slip, crack")]

    assert starts == sorted(set(starts))
    assert heard("boots, slip, crack")[0][3] == starts[1]


def test_what_comes_from_tape_comes_in_order_and_through_its_speaker() -> None:
    cues = cells.read("tape: wind, door, CLACK, breath; two lines", SHOT, FILM)

    assert [cue.name for cue in cues] == ["wind", "door", "CLACK", "breath"]
    assert {cue.treatment for cue in cues} == {"on tape"}
    assert [cue.from_frame for cue in cues] == sorted({cue.from_frame for cue in cues})


def test_the_sheet_and_the_cells_are_merged_without_doubles() -> None:
    sheet = [
        Cue("Rain bed", "ambience", 0, 400),
        Cue("Tone", "music", 10, 480),
        Cue("Bell A", "effect", 290, 300, "small speaker"),
        Cue("Latch", "effect", 0, 480, "same file three times"),
    ]
    shot = cells.read("rain, room tone, tape bell at 2 s, CLACK at 7 s, drip at 9 s", SHOT, FILM)

    together = cells.merged(sheet, shot, FILM)

    assert [(cue.name, cue.from_frame) for cue in together] == [
        ("Rain bed", 0),
        ("Tone", 10),
        ("room tone", 240),
        ("Bell A", 290),
        ("CLACK", 408),
        ("drip", 456),
    ]


@given(st.text(alphabet="abl, ;:.0123s'AB()\n—", max_size=60))
def test_any_words_give_cues_inside_the_shot(cell: str) -> None:
    for cue in cells.read(cell, SHOT, FILM):
        assert cue.name
        assert 240 <= cue.from_frame < 480
        assert cue.from_frame < cue.to_frame
