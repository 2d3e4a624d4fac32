"""
The neutral prompt: size and angle, subjects with their fixed features, action in order, light by its result, the move,
speech and sound; then what to avoid. One order that agrees with every guide we know.
"""

from collections.abc import Iterable, Mapping

from rushes.craft.cards.asset import Asset
from rushes.craft.cards.card import Card, Light, Move, Part, Speech
from rushes.craft.cards.vocabulary import Angle, Direction, Framing, Movement, Side, Size
from rushes.craft.prompting.sentences import joined

SIZES: Mapping[Size, str] = {
    Size.ELS: "Extreme wide shot",
    Size.LS: "Wide shot",
    Size.FS: "Full shot",
    Size.MLS: "Medium wide shot",
    Size.MS: "Medium shot",
    Size.MCU: "Medium close-up",
    Size.CU: "Close-up",
    Size.ECU: "Extreme close-up",
    Size.INSERT: "Insert",
    Size.OTHER: "Shot",
}


def prompt(card: Card, assets: Mapping[str, Asset], heading: str) -> str:
    """The shot as one paragraph of plain words; assets are described by what is locked about them."""
    return " ".join(text for _, text in sections(card, assets, heading))


def sections(card: Card, assets: Mapping[str, Asset], heading: str) -> list[tuple[str, str]]:
    """The paragraph's parts in order, each with its name; none is empty."""
    said = [
        ("shot", _opening(card)),
        ("place", f"{heading}." if heading else ""),
        ("subjects", joined(_subject(part, assets) for part in card.subjects)),
        ("action", _sentence(card.action)),
        ("light", _light(card.light)),
        ("camera", _move(card.move)),
        ("dialogue", joined(_speech(speech, assets) for speech in card.dialogue)),
        ("sound", _sounds(card)),
        ("frames", _anchors(card)),
        ("avoid", _avoid(card, assets)),
        ("length", f"{card.seconds:g} seconds."),
    ]
    return [(name, text) for name, text in said if text]


def _opening(card: Card) -> str:
    framing = "" if card.framing in {Framing.SINGLE, Framing.INSERT, Framing.OTHER} else f", {card.framing}"
    side = "" if card.side is Side.FRONT else f" from {card.side}"
    angle = "" if card.angle is Angle.LEVEL else f", {card.angle} angle"
    composition = f"; {card.composition}" if card.composition else ""
    return f"{SIZES[card.size]} ({card.seen}){framing}, camera at {card.height} height{angle}{side}{composition}."


def _subject(part: Part, assets: Mapping[str, Asset]) -> str:
    asset = assets.get(part.asset)
    said = asset.fixed_in(dressed=bool(part.state)) if asset else ""
    fixed = f" ({said})" if said else ""
    state = f", {part.state}" if part.state else ""
    steps = "; then ".join(step for step in (part.start, part.action, part.end) if step)
    return _sentence(f"{asset.name if asset else part.asset}{fixed}{state}: {steps}" if steps else "")


def _light(light: Light) -> str:
    said = [f"light from {light.source}" if light.source else "", f"lit: {light.lit}" if light.lit else ""]
    said += [f"dark: {light.dark}" if light.dark else "", f"{light.kelvin} K" if light.kelvin else ""]
    return _sentence(", ".join(part for part in said if part))


def _move(move: Move) -> str:
    if move.primary is Movement.STATIC:
        return "Fixed camera."
    primary = "" if move.primary is Movement.OTHER else move.primary
    direction = "" if move.direction is Direction.NONE else move.direction
    said = [f"{primary} {direction}".strip(), move.speed, move.steadiness]
    return _sentence(f"camera: {', '.join(word for word in said if word)} {move.note}")


def _speech(speech: Speech, assets: Mapping[str, Asset]) -> str:
    name = assets[speech.speaker].name if speech.speaker in assets else speech.speaker
    manner = f" ({speech.delivery})" if speech.delivery else ""
    return f"{name}{manner}{'' if speech.on_screen else ', unseen,'} says: {speech.text}"


def _sounds(card: Card) -> str:
    heard = [*card.ambience, *(effect.name for effect in card.effects)]
    music = "No music." if not card.music or card.music == "none" else f"Music: {card.music}."
    return f"Sound: {', '.join(heard)}. {music}" if heard else music


def _anchors(card: Card) -> str:
    said = [f"first frame: {card.start_frame}" if card.start_frame else ""]
    said += [f"last frame: {card.end_frame}" if card.end_frame else ""]
    return _sentence("; ".join(part for part in said if part))


def _avoid(card: Card, assets: Mapping[str, Asset]) -> str:
    avoided = [*card.negatives, *_never(assets[name].negatives for name in card.assets if name in assets)]
    return _sentence(f"avoid: {', '.join(dict.fromkeys(avoided))}" if avoided else "")


def _never(negatives: Iterable[str]) -> list[str]:
    return [
        entry.strip() for text in negatives for entry in text.split(";") if entry.strip() and entry.strip() != "none"
    ]


def _sentence(text: str) -> str:
    text = " ".join(text.split())
    return f"{text[0].upper()}{text[1:].rstrip('.')}." if text else ""
