"""
What a request wishes of a model, brought into the values that a field of its schema takes; pure.

Lengths are rounded up, sizes too where there are larger ones; a ratio is the nearest there is.
"""

import math
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from rushes.kernel.timecode import Rate
from rushes.providers import schemas
from rushes.providers.base import Makes, Request

SIZES = {
    "square_hd": (1024, 1024),
    "square": (512, 512),
    "portrait_4_3": (768, 1024),
    "portrait_16_9": (576, 1024),
    "landscape_4_3": (1024, 768),
    "landscape_16_9": (1024, 576),
}
LINES = {"1k": 1024, "2k": 1440, "4k": 2160, "8k": 4320}
RATIOS = ("16:9", "9:16", "1:1", "4:3", "3:4", "21:9")
LONGEST_SEED = 2**31 - 1
_NUMBER = re.compile(r"(-?\d{1,12}(?:\.\d{1,12})?)\s*(?:s|secs?|seconds?)?", re.IGNORECASE)
_LINES = re.compile(r"(\d{3,5})p?")
_PAIR = re.compile(r"(\d{1,5})\s*[:x*×/]\s*(\d{1,5})", re.IGNORECASE)


class Unfit(Exception):
    """A request that a model cannot be sent; its text is a sentence that says what to change."""


@dataclass(frozen=True)
class Wish:
    """
    What is asked of one field: its name and schema, and whether it must be said.

    No clip is shorter than `least` seconds; `rate` is the model's own frame rate, None where it is not known.
    """

    request: Request
    name: str
    schema: Mapping[str, Any]
    required: bool = False
    least: float = 0.0
    rate: Fraction | None = None

    @property
    def seconds(self) -> Fraction:
        """How long it has to be; 23.976 counts as 24, which is what services make."""
        asked = Fraction(self.request.frames, Rate.of(self.request.rate).nominal)
        return Fraction(math.ceil(max(asked, Fraction(str(self.least))) * 1000), 1000)

    def refused(self, asked: str) -> Unfit:
        """The sentence for a length that is not among those it takes."""
        listed = [value for value in schemas.listed(self.schema) if number(value) is not None]
        most = next((branch["maximum"] for branch in schemas.branches(self.schema) if "maximum" in branch), "less")
        allowed = ", ".join(map(str, listed)) if listed else f"at most {most}"
        return Unfit(f"`{self.name}` takes {allowed}; {asked} were asked")


