"""How the shot looks before anything moves: size by a landmark of the body, where the camera stands, what is sharp."""

from rushes.craft.cards.card import Card
from rushes.craft.cards.vocabulary import Angle, Depth, Framing, Height, Movement, Side, Size
from rushes.craft.prompting.page import Page
from rushes.craft.prompting.prose import SIZES
from rushes.craft.prompting.sentences import joined, sentence

_HEIGHTS = {
    Height.GROUND: "camera at ground level",
    Height.KNEE: "camera at knee height",
    Height.WAIST: "camera at waist height",
    Height.CHEST: "camera at chest height",
    Height.EYE: "at eye level",
    Height.OVERHEAD: "camera overhead",
}
_ANGLES = {
    Angle.LEVEL: "",
    Angle.HIGH: "looking down",
    Angle.LOW: "looking up",
    Angle.DUTCH: "tilted horizon",
    Angle.TOP: "straight down",
}
_SIDES = {
    Side.FRONT: "",
    Side.THREE_QUARTER: "three-quarter view",
    Side.PROFILE: "in profile",
    Side.THREE_QUARTER_BACK: "three-quarter view from behind",
    Side.BACK: "from behind",
}
_FRAMINGS = {Framing.TWO: "two-shot", Framing.GROUP: "group shot", Framing.POV: "point of view"}


def size(card: Card) -> str:
    """`Static medium shot`, or `Medium shot` where the camera moves."""
    said = card.other.get("size", "Shot") if card.size is Size.OTHER else SIZES[card.size]
    return f"Static {said[:1].lower()}{said[1:]}" if card.move.primary is Movement.STATIC else said


def shot(page: Page, *, angle: bool = True) -> str:
    """Size with its landmark, the camera's height, tilt and side, who shares the frame."""
    card = page.card
    landmark = "" if card.size is Size.OTHER and not card.landmark else f": {page.said(card.seen)}"
    where = [height(page), tilt(page), _side(page)] if angle else []
    return sentence(
        ", ".join(part for part in (f"{size(card)}{landmark}", *where, _framing(page), _lens(card)) if part)
    )


def composition(page: Page) -> str:
    """Where things stand in the frame, and what is sharp."""
    return joined((sentence(page.said(page.card.composition)), _focus(page)))


def height(page: Page) -> str:
    """Where the camera stands."""
    card = page.card
    return page.said(card.other.get("height", "")) if card.height is Height.OTHER else _HEIGHTS[card.height]


def tilt(page: Page) -> str:
    """How it is tilted."""
    card = page.card
    return page.said(card.other.get("angle", "")) if card.angle is Angle.OTHER else _ANGLES[card.angle]


def _side(page: Page) -> str:
    card = page.card
    return page.said(card.other.get("side", "")) if card.side is Side.OTHER else _SIDES[card.side]


def _framing(page: Page) -> str:
    card = page.card
    if card.framing is Framing.OTHER:
        return page.said(card.other.get("framing", ""))
    if card.framing is Framing.OTS:
        return f"over {page.name(card.over)}'s shoulder" if card.over else "over the shoulder"
    return _FRAMINGS.get(card.framing, "")


def _lens(card: Card) -> str:
    if card.lens <= 20:
        return "ultra-wide lens"
    if card.lens <= 28:
        return "wide lens"
    return "long lens" if card.lens >= 75 else ""


def _focus(page: Page) -> str:
    focus = page.card.focus
    if focus.rack_to:
        return sentence(
            f"focus shifts from {page.said(focus.target) or 'the foreground'} to {page.said(focus.rack_to)}"
        )
    if focus.depth is Depth.SHALLOW:
        return sentence(f"shallow focus{f' on {page.said(focus.target)}' if focus.target else ''}")
    return "Everything is in focus." if focus.depth is Depth.DEEP else ""
