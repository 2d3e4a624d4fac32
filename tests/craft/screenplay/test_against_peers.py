"""Our parser beside three public ones: case by case and on whole scripts, with every difference reviewed."""

from collections import Counter
from pathlib import Path

import pytest

from tests.craft.screenplay import made_up, peers, scripts
from tests.craft.screenplay.cases import DISAGREEMENTS, ORDINARY, Case

CASES = (*DISAGREEMENTS, *ORDINARY)
WHOLE = {path.stem: path for path in sorted(Path("examples").glob("*/*.fountain"))}
TEXTS = {
    **{name: path.read_text(encoding="utf-8") for name, path in WHOLE.items()},
    "kitchen": scripts.KITCHEN,
    "lighthouse": scripts.LIGHTHOUSE,
    "made up": made_up.script(scenes=40, cues=160),
}
# Lyrics (a tilde makes a song, inside a speech too): screenplain knows none, Jouvence none in a speech.
# Dual Dialogue (a caret makes a cue dual): Jouvence reads the cue as action.
# Boneyard (all between the marks is ignored): Jouvence ends it at a blank line.
# Transition and Title Page (FADE IN: is neither): screenplay-tools reads a heading.
REVIEWED = {
    ("spring-tide", "screenplain"): {"lyrics": -2, "dialogue": 1},
    ("spring-tide", "jouvence"): {"cue": -1, "dialogue": 0, "lyrics": -2, "action": 1},
    ("kitchen", "jouvence"): {"cue": -1, "dialogue": -1, "action": 2, "heading": 1},
    ("lighthouse", "screenplain"): {"lyrics": -1, "action": -1},
    ("lighthouse", "screenplay-tools"): {"action": -1, "heading": 1},
    ("made up", "screenplay-tools"): {"action": -1, "heading": 1},
}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_syntax_decides(case: Case) -> None:
    assert tuple(peers.ours(case.text)) == case.reads, case.rule


@pytest.mark.parametrize("peer", peers.PEERS)
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_public_parser_agrees_or_its_difference_was_reviewed(case: Case, peer: str) -> None:
    if peer not in case.hangs:
        assert (tuple(peers.PEERS[peer](case.text)) != case.reads) == (peer in case.others), case.rule


@pytest.mark.parametrize("peer", peers.PEERS)
@pytest.mark.parametrize("name", TEXTS)
def test_whole_scripts_are_read_alike_element_by_element(name: str, peer: str) -> None:
    here, there = peers.ours(TEXTS[name]), peers.PEERS[peer](TEXTS[name])
    assert (here == there) == ((name, peer) not in REVIEWED)
    counted = Counter(kind for kind, _ in there)
    counted.subtract(kind for kind, _ in here)
    reviewed = REVIEWED.get((name, peer), {})
    assert {kind: more for kind, more in counted.items() if more} == {k: m for k, m in reviewed.items() if m}
