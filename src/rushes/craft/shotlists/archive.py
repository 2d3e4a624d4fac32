"""A ZIP from a stranger, measured before anything opens it: members, sizes it declares, and sizes it really has."""

import io
import zipfile
import zlib
from collections.abc import Mapping

from rushes.kernel.errors import Fault, InvalidFile

MOST_MEMBERS = 1000
MOST_BYTES = 96 << 20
_STEP = 1 << 20
_LOCAL_HEADER = 30


def members(data: bytes, name: str) -> dict[str, bytes]:
    """
    Every member of a ZIP, unpacked, by name.

    Raises:
        InvalidFile: it is no ZIP, is broken or encrypted, or unpacks to more than a spreadsheet of shots can be.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise InvalidFile([Fault(name, "is cut off or damaged; export it again")]) from error
    if len(infos) > MOST_MEMBERS or sum(info.file_size for info in infos) > MOST_BYTES:
        raise _too_much(name)
    found: dict[str, bytes] = {}
    left = MOST_BYTES
    for info in infos:
        found[info.filename] = _unpacked(data, info, left, name)
        left -= len(found[info.filename])
    return found


def packed(parts: Mapping[str, bytes]) -> bytes:
    """A ZIP of these members: what reads it finds what was measured, however the stranger's ZIP could be read."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_STORED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return written.getvalue()


def _unpacked(data: bytes, info: zipfile.ZipInfo, room: int, name: str) -> bytes:
    """The member's bytes, counted while they come: what a header declares proves nothing."""
    if info.flag_bits & 0x1:
        raise InvalidFile([Fault(name, "is protected by a password; save it without one")])
    header = data[info.header_offset : info.header_offset + _LOCAL_HEADER]
    if len(header) < _LOCAL_HEADER:
        raise InvalidFile([Fault(name, "is cut off or damaged; export it again")])
    start = info.header_offset + _LOCAL_HEADER + sum(int.from_bytes(header[at : at + 2], "little") for at in (26, 28))
    packed = data[start : start + info.compress_size]
    if info.compress_type == zipfile.ZIP_STORED:
        if len(packed) > room:
            raise _too_much(name)
        return packed
    if info.compress_type != zipfile.ZIP_DEFLATED:
        raise InvalidFile([Fault(name, "is packed in a way no spreadsheet program uses; export it again")])
    return _inflated(packed, room, name)


def _inflated(packed: bytes, room: int, name: str) -> bytes:
    inflate = zlib.decompressobj(-zlib.MAX_WBITS)
    pieces: list[bytes] = []
    size = 0
    try:
        while not inflate.eof:
            piece = inflate.decompress(packed, _STEP)
            packed = inflate.unconsumed_tail
            size += len(piece)
            if size > room:
                raise _too_much(name)
            if not piece and not packed:
                break
            pieces.append(piece)
    except zlib.error as error:
        raise InvalidFile([Fault(name, "is cut off or damaged; export it again")]) from error
    return b"".join(pieces)


def _too_much(name: str) -> InvalidFile:
    return InvalidFile(
        [Fault(name, f"unpacks to more than {MOST_BYTES >> 20} MiB, and a shot list does not; save only its sheet")]
    )
