"""Character cues as text: how one is recognised, and its name apart from its extensions."""

import re

_CUE = re.compile(r"([^(]*)((?:\([^()]*\)\s*)+)")


def split(text: str) -> tuple[str, str]:
    """The name, and what stands in parentheses after it, without them; several extensions are joined by commas."""
    match = _CUE.fullmatch(text)
    if match is None:
        return text.strip(), ""
    return match[1].strip(), ", ".join(part.strip("() \t") for part in match[2].split(")") if part.strip())


def is_cue(text: str) -> bool:
    """Whether a line, already stripped and without `^`, reads as a cue: its name holds a letter and no lower case."""
    return is_upper(split(text)[0])


def is_upper(text: str) -> bool:
    """Whether text in any script holds at least one capital and nothing that could be one."""
    return text == text.upper() and text != text.lower()
