"""
MiniMax H3: a prompt in named parts; people and things are `<Subject 1>`, files `<Picture 1>`, lines stand in `<d>`.

Source: the shape of the vendor's prompt guide as public clients write it, and measurements of September 2026 (a part
that says `non_diegetic_music: N/A` kept music out fourteen times of fourteen). Its API names no limits of references
or characters: these are on the safe side. A later shot says when it begins, which it keeps to a tenth of a second.
"""

from collections.abc import Iterable, Mapping, Sequence

from rushes.craft.cards.asset import AssetKind
from rushes.craft.cards.card import Speech
from rushes.craft.prompting import hearing, naming, sequences, speaking, telling
from rushes.craft.prompting.compiled import Section
from rushes.craft.prompting.intent import Intent, Kind, Mode
from rushes.craft.prompting.page import Page
from rushes.craft.prompting.surface import Surface


def write(page: Page) -> Iterable[Section]:
    """Definitions, then the shot in order, then its sound and its music, each part on lines of its own."""
    if page.mode.framed:
        seen = [telling.size_only(page), *telling.moved(page), telling.moves(page)]
    else:
        seen = [*telling.described(page), telling.constraints(page)]
    return [
        *([_under("subject_definitions: ", telling.bound(page))] if page.citations and not page.mode.framed else []),
        _under("detailed_description: [Shot 1] ", seen[0]),
        *seen[1:],
        telling.speech(page, _line),
        *_heard(page),
    ]


def sequence(whole: Page, shots: Sequence[Page]) -> Iterable[Section]:
    """Definitions once, the shots on one timeline, then one soundscape and one music for all of them."""

    def line(page: Page, said: Speech) -> str:
        del page
        return _line(whole, said)

    def shot(page: Page) -> list[Section]:
        return [*telling.described(page), telling.speech(page, line), telling.excluded(page)]

    return [
        *([_under("subject_definitions: ", telling.bound(whole))] if whole.citations else []),
        *sequences.told(shots, shot, _opening),
        telling.style(whole),
        telling.constraints(whole),
        *_heard(whole),
    ]


def subjects(intent: Intent) -> Mapping[str, str]:
    """`<Subject 1>` for each person and thing in the card's order; plain nouns where a picture begins the shot."""
    if intent.mode.framed:
        return naming.plain(intent)
    names = dict(naming.own(intent))
    numbered = [name for name in names if intent.assets[name].kind in {AssetKind.CHARACTER, AssetKind.PROP}]
    return names | {name: f"<Subject {number}>" for number, name in enumerate(numbered, start=1)}


def token(kind: Kind, ordinal: int) -> str:
    """`<Picture 1>`, `<Video 1>`, `<Audio 1>`."""
    return f"<{'Picture' if kind is Kind.IMAGE else kind.capitalize()} {ordinal}>"


def _opening(number: int, begins: float) -> str:
    if number == 1:
        return "detailed_description: [Shot 1] "
    minutes, seconds = divmod(begins, 60)
    return f"[Shot {number}] At {minutes:02.0f}:{seconds:06.3f}, the shot cuts. "


def _heard(page: Page) -> list[Section]:
    sounds = ", ".join(hearing.heard(page)) or "N/A"
    return [
        Section("sound", f"overall_soundscape: {sounds}", "overall_soundscape: N/A"),
        Section("music", f"non_diegetic_music: {hearing.music(page) or 'N/A'}"),
    ]


def _under(title: str, section: Section) -> Section:
    brief = f"{title}{section.brief}" if section.brief else ""
    return Section(section.name, f"{title}{section.text}" if section.text else "", brief)


def _line(page: Page, line: Speech) -> str:
    voices = list(dict.fromkeys(said.speaker for said in page.card.dialogue))
    number = voices.index(line.speaker) + 1
    who = speaking.speaker(page, line)
    return f"(S{number}) {who} says: <d>[{speaking.language(line)}] {line.text.strip()}</d>"


plugin = Surface(
    id="minimax",
    title="MiniMax H3",
    checked="2026-11-26",
    modes=(Mode.TEXT, Mode.FIRST_FRAME, Mode.FIRST_LAST, Mode.REFERENCES),
    write=write,
    names=subjects,
    token=token,
    most={Kind.IMAGE: 4, Kind.VIDEO: 1, Kind.AUDIO: 1},
    seconds=tuple(range(4, 16)),
    ratios=("16:9", "4:3", "1:1", "3:4", "9:16", "21:9"),
    characters=2000,
    joint="\n",
    shots=6,
    sequence=sequence,
)
