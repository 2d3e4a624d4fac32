"""Stand-ins: what an insert shows whose card names no thing, by the words of its action."""

import re
from dataclasses import replace

from rushes.craft.cards.asset import Asset, AssetKind
from rushes.craft.cards.card import Part
from rushes.craft.previz.shoot import Shoot

CODE = "PR-DETAIL"
_NAMES = (
    ("Plaque", r"\b(?:brass|bronze|plaque|plate|names|engraved|carved|stone|holes?|freshly cut)\b"),
    (
        "Letter",
        r"\b(?:pages?|written|ink|paper|label|note|handwriting|form|drawn|signature|initials|says|reads|newspaper|headline|poster|screen)\b",
    ),
)


def filled(shoot: Shoot) -> Shoot:
    """The shoot itself, or with a plaque or a letter in it where only such a thing can be meant."""
    card = shoot.card
    if any(asset.kind is AssetKind.PROP for asset in shoot.assets):
        return shoot
    name = next((name for name, pattern in _NAMES if re.search(pattern, card.action.lower())), "")
    if not name:
        return shoot
    thing = Asset(id=CODE, kind=AssetKind.PROP, name=name)
    part = Part(asset=CODE, action="fills the frame")
    changes = {"subjects": (*card.subjects, part), "focus": card.focus.model_copy(update={"target": CODE})}
    return replace(shoot, card=card.model_copy(update=changes), assets=(*shoot.assets, thing))
