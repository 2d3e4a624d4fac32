"""
Whether each subject wears the colour that the library locks.

The colour is sought by hue and by chroma against lightness, which shade leaves alone. A colour that has no hue of its
own (black, grey, cream) or shares it with skin and wood (brown, tan) cannot be told apart this way, nor can one that
fills far more of the frame than a garment does, because then the set or the light has it too.
"""

from functools import partial
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from rushes.kernel.timecode import Span
from rushes.quality import samples
from rushes.quality.check import Check, cannot_judge, failed, passed
from rushes.quality.clip import Clip
from rushes.quality.rules import Evidence, Expected, Finding, Garment, Outcome, Region

LEAST_CHROMA = 26.0
LEAST_PURITY = 0.5
HUE_DEGREES = 22.0
PURITY = 0.45
DARKEST = 5.0
FAINTEST = 6.0
SAMPLES = 40
FRAMES = 0.25
EVERYWHERE = 0.6
FAR_MORE = 60
Lab = NDArray[np.float32]


def asks(clip: Clip, expected: Expected) -> Finding:
    """Look for each garment's colour in frames spread over the clip."""
    if not expected.garments:
        return cannot_judge("No subject of this shot has a locked colour.")
    numbers = np.unique(np.linspace(0, len(clip.small) - 1, SAMPLES).round().astype(int)).tolist()
    frames = [clip.lab(number) for number in numbers]
    parts = [_one(garment, frames, numbers) for garment in expected.garments]
    says = " ".join(part.says for part in parts)
    measures = {name: value for part in parts for name, value in part.measures.items()}
    failures = [part for part in parts if part.outcome is Outcome.FAILED]
    if failures:
        spans = tuple(dict.fromkeys(span for part in failures for span in part.frames))
        return failed(says, spans, tuple(seen for part in failures for seen in part.evidence), measures)
    if all(part.outcome is Outcome.CANNOT_JUDGE for part in parts):
        return cannot_judge(says, measures)
    return passed(says, measures)


def _one(garment: Garment, frames: list[Lab], numbers: list[int]) -> Finding:
    name = f"{garment.subject}'s {garment.colour} {garment.of}".strip()
    reason = garment.hidden or _unmeasurable(garment)
    if reason:
        return cannot_judge(f"{name} was not judged: {reason}.")
    shares = np.array([_worn(frame, garment) for frame in frames])
    measures = {f"{garment.subject}_share_of_frame": float(np.median(shares))}
    if np.median(shares) > min(EVERYWHERE, FAR_MORE * garment.share):
        share = f"{np.median(shares):.0%}"
        return cannot_judge(
            f"{name} was not judged: {share} of the frame has that colour, set and light too.", measures
        )
    seen = float(np.mean(shares >= garment.share))
    measures[f"{garment.subject}_share_of_frames"] = seen
    if seen >= FRAMES:
        return passed(f"{name} is seen in {seen:.0%} of the frames.", measures)
    often = "in no frame" if seen == 0 else f"in only {seen:.0%} of the frames"
    best = numbers[int(shares.argmax())]
    return failed(
        f"{name} is seen {often}; it should fill {garment.share:.2%} of the picture in at least {FRAMES:.0%} of them.",
        (Span(numbers[0], numbers[-1] + 1),),
        (Evidence(best, _region(frames[numbers.index(best)], garment)),),
        measures,
    )


def _unmeasurable(garment: Garment) -> str:
    lightness, a, b = _lab(garment.rgb)
    chroma = float(np.hypot(a, b))
    if lightness < 20:
        return f"{garment.colour} is too dark to be told from shadow"
    if chroma < LEAST_CHROMA or chroma / lightness < LEAST_PURITY:
        return f"{garment.colour} has no hue that skin, wood or light could not have"
    return ""


def _lab(rgb: tuple[int, int, int]) -> tuple[float, float, float]:
    pixel = np.array([[rgb]], np.float32) / 255
    lightness, a, b = cv2.cvtColor(pixel, cv2.COLOR_RGB2LAB)[0, 0].tolist()
    return lightness, a, b


def _mask(frame: Lab, garment: Garment) -> NDArray[np.bool_]:
    """Where a frame has the garment's hue, at least half as pure."""
    wanted, a, b = _lab(garment.rgb)
    lightness, chroma = frame[..., 0], np.hypot(frame[..., 1], frame[..., 2])
    turn = np.degrees(np.arctan2(frame[..., 2], frame[..., 1]) - np.arctan2(b, a))
    near = np.abs((turn + 180) % 360 - 180) < HUE_DEGREES
    pure = chroma > PURITY * np.hypot(a, b) / wanted * lightness
    return np.asarray(near & pure & (lightness > DARKEST) & (chroma > FAINTEST))


def _worn(frame: Lab, garment: Garment) -> float:
    """The share of the frame in patches of the colour; grains of it do not count."""
    mask = cv2.morphologyEx(_mask(frame, garment).astype(np.uint8), cv2.MORPH_OPEN, np.ones((2, 2), np.uint8))
    return float(mask.mean())


def _region(frame: Lab, garment: Garment) -> Region | None:
    rows, columns = np.nonzero(_mask(frame, garment))
    if rows.size == 0:
        return None
    height, width = frame.shape[:2]
    left, top = columns.min() / width, rows.min() / height
    return Region(
        float(left), float(top), float(columns.max() + 1) / width - left, float(rows.max() + 1) / height - top
    )


def _walk(path: Path, rgb: tuple[int, int, int]) -> None:
    place = samples.view(samples.place(3))
    frames = [samples.dressed(place, rgb, left=20 + 8 * number) for number in range(24)]
    samples.film(path, samples.grained(frames))


plugin = Check(
    id="wardrobe_colour",
    title="Wardrobe colour",
    asks=asks,
    passing=partial(_walk, rgb=(196, 84, 30)),
    failing=partial(_walk, rgb=(48, 92, 158)),
    sample=Expected(garments=(Garment("Wren", "rust-orange", (196, 84, 30), "rain jacket"),)),
)
