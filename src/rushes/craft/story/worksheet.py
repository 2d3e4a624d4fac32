"""Seven questions asked before a film is made: what of each can be made here, how consistent it is, what is at risk."""

from enum import StrEnum

from rushes.craft.cards.card import Value
from rushes.craft.story.beats import Words


class Station(StrEnum):
    """What the seven questions are about, in working order."""

    IDEA = "idea"
    SCRIPT = "script"
    STORYBOARDS = "storyboards"
    CAST = "cast"
    LOCATIONS = "locations"
    FILMING = "filming"
    POST = "post"


ASKS: dict[Station, str] = {
    Station.IDEA: "What of the idea must be a person's, and what may a machine draft?",
    Station.SCRIPT: "Who writes the words, and who decides that they stay?",
    Station.STORYBOARDS: "Which panels can be made here, and do they agree with each other?",
    Station.CAST: "Can each face be the same in every shot, and who said yes to it?",
    Station.LOCATIONS: "Can each place be the same from every side?",
    Station.FILMING: "Which shots can be made here, and which keep failing?",
    Station.POST: "What is cut, mixed and lettered here, and what goes to somebody else?",
}


class Answer(Value):
    """One answer: what can be made here, how consistent it is, and what may go wrong."""

    question: Station
    made: Words = ""
    consistency: Words = ""
    risk: Words = ""
