import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from rushes.craft import typefaces
from rushes.craft.render import end_credits, lettering, titles
from rushes.craft.render.reel import Black, Credits, Title
from rushes.craft.typefaces import Face
from rushes.kernel.timecode import Rate

RASTERS = [(640, 360), (1920, 1080), (1080, 1920), (1080, 1080), (2048, 858)]
WORDS = st.text(st.characters(codec="latin-1", categories=["L", "P", "N", "Zs"]), min_size=1, max_size=60)


def inked(card: NDArray[np.uint8]) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of what is lettered, as shares of the card."""
    rows = np.flatnonzero(card.max(axis=(1, 2)) > 40)
    columns = np.flatnonzero(card.max(axis=(0, 2)) > 40)
    high, wide = card.shape[:2]
    return columns[0] / wide, rows[0] / high, (columns[-1] + 1) / wide, (rows[-1] + 1) / high


@pytest.mark.parametrize("raster", RASTERS)
@pytest.mark.parametrize(
    "shows",
    [
        Title("SIDE B"),
        Title("The Extraordinarily Long Name of a Film About a Lighthouse", "and what came of it"),
        Credits("Cast of assets", (("Wren, a courier", "CH-WREN"), ("Abell", "CH-ABELL")), "All of it is synthetic."),
        Credits(rows=(("A role that nobody could shorten any further", "A Name With Very Many Parts To It"),)),
        Credits(note="Picture and sound of this film are synthetic. " * 4),
    ],
)
def test_every_card_stays_inside_the_title_safe_area(raster: tuple[int, int], shows: Title | Credits) -> None:
    left, top, right, bottom = inked(titles.card(shows, raster))

    assert left >= 0.045
    assert top >= 0.045
    assert right <= 0.955
    assert bottom <= 0.955


def test_a_title_stands_in_the_middle() -> None:
    left, _, right, _ = inked(titles.card(Title("SIDE B"), (1280, 720)))

    assert left + right == pytest.approx(1, abs=0.01)


def test_a_long_title_breaks_instead_of_shrinking_away() -> None:
    short = inked(titles.card(Title("Light"), (1280, 720)))
    long = inked(titles.card(Title("The Extraordinarily Long Name of a Film About a Lighthouse"), (1280, 720)))

    assert long[3] - long[1] > 2 * (short[3] - short[1])


@given(words=WORDS)
def test_any_words_make_a_card(words: str) -> None:
    assert titles.card(Title(words, words), (320, 180)).shape == (180, 320, 3)


@given(count=st.integers(1, 200), rate=st.sampled_from(["24", "24000/1001", "60"]))
def test_a_fade_rises_evenly_holds_and_falls_the_same_way(count: int, rate: str) -> None:
    light = [titles.fade(number, count, Rate.of(rate)) for number in range(count)]

    assert light == light[::-1]
    assert all(0 < level <= 1 for level in light)
    half = light[: (count + 1) // 2]
    assert half == sorted(half)


def test_a_card_comes_out_of_black_and_keeps_its_black_black() -> None:
    several = list(titles.frames(Title("SIDE B"), (320, 180), Rate.of(24), 72))

    assert len(several) == 72
    brightest = [int(frame[:180].max()) for frame in several]
    assert brightest[0] < 60
    assert brightest[36] > 200
    assert all(frame[:180].min() == 16 for frame in several)
    assert all(frame[0, 0] == 16 and frame[180:, 0].max() == 128 for frame in several)


def test_black_is_black() -> None:
    assert titles.card(Black(), (320, 180)).max() == 0


def test_credits_too_long_for_a_card_go_over_several_and_lose_nothing() -> None:
    rows = tuple((f"role {number}", f"name {number}") for number in range(40))
    several = end_credits.pages(Credits("Cast", rows, "All of it is synthetic."), (1280, 720))

    assert len(several) > 1
    assert tuple(row for page in several for row in page.rows) == rows
    assert [page.note for page in several if page.note] == ["All of it is synthetic."] == [several[-1].note]
    for page in several:
        assert inked(titles.card(page, (1280, 720)))[3] <= 0.955


def test_credits_that_fit_stay_on_one_card() -> None:
    short = Credits("Cast", (("Wren", "a courier"),), "All of it is synthetic.")

    assert end_credits.pages(short, (1280, 720)) == (short,)


def test_credits_too_long_for_their_one_card_are_set_smaller_and_not_cut() -> None:
    rows = tuple((f"role {number}", f"name {number}") for number in range(16))
    _, top, _, bottom = inked(titles.card(Credits("Cast", rows, "All of it is synthetic."), (1280, 720)))

    assert top >= 0.045
    assert bottom <= 0.955
    assert bottom - top > 0.8


def test_a_long_name_goes_on_below_and_keeps_the_size_of_the_others() -> None:
    one = titles.card(Credits(rows=(("Picture", "previz"), ("Edit", "one person"))), (1280, 720))
    names = "several makers of pictures, of sets and of lights, who all want to be named in one long row"
    two = titles.card(Credits(rows=(("Picture", names), ("Edit", "one person"))), (1280, 720))

    assert inked(two)[3] - inked(two)[1] > inked(one)[3] - inked(one)[1]
    assert inked(two)[2] <= 0.955


@pytest.mark.parametrize("face", list(Face))
def test_every_typeface_has_the_letters_of_european_names(face: Face) -> None:
    letters = lettering.font(face, 40)
    missing = bytes(letters.getmask("\uffff"))

    for letter in "ABZabz019 ÄÖÜßéèñçåøŁłŠšőŽ.,:;!?'’“”–—·":
        assert letter == " " or bytes(letters.getmask(letter)) != missing, letter


def test_every_typeface_comes_with_its_licence() -> None:
    licences = "".join(path.read_text() for path in typefaces.FOLDER.glob("OFL*.txt"))

    assert licences.count("SIL OPEN FONT LICENSE") >= 2
    for family in ("Alegreya Sans", "Courier Prime"):
        assert family in licences
