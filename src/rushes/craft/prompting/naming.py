"""What a prompt calls people and things: their own names, one label, or the plainest noun that tells them apart."""

import re
from collections import Counter
from collections.abc import Mapping

from rushes.craft.cards.asset import Asset, AssetKind
from rushes.craft.prompting.intent import Intent, Kind

_HEAD = re.compile(
    r"(?:an?|the)\s+([^,;.:]{2,60}?)(?=\s+(?:in|with|who|that|of|at|from|on|whose|to|for|and)\b|[,;.:]|$)",
    re.IGNORECASE,
)
_WOMAN = re.compile(r"\b(?:she|her|hers|woman|girl|mother|sister|daughter|wife)\b", re.IGNORECASE)
_MAN = re.compile(r"\b(?:he|his|him|man|boy|father|brother|son|husband)\b", re.IGNORECASE)
_CHILD = re.compile(r"\b(?:girl|boy)\b", re.IGNORECASE)
_ORDER = ("first", "second", "third", "fourth")


def by_kind(kind: Kind, ordinal: int) -> str:
    """What a file is called where files are counted by kind: `Image 1`, `Video 1`, `Audio 1`."""
    return f"{kind.capitalize()} {ordinal}"


def own(intent: Intent) -> Mapping[str, str]:
    """Everything by its own name: people with a capital, things without."""
    return {
        name: _own(asset)
        for name in intent.card.assets
        if (asset := intent.assets.get(name)) is not None and asset.name
    }


def labels(intent: Intent) -> Mapping[str, str]:
    """People in capitals, so that one label stands for one person at every mention; things by their names."""
    people = AssetKind.CHARACTER
    return {
        name: re.sub(r"^the ", "", said, flags=re.IGNORECASE).upper() if intent.assets[name].kind is people else said
        for name, said in own(intent).items()
    }


def plain(intent: Intent) -> Mapping[str, str]:
    """
    Nouns for what a picture already shows: `the courier`, `the woman`; names mean nothing to who has only the picture.

    Two that would be called the same are the first and the second, in the card's order.
    """
    nouns = {name: _noun(intent.assets[name]) for name in own(intent)}
    counted = Counter(nouns.values())
    met: Counter[str] = Counter()
    for name, noun in nouns.items():
        if counted[noun] > 1 and met[noun] < len(_ORDER):
            nouns[name] = f"the {_ORDER[met[noun]]} {noun.removeprefix('the ')}"
        met[noun] += 1
    return nouns


def by_mode(intent: Intent) -> Mapping[str, str]:
    """Plain nouns where a picture begins the shot, own names elsewhere."""
    return plain(intent) if intent.mode.framed else own(intent)


def labels_by_mode(intent: Intent) -> Mapping[str, str]:
    """Plain nouns where a picture begins the shot, one label a person elsewhere."""
    return plain(intent) if intent.mode.framed else labels(intent)


def sex(asset: Asset | None) -> str:
    """`woman`, `man`, `girl`, `boy` or `person`, by the nouns and pronouns of the asset's own words."""
    text = f"{asset.description} {asset.fixed}" if asset else ""
    if child := _CHILD.search(text):
        return child[0].lower()
    if _WOMAN.search(text):
        return "woman"
    return "man" if _MAN.search(text) else "person"


def _own(asset: Asset) -> str:
    return asset.name if asset.kind is AssetKind.CHARACTER else f"the {_bare(asset.name)}"


def _noun(asset: Asset) -> str:
    if asset.kind is not AssetKind.CHARACTER:
        return f"the {_bare(asset.name)}"
    head = _HEAD.match(asset.description)
    words = head[1].split() if head else []
    return f"the {' '.join(words).lower()}" if 0 < len(words) <= 3 else f"the {sex(asset)}"


def _bare(name: str) -> str:
    bare = re.sub(r"^(?:the|an?)\s+", "", name, flags=re.IGNORECASE)
    return bare if bare.isupper() else bare[:1].lower() + bare[1:]
