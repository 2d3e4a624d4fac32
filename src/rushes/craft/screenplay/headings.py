"""Scene headings as text: how one is recognised, and what its words say about where and when."""

import re

_PREFIX = re.compile(r"(INT\.?/EXT|EXT\.?/INT|I\.?/E|INT|EXT|EST)(?:[.\s]+|$)", re.IGNORECASE)
_OPENING = re.compile(r"(?:INT\.?/EXT|EXT\.?/INT|I\.?/E|INT|EXT|EST)[.\s]", re.IGNORECASE)
_NUMBER = re.compile(r"#([^\W_](?:[^\W_]|[-.])*)#")
_OMITTED = re.compile(r"(?:SCENES? )?OMIT(?:TED)?(?: SCENES?)?\.?", re.IGNORECASE)
_DASH = re.compile(r"(?<=\s)[-–—]+\s|,\s")
_BOTH = {"INT/EXT", "EXT/INT", "I/E"}
COUNTED = (
    "ONE|TWO|THREE|FOUR|FIVE|SIX|SEVEN|EIGHT|NINE|TEN|ELEVEN|TWELVE|THIRTEEN|FOURTEEN|FIFTEEN|SIXTEEN|SEVENTEEN"
    "|EIGHTEEN|NINETEEN|TWENTY|THIRTY|FORTY|FIFTY|SIXTY|SEVENTY|EIGHTY|NINETY|HUNDRED"
)
"""Numbers as words, from one on."""
_DAY_OF_THE_WEEK = "(?:MON|TUES|WEDNES|THURS|FRI|SATUR|SUN)DAY"
_HOUR = (
    "DAYS?|NIGHT|NIGHTFALL|DAYBREAK|DAYLIGHT|DAYTIME|NIGHTTIME|MORNING|EVENING|AFTERNOON|NOON|MIDDAY|MIDNIGHT"
    "|DAWN|DUSK|SUNRISE|SUNSET|SUNDOWN|SUNUP|TWILIGHT|FIRST LIGHT|(?:MAGIC|GOLDEN|BLUE) HOUR"
    "|JOUR|NUIT|MATIN|SOIR|AUBE|TAG|NACHT|MORGEN|ABEND|DÍA|DIA|NOCHE|MAÑANA|TARDE|NOITE|GIORNO|NOTTE|SERA|ДЕНЬ|НОЧЬ"
    rf"|УТРО|ВЕЧЕР|\d{{1,2}}(?::\d\d| ?[AP]\.?M\b)|(?:{COUNTED}) ?[AP]\.?M\b|(?:{COUNTED}|\d{{1,2}}) O['’]CLOCK"
)
_SPAN = (
    rf"(?:(?:A|AN|FEW|COUPLE|OF|HALF|SEVERAL|SOME|MANY|AND|{COUNTED}|\d{{1,4}})[ -]){{0,6}}"
    "(?:MOMENT|BEAT|SECOND|MINUTE|HOUR|DAY|NIGHT|WEEK|WEEKEND|MONTH|SEASON|YEAR|DECADE)S?(?: AND A HALF)?"
    " (?:LATER|EARLIER|BEFORE|AFTER|AGO)"
)
_FROM_NOW = (
    "(?:THE )?(?:DAY|NIGHT|MORNING|EVENING|AFTERNOON) (?:AFTER|BEFORE)|(?:AT )?(?:THE )?SAME (?:TIME|MOMENT)"
    "|(?:THE )?(?:NEXT|FOLLOWING|SAME|LAST|PREVIOUS) (?:WEEK|WEEKEND|MONTH|YEAR)"
    "|(?:STILL|MUCH|EVEN|SOMETIME|SOME TIME|SHORTLY|SOON|IMMEDIATELY|A LITTLE|A WHILE) (?:LATER|EARLIER|AFTER|BEFORE)"
)
_TIMES = re.compile(
    rf"(?:{_SPAN}|{_FROM_NOW}|(?:(?:(?:THE )?(?:NEXT|SAME|FOLLOWING|PREVIOUS|LAST)|LATE|LATER|EARLY|EARLIER|THAT|MID"
    rf"|PRE|{_DAY_OF_THE_WEEK})[ -])*(?:{_HOUR}|{_DAY_OF_THE_WEEK}|LATER|EARLIER|CONTINUOUS|CONT|SAME|MEANWHILE"
    "|SIMULTANEOUS|INTERCUT|PRESENT|PAST|FUTURE|FLASHBACK|FLASHFORWARD|FLASH FORWARD|DREAM|SPRING|SUMMER|AUTUMN|FALL"
    r"|WINTER|TOMORROW|YESTERDAY|TODAY|TONIGHT))\b",
    re.IGNORECASE,
)


def is_heading(text: str) -> bool:
    """Whether a line, already stripped, opens as a heading does without being forced."""
    return _OPENING.match(text) is not None


def says_omitted(text: str) -> bool:
    """Whether a heading, without its number, only says that its scene is omitted."""
    return _OMITTED.fullmatch(text.strip()) is not None


def take_number(text: str) -> tuple[str, str | None]:
    """The heading without its scene number, and the number between its two `#`, if there is one at the end."""
    if not text.endswith("#"):
        return text, None
    opening = text.rfind("#", 0, -1)
    match = _NUMBER.fullmatch(text, opening) if opening > 0 else None
    return (text[:opening].rstrip(), match[1]) if match else (text, None)


def split(text: str) -> tuple[str, str, str]:
    """
    Inside or outside (`INT`, `EXT`, `EST`, `INT/EXT` or empty), the location, and the time of day as written.

    What follows a dash or comma is a time when its first word is one: in INT. HOUSE - KITCHEN there is no time.
    """
    match = _PREFIX.match(text)
    kind = match[1].upper().replace(".", "") if match else ""
    rest = text[match.end() :].lstrip("-–— ") if match else text
    place, time = _place_and_time(rest)
    return "INT/EXT" if kind in _BOTH else kind, place.strip(), time.strip()


def _place_and_time(rest: str) -> tuple[str, str]:
    if _TIMES.fullmatch(rest.strip()):
        return "", rest
    for dash in _DASH.finditer(rest):
        if _TIMES.match(rest, dash.end()):
            return rest[: dash.start()], rest[dash.end() :]
    return rest, ""
