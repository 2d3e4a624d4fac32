"""Which files go along, in which order, and which do not and why: numbered only after the surface's limit has cut."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rushes.craft.cards.card import Reference
from rushes.craft.cards.vocabulary import Role
from rushes.craft.prompting.compiled import Citation, Dropped, Unsendable
from rushes.craft.prompting.intent import Intent, Kind, Medium, Mode, View, followed
from rushes.craft.prompting.surface import Surface

FRAMES = {Role.FIRST_FRAME: "first_frame", Role.LAST_FRAME: "last_frame"}
_ORDER = {View.FACE: 0, View.FULL_BODY: 1, View.WHOLE: 2, View.SHEET: 3}
MOST_VIEWS = 2
CALLED = {Kind.VIDEO: "the motion reference", Kind.AUDIO: "the spoken words"}
"""What a file that the whole shot follows is called where files have no tokens."""


@dataclass(frozen=True)
class Along:
    """What goes along, in sending order, and what does not."""

    citations: tuple[Citation, ...]
    dropped: tuple[Dropped, ...]


def choose(surface: Surface, intent: Intent, names: Mapping[str, str]) -> Along:
    """
    The files of a request.

    By the card's priorities each reference gets one picture before any gets its second (a face, then a full body); what
    does not fit is dropped, and only then is the rest numbered, per kind, in sending order.

    Raises:
        Unsendable: a frame that the mode begins or ends with is not there.
    """
    if intent.mode.framed:
        return _frames(intent)
    if intent.mode is Mode.TEXT:
        return Along((), tuple(_out(one, "only words are sent in this mode") for one in _references(intent)))
    return _cited(surface, intent, names)


def _frames(intent: Intent) -> Along:
    wanted = [Role.FIRST_FRAME] + ([Role.LAST_FRAME] if intent.mode is Mode.FIRST_LAST else [])
    sent = [_frame(intent, role) for role in wanted]
    why = "a frame that begins the shot excludes references"
    dropped = [_out(one, why) for one in _references(intent) if one.role not in wanted]
    return Along(tuple(sent), tuple(dropped))


def _frame(intent: Intent, role: Role) -> Citation:
    found = next((medium for medium in intent.media if medium.role is role and medium.kind is Kind.IMAGE), None)
    if found is None:
        what = str(role).replace("_", " ")
        raise Unsendable(
            f"{intent.card.code} has no picture for its {what}: approve a panel for it, or choose mode text."
        )
    return Citation(1, Kind.IMAGE, found.asset, role, found.sha256, FRAMES[role], "", found.view)


def _cited(surface: Surface, intent: Intent, names: Mapping[str, str]) -> Along:
    wanted: list[tuple[int, int, Medium]] = []
    dropped: list[Dropped] = []
    taken: set[tuple[str, str, View, Kind]] = set()
    for rank, reference in enumerate(_references(intent)):
        usable, refused = _usable(surface, intent, reference)
        fresh = [one for key, one in {_key(one): one for one in usable}.items() if key not in taken]
        taken.update(map(_key, fresh))
        wanted += [(turn, rank, medium) for turn, medium in enumerate(fresh)]
        dropped += refused
    sent = _within(surface, wanted, dropped)
    alone = {one.asset: CALLED[one.kind] for one in followed(intent)}
    return Along(_numbered(surface, sent, {**names, **alone}), tuple(dropped))


def _references(intent: Intent) -> list[Reference]:
    """What the whole shot follows, the card's references by priority, then frames that stand by themselves."""
    own = [Reference.model_construct(asset=one.asset, role=one.role, priority=0) for one in followed(intent)]
    own += sorted(intent.card.references, key=lambda one: one.priority)
    named = {(one.asset, one.role) for one in own}
    for medium in intent.media:
        if medium.role in FRAMES and (medium.asset, medium.role) not in named and intent.mode is Mode.REFERENCES:
            own.append(Reference.model_construct(asset=medium.asset, role=medium.role, priority=0))
    return own


def _usable(surface: Surface, intent: Intent, reference: Reference) -> tuple[list[Medium], list[Dropped]]:
    if reference.role in FRAMES and not surface.frames_as_references:
        return [], [_out(reference, f"{surface.title} takes a frame only in a mode that begins with one")]
    found = [one for one in intent.media if one.asset == reference.asset and one.role is reference.role]
    if not found and reference.role is Role.WARDROBE:
        found = [one for one in intent.media if one.asset == reference.asset and one.role is Role.IDENTITY]
        found = [one for one in found if one.view is not View.FACE]
    if not found:
        return [], [_out(reference, "it has no file; it is described in words")]
    kinds = {one.kind for one in found if not surface.most.get(one.kind)}
    refused = [_out(reference, f"{surface.title} takes no {kind}") for kind in sorted(kinds)]
    usable = sorted((one for one in found if one.kind not in kinds), key=lambda one: _ORDER[one.view])
    if any(one.view is View.SHEET for one in usable):
        refused.append(_out(reference, "a sheet of several views makes twins and drift; a face and a full body do not"))
    plain = [one for one in usable if one.view is not View.SHEET]
    more = "more than a face and a full body of one thing blur it"
    return plain[:MOST_VIEWS], refused + [_out(reference, more) for _ in plain[MOST_VIEWS:]]


def _within(
    surface: Surface, wanted: Iterable[tuple[int, int, Medium]], dropped: list[Dropped]
) -> list[tuple[int, int, Medium]]:
    """What the limits leave, in sending order."""
    room = Counter(surface.most)
    sent: list[tuple[int, int, Medium]] = []
    for turn, rank, medium in sorted(wanted, key=lambda one: one[:2]):
        if room[medium.kind] > 0:
            room[medium.kind] -= 1
            sent.append((rank, turn, medium))
        else:
            limit = surface.most[medium.kind]
            view = "" if medium.view is View.WHOLE else f"{str(medium.view).replace('_', ' ')}: "
            why = f"{view}{surface.title} takes {limit} {medium.kind}{'s' if limit > 1 else ''}"
            dropped.append(Dropped(medium.asset, medium.role, why))
    alone = not surface.audio_alone and all(medium.kind is Kind.AUDIO for *_, medium in sent)
    if alone and sent:
        dropped += [Dropped(one.asset, one.role, f"{surface.title} takes no audio alone") for *_, one in sent]
        return []
    return sorted(sent, key=lambda one: one[:2])


def _numbered(
    surface: Surface, sent: Iterable[tuple[int, int, Medium]], names: Mapping[str, str]
) -> tuple[Citation, ...]:
    counted: Counter[Kind] = Counter()
    found = []
    for *_, medium in sent:
        counted[medium.kind] += 1
        number = counted[medium.kind]
        token = surface.token(medium.kind, number) or names.get(medium.asset, medium.asset)
        found.append(
            Citation(number, medium.kind, medium.asset, medium.role, medium.sha256, token=token, view=medium.view)
        )
    return tuple(found)


def _key(medium: Medium) -> tuple[str, str, View, Kind]:
    return medium.asset, medium.sha256 or medium.role, medium.view, medium.kind


def _out(reference: Reference, why: str) -> Dropped:
    return Dropped(reference.asset, reference.role, why)
