"""
How long acts take: verbs of action, each with the seconds a performer needs to do it so that it reads.

The figures are estimates, rounded: a person sits in two seconds and crosses a room in four.
"""

import re

READ_WORDS_A_SECOND = 5.0
AGAIN = 0.7
_TABLE: tuple[tuple[float, str], ...] = (
    (1.0, "nods? shrugs? blinks? stops freezes flinch(?:es)? gasps?"),
    (1.5, "looks? glances? turns? sees? notices? drops? catch(?:es)? grabs? snatch(?:es)? picks?_up closes? slams?"),
    (1.5, "falls? smiles? points? throws? jumps? leaps? knocks? strikes? smash(?:es)? rings?"),
    (2.0, "sits? stands?_up rises? gets?_up takes? opens? lifts? gives? hands shows? puts? sets? pushes pulls? lights"),
    (2.0, "kneels? leans? tucks? pockets? hides? touch(?:es)? kisses holds?_out slides? watch(?:es)? stares? runs?"),
    (2.5, "enters? comes_in comes_out exits? leaves? walks?_in walks?_out sprints? rush(?:es)? hurr(?:y|ies) dives?"),
    (3.0, "walks? reads? listens? waits? pours? stirs? unlocks? unwraps? unfolds? wipes? ties unties? examines? tears"),
    (
        4.0,
        "cross(?:es)? climbs? rows? drives? writes? searches dances? chases? fights? crawls? drags? unpacks? descends?",
    ),
)
_VERBS = tuple(
    (seconds, re.compile(r"\b(?:" + "|".join(words.split()).replace("_", r"\s") + r")\b", re.IGNORECASE))
    for seconds, words in _TABLE
)


def seconds_of(text: str) -> float:
    """
    About how long some action takes: its verbs one after another, later ones overlapping; at least time to read it.

    Action without a verb that is known takes as long as it takes to read.
    """
    read = 1.2 + len(text.split()) / READ_WORDS_A_SECOND
    done = [seconds for sentence in re.split(r"[.!?…]\s", text) for seconds in _done(sentence)]
    if not done:
        return read
    acted = done[0] + AGAIN * sum(done[1:])
    return min(max(acted, 0.7 * read), 1.5 * read)


def many(text: str) -> int:
    """How many acts some action asks for, one after another."""
    clauses = re.split(r"[.!?…;]\s|\bthen\b|, (?:and )?", text)
    return sum(bool(_done(clause)) for clause in clauses)


def _done(sentence: str) -> list[float]:
    """The seconds of the verbs of a sentence, in their order."""
    found = {match.start(): seconds for seconds, verbs in reversed(_VERBS) for match in verbs.finditer(sentence)}
    return [found[at] for at in sorted(found)]
