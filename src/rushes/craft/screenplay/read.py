"""Scripts from disk, told by their content: Fountain, Final Draft, PDF; what cannot be one is refused with a remedy."""

from pathlib import Path

from rushes.craft.screenplay import finaldraft, fountain
from rushes.craft.screenplay.elements import Screenplay
from rushes.craft.screenplay.finaldraft import Imported
from rushes.craft.screenplay.pdf import reading
from rushes.kernel.errors import Fault, InvalidFile, NotFound

LARGEST = finaldraft.LARGEST
"""The most bytes of any script: a Final Draft file is several times as long as its words."""
LARGEST_TEXT = 10 * 2**20
MOST_LINES = 1_000_000
_MAGIC = {
    b"PK\x03\x04": "is a zip or office document; export the script as Fountain, Final Draft, PDF or plain text",
    b"{\\rtf": "is rich text; save the script as plain text",
    b"\x89PNG": "is a picture; name the script file",
    b"\xff\xd8\xff": "is a picture; name the script file",
}
_WIDE = {b"\xff\xfe\x00\x00": "UTF-32LE", b"\xff\xfe": "UTF-16", b"\xfe\xff": "UTF-16", b"\x00\x00\xfe\xff": "UTF-32BE"}


class NoSuchScript(NotFound):
    """There is no script file of that name."""


def read(path: Path) -> Screenplay:
    """
    Read a script; the source of one that was Final Draft or PDF is the Fountain text made of it.

    Raises:
        NoSuchScript: there is no such file.
        InvalidFile: it is empty, too large, not a script, or harmful; or text that is not UTF-8.
    """
    return parse(load(path), path)


def parse(data: bytes, path: Path) -> Screenplay:
    """The script that a file's bytes are; `path` is what a refusal calls it. InvalidFile, as for `read`."""
    if is_pdf(data):
        return reading.read(data, f"{path}").screenplay
    if is_xml(data):
        return final_draft(data, path).screenplay
    return _fountain(data, path)


def is_pdf(data: bytes) -> bool:
    """Whether a file is a PDF."""
    return data[:1024].lstrip().startswith(b"%PDF-")


def is_xml(data: bytes) -> bool:
    """Whether a file is XML, which as a script is Final Draft's."""
    encoding = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    return data[:1024].decode(encoding, "ignore").lstrip().startswith(("<?xml", "<FinalDraft"))


def final_draft(data: bytes, path: Path) -> Imported:
    """A Final Draft file with all it says beside the script; `path` is what a refusal calls it."""
    try:
        return finaldraft.read(data)
    except InvalidFile as problem:
        faults = [Fault(fault.where.replace("Final Draft file", f"{path}"), fault.what) for fault in problem.faults]
        raise InvalidFile(faults) from None


def _fountain(data: bytes, path: Path) -> Screenplay:
    _refuse_other_kinds(path, data)
    _refuse_wide_text(path, data)
    _refuse_binary(path, data)
    if len(data) > LARGEST_TEXT:
        raise _fault(f"{path}", f"is more than {LARGEST_TEXT >> 20} MiB; is it really the script?")
    if max(data.count(b"\n"), data.count(b"\r")) > MOST_LINES:
        raise _fault(f"{path}", f"has more than {MOST_LINES:,} lines, which no script has. Is it really the script?")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _not_utf8(path, data, error.start) from None
    if not text.removeprefix("\ufeff").strip():
        raise _fault(f"{path}", "is empty; write at least one line of script in it.")
    return fountain.parse(text)


def load(path: Path) -> bytes:
    """A script's bytes, at most `LARGEST`. NoSuchScript, InvalidFile."""
    if path.is_dir():
        raise _fault(f"{path}", "is a folder; name the script file in it.")
    try:
        size = path.stat().st_size
        if size > LARGEST:
            what = f"is {size / 2**20:.1f} MiB; a script may be at most {LARGEST >> 20} MiB. Is it really the script?"
            raise _fault(f"{path}", what)
        return path.read_bytes()
    except FileNotFoundError:
        raise NoSuchScript(f"{path}: there is no such file; check the name.", path=str(path)) from None
    except OSError as error:
        raise _fault(f"{path}", f"cannot be read: {error.strerror}.") from None


def _refuse_other_kinds(path: Path, data: bytes) -> None:
    for magic, what in _MAGIC.items():
        if data.startswith(magic):
            raise _fault(f"{path}", f"{what}.")


def _refuse_wide_text(path: Path, data: bytes) -> None:
    encoding = next((name for mark, name in _WIDE.items() if data.startswith(mark)), None) or _unmarked_wide(data)
    if encoding:
        raise _fault(f"{path}", f"is {encoding} text, not UTF-8; {_convert(path, encoding)}")


def _unmarked_wide(data: bytes) -> str | None:
    """UTF-16 without a mark: every other byte of Latin text is zero."""
    head = data[:4096]
    if len(head) < 8:
        return None
    even, odd = head[::2], head[1::2]
    if odd.count(0) > 0.4 * len(odd) and even.count(0) < 0.05 * len(even):
        return "UTF-16LE"
    return "UTF-16BE" if even.count(0) > 0.4 * len(even) and odd.count(0) < 0.05 * len(odd) else None


def _refuse_binary(path: Path, data: bytes) -> None:
    at = data.find(b"\0")
    if at >= 0:
        raise _fault(_where(path, data, at), f"byte {at + 1} is zero, so this is not a text file; name the script.")


def _not_utf8(path: Path, data: bytes, at: int) -> InvalidFile:
    what = f"byte {at + 1} (0x{data[at]:02X}) is not UTF-8"
    controls = sum(byte < 32 and byte not in b"\t\n\r\f" for byte in data[:65536])
    if controls * 50 > len(data[:65536]):
        return _fault(_where(path, data, at), f"{what}, so this is not a text file; name the script.")
    encoding = "WINDOWS-1252" if any(0x80 <= byte < 0xA0 for byte in data) else "ISO-8859-1"
    name = "Windows-1252" if encoding == "WINDOWS-1252" else "Latin-1 (ISO 8859-1)"
    return _fault(_where(path, data, at), f"{what}; it looks like {name}; {_convert(path, encoding)}")


def _convert(path: Path, encoding: str) -> str:
    return f"convert it with: iconv -f {encoding} -t UTF-8 {path.name} > {path.stem}.utf8{path.suffix}"


def _where(path: Path, data: bytes, at: int) -> str:
    before = data[:at].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    return f"{path}: line {before.count(10) + 1}"


def _fault(where: str, what: str) -> InvalidFile:
    return InvalidFile([Fault(where, what)])
