"""Verbs by what a camera makes of them: deeds it can see, and states that only the person in them knows."""

import re
from collections.abc import Iterator
from functools import cache

from rushes.craft.grammar.words import NOT_THINGS, THINGS, listed

SEEN = listed(
    """
    arrive enter come step walk run hurry rush burst appear slip climb leave exit go storm vanish ride drive row swim
    jump leap dash stumble fall crawl cross race march chase flee follow pursue skate cycle fly circle dance stagger
    skid charge dive crash explode fire shoot fight punch kick swerve smash throw slam tackle pick take grab hold pull
    snatch slide feed carry lift catch drop pocket hand unfold fold clutch push scoop tuck light load unwrap wrap open
    close untie tie turn pour stir cut write unlock lock press wipe raise lower place put set bring read steal break
    crack burn drown kill stab hit strike tear rip bury dig plant paint draw build repair fix mend deliver return give
    send pay sell buy trade hide find discover reveal show uncover point wave kiss embrace hug slap shove trip hang ring
    knock call phone record play sing shout scream whisper speak say tell ask answer lie confess sign stamp swear warn
    laugh cry weep smile nod kneel stand sit rise wake sleep eat drink cook wash clean dress undress wear strip
    jam block bar bolt nail stop start switch flip launch land sink float rescue save free release capture arrest cage
    escape meet join marry divorce arrest bet win lose score beat finish sound blow pump rain snow flood freeze melt
    collapse spill leak swing shut empty fill smoke drip glow flash fade flicker die bleed heal grow shrink bite scratch
    touch feel_for reach lean lay squeeze shake tremble limp swap exchange replace remove attach glue sew film
    photograph print post mail delete erase type dial text photograph count measure weigh guard watch stare look see
    notice glance peer listen hear wait
    """
)
INNER = listed(
    """
    feel think know realise realize understand hope wish believe remember love hate fear regret wonder want need learn
    accept forgive suffer yearn long miss trust doubt decide consider dream imagine worry care mature reflect
    appreciate cope struggle grieve mourn deserve despair belong matter become seem overcome face guilt grief shame
    loneliness pride jealousy anxiety insecurity identity peace closure happiness meaning purpose confidence courage
    freedom hopelessness
    """
)
_FORMS = listed(
    """
    came:come ran:run rode:ride drove:drive swam:swim leapt:leap fell:fall fled:flee flew:fly threw:throw took:take
    taken:take held:hold slid:slide fed:feed caught:catch brought:bring broke:break broken:break burnt:burn hit:hit
    struck:strike tore:tear torn:tear dug:dig drew:draw drawn:draw built:build gave:give given:give sent:send paid:pay
    sold:sell bought:buy hid:hide hidden:hide found:find shown:show hung:hang rang:ring sang:sing sung:sing spoke:speak
    spoken:speak said:say told:tell lay:lie swore:swear wept:weep knelt:kneel stood:stand sat:sit rose:rise woke:wake
    slept:sleep ate:eat eaten:eat drank:drink wore:wear worn:wear sank:sink sunk:sink met:meet won:win lost:lose
    beat:beat beaten:beat blew:blow shot:shoot fought:fight froze:freeze frozen:freeze swung:swing bled:bleed grew:grow
    bit:bite laid:lay shook:shake stole:steal stolen:steal wrote:write written:write went:go gone:go left:leave
    felt:feel thought:think knew:know known:know understood:understand learnt:learn forgave:forgive became:become
    saw:see seen:see heard:hear stuck:stick
    """
)
_PAST = {past: base for past, _, base in (form.partition(":") for form in _FORMS)}
_FIGURE = re.compile(
    r"\b(?:find|gain|win|lose|get|seek|reach|give|take|keep|hold|build|break|come|look)\w*\s+(?:[\w'’]+\s+){0,2}?"
    r"(?:peace|closure|happiness|meaning|purpose|confidence|courage|freedom|identity|hope|love|trust|faith|control"
    r"|terms|(?:him|her|them|one)sel(?:f|ves))\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+")
_UNSEEN_THINGS = listed("one other another thing things way moment second minute hour time it him her them look gap")
_LETTERED = re.compile(r"[:\"“‘]\s*[A-Z]{2,}\b")
_SHOWN = (THINGS | NOT_THINGS) - _UNSEEN_THINGS


def deeds(text: str) -> list[str]:
    """The words of a text that say a deed or event one can see or hear; to find peace is none."""
    return [word for word in _WORD.findall(_FIGURE.sub(" ", text)) if is_form_of(word.casefold(), SEEN)]


def states(text: str) -> list[str]:
    """The words of a text that say an inner state: feels, realises, becomes."""
    return [word for word in _WORD.findall(text) if is_form_of(word.casefold(), INNER)]


def shown(text: str) -> list[str]:
    """The words of a text that name something one can film: a thing, a part of the body or a room, lettering."""
    things = [word for word in _WORD.findall(text) if word.casefold().removesuffix("s") in _SHOWN]
    return things or [match[0].lstrip(':"“‘ ') for match in _LETTERED.finditer(text)]


@cache
def is_form_of(word: str, verbs: frozenset[str]) -> bool:
    """Whether a word in lower case is a form of one of some verbs."""
    return any(base in verbs for base in bases(word))


def bases(word: str) -> Iterator[str]:
    """What a verb's form may be a form of: `carries` of carry, `slipped` of slip, `came` of come."""
    yield word
    if word in _PAST:
        yield _PAST[word]
    for ending, others in (("ies", "y"), ("ied", "y"), ("es", ""), ("s", ""), ("ed", ""), ("ed", "e"), ("ing", "")):
        if word.endswith(ending) and len(word) > len(ending) + 1:
            stem = word[: -len(ending)] + others
            yield stem
            yield from _undoubled(stem)
    if word.endswith("ing"):
        yield f"{word[:-3]}e"


def _undoubled(stem: str) -> Iterator[str]:
    if len(stem) > 2 and stem[-1] == stem[-2]:
        yield stem[:-1]
