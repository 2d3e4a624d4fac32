"""Who does what, in order: how each begins, what each does, how each ends; nothing is told twice."""

import re

from rushes.craft.cards.asset import AssetKind
from rushes.craft.cards.card import Part
from rushes.craft.cards.vocabulary import Direction
from rushes.craft.prompting import naming
from rushes.craft.prompting.page import Page
from rushes.craft.prompting.sentences import joined, sentence

_WORD = re.compile(r"[^\W\d_]{3,}")
_CLAUSE = re.compile(r"[;.]\s+|[;.]$|, and then |, then ")
_SMALL = frozenset({"the", "and", "her", "his", "its", "their", "into", "onto", "from", "with", "for", "that", "this"})
_PLURALS = frozenset({"eyes", "hands", "lips", "fingers", "arms", "legs", "feet", "reels", "doors", "words", "its"})
_WHERE = "in|on|at|by|to|over|under|behind|beside|near|inside|against|between|off|left|right|up|down|away|back|with"
_STATES = r"\w{2,}(?:ed|en)|gone|held|lit|dark|still|shut|torn|bent|empty|alone|asleep"
_STATE = re.compile(
    rf"(?:still )?\w{{3,}}ing\b|(?:{_WHERE})\b|(?:{_STATES})(?=$|,| (?:{_WHERE}|facing)\b)", re.IGNORECASE
)


def subject(page: Page, part: Part, most: int) -> str:
    """`Wren is a woman: rust-orange jacket, torn left cuff; soaked.` Only the state where `most` features is none."""
    name, state = page.name(part.asset), page.said(part.state)
    features = page.features(part.asset, most)
    if page.kind(part.asset) is AssetKind.LOCATION or not (features or state):
        return ""
    if not features:
        return sentence(_being(name, state))
    who = f"{name} is a {naming.sex(page.asset(part.asset))}" if page.kind(part.asset) is AssetKind.CHARACTER else name
    return sentence(f"{who}: {features}{f'; {state}' if state else ''}")


def start(page: Page) -> str:
    """How everybody begins."""
    return joined(_step(page, part, part.start) for part in page.card.subjects if part.start != part.state)


def action(page: Page) -> str:
    """What happens: each part's action in the card's order, then what only the shot's own action says."""
    steps = [_step(page, part, part.action) for part in page.card.subjects]
    told = page.said(" ".join(f"{part.start} {part.action} {part.end}" for part in page.card.subjects))
    told = f"{told} {' '.join(page.name(part.asset) for part in page.card.subjects)}"
    return joined((*steps, *(sentence(clause) for clause in _clauses(page) if not _is_told(clause, told)), _way(page)))


def end(page: Page) -> str:
    """How everybody ends."""
    said = [_step(page, part, part.end) for part in page.card.subjects if part.end != part.start]
    return joined(("At the end:", *said)) if any(said) else ""


def eyeline(page: Page) -> str:
    """Where the eyes go, which lip and eye models follow better than a name."""
    return sentence(f"eyes toward {page.said(page.card.eyeline)}") if page.card.eyeline else ""


def _step(page: Page, part: Part, step: str) -> str:
    step = page.said(step)
    if not step:
        return ""
    name = page.name(part.asset)
    first = step.split()[0].lower().strip(",")
    if len(first) > 3 and first.endswith("s") and not first.endswith("ss") and first not in _PLURALS:
        return sentence(f"{name} {step}")
    return sentence(_being(name, step))


def _being(name: str, state: str) -> str:
    return f"{name} is {state}" if _STATE.match(state) else f"{name}: {state}"


def _clauses(page: Page) -> list[str]:
    return [clause.strip() for clause in _CLAUSE.split(page.said(page.card.action)) if clause and clause.strip()]


def _is_told(clause: str, told: str) -> bool:
    """Whether most of what a clause says was said before, by the stems of its words."""
    stems, known = _stems(clause), _stems(told)
    return len(stems & known) * 2 > len(stems) if stems else True


def _stems(text: str) -> set[str]:
    return {word[:4] for word in _WORD.findall(text.lower()) if word not in _SMALL}


def _way(page: Page) -> str:
    direction = page.card.direction
    return sentence(f"movement goes to frame {direction}") if direction in {Direction.LEFT, Direction.RIGHT} else ""
