"""Compose: from a plan and a model to the exact request and the snapshot of why it is so; pure."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from rushes.craft.cards.asset import Asset, Clearance
from rushes.craft.cards.card import Card
from rushes.craft.cards.sheets import HOUR
from rushes.craft.cards.vocabulary import Role
from rushes.craft.prompting import compiler, prose
from rushes.craft.prompting.compiled import Compiled
from rushes.craft.prompting.intent import Intent, Kind, Medium, Mode, View, followed, stand_ins
from rushes.craft.prompting.references import FRAMES
from rushes.craft.prompting.sentences import joined, sentence
from rushes.craft.prompting.surface import Surface
from rushes.craft.story.question import Question
from rushes.generation.errors import Unmakeable
from rushes.governance.rules import Refusal
from rushes.kernel.ids import Subject
from rushes.kernel.timecode import Rate
from rushes.providers.base import Citation, Makes, Model, Nature, Request, Spec

NO_WISHES: Mapping[str, Any] = {}
EDIT = "edit"
WITHOUT = "without"
"""The setting that says which references are left out, each as `reference` calls it."""


@dataclass(frozen=True)
class Raster:
    """What frames are asked for; `picture` is its width over its height inside them, 0 where it fills them."""

    width: int
    height: int
    rate: Rate
    picture: float = 0.0


@dataclass(frozen=True)
class Material:
    """
    All that a shot's request is made from.

    `frames` are its approved panels by role, `views` the approved files of assets by what they show (`CH-WREN-FACE`,
    `VO-WREN-VOICE`), `motions` clips whose movement and `words` sounds whose words the shot is to follow, by name: the
    hash of each. `refusal` is what forbids any order.
    """

    card: Card
    assets: Mapping[str, Asset]
    versions: Mapping[str, int]
    heading: str
    place: Mapping[str, Any]
    frames: Mapping[Role, str] = field(default_factory=dict)
    views: Mapping[str, str] = field(default_factory=dict)
    refusal: Refusal | None = None
    motions: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)

    @property
    def named(self) -> dict[str, Asset]:
        """The assets the card names, as far as the library has them."""
        return {name: self.assets[name] for name in self.card.assets if name in self.assets}


@dataclass(frozen=True)
class Composed:
    """What is asked for a subject, what its take can always say of itself, and what forbids it, if anything."""

    subject: Subject
    request: Request
    snapshot: Mapping[str, Any]
    refusal: Refusal | None = None


def clip(
    material: Material, spec: Spec[Any], raster: Raster, attempt: int, version: int, settings: Mapping[str, Any]
) -> Composed:
    """
    A take of a shot: worded for the model's surface, frames no larger than it makes, no shorter than it can be.

    Raises:
        Unmakeable: the provider makes no clips, or the shot is longer than its model can make.
        Unsendable: the surface cannot be asked for the shot as it is.
    """
    model = making(spec, Makes.VIDEO)
    card, (least, most) = material.card, model.seconds
    if card.seconds > most or (card.seconds < least and model.nature is not Nature.MODEL):
        reach = f"{least:g} to {most:g} seconds"
        raise Unmakeable(f"{card.code}: {model.title} makes {reach}, the card asks {card.seconds:g}.", shot=card.code)
    rate = Rate.of(model.rate) if model.rate else raster.rate
    left_out = settings.get(WITHOUT, ())
    worded = None if model.nature is Nature.PERSON else _worded(material, model, raster, left_out)
    asked = Request(
        model=model.id,
        prompt=worded.prompt if worded else _origin(settings),
        frames=rate.frames(max(card.seconds, least)),
        attempt=attempt,
        citations=sent(worded, model) if worded and worded.citations else _citations(material, model, left_out),
        settings={**settings, **said_apart(worded, model)},
        plan=plan(material, raster) | ({} if rate == raster.rate else {"rate": str(raster.rate)}),
        **(sized(raster, model) | {"rate": str(rate)}),
    )
    made = base(asked, spec) | planned(material, version) | {"worded": worded.plain() if worded else None}
    return Composed(Subject("shot", card.code), asked, made, blocked(material))


def panel(
    material: Material,
    spec: Spec[Any],
    raster: Raster,
    attempt: int,
    version: int,
    *,
    name: str,
    seconds: float,
    settings: Mapping[str, Any] = NO_WISHES,
) -> Composed:
    """A picture of a shot at some second of it, for its storyboard; `name` is FIRST, KEY or LAST."""
    model = making(spec, Makes.IMAGE)
    own = model.nature is Nature.PERSON
    asked = Request(
        model=model.id,
        prompt=_origin(settings) if own else prose.prompt(material.card, material.named, material.heading),
        frames=1,
        attempt=attempt,
        citations=() if own else _citations(material, model),
        settings=settings,
        plan=plan(material, raster) | {"panel": name, "seconds": seconds},
        makes=Makes.IMAGE,
        **sized(raster, model),
    )
    subject = Subject("panel", f"{material.card.code}-{name}")
    return Composed(subject, asked, base(asked, spec) | planned(material, version), blocked(material))


def sheet(
    asset: Asset,
    version: int,
    spec: Spec[Any],
    raster: Raster,
    attempt: int,
    *,
    view: str,
    says: str,
    settings: Mapping[str, Any] = NO_WISHES,
) -> Composed:
    """A picture of an asset by itself, for its sheet; `view` is FACE, PROFILE, ..., `says` what is to be seen."""
    model = making(spec, Makes.IMAGE)
    looks = "; ".join(text.rstrip(" .;") for text in (asset.description, asset.fixed) if text)
    asked = Request(
        model=model.id,
        prompt=joined((sentence(f"{asset.name}: {looks}"), says)),
        frames=1,
        attempt=attempt,
        settings=settings,
        plan={"assets": [_shown(asset)], "view": view, "picture": 0.0},
        makes=Makes.IMAGE,
        **sized(raster, model),
    )
    said = {"assets": {asset.id: version}, "view": view}
    forbidden = Refusal("clearance", _uncleared([asset], asset.id)) if asset.clearance is Clearance.BLOCKED else None
    return Composed(Subject("sheet", f"{asset.id}-{view}"), asked, base(asked, spec) | said, forbidden)


def text(
    question: Question, spec: Spec[Any], attempt: int, settings: Mapping[str, Any], about: Mapping[str, Any]
) -> Composed:
    """A draft of a text: the question as it is put; `about` is what its take must know to be used later."""
    model = making(spec, Makes.TEXT)
    asked = Request(
        model=model.id,
        prompt=question.user,
        frames=0,
        rate="24",
        width=0,
        height=0,
        attempt=attempt,
        settings=settings,
        plan={"kind": question.kind, "system": question.system, "schema": question.schema},
        makes=Makes.TEXT,
    )
    return Composed(Subject("draft", question.of), asked, base(asked, spec) | {"kind": question.kind, **about})


def reference(asset: str, role: str) -> str:
    """What a reference is called where it is to be left out: by its asset, a frame of a shot by its role too."""
    return f"{asset} {role}" if role in FRAMES else asset


@dataclass(frozen=True)
class Sound:
    """
    A sound to be made: what it is a take of, its exact words, what its plan says besides.

    `told` is what its take must know to be used later: which line, sound or music of the film it is.
    """

    subject: Subject
    makes: Makes
    prompt: str
    plan: Mapping[str, Any]
    told: Mapping[str, Any]


def sound(
    wanted: Sound,
    spec: Spec[Any],
    rate: Rate,
    attempt: int,
    settings: Mapping[str, Any] = NO_WISHES,
    refusal: Refusal | None = None,
) -> Composed:
    """A reading of a line, an effect, or music, for a film of that rate."""
    model = making(spec, wanted.makes)
    asked = Request(
        model=model.id,
        prompt=wanted.prompt,
        frames=0,
        rate=str(rate),
        width=0,
        height=0,
        attempt=attempt,
        settings=settings,
        plan=wanted.plan,
        makes=wanted.makes,
    )
    return Composed(wanted.subject, asked, base(asked, spec) | {"sound": dict(wanted.told)}, refusal)


def surface_of(model: Model) -> Surface:
    """The surface of a model, in the modes that the model has."""
    surface = compiler.surface_of(model.surface)
    if not model.modes or works_on_clips(model):
        return surface
    return replace(surface, modes=tuple(mode for mode in surface.modes if mode in model.modes))


def intent(material: Material, model: Model, raster: Raster, left_out: Collection[str]) -> Intent:
    """What is wanted of a shot, with the files that may go along; its approved panels where a model takes frames."""
    panels = [Medium(material.card.code, role, sha256=sha256) for role, sha256 in sorted(material.frames.items())]
    pictures = [replace(one, sha256=_picture(one, material)) for one in stand_ins(material.card)]
    clips = [Medium(name, Role.MOTION, Kind.VIDEO, sha256) for name, sha256 in material.motions.items()]
    spoken = [Medium(name, Role.VOICE, Kind.AUDIO, sha256) for name, sha256 in material.words.items()]
    speaks = bool(material.frames) and "speech" in model.controls
    shown = [] if works_on_clips(model) else [*([] if speaks else pictures), *(panels if model.anchors else [])]
    found = [*([*clips, *spoken] if _sends(model) else []), *shown]
    kept = [one for one in found if one.sha256 or not _sends(model)]
    media = tuple(one for one in kept if reference(one.asset, one.role) not in left_out)
    aspect = raster.picture or raster.width / raster.height
    return Intent(material.card, material.named, material.heading, media=media, aspect=aspect)


def _worded(material: Material, model: Model, raster: Raster, left_out: Collection[str]) -> Compiled:
    """The shot in the words of the model's surface."""
    code = material.card.code
    if works_on_clips(model) and not material.motions:
        raise Unmakeable(f"{code}: {model.title} works on a clip: choose a take of it, then `rushes recast {code}`.")
    if Mode.TEXT not in model.modes and "speech" in model.controls and not material.words:
        says = "lets a picture speak the lines of a chosen take"
        raise Unmakeable(f"{code}: {model.title} {says}: read its lines, then `rushes recast {code}`.")
    surface, wanted = surface_of(model), intent(material, model, raster, left_out)
    usual = compiler.usual_mode(surface, wanted)
    mode = Mode.REFERENCES if followed(wanted) and _can_follow(surface, material) else usual
    return compiler.compiled(surface, replace(wanted, mode=mode))


