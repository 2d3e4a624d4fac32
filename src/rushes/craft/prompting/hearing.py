"""What is heard besides speech."""

from rushes.craft.prompting.page import Page
from rushes.craft.prompting.sentences import sentence


def heard(page: Page) -> list[str]:
    """Ambience, then effects in order, each once."""
    return list(
        dict.fromkeys(page.said(name) for name in (*page.card.ambience, *(one.name for one in page.card.effects)))
    )


def sound(page: Page) -> str:
    """`Sound: rain, distant traffic, boots.`"""
    return sentence(f"sound: {', '.join(heard(page))}") if heard(page) else ""


def music(page: Page) -> str:
    """What music the shot itself holds; empty where there is none, for a score is laid under the cut and not a shot."""
    said = page.card.music.strip()
    return "" if said.lower() in {"", "none", "no", "no music"} else page.said(said)


def music_or_none(page: Page) -> str:
    """`Music: a waltz on the radio.` or `No music.`"""
    return sentence(f"music: {music(page)}") if music(page) else "No music."


def audible(page: Page) -> bool:
    """Whether anything at all is to be heard."""
    return bool(page.card.dialogue or heard(page) or music(page))
