"""Compose several shots of a scene as one request: their prompt, and at which frame each is planned to begin; pure."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from itertools import accumulate, pairwise
from typing import Any

from rushes.craft.prompting import compiler, sequences
from rushes.craft.prompting.compiled import Compiled
from rushes.craft.prompting.fitting import summed
from rushes.craft.prompting.intent import Intent
from rushes.generation import compose
from rushes.generation.compose import WITHOUT, Composed, Material, Raster
from rushes.generation.errors import Unmakeable
from rushes.kernel import ids
from rushes.kernel.ids import Subject
from rushes.kernel.timecode import Rate
from rushes.providers.base import Makes, Model, Request, Spec

KIND = "run"
"""The subject of shots that are asked for together, and where an order and its snapshot name them."""
SHOTS = "shots"
"""Where a request and its snapshot keep what they say of each shot."""


def run(
    planned: Sequence[tuple[Material, int]],
    spec: Spec[Any],
    raster: Raster,
    attempt: int,
    settings: Mapping[str, Any],
) -> Composed:
    """
    One clip that holds these shots, in cutting order.

    Args:
        planned: each shot with the version of its card.

    Raises:
        Unmakeable: the provider makes no clips, its model none so long, or it is sent shots otherwise than we can.
        Unsendable: its surface holds one shot, or these do not belong together.
    """
    model, materials = compose.making(spec, Makes.VIDEO), [material for material, _ in planned]
    code = ids.run_code([one.card.code for one in materials])
    worded = _worded(materials, model, raster, settings.get(WITHOUT, ()))
    rate = Rate.of(model.rate) if model.rate else raster.rate
    lengths = [float(one["seconds"]) for one in worded.fields["shots"]]
    _check_length(materials, lengths, model)
    frames = begins(lengths, raster.rate)
    plans = [compose.plan(one, raster) | own for one, own in zip(materials, frames, strict=True)]
    asked = Request(
        model=model.id,
        prompt=worded.prompt,
        frames=rate.frames(max(summed(lengths), model.seconds[0])),
        attempt=attempt,
        citations=compose.sent(worded, model),
        settings={**settings, **compose.said_apart(worded, model)},
        plan={SHOTS: plans, "picture": raster.picture} | ({} if rate == raster.rate else {"rate": str(raster.rate)}),
        **(compose.sized(raster, model) | {"rate": str(rate)}),
    )
    said = [compose.planned(material, version) for material, version in planned]
    made = {"worded": worded.plain(), KIND: [one.card.code for one in materials], SHOTS: said}
    refusal = next(filter(None, map(compose.blocked, materials)), None)
    return Composed(Subject(KIND, code), asked, compose.base(asked, spec) | made, refusal)


def most_shots(model: Model) -> int:
    """How many shots of a scene one request to a model may hold, as far as it can be sent."""
    if model.makes is not Makes.VIDEO or not model.nature.makes or compose.works_on_clips(model):
        return 1
    surface = compose.surface_of(model)
    return 1 if surface.apart else surface.shots


def begins(lengths: Sequence[float], rate: Rate) -> list[dict[str, int]]:
    """The frame each shot is planned to begin at, and how many it is planned to have."""
    ends = [0, *(rate.frames(summed([end])) for end in accumulate(lengths))]
    return [{"begins": start, "frames": end - start} for start, end in pairwise(ends)]


def _worded(materials: Sequence[Material], model: Model, raster: Raster, left_out: Collection[str]) -> Compiled:
    """All shots in the words of the model's surface, made from the most that it takes."""
    surface = compose.surface_of(model)
    if compose.works_on_clips(model):
        raise Unmakeable(f"{model.title} works on a clip and makes none: choose another model.", model=model.id)
    if surface.apart:
        raise Unmakeable(
            f"{model.title} is sent a prompt for each shot, which is not built yet: order the shots by themselves.",
            model=model.id,
        )
    wanted: list[Intent] = [compose.intent(one, model, raster, left_out) for one in materials]
    usual = compiler.usual_mode(surface, sequences.joined(wanted).whole)
    return compiler.sequence(surface, [replace(one, mode=usual) for one in wanted])


def _check_length(materials: Sequence[Material], lengths: Sequence[float], model: Model) -> None:
    """What a surface can be told to make, a model of it may not."""
    least, most = model.seconds
    total = summed(lengths)
    if total <= most:
        return
    codes = [one.card.code for one in materials]
    raise Unmakeable(
        f"{codes[0]} to {codes[-1]}: {model.title} makes {least:g} to {most:g} seconds, "
        f"together they ask {total:g}: take out {codes[-1]}.",
        shot=codes[0],
    )
