"""From an intent to what a surface is sent: files chosen, then numbered, words written and fitted, all verified."""

from functools import cache

from rushes.craft.prompting import fitting, hearing, references, surfaces
from rushes.craft.prompting.compiled import Compiled, Section, Unsendable
from rushes.craft.prompting.intent import Intent, Mode, cleaned
from rushes.craft.prompting.page import FIRST_MARK, Page
from rushes.craft.prompting.surface import Surface
from rushes.craft.prompting.verify import verify
from rushes.kernel import plugins
from rushes.kernel.errors import NotFound

MOST_PEOPLE = 4


class NoSurface(NotFound):
    """There is no surface of that id."""


@cache
def found() -> dict[str, Surface]:
    """Every surface, by id: ours and installed ones."""
    return plugins.load(surfaces, Surface)


def surface_of(id: str) -> Surface:
    """A surface by its id; NoSurface lists those there are."""
    known = found()
    if id not in known:
        raise NoSurface(f"There is no surface {id!r}; there are {', '.join(known)}.")
    return known[id]


def compiled(surface: Surface, intent: Intent) -> Compiled:
    """
    The whole prompt of a shot for a surface; the same intent always gives the same words.

    Raises:
        Unsendable: the surface lacks the mode, a frame, the length or the room; or the plan's own words are a token.
    """
    _offered(surface, intent)
    intent = cleaned(intent)
    names = surface.names(intent)
    along = references.choose(surface, intent, names)
    page = Page(intent, along.citations, names)
    written = [section for section in surface.write(page) if section.text]
    _own_words(surface, intent, written)
    sections, said = fitting.shortened(surface, intent, [_spelt(section, along.citations) for section in written])
    seconds, longer = fitting.seconds(surface, intent)
    ratio, cropped = fitting.ratio(surface, intent.aspect)
    negative, unheard = fitting.negative(surface, surface.negative(page))
    fields = {"seconds": seconds, **({"ratio": ratio} if ratio else {})}
    fields |= {"audio": hearing.audible(page)} if surface.sounds else {}
    whole = Compiled(
        surface.id,
        intent.mode,
        surface.joint.join(section.text for section in sections),
        negative,
        along.citations,
        fields | dict(surface.fields),
        along.dropped,
        (*longer, *cropped, *said, *unheard, *_doubts(surface, page)),
        tuple((section.name, section.text) for section in sections),
    )
    verify(surface, whole)
    return whole


def usual_mode(surface: Surface, intent: Intent) -> Mode:
    """The mode that uses most of what there is: a frame that begins the shot, else references, else words."""
    roles = {str(medium.role) for medium in intent.media}
    if {"first_frame", "last_frame"} <= roles and Mode.FIRST_LAST in surface.modes:
        return Mode.FIRST_LAST
    if "first_frame" in roles and Mode.FIRST_FRAME in surface.modes:
        return Mode.FIRST_FRAME
    usable = any(surface.most.get(medium.kind) for medium in intent.media)
    return Mode.REFERENCES if usable and Mode.REFERENCES in surface.modes else Mode.TEXT


def _offered(surface: Surface, intent: Intent) -> None:
    if intent.mode not in surface.modes:
        raise Unsendable(f"{surface.title} has no mode {intent.mode}; it has {', '.join(surface.modes)}.")


def _own_words(surface: Surface, intent: Intent, written: list[Section]) -> None:
    """Before tokens are put in, whatever reads as one was written by a person, and would name the wrong file."""
    pattern = surface.pattern
    if pattern is None:
        return
    for section in written:
        if match := pattern.search(section.text):
            raise Unsendable(
                f"{intent.card.code}, {section.name}: {match[0]!r} would name a file on {surface.title}; "
                "say the asset's name, or write the number as a word."
            )


def _spelt(section: Section, citations: tuple[object, ...]) -> Section:
    tokens = {FIRST_MARK + index: getattr(one, "token", "") for index, one in enumerate(citations)}
    return Section(section.name, section.text.translate(tokens), section.brief.translate(tokens))


def _doubts(surface: Surface, page: Page) -> list[str]:
    missing = sorted({one.asset for one in page.citations if not one.sha256})
    said = [f"{', '.join(missing)}: the file is still to come."] if missing else []
    if len(page.people) > MOST_PEOPLE and surface.id != "neutral":
        said.append(f"{len(page.people)} people drift on every surface we know; stage it with {MOST_PEOPLE}.")
    return said
