"""Multipart forms as a server reads them, with nothing but what Python brings along."""

from dataclasses import dataclass
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import HTTP
from typing import Any

from fastapi import Request


@dataclass(frozen=True)
class Upload:
    """A file in a form: the field, its name, its media type, what is in it."""

    field: str
    name: str
    kind: str
    content: bytes


async def asked(request: Request) -> tuple[dict[str, Any], list[Upload]]:
    """The fields and files of a request, whether it is JSON or a form."""
    kind, body = request.headers.get("content-type", ""), await request.body()
    if not kind.startswith("multipart/form-data"):
        return await request.json(), []
    fields: dict[str, Any] = {}
    files: list[Upload] = []
    message = BytesParser(EmailMessage, policy=HTTP).parsebytes(f"content-type: {kind}\r\n\r\n".encode() + body)
    for part in message.iter_parts():
        name, file = str(part.get_param("name", header="content-disposition")), part.get_filename()
        content = part.get_payload(decode=True)
        assert isinstance(content, bytes)
        if file is None:
            fields[name] = content.decode("utf-8")
        else:
            files.append(Upload(name, file, part.get_content_type(), content))
    return fields, files