def number(value: Any) -> Fraction | None:
    """The number in a value as services write them: 5, "5", "5s", "8 seconds"; None for anything else."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return Fraction(str(value)) if math.isfinite(value) else None
    match = _NUMBER.fullmatch(value.strip()) if isinstance(value, str) else None
    return Fraction(match[1]) if match else None


def at_least(schema: Mapping[str, Any], wanted: Fraction) -> Any:
    """The smallest value a field takes that is at least what is wanted; None where there is none."""
    found = [(size, value) for value in _candidates(schema, wanted) if (size := number(value)) is not None]
    return min((one for one in found if one[0] >= wanted), key=lambda one: one[0], default=(None, None))[1]


def nearest(schema: Mapping[str, Any], wanted: Fraction) -> Any:
    """The smallest value that is at least what is wanted, else the largest there is."""
    found = at_least(schema, wanted)
    if found is not None:
        return found
    rest = [(size, value) for value in _candidates(schema, wanted) if (size := number(value)) is not None]
    return max(rest, key=lambda one: one[0], default=(None, None))[1]


def _candidates(schema: Mapping[str, Any], wanted: Fraction) -> Iterator[Any]:
    """Values that a field takes: those it lists, or the nearest on its steps above what is wanted, and its ends."""
    listed = schemas.listed(schema)
    if listed:
        yield from listed
        return
    for branch in schemas.branches(schema):
        if branch.get("type") == "string":
            yield f"{math.ceil(wanted)}"
            continue
        step = _step(branch)
        ends = [branch.get(key) for key in ("minimum", "exclusiveMinimum", "maximum", "exclusiveMaximum")]
        for end in [wanted, *(Fraction(str(end)) for end in ends if end is not None)]:
            steps = (math.floor(end / step), math.ceil(end / step)) if step else ()
            around = [count * step for near in steps for count in (near - 1, near, near + 1)] if step else [end]
            yield from (value for value in map(_plain, around) if schemas.fits(schema, value))


def _step(branch: Mapping[str, Any]) -> Fraction:
    """What values of a number go by: 1 for whole numbers; 0 for any number."""
    step = Fraction(str(branch.get("multipleOf", 0)))
    if branch.get("type") == "integer":
        return Fraction(step.numerator) if step else Fraction(1)
    return step


def _plain(value: Fraction) -> int | float:
    return int(value) if value.denominator == 1 else float(value)


def _seconds(wish: Wish) -> Any:
    if wish.request.makes is Makes.IMAGE or not wish.request.frames:
        return None
    found = at_least(wish.schema, wish.seconds)
    if found is None:
        raise wish.refused(f"{float(wish.seconds):g} seconds")
    return found


def _frames(wish: Wish) -> Any:
    wanted = math.ceil(wish.seconds * (wish.rate or Rate.of(wish.request.rate).nominal))
    found = at_least(wish.schema, Fraction(wanted))
    if found is None:
        raise wish.refused(f"{wanted} frames")
    return found


def _rate(wish: Wish) -> Any:
    """The rate that is asked where the model makes it; its own else."""
    nominal = Rate.of(wish.request.rate).nominal
    return next((value for value in (nominal, str(nominal)) if schemas.fits(wish.schema, value)), None)


def _ratio(wish: Wish) -> Any:
    options = schemas.listed(wish.schema)
    if not options and wish.required:
        options = list(RATIOS)
    return _nearest_shape(wish.request, {option: pair for option in options if (pair := _pair(option))})


def _nearest_shape(request: Request, options: Mapping[Any, tuple[int, int]]) -> Any:
    """The option nearest in width over height; of equals the smallest that is large enough, else the largest."""
    if not request.height or not request.width or not options:
        return None
    shape = math.log(request.width / request.height)

    def order(option: Any) -> tuple[float, bool, int]:
        width, height = options[option]
        small = width * height < request.width * request.height
        return round(abs(math.log(width / height) - shape), 3), small, -width * height if small else width * height

    return min(options, key=order)


def _pair(option: Any) -> tuple[int, int] | None:
    match = _PAIR.fullmatch(option.strip()) if isinstance(option, str) else None
    pair = (int(match[1]), int(match[2])) if match else SIZES.get(str(option), (0, 0))
    return pair if all(pair) else None


def _resolution(wish: Wish) -> Any:
    """The smallest that has at least as many lines as the short side that is asked, else the largest."""
    wanted = min(wish.request.width, wish.request.height)
    options = {option: lines for option in schemas.listed(wish.schema) if (lines := lines_of(option))}
    enough = [option for option, lines in options.items() if lines >= wanted]
    if not wanted or not options:
        return None
    return min(enough, key=options.__getitem__) if enough else max(options, key=options.__getitem__)


def lines_of(option: Any) -> int:
    """How many lines a resolution has: 720 for "720p", 2160 for "4K", 1080 for "1920x1080"; 0 for other words."""
    text = str(option).strip().lower()
    pair = _pair(text)
    if pair:
        return min(pair)
    match = _LINES.fullmatch(text)
    return int(match[1]) if match else LINES.get(text, 0)


def _size(wish: Wish) -> Any:
    for branch in schemas.branches(wish.schema):
        sides = branch.get("properties", {})
        if {"width", "height"} <= sides.keys() and wish.request.width:
            width, height = (
                nearest(sides[side], Fraction(getattr(wish.request, side))) for side in ("width", "height")
            )
            return {"width": width, "height": height}
    options = schemas.listed(wish.schema)
    return _nearest_shape(wish.request, {option: pair for option in options if (pair := _pair(option))})


def _side(word: str) -> Callable[[Wish], Any]:
    def fit(wish: Wish) -> Any:
        wanted = getattr(wish.request, word)
        return nearest(wish.schema, Fraction(wanted)) if wanted else None

    return fit


def _seed(wish: Wish) -> Any:
    """Our seed, brought into the range of the field."""
    schema = wish.schema
    least = max(0, math.ceil(schema.get("minimum", 0)), math.floor(schema.get("exclusiveMinimum", -1)) + 1)
    most = min(math.floor(schema.get("maximum", LONGEST_SEED)), math.ceil(schema.get("exclusiveMaximum", 2**63)) - 1)
    return least + wish.request.seed % (most - least + 1) if most >= least else None


def _prompt(wish: Wish) -> Any:
    return wish.request.prompt


def _negative(wish: Wish) -> Any:
    return wish.request.settings.get("negative") or None


def _audio(wish: Wish) -> Any:
    return bool(wish.request.settings.get("audio", True))


FITS: Mapping[str, Callable[[Wish], Any]] = {
    "prompt": _prompt,
    "negative": _negative,
    "seconds": _seconds,
    "rate": _rate,
    "frames": _frames,
    "ratio": _ratio,
    "resolution": _resolution,
    "size": _size,
    "width": _side("width"),
    "height": _side("height"),
    "seed": _seed,
    "audio": _audio,
}
"""How each wish is brought into its field; None leaves the field out. What is asked first comes first."""