def works_on_clips(model: Model) -> bool:
    """Whether a model makes nothing of its own: it enlarges, changes or dubs a clip, and is shown nothing else."""
    return model.modes == (EDIT,)


def _can_follow(surface: Surface, material: Material) -> bool:
    """Whether a model, by its modes and what its surface says, takes what it is to follow."""
    kinds = [kind for kind, found in ((Kind.VIDEO, material.motions), (Kind.AUDIO, material.words)) if found]
    return Mode.REFERENCES in surface.modes and any(surface.most.get(kind) for kind in kinds)


def _picture(medium: Medium, material: Material) -> str:
    """The approved file of an asset for what a reference is to show or do; empty while there is none."""
    if medium.kind is not Kind.IMAGE:
        return material.views.get(f"{medium.asset}-{medium.role.upper()}", "")
    hour = HOUR.findall(material.heading.upper())
    wide = ("FRONT", *(f"WIDE-{said}" for said in hour[-1:]), "WIDE")
    names = {View.FACE: ("FACE",), View.FULL_BODY: ("BODY",), View.WHOLE: wide}.get(medium.view, ())
    found = (material.views.get(f"{medium.asset}-{name}") for name in names)
    return next(filter(None, found), "")


def _sends(model: Model) -> bool:
    """Whether what goes along leaves the house, so that a reference without a file can only be told in words."""
    return model.nature is Nature.MODEL


