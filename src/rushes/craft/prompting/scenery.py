"""Where and when: the place by what is locked about it, the time of day by the scene's heading."""

from rushes.craft.prompting.page import Page
from rushes.craft.prompting.sentences import sentence
from rushes.craft.screenplay import headings

_SIDES = {"INT": "interior", "EXT": "exterior", "EST": "exterior", "INT/EXT": "interior and exterior"}
_PLACELESS = ("later", "continuous", "same", "moments")


def place(page: Page, most: int = 99) -> str:
    """`Pawn shop counter, night: one warm brass desk lamp, wooden counter.`"""
    asset, time = page.place, time_of_day(page)
    inside, where, _ = headings.split(page.intent.heading)
    if asset is None:
        named = [_SIDES.get(inside, ""), where.lower(), time]
        return sentence(", ".join(part for part in named if part))
    looks = page.features(asset.id, most)
    return sentence(f"{page.name(asset.id)}{f', {time}' if time else ''}{f': {looks}' if looks else ''}")


def time_of_day(page: Page) -> str:
    """The time the heading says, where it is one a camera can see."""
    time = headings.split(page.intent.heading)[2].lower()
    return "" if any(word in time for word in _PLACELESS) else time
