"""The promise between words and files, kept both ways: no token without its file, no file without its word."""

from collections import Counter

from rushes.craft.prompting.compiled import Citation, Compiled, Unsendable
from rushes.craft.prompting.surface import Surface


def verify(surface: Surface, compiled: Compiled) -> None:
    """
    Hold a prompt against what goes along with it.

    Raises:
        Unsendable: a token names no file, a file is named by no word, a number is missing or a limit is passed.
    """
    cited = [one for one in compiled.citations if one.slot == "reference"]
    _numbers(cited)
    _limits(surface, cited)
    tokens = {one.token for one in cited}
    pattern = surface.pattern
    found = {match[0] for match in pattern.finditer(compiled.prompt)} if pattern else set()
    if strange := sorted(found - tokens):
        raise Unsendable(f"The prompt names {', '.join(strange)}, and no such file goes along.")
    unsaid = [one for one in cited if not (one.token in found if pattern else _named(one, compiled.prompt))]
    if unsaid:
        one = unsaid[0]
        raise Unsendable(f"{one.token} ({one.asset}, {one.role}) goes along, and no word of the prompt says what for.")


def _named(one: Citation, prompt: str) -> bool:
    return bool(one.token) and one.token.lower() in prompt.lower()


def _numbers(cited: list[Citation]) -> None:
    met: Counter[str] = Counter()
    for one in cited:
        met[one.kind] += 1
        if one.ordinal != met[one.kind]:
            raise Unsendable(f"{one.asset} is {one.kind} {one.ordinal} where {met[one.kind]} was due.")


def _limits(surface: Surface, cited: list[Citation]) -> None:
    for kind, count in Counter(one.kind for one in cited).items():
        limit = {str(known): most for known, most in surface.most.items()}.get(kind, 0)
        if count > limit:
            raise Unsendable(f"{count} {kind}s go along and {surface.title} takes {limit}.")
