"""Sections that several surfaces share: the whole plan in words, or only what moves where a picture begins the shot."""

from collections.abc import Collection

from rushes.craft.prompting import action, avoiding, binding, camera, framing, hearing, lighting, scenery, speaking
from rushes.craft.prompting.compiled import Section
from rushes.craft.prompting.intent import Mode
from rushes.craft.prompting.page import Page
from rushes.craft.prompting.sentences import joined, sentence


def shot(page: Page, *, angle: bool = True) -> list[Section]:
    """Size with its landmark and where the camera stands; then where things stand in the frame."""
    return [Section("shot", framing.shot(page, angle=angle)), Section("composition", framing.composition(page))]


def subjects(page: Page) -> Section:
    """What everybody looks like; of whom a picture shows, only the state of this shot."""

    def looks(most: int) -> str:
        said = [action.subject(page, part, 0 if page.shown(part.asset) else most) for part in page.card.subjects]
        return joined(dict.fromkeys(said))

    return Section("subjects", looks(99), looks(binding.FEATURES))


def events(page: Page) -> list[Section]:
    """Start, action, end, and where the eyes go."""
    return [
        Section("start", action.start(page)),
        Section("action", action.action(page)),
        Section("end", joined((action.end(page), action.eyeline(page)))),
    ]


def moved(page: Page) -> list[Section]:
    """Only what happens after the first picture, or on the way from the first to the last."""
    end = "" if page.mode is Mode.FIRST_LAST else action.end(page)
    arrives = "The shot ends exactly on the last frame." if page.mode is Mode.FIRST_LAST else ""
    return [Section("action", action.action(page)), Section("end", joined((end, arrives)))]


def where(page: Page) -> Section:
    """The place, unless a picture of it goes along."""
    asset = page.place
    shown = asset is not None and page.shown(asset.id)
    return Section("place", sentence(scenery.time_of_day(page)) if shown else scenery.place(page))


def style(page: Page) -> Section:
    """The look of the film, in the production's own words."""
    return Section("style", sentence(page.said(page.intent.style)))


def speech(page: Page, mark: speaking.Mark = speaking.quoted) -> Section:
    """The lines, and whose mouth stays closed."""
    return Section("dialogue", joined((speaking.lines(page, mark), speaking.mouths(page))))


def size_only(page: Page) -> Section:
    """`Static medium shot.`, for whom a picture shows the rest."""
    return Section("shot", sentence(framing.size(page.card)))


def moves(page: Page, still: str = camera.STILL) -> Section:
    """The camera's one move."""
    return Section("camera", camera.camera(page, still))


def lit(page: Page) -> Section:
    """Light by its result."""
    return Section("light", lighting.light(page))


def heard(page: Page) -> Section:
    """Ambience and effects."""
    return Section("sound", hearing.sound(page))


def bound(page: Page, define: binding.Define = binding.as_is, of: Collection[str] | None = None) -> Section:
    """What the files are for: all of them, or those of these assets."""
    return binding.bindings(page, define, of)


def excluded(page: Page) -> Section:
    """What one shot among several rules out beside the others, turned into what shall be seen instead."""
    return Section("constraints", avoiding.positive(page))


def described(page: Page) -> list[Section]:
    """The whole shot in the neutral order, up to the style; what is heard is left to the surface."""
    return [
        *shot(page),
        subjects(page),
        *events(page),
        moves(page),
        where(page),
        lit(page),
        style(page),
    ]


def constraints(page: Page) -> Section:
    """What shall be seen instead of what must not, where there is no field for it."""
    return Section("constraints", joined((binding.once(page), avoiding.positive(page))))
