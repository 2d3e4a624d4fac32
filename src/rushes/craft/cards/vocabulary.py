"""The closed words of a shot card; `other` goes with a text in the card's `other` map."""

from enum import StrEnum


class Size(StrEnum):
    """How much of the subject fills the frame, by body landmark."""

    ELS = "ELS"
    LS = "LS"
    FS = "FS"
    MLS = "MLS"
    MS = "MS"
    MCU = "MCU"
    CU = "CU"
    ECU = "ECU"
    INSERT = "INSERT"
    OTHER = "other"


LANDMARKS: dict[Size, str] = {
    Size.ELS: "the place, a person as small as a hand's width",
    Size.LS: "the whole person with the place around them",
    Size.FS: "head to feet, feet near the bottom edge",
    Size.MLS: "knees up",
    Size.MS: "waist up, head in the top third",
    Size.MCU: "chest up, eyes on the upper third",
    Size.CU: "the face, chin to hairline",
    Size.ECU: "eyes, or a detail of the face",
    Size.INSERT: "the thing fills the frame",
    Size.OTHER: "as described",
}


class Framing(StrEnum):
    """Who shares the frame, and from whose place we look."""

    SINGLE = "single"
    TWO = "two"
    GROUP = "group"
    OTS = "ots"
    POV = "pov"
    INSERT = "insert"
    EMPTY = "empty"
    OTHER = "other"


class Height(StrEnum):
    """Where the camera stands, by the body of a standing person."""

    GROUND = "ground"
    KNEE = "knee"
    WAIST = "waist"
    CHEST = "chest"
    EYE = "eye"
    OVERHEAD = "overhead"
    OTHER = "other"


class Angle(StrEnum):
    """How the camera is tilted, apart from its height."""

    LEVEL = "level"
    HIGH = "high"
    LOW = "low"
    DUTCH = "dutch"
    TOP = "top"
    OTHER = "other"


class Side(StrEnum):
    """Which side of the main subject the camera sees."""

    FRONT = "front"
    THREE_QUARTER = "three-quarter"
    PROFILE = "profile"
    THREE_QUARTER_BACK = "three-quarter-back"
    BACK = "back"
    OTHER = "other"


class Depth(StrEnum):
    """How much of the depth is in focus."""

    DEEP = "deep"
    MEDIUM = "medium"
    SHALLOW = "shallow"


class Movement(StrEnum):
    """The one primary move of the camera."""

    STATIC = "static"
    PAN = "pan"
    TILT = "tilt"
    ROLL = "roll"
    DOLLY = "dolly"
    TRUCK = "truck"
    PEDESTAL = "pedestal"
    ARC = "arc"
    ZOOM = "zoom"
    DOLLY_ZOOM = "dolly-zoom"
    TRACKING = "tracking"
    HANDHELD = "handheld"
    OTHER = "other"


class Direction(StrEnum):
    """Which way something goes, in the frame or along the lens."""

    NONE = "none"
    LEFT = "left"
    RIGHT = "right"
    UP = "up"
    DOWN = "down"
    IN = "in"
    OUT = "out"
    CLOCKWISE = "cw"
    COUNTERCLOCKWISE = "ccw"


class Speed(StrEnum):
    """How fast."""

    SLOW = "slow"
    MEDIUM = "medium"
    FAST = "fast"


class Steadiness(StrEnum):
    """How the camera is carried."""

    LOCKED = "locked"
    SMOOTH = "smooth"
    HANDHELD = "handheld"


class Quality(StrEnum):
    """The edge of a shadow."""

    SOFT = "soft"
    HARD = "hard"


class Role(StrEnum):
    """What a reference controls; two references may hold one role only in an order of priority."""

    IDENTITY = "identity"
    WARDROBE = "wardrobe"
    PLACE = "place"
    PROP = "prop"
    FIRST_FRAME = "first_frame"
    LAST_FRAME = "last_frame"
    MOTION = "motion"
    VOICE = "voice"
    STYLE = "style"


class Job(StrEnum):
    """What the shot is for in its scene."""

    ORIENT = "orient"
    REVEAL = "reveal"
    WITNESS = "witness"
    IDENTIFY = "identify"
    COMPARE = "compare"
    ISOLATE = "isolate"
    TRANSITION = "transition"
    OTHER = "other"


class Origin(StrEnum):
    """Who planned it: the user, the program, or the user with gaps the program filled."""

    USER = "user"
    COMPLETED = "completed"
    PROPOSED = "proposed"


class Treatment(StrEnum):
    """What a voice comes through."""

    NONE = "none"
    PHONE = "phone"
    TAPE = "tape"
    RADIO = "radio"
