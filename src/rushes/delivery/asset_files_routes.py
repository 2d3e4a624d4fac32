"""Files of the library over HTTP: references brought in and looked at, what proves a clearance; an asset taken off."""

from pathlib import Path
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Response
from fastapi.responses import FileResponse

from rushes.accounts.errors import NotYours
from rushes.accounts.rules import Right
from rushes.craft.cards.vocabulary import Role
from rushes.generation.tools import tools
from rushes.http.caller import Asking
from rushes.http.files import BODY, sent
from rushes.http.problem import raises
from rushes.http.transaction import Transaction
from rushes.kernel.errors import InvalidFile
from rushes.library import desk, references, service, uploads
from rushes.library.errors import AssetUsed, NoSuchEntry, NoSuchReference, UnfitReference
from rushes.library.references import Told
from rushes.library.routes import ReferenceOut, demand
from rushes.projects.errors import NoSuchProject
from rushes.shots import service as shots
from rushes.storage.errors import NoSuchBlob

router = APIRouter(prefix="/api/projects", tags=["library"])
Sent = Annotated[bytes, Depends(sent("a reference", uploads.LARGEST))]
Paper = Annotated[bytes, Depends(sent("a paper", uploads.LARGEST))]
Name = Annotated[str, Query(max_length=300, description="What the file was called.")]
KEPT = {"cache-control": "private, max-age=31536000, immutable"}
THUMB = "image/jpeg"


@router.post(
    "/{project_id}/assets/{asset}/references",
    status_code=201,
    responses=raises(NoSuchProject, NotYours, NoSuchEntry, InvalidFile, UnfitReference),
    openapi_extra=BODY,
)
def add_reference(
    project_id: UUID,
    asset: str,
    data: Sent,
    caller: Asking,
    session: Transaction,
    name: Name = "",
    role: Role | None = None,
    view: Annotated[str | None, Query(max_length=60, pattern=r"^[A-Z0-9-]*$")] = None,
    note: Annotated[str, Query(max_length=2000)] = "",
) -> ReferenceOut:
    """A picture, clip or sound, by its content, becomes a reference of an asset; what a picture tells besides goes."""
    demand(session, project_id, caller.name, Right.CUT)
    service.newest(session, project_id, asset)
    called = uploads.named(name)
    with tools().workbench() as bench:
        kept = uploads.kept(data, called, tools().blobs, bench)
    row = references.add(session, project_id, asset, kept, called, Told(role, view, note), caller.name)
    return ReferenceOut.of(row)


@router.get(
    "/{project_id}/assets/{asset}/references/{reference}/file",
    responses=raises(NoSuchProject, NotYours, NoSuchReference, NoSuchBlob),
    response_class=FileResponse,
)
def read_reference(project_id: UUID, asset: str, reference: UUID, caller: Asking, session: Transaction) -> FileResponse:
    """The file of a reference."""
    demand(session, project_id, caller.name, Right.VIEW)
    row = references.one(session, project_id, asset, reference)
    return FileResponse(tools().blobs.local(row.media), media_type=row.facts["type"], headers=KEPT)


@router.get(
    "/{project_id}/assets/{asset}/references/{reference}/thumb",
    responses=raises(NoSuchProject, NotYours, NoSuchReference, NoSuchBlob),
    response_class=FileResponse,
)
def read_reference_thumb(
    project_id: UUID, asset: str, reference: UUID, caller: Asking, session: Transaction
) -> FileResponse:
    """A small picture of a reference; a sound has none."""
    demand(session, project_id, caller.name, Right.VIEW)
    row = references.one(session, project_id, asset, reference)
    if not row.thumb:
        raise NoSuchBlob(f"{row.name} is a sound, and has no picture.")
    return FileResponse(tools().blobs.local(row.thumb), media_type=THUMB, headers=KEPT)


@router.post(
    "/{project_id}/assets/{asset}/proof",
    status_code=204,
    responses=raises(NoSuchProject, NotYours, NoSuchEntry, InvalidFile, UnfitReference),
    openapi_extra=BODY,
)
def prove_clearance(
    project_id: UUID, asset: str, data: Paper, caller: Asking, session: Transaction, name: Name = ""
) -> None:
    """Keep the paper that proves an asset's clearance: a PDF, PNG or JPEG, by its content."""
    demand(session, project_id, caller.name, Right.APPROVE)
    called = uploads.named(name)
    uploads.proof(data, called)
    desk.prove(session, project_id, asset, tools().blobs.put_bytes(data), called, caller.name)


@router.get(
    "/{project_id}/assets/{asset}/proof",
    responses=raises(NoSuchProject, NotYours, NoSuchEntry, NoSuchBlob),
    response_class=Response,
)
def read_proof(project_id: UUID, asset: str, caller: Asking, session: Transaction) -> Response:
    """The paper that proves an asset's clearance, to be saved."""
    demand(session, project_id, caller.name, Right.VIEW)
    held = service.standing(session, project_id, service.newest(session, project_id, asset).code)
    if not held.proof:
        raise NoSuchBlob(f"No file proves the clearance of {asset}.")
    data = tools().blobs.read(held.proof)
    saved = {"content-disposition": f'attachment; filename="{Path(held.proof_name).name}"'}
    return Response(data, media_type=uploads.proof(data, held.proof_name), headers=saved)


@router.delete(
    "/{project_id}/assets/{asset}/proof", status_code=204, responses=raises(NoSuchProject, NotYours, NoSuchEntry)
)
def withdraw_proof(project_id: UUID, asset: str, caller: Asking, session: Transaction) -> None:
    """Take the paper away that proves an asset's clearance; the record keeps its hash."""
    demand(session, project_id, caller.name, Right.APPROVE)
    desk.prove(session, project_id, asset, "", "", caller.name)


@router.delete(
    "/{project_id}/assets/{asset}",
    status_code=204,
    responses=raises(NoSuchProject, NotYours, NoSuchEntry, AssetUsed),
)
def take_asset_off(project_id: UUID, asset: str, caller: Asking, session: Transaction) -> None:
    """Take an asset that no shot uses off the list; its versions stay on record."""
    demand(session, project_id, caller.name, Right.CUT)
    used = [one.card.code for one in shots.planned(session, project_id) if asset in one.card.assets]
    desk.take_off(session, project_id, asset, used, caller.name)
