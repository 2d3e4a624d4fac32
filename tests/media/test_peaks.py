import numpy as np

from rushes.media.peaks import EACH_SECOND, peaks


def test_a_curve_has_the_loudest_moment_of_each_hundredth_of_a_second() -> None:
    sound = np.zeros((48000, 2), np.float32)
    sound[24000:24480, 1] = -0.5

    curve = peaks(sound)

    assert len(curve) == EACH_SECOND
    assert (curve[49], curve[50], curve[51]) == (0, 128, 0)


def test_what_is_over_full_scale_is_full_and_the_rest_of_a_block_counts() -> None:
    assert peaks(np.full((481, 1), 1.5, np.float32)) == [255, 255]
    assert peaks(np.zeros((0, 2), np.float32)) == []
