"""The one move of the camera, or that it stands still."""

from rushes.craft.cards.card import Move
from rushes.craft.cards.vocabulary import Direction, Movement, Speed, Steadiness
from rushes.craft.prompting.page import Page
from rushes.craft.prompting.sentences import sentence

STILL = "Fixed camera."
_VERBS = {
    Movement.PAN: "pans",
    Movement.TILT: "tilts",
    Movement.ROLL: "rolls",
    Movement.DOLLY: "dollies",
    Movement.TRUCK: "trucks",
    Movement.PEDESTAL: "moves",
    Movement.ARC: "arcs around the subject",
    Movement.ZOOM: "zooms",
    Movement.DOLLY_ZOOM: "moves while zooming the other way",
    Movement.TRACKING: "tracks alongside the subject",
    Movement.HANDHELD: "is handheld, breathing slightly",
}
_WAYS = {Direction.NONE: "", Direction.CLOCKWISE: "clockwise", Direction.COUNTERCLOCKWISE: "counterclockwise"}
_SPEEDS = {Speed.SLOW: "slowly", Speed.MEDIUM: "at an even pace", Speed.FAST: "fast"}


def camera(page: Page, still: str = STILL) -> str:
    """One sentence for the one move; `still` where there is none."""
    move = page.card.move
    if move.primary is Movement.STATIC:
        return still
    if move.primary is Movement.OTHER:
        what = page.said(page.card.other.get("movement", "")) or page.said(move.note)
        return sentence(f"the camera: {what}")
    note = page.said(move.note)
    return sentence(f"the camera {_moves(move, paced=not note)}{f', {note}' if note else ''}")


def _moves(move: Move, *, paced: bool) -> str:
    way = _WAYS.get(move.direction, str(move.direction))
    way = f"toward frame {way}" if way and move.primary is Movement.TRACKING else way
    said = [_VERBS[move.primary], way]
    said += [_SPEEDS[move.speed]] if paced and move.primary is not Movement.HANDHELD else []
    carried = ", handheld" if move.steadiness is Steadiness.HANDHELD and move.primary is not Movement.HANDHELD else ""
    return f"{' '.join(word for word in said if word)}{carried}"
