"""The cast: an asset's words become a person with a silhouette of their own, dressed in the library's colours."""

from dataclasses import dataclass

from rushes.craft.cards.asset import Asset
from rushes.craft.previz.poses import Pose
from rushes.craft.previz.shapes import RGB, Solid


@dataclass(frozen=True, eq=False)
class Figure:
    """A performer, cut and dressed: the asset they are, their height in metres, the colour that follows them."""

    asset: str
    height: float
    colour: RGB


def cast(asset: Asset, state: str = "") -> Figure:
    """The performer an asset describes, in a wardrobe state such as `soaked` or `hood up`; the same words, the same person."""
    raise NotImplementedError


def solid(figure: Figure, pose: Pose, *, detail: str = "far") -> Solid:
    """
    The figure in a pose, in world metres, as one solid.

    `detail` is `far` for long and medium shots, `near` from medium close-up in. `parts` names head_top, eyes, chin,
    mouth, chest, waist, hips, and shoulder_, hand_, knee_, foot_ with l and r, the performer's own sides.
    """
    raise NotImplementedError