def sent(worded: Compiled, model: Model) -> tuple[Citation, ...]:
    """What goes along, as it is sent."""
    told = ((one, (one.kind, one.slot) if _sends(model) else ()) for one in worded.citations)
    return tuple(Citation(one.ordinal, one.asset, one.role, one.sha256, *more) for one, more in told)


def said_apart(worded: Compiled | None, model: Model) -> dict[str, Any]:
    """What a service is told beside the prompt: what the clip is made from, and what must not be seen."""
    if worded is None or not _sends(model):
        return {}
    mode = EDIT if works_on_clips(model) else worded.mode
    return {"mode": mode, **({"negative": worded.negative} if worded.negative else {})}


def making(spec: Spec[Any], makes: Makes) -> Model:
    """The model that is meant for a kind of thing. Unmakeable."""
    model = spec.making(makes)
    if model is None:
        raise Unmakeable(f"{spec.title} makes no {makes}; choose another provider.", provider=spec.id)
    return model


def plan(material: Material, raster: Raster) -> dict[str, Any]:
    """What embedded makers and checks read of a shot."""
    return {
        "card": material.card.model_dump(mode="json", exclude={"origin", "why"}),
        "assets": [_shown(asset) for asset in material.named.values()],
        "place": dict(material.place),
        "picture": raster.picture,
    }


