"""Rain in two depths, snow at two speeds: long plates of them, made once, that run down the picture."""

from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray

from rushes.craft.previz import brush
from rushes.craft.previz.brush import Canvas
from rushes.craft.previz.sets.stage import Weather
from rushes.craft.previz.shapes import RGB


def fall(canvas: Canvas, weather: Weather, t: float, haze: RGB) -> None:
    """Add what falls at second `t`; in place."""
    height, width = canvas.shape[:2]
    if weather.rain > 0:
        ink = tuple(min(255, 40 + value) for value in haze)
        lean = round(weather.wind * 6) / 10
        for far, speed in ((True, 1.9), (False, 3.1)):
            _run(canvas, _rain(width, height, far, round(weather.rain, 1), lean, (ink[0], ink[1], ink[2])), t * speed)
    if weather.snow > 0:
        for far, speed in ((True, 0.16), (False, 0.34)):
            _run(canvas, _snow(width, height, far, round(weather.snow, 1)), t * speed, drift=np.sin(t * 0.9) * 0.01)


def _run(canvas: Canvas, plate: NDArray[np.uint8], turns: float, drift: float = 0.0) -> None:
    height, width = canvas.shape[:2]
    start = int((1.0 - turns % 1.0) * height)
    left = int(drift * width) + plate.shape[1] // 2 - width // 2
    cv2.add(canvas, plate[start : start + height, left : left + width], dst=canvas)


@lru_cache(maxsize=8)
def _rain(width: int, height: int, far: bool, amount: float, lean: float, ink: RGB) -> NDArray[np.uint8]:
    rng = np.random.default_rng(7 if far else 8)
    plate = np.zeros((height, width + 64, 3), np.uint8)
    count = int((230 if far else 60) * amount)
    length = (0.035 if far else 0.11) * height
    strength = 0.34 if far else 0.5
    for x, y, stretch, share in rng.random((count, 4)).tolist():
        tall = length * (0.6 + 0.8 * stretch)
        shade = tuple(value * strength * (0.35 + 0.65 * share) for value in ink)
        for top in (y * height, y * height - height):
            start = (int(x * plate.shape[1] * 16), int(top * 16))
            end = (int((x * plate.shape[1] + (0.06 + lean * 0.3) * tall) * 16), int((top + tall) * 16))
            cv2.line(plate, start, end, shade, 1 if far else max(1, width // 800), cv2.LINE_AA, 4)
    soft = plate if far else brush.pixels(cv2.blur(plate, (3, 5)))
    return np.concatenate([soft, soft])


@lru_cache(maxsize=4)
def _snow(width: int, height: int, far: bool, amount: float) -> NDArray[np.uint8]:
    rng = np.random.default_rng(9 if far else 10)
    plate = np.zeros((height, width + 64, 3), np.uint8)
    for x, y, size in rng.random((int((320 if far else 90) * amount), 3)).tolist():
        radius = (1.2 + 1.2 * size if far else 2.5 + 4.5 * size) * width / 1280
        for top in (y * height, y * height - height, y * height + height):
            spot = (int(x * plate.shape[1] * 16), int(top * 16))
            cv2.circle(plate, spot, int(radius * 16), (110,) * 3 if far else (150,) * 3, -1, cv2.LINE_AA, 4)
    soft = brush.pixels(cv2.GaussianBlur(plate, (3, 3) if far else (9, 9), 0))
    return np.concatenate([soft, soft])
