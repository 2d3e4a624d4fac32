"""XML from strangers: entities, depth and numbers are refused while it is read, and text is made fit for XML."""

import re
from xml.etree.ElementTree import Element, ParseError, TreeBuilder

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import XMLParser

from rushes.kernel.errors import Fault, InvalidFile

LARGEST = 24 * 2**20
MOST_ELEMENTS = 500_000
MOST_LINES = 1_000_000
DEEPEST = 64
_FILE = "Final Draft file"
_AGAIN = "export it from Final Draft again."
_FORBIDDEN = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def tree(data: bytes) -> Element:
    """
    The root of a Final Draft file.

    Raises:
        InvalidFile: it is too large, not whole, not XML, not Final Draft's, or made to do harm.
    """
    if len(data) > LARGEST:
        size = f"{len(data) / 2**20:.1f} MiB"
        raise fault(f"is {size}; a script may be at most {LARGEST // 2**20} MiB. Is it really the script?")
    if not data.strip():
        raise fault(f"is empty; {_AGAIN}")
    if data.count(b"\n") > MOST_LINES:
        raise fault(f"has more than {MOST_LINES:,} lines, which no script has. Is it really the script?")
    root = _parsed(data)
    if root.tag != "FinalDraft":
        raise fault(f"begins with <{str(root.tag)[:40]}> instead of <FinalDraft>; export the script as .fdx.")
    return root


def fit(text: str) -> str:
    """Text without what XML cannot hold; each such character is shown as the mark for an unreadable one."""
    return _FORBIDDEN.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))


def unfit(text: str) -> int:
    """How many characters of a text XML cannot hold."""
    return len(_FORBIDDEN.findall(text.replace("\r", "\n")))


def fault(what: str, where: str = _FILE) -> InvalidFile:
    """What is wrong with a file."""
    return InvalidFile([Fault(where, what)])


class _Bounded(TreeBuilder):
    """Builds a tree as long as it stays flat and small."""

    def __init__(self) -> None:
        super().__init__()
        self._depth = 0
        self._count = 0

    def start(self, tag: str, attrs: dict[str, str], /) -> Element:
        self._depth += 1
        self._count += 1
        if self._depth > DEEPEST:
            raise fault(f"holds paragraphs inside each other more than {DEEPEST} deep, which no script does; {_AGAIN}")
        if self._count > MOST_ELEMENTS:
            raise fault(f"holds more than {MOST_ELEMENTS:,} XML elements; split the script into parts.")
        return super().start(tag, attrs)

    def end(self, tag: str, /) -> Element:
        self._depth -= 1
        return super().end(tag)


def _parsed(data: bytes) -> Element:
    parser = XMLParser(target=_Bounded(), forbid_dtd=True)
    try:
        parser.feed(data)
        root = parser.close()
    except DefusedXmlException:
        raise fault(f"declares a document type or entities, which a script never needs; {_AGAIN}") from None
    except ParseError as error:
        line, column = error.position
        what = f"is not whole XML: {str(error).partition(':')[0]}; {_AGAIN}"
        raise fault(what, f"{_FILE}: line {line}, column {column + 1}") from None
    except (LookupError, ValueError):
        raise fault(f"names a text encoding that is not known; save it as UTF-8, or {_AGAIN}") from None
    assert isinstance(root, Element)
    return root
