"""In what two takes differ: what was planned, what was asked, what came; from their snapshots alone, pure."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from rushes.craft.cards.card import Card
from rushes.takes import cited

_CODE = re.compile(r"\b[A-Z]{2}-[A-Z0-9][A-Z0-9-]*\b")


class Facet(StrEnum):
    """What of a take is compared, in the order of its making."""

    CARD = "card"
    ASSET = "asset"
    PLACE = "place"
    PROVIDER = "provider"
    MODEL = "model"
    MODE = "mode"
    SETTING = "setting"
    FIELD = "field"
    SIZE = "size"
    LENGTH = "length"
    REFERENCE = "reference"
    PROMPT = "prompt"
    NEGATIVE = "negative"
    SEED = "seed"
    REWRITTEN = "rewritten"
    DELIVERED = "delivered"


PLANNED = (Facet.CARD, Facet.ASSET, Facet.PLACE)
CAME = (Facet.REWRITTEN, Facet.DELIVERED)

VARIABLES: Mapping[str, tuple[str, ...]] = {
    "framing": ("size", "landmark", "framing", "over", "composition", "other"),
    "camera": ("move", "lens", "height", "angle", "side", "focus"),
    "action": ("action", "subjects", "direction", "eyeline"),
    "light": ("light",),
    "sound": ("dialogue", "ambience", "effects", "music"),
    "length": ("seconds",),
    "frames": ("start_frame", "end_frame"),
    "references": ("references",),
    "exclusions": ("negatives",),
}
"""What can be varied on a card, and the fields that say it; its other fields are not asked of anybody."""

_OTHERS: Mapping[Facet, str] = {
    Facet.ASSET: "assets",
    Facet.PLACE: "place",
    Facet.PROVIDER: "model",
    Facet.MODEL: "model",
    Facet.MODE: "mode",
    Facet.SETTING: "settings",
    Facet.FIELD: "settings",
    Facet.SIZE: "size",
    Facet.LENGTH: "length",
    Facet.REFERENCE: "references",
    Facet.PROMPT: "wording",
    Facet.NEGATIVE: "wording",
}
_ORDER = list(dict.fromkeys([*VARIABLES, *_OTHERS.values()]))
_FOLLOWS = (Facet.MODE, Facet.FIELD, Facet.LENGTH, Facet.PROMPT, Facet.NEGATIVE)


@dataclass(frozen=True)
class Made:
    """
    A take as it was asked for and as it came.

    `delivered` says what its file is (frames, width, height), `reported` what its service said of it.
    """

    code: str
    snapshot: Mapping[str, Any]
    delivered: Mapping[str, Any] = field(default_factory=dict)
    reported: Mapping[str, Any] = field(default_factory=dict)

    @property
    def request(self) -> Mapping[str, Any]:
        """What was asked."""
        return self._part("request")

    @property
    def maker(self) -> tuple[str, str]:
        """Which provider made it, on which model."""
        return cited.maker(self.snapshot)

    @property
    def worded(self) -> Mapping[str, Any]:
        """How it was worded; empty for what is not worded for a surface."""
        return self._part("worded")

    @property
    def card(self) -> Mapping[str, Any]:
        """The card; empty for what is made of none."""
        plan: Mapping[str, Any] = self._part("card").get("plan") or {}
        return plan

    @property
    def assets(self) -> Mapping[str, Mapping[str, Any]]:
        """The assets as they were described, by id."""
        return {one["id"]: one for one in self.request.get("plan", {}).get("assets", ())}

    @property
    def named(self) -> Mapping[str, int]:
        """The assets that are named, with their versions."""
        return self._part("assets")

    @property
    def sections(self) -> Mapping[str, str]:
        """The parts of the prompt by name; one that was not written in parts is a single one."""
        found: dict[str, str] = {}
        for name, text in self.worded.get("sections") or [("prompt", self.request.get("prompt", ""))]:
            found[name] = f"{found[name]} {text}" if name in found else text
        return found

    @property
    def negative(self) -> str:
        """What it was asked not to show."""
        text: str = self.worded.get("negative") or self.request.get("settings", {}).get("negative", "")
        return text

    @property
    def rewritten(self) -> str:
        """The prompt as its service rewrote it; empty where it did not, or does not say."""
        text = self.reported.get("revised_prompt")
        return text if isinstance(text, str) else ""

    def _part(self, name: str) -> Mapping[str, Any]:
        part: Mapping[str, Any] = self.snapshot.get(name) or {}
        return part


@dataclass(frozen=True)
class Difference:
    """
    One thing in which two takes differ: a field of its facet, before and after, and the assets it speaks of.

    What `follows` may differ only because something else does.
    """

    facet: Facet
    name: str
    before: str
    after: str
    assets: tuple[str, ...] = ()
    follows: bool = False

    @property
    def variable(self) -> str:
        """What was varied by it; empty where nothing was that a model is asked."""
        if self.facet is Facet.CARD:
            first = self.name.split()[0]
            return next((variable for variable, fields in VARIABLES.items() if first in fields), "")
        return _OTHERS.get(self.facet, "")


def differences(before: Made, after: Made) -> list[Difference]:
    """Everything in which two takes differ, in the order of their making."""
    return [
        *_card(before.card, after.card),
        *_assets(before, after),
        *_fields(Facet.PLACE, _plan(before, "place"), _plan(after, "place")),
        *_value(Facet.PROVIDER, "provider", before.maker[0], after.maker[0]),
        *_value(Facet.MODEL, "model", before.maker[1], after.maker[1]),
        *_value(Facet.MODEL, "surface", before.worded.get("surface"), after.worded.get("surface")),
        *_value(Facet.MODE, "mode", before.worded.get("mode"), after.worded.get("mode")),
        *_fields(Facet.SETTING, _settings(before), _settings(after)),
        *_fields(Facet.FIELD, before.worded.get("fields") or {}, after.worded.get("fields") or {}),
        *_value(Facet.SIZE, "size", _size(before.request), _size(after.request)),
        *_value(Facet.SIZE, "rate", before.request.get("rate"), after.request.get("rate")),
        *_value(Facet.LENGTH, "frames", before.request.get("frames"), after.request.get("frames")),
        *_references(before, after),
        *(_about(one) for one in _fields(Facet.PROMPT, before.sections, after.sections)),
        *_value(Facet.NEGATIVE, "negative", before.negative, after.negative),
        *_value(Facet.SEED, "seed", _seed(before), _seed(after)),
        *_value(Facet.REWRITTEN, "prompt", before.rewritten, after.rewritten),
        *_fields(Facet.DELIVERED, before.delivered, after.delivered),
    ]


def variables(found: Iterable[Difference]) -> tuple[str, ...]:
    """What was varied between two takes, each once: `camera`, `light`; empty where only the seed was."""
    varied = [one for one in found if one.variable]
    own = [one for one in varied if not one.follows]
    return tuple(sorted({one.variable for one in own or varied}, key=_ORDER.index))


def only_the_seed(found: Iterable[Difference]) -> bool:
    """Whether nothing that is asked of a model differs, but for the seed."""
    return not any(one.variable for one in found)


def _card(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Difference]:
    known = [name for name in Card.model_fields if name in before or name in after]
    for name in dict.fromkeys([*known, *before, *after]):
        old, new = before.get(name), after.get(name)
        if name in {"subjects", "references"}:
            yield from _parts(name, old or [], new or [])
        elif isinstance(old, dict) or isinstance(new, dict):
            for one in _fields(Facet.CARD, old or {}, new or {}):
                yield _about(replace(one, name=f"{name} {one.name}"))
        else:
            yield from map(_about, _value(Facet.CARD, name, old, new))


def _parts(name: str, before: Sequence[Mapping[str, Any]], after: Sequence[Mapping[str, Any]]) -> Iterator[Difference]:
    """The parts of people and things, and references, asset by asset."""
    old, new = _by_asset(before), _by_asset(after)
    for asset in dict.fromkeys([*old, *new]):
        for one in _value(Facet.CARD, f"{name} {asset}", old.get(asset), new.get(asset)):
            yield replace(one, assets=(asset,))


def _by_asset(parts: Sequence[Mapping[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for part in parts:
        found.setdefault(part["asset"], []).append({name: text for name, text in part.items() if name != "asset"})
    return found


def _assets(before: Made, after: Made) -> Iterator[Difference]:
    """Assets by their descriptions; where only their version differs nothing of it was asked."""
    for asset in dict.fromkeys([*before.assets, *after.assets]):
        old, new = before.assets.get(asset), after.assets.get(asset)
        if old is None or new is None:
            was, now = _listed(before, asset), _listed(after, asset)
            follows = not (asset in before.named and asset in after.named)
            yield Difference(Facet.ASSET, asset, was, now, (asset,), follows)
            continue
        for one in _fields(Facet.ASSET, _asked(old), _asked(new)):
            yield replace(one, name=f"{asset} {one.name}", assets=(asset,))


def _asked(asset: Mapping[str, Any]) -> dict[str, Any]:
    return {name: text for name, text in asset.items() if name not in {"origin", "may_vary"}}


def _listed(made: Made, asset: str) -> str:
    return f"version {made.named.get(asset, 0)}" if asset in made.assets else ""


def _references(before: Made, after: Made) -> Iterator[Difference]:
    old, new = cited.by_role(before.snapshot), cited.by_role(after.snapshot)
    for key in dict.fromkeys([*old, *new]):
        was, now = old.get(key, cited.NOT_ASKED), new.get(key, cited.NOT_ASKED)
        if was != now:
            follows = not (was.sent and now.sent and set(was.files) != set(now.files))
            yield Difference(Facet.REFERENCE, " ".join(key), was.says, now.says, key[:1], follows)


def _about(one: Difference) -> Difference:
    named = tuple(dict.fromkeys(_CODE.findall(f"{one.before} {one.after}")))
    return replace(one, assets=named)


def _fields(facet: Facet, before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Difference]:
    for name in dict.fromkeys([*before, *after]):
        yield from _value(facet, name, before.get(name), after.get(name))


def _value(facet: Facet, name: str, before: object, after: object) -> Iterator[Difference]:
    old, new = said(before), said(after)
    if old != new:
        yield Difference(facet, name, old, new, follows=facet in _FOLLOWS)


def said(value: object) -> str:
    """A value of a plan as a person reads it; nothing for what is not said."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case float():
            return f"{value:g}"
        case dict():
            return "; ".join(f"{name} {text}" for name, one in value.items() if (text := said(one)))
        case list() | tuple():
            return " | ".join(filter(None, map(said, value)))
        case _:
            return str(value)


def _plan(made: Made, name: str) -> Mapping[str, Any]:
    found: Mapping[str, Any] = made.request.get("plan", {}).get(name) or {}
    return found


def _settings(made: Made) -> dict[str, Any]:
    """What the studio sets besides words."""
    settings = {} if cited.PART in made.snapshot else made.request.get("settings", {})
    return {name: value for name, value in settings.items() if name not in {"seed", "negative"}}


def _size(request: Mapping[str, Any]) -> str:
    return f"{request['width']} x {request['height']}" if "width" in request else ""


def _seed(made: Made) -> object:
    """The seed the service says it used, or the one it was given."""
    return made.reported.get("seed", made.snapshot.get("seed"))
