"""What each file that goes along is for, said once: who is in which picture, whose voice, which place."""

from collections.abc import Callable, Collection

from rushes.craft.cards.asset import AssetKind
from rushes.craft.cards.vocabulary import Role
from rushes.craft.prompting import naming
from rushes.craft.prompting.compiled import Section
from rushes.craft.prompting.intent import followed
from rushes.craft.prompting.page import Page
from rushes.craft.prompting.sentences import joined, listed, sentence

Define = Callable[[str, str, str], str]
FEATURES = 3
PASSES = {
    "DEPTH": "space, timing and framing are those of {0}, which shows this shot by distance, the nearest white",
    "POSE": "poses, timing and framing are those of {0}, which shows the people of this shot as coloured skeletons",
    "SPEECH": "every word is spoken when it is heard in {0}, with lips that fit it",
}
"""What a control pass is, or the sound of a shot's lines, by the last word of its name."""
SKETCH = "people, things and camera move exactly as in {0}, with its timing and framing; nothing of its look is kept"


def as_is(name: str, noun: str, marks: str) -> str:
    """`Wren is the woman in Image 1 and Image 2`."""
    return f"{name} is the {noun} in {marks}"


def defined(name: str, noun: str, marks: str) -> str:
    """`Define the woman in Image 1 and Image 2 as WREN`."""
    return f"define the {noun} in {marks} as {name}"


def bindings(page: Page, define: Define = as_is, of: Collection[str] | None = None) -> Section:
    """One sentence for each asset and role that goes along, or of these assets; short of room, without its features."""
    cited = [one for one in page.citations if one.slot == "reference" and (of is None or one.asset in of)]
    pairs = dict.fromkeys((one.asset, one.role) for one in cited)
    return Section(
        "definitions",
        joined(_binding(page, asset, role, define, FEATURES) for asset, role in pairs),
        joined(_binding(page, asset, role, define, 0) for asset, role in pairs),
    )


def once(page: Page) -> str:
    """That nobody of whom several pictures go along stands in the frame twice."""
    twice = [part.asset for part in page.people if len(page.marks(part.asset, Role.IDENTITY)) > 1]
    return joined(sentence(f"only one {page.name(asset)} is in the frame") for asset in dict.fromkeys(twice))


def _binding(page: Page, asset: str, role: str, define: Define, most: int) -> str:
    name, marks = page.name(asset), _marks(page, asset, role)
    if any(one.asset == asset for one in followed(page.intent)):
        shown = "SPEECH" if role == Role.VOICE else asset.rpartition("-")[2]
        return sentence(PASSES.get(shown, SKETCH).format(marks))
    features = page.features(asset, most)
    tail = f": {features}" if features else ""
    match role:
        case Role.IDENTITY | Role.PROP:
            return sentence(f"{define(name, _noun(page, asset), marks)}{tail}")
        case Role.WARDROBE:
            worn = page.kind(asset) is AssetKind.WARDROBE
            return sentence(f"{name}: exactly as in {marks}" if worn else f"{name} wears the clothes in {marks}")
        case Role.PLACE:
            return sentence(f"the place is {name}, as in {marks}{tail}")
        case Role.VOICE:
            return sentence(f"{name} speaks with the voice of {marks}")
        case Role.MOTION:
            return sentence(f"{name}: only the movement of {marks}")
        case Role.STYLE:
            return sentence(f"{name}: only the look of {marks}")
        case _:
            return sentence(f"{marks} is the {role.replace('_', ' ')} of the shot")


def _marks(page: Page, asset: str, role: str) -> str:
    """The tokens of an asset's files; where a surface has none, its name stands for them and is said beside."""
    cited = [one for one in page.citations if (one.asset, one.role) == (asset, role)]
    if any(one.token == page.names.get(asset, asset) for one in cited):
        return f"the reference picture{'s' if len(cited) > 1 else ''}"
    return listed(page.marks(asset, role))


def _noun(page: Page, asset: str) -> str:
    known = page.asset(asset)
    if page.kind(asset) is AssetKind.CHARACTER:
        return naming.sex(known)
    return "object"
