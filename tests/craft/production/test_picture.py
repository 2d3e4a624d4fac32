import pytest

from rushes.craft.production.brief import Format


@pytest.mark.parametrize(
    ("aspect", "size", "picture"),
    [
        ("", (1920, 1080), 0.0),
        ("16:9", (1920, 1080), 0.0),
        ("2.39:1", (1920, 1080), 2.39),
        ("2.39:1", (1920, 804), 0.0),
        ("9:16", (1920, 1080), 9 / 16),
    ],
)
def test_an_aspect_of_its_own_letterboxes_and_that_of_the_raster_fills_it(
    aspect: str, size: tuple[int, int], picture: float
) -> None:
    assert Format(aspect=aspect, width=size[0], height=size[1]).picture == pytest.approx(picture)


@pytest.mark.parametrize("aspect", ["0:1", "16:0", "wide"])
def test_an_aspect_without_a_shape_is_refused(aspect: str) -> None:
    with pytest.raises(ValueError, match="aspect"):
        Format(aspect=aspect)
