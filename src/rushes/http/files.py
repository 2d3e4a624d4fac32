"""Files on the wire: what a route is sent as bytes, up to a limit, and what it answers with, by kind."""

from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any, BinaryIO

from fastapi import Request, Response
from fastapi.responses import FileResponse

from rushes.kernel.errors import Fault, InvalidFile

KINDS = {
    "csv": "text/csv; charset=utf-8",
    "fdx": "application/xml",
    "fountain": "text/plain; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "markdown": "text/markdown; charset=utf-8",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
FOREVER = "private, max-age=31536000, immutable"
"""For what never changes under its address; `private`, since not everybody may have it."""
_BYTES = {"schema": {"type": "string", "format": "binary"}}
BODY: dict[str, Any] = {"requestBody": {"required": True, "content": {"application/octet-stream": _BYTES}}}
"""What OpenAPI says of a route that is sent a file: `openapi_extra=BODY`."""


def sent(name: str, most: int) -> Callable[[Request], Awaitable[bytes]]:
    """Reads the whole body of a request, at most `most` bytes: `Depends(sent("the script", LARGEST))`. InvalidFile."""

    async def read(request: Request) -> bytes:
        data = bytearray()
        async for part in request.stream():
            data += part
            if len(data) > most:
                what = f"is more than {most >> 20} MiB; is it really {name}?"
                raise InvalidFile([Fault(name, what)])
        return bytes(data)

    return read


def spooled(name: str, most: int) -> Callable[[Request], AsyncIterator[BinaryIO]]:
    """Reads the body of a request into a file that is gone afterwards, at most `most` bytes. InvalidFile."""

    async def read(request: Request) -> AsyncIterator[BinaryIO]:
        with TemporaryFile(prefix="rushes-sent-") as file:
            async for part in request.stream():
                file.write(part)
                if file.tell() > most:
                    raise InvalidFile([Fault(name, f"is more than {most >> 20:,} MiB; is it really {name}?")])
            file.seek(0)
            yield file

    return read


def answer(kind: str, content: bytes | str, headers: dict[str, str] | None = None) -> Response:
    """A file of one of these kinds."""
    return Response(content, media_type=KINDS[kind], headers=headers)


def sends(*kinds: str) -> dict[int | str, dict[str, Any]]:
    """What OpenAPI says of a route that answers with a file: `responses=sends("pdf") | raises(...)`."""
    return {200: {"content": {KINDS[kind].partition(";")[0]: _BYTES for kind in kinds}}}


def blob(request: Request, path: Path, sha: str, kind: str) -> Response:
    """A file known by its hash, whole or the range that is asked for, or that whoever asks has it already."""
    headers = {"etag": f'"{sha}"', "cache-control": FOREVER}
    if headers["etag"] in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    return FileResponse(path, media_type=kind, headers=headers)
