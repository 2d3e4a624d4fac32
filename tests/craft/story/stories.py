"""Stories to judge: the demonstration, which is sound, and one that is weak in every way a gate can see."""

from dataclasses import replace
from functools import cache
from typing import Any

from rushes.bootstrap import demo_folder
from rushes.craft.production import folder
from rushes.craft.screenplay import fountain
from rushes.craft.story.beats import Beat, Charge, Part
from rushes.craft.story.card import Story
from rushes.craft.story.findings import Finding, Outcome
from rushes.craft.story.gate import gate
from rushes.craft.story.material import Material

FLAT = """Title: A Nice Day

INT. CAFE - DAY

MARA, 30s, sits at a table. TOM, 30s, sits across from her. A NOTEBOOK lies between them.

MARA
I have been thinking about my life.

TOM
Me too.

They look at each other.

INT. CAFE - DAY

Mara sits at a table. Tom looks at her.

TOM
I feel that everything will be fine.

INT. CAFE - DAY

Mara and Tom sit at a table. Tom takes a GUN from his bag and shoots the lamp.

MARA
I understand now.
"""
FLAT_STORY = Story(
    character="Mara, a woman",
    want="",
    obstacle="She feels uncertain about her future",
    escalation="She feels uncertain about her future again",
    turn="Tom shoots the lamp",
    payoff="The gun is fired and she understands that life is good",
    beats=(
        Beat(scene="S01", part=Part.WANT, before="Calm", action="She sits", after="Calm", value="hope",
             starts=Charge.GOOD, ends=Charge.GOOD, risk=2),
        Beat(scene="S02", part=Part.OBSTACLE, before="Calm", action="She realises it", after="Calmer", value="hope",
             starts=Charge.GOOD, ends=Charge.WON, risk=2),
        Beat(scene="S07", part=Part.TURN, before="Dim", action="Tom shoots", after="Dark", value="hope",
             starts=Charge.EVEN, ends=Charge.GOOD, risk=2),
    ),
)  # fmt: skip


@cache
def side_b() -> Material:
    """The demonstration film as it stands in its folder."""
    made = folder.load(demo_folder())
    return Material.of(made.brief.story, made.screenplay, made.assets, made.cards, made.brief.runtime)


def flat() -> Material:
    """A conversation that nothing comes of."""
    return Material.of(FLAT_STORY, fountain.parse(FLAT), runtime=600)


def script(text: str, story: Story | None = None, **more: Any) -> Material:
    """A script with a story card of its own."""
    return replace(Material.of(story or Story(), fountain.parse(text)), **more)


def found(material: Material, check: str) -> list[Finding]:
    """What one check found."""
    return list(gate(material).of(check))


def doubts(material: Material, check: str) -> list[str]:
    """What one check doubts, in its words."""
    return [each.says for each in found(material, check) if each.outcome is Outcome.DOUBTFUL]
