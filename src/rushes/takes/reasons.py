"""Why one take shows something that another does not: which of their differences touch it, most likely first; pure."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rushes.takes import cited
from rushes.takes.cited import NOT_ASKED, Fate
from rushes.takes.differences import Difference, Facet, Made, only_the_seed, variables

_ARTICLE = re.compile(r"^(?:the|an?)\s+", re.IGNORECASE)
_ENTRY = re.compile(r"[,;|]\s*")


@dataclass(frozen=True)
class About:
    """What is asked about: assets, each with the words that mean it, and what may be varied that bears on it."""

    says: str
    assets: Mapping[str, tuple[str, ...]]
    variables: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Case:
    """Two takes, and one asset that is seen in one of them."""

    before: Made
    after: Made
    found: Sequence[Difference]
    asset: str
    words: tuple[str, ...]

    def speaks(self, text: str) -> bool:
        """Whether a text means the asset, by a word or by its code."""
        meant = "|".join(re.escape(word) for word in (*self.words, self.asset))
        return re.search(rf"(?<!\w)(?:{meant})(?!\w)", text, re.IGNORECASE) is not None

    def told(self, made: Made, text: str) -> bool:
        """Whether a part of a prompt means the asset, also by the token of its file."""
        tokens = [
            token
            for (asset, _), fate in cited.by_role(made.snapshot).items()
            if asset == self.asset
            for token in fate.told
        ]
        return self.speaks(text) or any(re.search(rf"(?<!\w){re.escape(token)}(?!\w)", text) for token in tokens)

    @property
    def fates(self) -> list[tuple[str, Fate, Fate]]:
        """What became of its references, by role, before and after."""
        old, new = cited.by_role(self.before.snapshot), cited.by_role(self.after.snapshot)
        keys = [key for key in dict.fromkeys([*old, *new]) if key[0] == self.asset]
        return [(key[1].replace("_", " "), old.get(key, NOT_ASKED), new.get(key, NOT_ASKED)) for key in keys]


def meaning(name: str, *, person: bool) -> tuple[str, ...]:
    """The words that mean an asset in a prompt: its name; of a thing also its last word, the noun."""
    bare = _ARTICLE.sub("", name).strip()
    words = bare.split()
    return tuple(dict.fromkeys(filter(None, [bare, *([] if person or not words else [words[-1]])])))


def unchanged(found: Iterable[Difference]) -> str:
    """The answer where nothing that is asked of a model differs."""
    seed = "; only the seed did" if any(one.facet is Facet.SEED for one in found) else ""
    return f"Nothing that was asked changed{seed}."


def reasons(before: Made, after: Made, found: Sequence[Difference], about: About) -> list[str]:
    """
    Sentences that say which differences touch what is asked about, most likely first.

    Where none does, the first says so; where nothing was asked otherwise, that is the answer.
    """
    if only_the_seed(found):
        return [*_came(before, after, about), unchanged(found), *_never_sent(before, after, about)]
    touching = [*_touching(before, after, found, about), *_varied(found, about)]
    if not touching:
        varied = ", ".join(variables(found))
        touching = [f"Nothing that was asked of {about.says} changed. What did change: {varied}."]
    return list(dict.fromkeys([*touching, *_general(found), *_never_sent(before, after, about)]))


def _touching(before: Made, after: Made, found: Sequence[Difference], about: About) -> Iterator[str]:
    cases = [_Case(before, after, found, asset, words) for asset, words in about.assets.items()]
    for witness in WITNESSES:
        for case in cases:
            for says in witness(case):
                yield f"{case.asset}: {says}"


def _unnamed(case: _Case) -> Iterator[str]:
    if case.asset in case.before.named and case.asset not in case.after.named:
        yield "the card no longer names it."
    elif case.asset in case.before.assets and case.asset not in case.after.assets:
        yield "the library no longer has it, so that nothing describes it."


def _ruled_out(case: _Case) -> Iterator[str]:
    for was, now in [(case.before.negative, case.after.negative), *_excluded(case)]:
        for entry in _new(was, now):
            if case.speaks(entry):
                yield f"it is now among what must not be seen: “{entry}”."


def _excluded(case: _Case) -> list[tuple[str, str]]:
    return [(one.before, one.after) for one in case.found if one.facet is Facet.CARD and one.name == "negatives"]


def _unsent(case: _Case) -> Iterator[str]:
    for role, was, now in case.fates:
        if was.sent and not now.sent:
            yield f"its picture as {role} no longer goes along: {now.why}."
        elif was.asked and not was.sent and not now.asked:
            yield f"it is no longer referred to as {role}: {now.why}."
        elif now.dropped and not was.dropped and now.sent:
            yield f"fewer pictures of it as {role} go along: {'; '.join(now.dropped)}."


def _untold(case: _Case) -> Iterator[str]:
    for role, was, now in case.fates:
        if now.sent and was.told and not now.told:
            yield f"its picture as {role} goes along, but the prompt no longer says which it is."


def _rewriting(case: _Case) -> Iterator[str]:
    was = case.before.rewritten or str(case.before.request.get("prompt", ""))
    now = case.after.rewritten
    if now and case.told(case.before, was) and not case.told(case.after, now):
        yield "the service rewrote the prompt, and in its words it is no longer there."


def _given_up(case: _Case) -> Iterator[str]:
    said = " ".join(text for text in case.after.worded.get("warnings", ()) if "too long" in text)
    for name, text in case.before.sections.items():
        now = case.after.sections.get(name, "")
        if not case.told(case.before, text) or case.told(case.after, now):
            continue
        if re.search(rf"(?<!\w){re.escape(name)} (?:left out|cut short)", said):
            yield f"the part of the prompt that told of it was given up ({name}): the prompt was too long."
        elif not now:
            yield f"the part of the prompt that told of it is gone ({name})."
        else:
            yield f"a part of the prompt no longer speaks of it ({name}): “{_short(text)}” became “{_short(now)}”."


def _planned(case: _Case) -> Iterator[str]:
    for one in case.found:
        if one.facet is not Facet.CARD or not one.variable or one.name.split()[0] in {"references", "negatives"}:
            continue
        if case.asset in one.assets or case.speaks(one.before) != case.speaks(one.after):
            yield f"what the card says of it changed ({one.name.replace('_', ' ')}): {_became(one)}."


def _described(case: _Case) -> Iterator[str]:
    for one in case.found:
        if one.facet is Facet.ASSET and one.name.partition(" ")[0] == case.asset and " " in one.name:
            yield f"its description changed ({one.name.partition(' ')[2]}): {_became(one)}."


def _pictured(case: _Case) -> Iterator[str]:
    for role, was, now in case.fates:
        if was.sent and now.sent and set(was.files) != set(now.files):
            yield f"another picture of it goes along as {role}."
        elif now.sent and not was.sent:
            yield f"its picture goes along as {role}, where it did not before."
        elif was.sent and now.sent and was.tokens != now.tokens:
            yield f"its picture as {role} has another number: {', '.join(was.tokens)} became {', '.join(now.tokens)}."


def _judged(case: _Case) -> Iterator[str]:
    for one in case.found:
        if one.facet is Facet.CARD and one.name == "standard" and case.speaks(f"{one.before} {one.after}"):
            yield f"it is held against another standard: {_became(one)}."


WITNESSES: tuple[Callable[[_Case], Iterator[str]], ...] = (
    _unnamed,
    _ruled_out,
    _unsent,
    _untold,
    _given_up,
    _rewriting,
    _planned,
    _described,
    _pictured,
    _judged,
)
"""What may have become of an asset, the likeliest first."""


def _varied(found: Iterable[Difference], about: About) -> Iterator[str]:
    """The differences of what a check looks at."""
    for one in found:
        if one.variable in about.variables and one.facet in {Facet.CARD, Facet.SIZE, Facet.LENGTH, Facet.PROMPT}:
            yield f"The {one.variable} changed ({one.name.replace('_', ' ')}): {_became(one)}."


def _general(found: Iterable[Difference]) -> Iterator[str]:
    """What touches everything in a picture."""
    for one in found:
        match one.facet:
            case Facet.PROVIDER | Facet.MODEL:
                yield f"Another {one.name} made it: {_became(one)}."
            case Facet.MODE:
                yield f"It was made from something else: {_became(one)}."
            case Facet.SETTING:
                yield f"A setting changed ({one.name.replace('_', ' ')}): {_became(one)}."
            case Facet.LENGTH if _less(one):
                yield f"There is less time for it: {one.before} {one.name} became {one.after}."
            case Facet.SIZE:
                yield f"It was asked for in another {one.name}: {_became(one)}."


def _came(before: Made, after: Made, about: About) -> Iterator[str]:
    """What the service did to a prompt that was the same."""
    for asset, words in about.assets.items():
        yield from (f"{asset}: {says}" for says in _rewriting(_Case(before, after, (), asset, words)))


def _never_sent(before: Made, after: Made, about: About) -> Iterator[str]:
    """What was so in both takes, and leaves it to chance."""
    for asset, words in about.assets.items():
        fates = _Case(before, after, (), asset, words).fates
        if fates and not any(was.sent or now.sent for _, was, now in fates):
            why = "; ".join(dict.fromkeys(now.why for _, _, now in fates))
            yield f"{asset}: in neither take did a picture of it go along: {why}."


def _became(one: Difference) -> str:
    before, after = (f"“{_short(text)}”" if text else "nothing" for text in (one.before, one.after))
    return f"{before} became {after}"


def _short(text: str, most: int = 160) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rsplit(' ', 1)[0]} …"


def _new(before: str, after: str) -> list[str]:
    """The entries of a list that it did not have before."""
    had = {entry.strip().lower() for entry in _ENTRY.split(before)}
    return [entry.strip() for entry in _ENTRY.split(after) if entry.strip() and entry.strip().lower() not in had]


def _less(one: Difference) -> bool:
    return one.before.isdigit() and one.after.isdigit() and int(one.after) < int(one.before)
