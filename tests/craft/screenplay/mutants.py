"""Scripts damaged at random from a seed, as a crash, a bad merge or another program damages them."""

from collections.abc import Iterator
from random import Random

_MARKS = (
    *(
        "[[",
        "]]",
        "/*",
        "*/",
        "(",
        ")",
        "*",
        "**",
        "_",
        "\\",
        "^",
        "#",
        "#1#",
        "=",
        "===",
        "~",
        "!",
        ".",
        "@",
        ">",
        "<",
    ),
    *(
        ":",
        "\n",
        "\n\n",
        "\r\n",
        "\r",
        "  \n",
        "\t",
        " ",
        "\x00",
        "\x0c",
        "\u2028",
        "\ud800",
        "\ufeff",
        "É",
        "你好",
        "🎬",
    ),
    *("INT. ", "TO:", "Title: ", "(CONT'D)"),
)
_ENDS = ("\n", "\r\n", "\r", "\n\r")


def mutants(texts: list[str], count: int, seed: int = 1) -> Iterator[str]:
    """So many damaged scripts, each from one of the texts and spliced with the others; none grows beyond a few KB."""
    random = Random(seed)
    for _ in range(count):
        text = random.choice(texts)
        for _ in range(random.randint(1, 12)):
            text = random.choice(_DAMAGES)(text, random, texts)
        yield text


def _place(text: str, random: Random) -> int:
    return random.randint(0, len(text))


def _piece(text: str, random: Random) -> str:
    start = _place(text, random)
    return text[start : start + random.choice((1, 2, 5, 20, 200))]


def _inserted(text: str, random: Random, texts: list[str]) -> str:
    at = _place(text, random)
    return text[:at] + random.choice(_MARKS) * random.choice((1, 1, 1, 2, 30)) + text[at:]


def _deleted(text: str, random: Random, texts: list[str]) -> str:
    at = _place(text, random)
    return text[:at] + text[at + random.choice((1, 2, 5, 20, 200)) :]


def _doubled(text: str, random: Random, texts: list[str]) -> str:
    at = _place(text, random)
    return text[:at] + _piece(text, random) * random.choice((1, 2, 5)) + text[at:]


def _spliced(text: str, random: Random, texts: list[str]) -> str:
    other = random.choice(texts)
    return (text[: _place(text, random)] + other[_place(other, random) :])[:6000]


def _ended_otherwise(text: str, random: Random, texts: list[str]) -> str:
    parts = text.split("\n")
    return "".join(part + random.choice(_ENDS if random.random() < 0.2 else ("\n",)) for part in parts)


_DAMAGES = (_inserted, _inserted, _deleted, _doubled, _spliced, _ended_otherwise)