def _shown(asset: Asset) -> dict[str, Any]:
    return asset.model_dump(mode="json", exclude={"clearance", "source"})


def base(asked: Request, spec: Spec[Any]) -> dict[str, Any]:
    """What every take says of how it was asked for."""
    return {"provider": spec.id, "request": asked.plain(), "digest": asked.digest, "seed": asked.seed}


def planned(material: Material, version: int) -> dict[str, Any]:
    """What every take says of its card and the assets that names."""
    return {
        "card": {"version": version, "digest": material.card.digest, "plan": material.card.plain()},
        "assets": {name: material.versions.get(name, 0) for name in material.card.assets},
    }


def blocked(material: Material) -> Refusal | None:
    """What forbids any order of a shot."""
    blocked = [asset for asset in material.named.values() if asset.clearance is Clearance.BLOCKED]
    return Refusal("clearance", _uncleared(blocked, material.card.code)) if blocked else material.refusal


def _uncleared(assets: Sequence[Asset], subject: str) -> str:
    names = ", ".join(asset.id for asset in assets)
    return f"{names} is blocked in assets.csv; clear it, or take it out of {subject}."


def sized(raster: Raster, model: Model) -> dict[str, Any]:
    """The rate of a request, and a frame no larger than the model makes."""
    width, height = _fit(raster, model.largest)
    return {"rate": str(raster.rate), "width": width, "height": height}


def _origin(settings: Mapping[str, Any]) -> str:
    return f"Brought in from {settings.get('name', 'a file')}."


def _citations(material: Material, model: Model, left_out: Collection[str] = ()) -> tuple[Citation, ...]:
    """The card's references in their order; then its approved panels, where the model takes frames."""
    ordered = sorted(material.card.references, key=lambda reference: reference.priority)
    cited = [] if _sends(model) else [(one.asset, one.role, "") for one in ordered]
    if model.anchors:
        cited += [(material.card.code, role, sha256) for role, sha256 in sorted(material.frames.items())]
    cited = [one for one in cited if reference(*one[:2]) not in left_out]
    slots = [("image", str(role)) if _sends(model) else () for _, role, _ in cited]
    return tuple(Citation(number, *one, *more) for number, (one, more) in enumerate(zip(cited, slots, strict=True), 1))


def _fit(raster: Raster, largest: tuple[int, int]) -> tuple[int, int]:
    scale = min(1.0, largest[0] / raster.width, largest[1] / raster.height)
    return _even(raster.width * scale), _even(raster.height * scale)


def _even(length: float) -> int:
    return max(2, 2 * round(length / 2))
