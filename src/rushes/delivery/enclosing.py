"""The files of a library in a production's folder: given out with their rows, and taken in again once looked at."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from uuid import UUID

from sqlalchemy.orm import Session

from rushes.craft.cards.vocabulary import Role
from rushes.craft.production import enclosed
from rushes.craft.production.enclosed import Enclosure, Said, Shown, Standing
from rushes.craft.production.folder import Production
from rushes.generation.tools import tools
from rushes.kernel.errors import Fault, InvalidFile
from rushes.library import desk, references, service, stating, uploads
from rushes.library.errors import NoSuchEntry, UnfitReference
from rushes.library.references import Told
from rushes.library.rules import State
from rushes.library.tables import Standing as Held
from rushes.library.uploads import Upload

SUFFIXES = {
    "image/png": ".png", "image/jpeg": ".jpg", "image/webp": ".webp", "video/mp4": ".mp4", "video/webm": ".webm",
    "video/quicktime": ".mov", "audio/wav": ".wav", "audio/mpeg": ".mp3", "audio/flac": ".flac",
    "audio/mp4": ".m4a", "audio/ogg": ".ogg", "audio/aac": ".aac", "application/pdf": ".pdf",
}  # fmt: skip


def with_files(session: Session, project_id: UUID, production: Production) -> Production:
    """A production with the files of its library, and how each asset stands."""
    listed = {asset.id for asset in production.assets}
    rows = [row for row in references.every(session, project_id) if row.code in listed]
    stands = [one for one in _stands(session, project_id) if one.asset in listed]
    suffix = {row.media: SUFFIXES.get(row.facts["type"], "") for row in rows}
    suffix |= {one.paper.sha: _suffix(one.paper) for one in stands if one.paper}
    shows = [Shown(row.code, Enclosure("", row.name, row.media), Role(row.role), row.view, row.note) for row in rows]
    placed, papers = enclosed.placed(shows, stands, suffix)
    return replace(production, shows=placed, stands=papers)


def take_in(session: Session, project_id: UUID, production: Production, who: str) -> None:
    """
    Make the files of a folder references and papers of its assets; what is there already stays as it is.

    Raises:
        InvalidFile: files that are not what they are there for; every one, with its row.
    """
    faults: list[Fault] = []
    for shown in production.shows:
        _show(session, project_id, shown, production.place or Path(), who, faults)
    for stands in production.stands:
        _stand(session, project_id, stands, production.place or Path(), who, faults)
    if faults:
        raise InvalidFile(faults)


def _show(session: Session, project_id: UUID, shown: Shown, place: Path, who: str, faults: list[Fault]) -> None:
    name = uploads.named(shown.file.name or shown.file.file)
    try:
        if shown.file.sha and references.knows(session, project_id, shown.asset, shown.file.sha):
            return
        upload = _looked_at(place / shown.file.file, name)
        if not references.knows(session, project_id, shown.asset, upload.media):
            told = Told(shown.role, shown.view, shown.note)
            references.add(session, project_id, shown.asset, upload, name, told, who)
    except (UnfitReference, NoSuchEntry) as error:
        faults.append(Fault(shown.where, error.detail))


def _looked_at(file: Path, name: str) -> Upload:
    with tools().workbench() as bench:
        return uploads.kept(file.read_bytes(), name, tools().blobs, bench)


def _stand(session: Session, project_id: UUID, stands: Standing, place: Path, who: str, faults: list[Fault]) -> None:
    said = {name: getattr(stands, name) for name in (*stating.GROUNDS, *stating.OVERRIDE)}
    try:
        stating.stand(session, project_id, stands.asset, State(stands.state), stands.approved_by, said, who)
        if stands.paper and not service.standing(session, project_id, stands.asset).proof:
            name = uploads.named(stands.paper.name or stands.paper.file)
            data = (place / stands.paper.file).read_bytes()
            uploads.proof(data, name)
            desk.prove(session, project_id, stands.asset, tools().blobs.put_bytes(data), name, who)
    except (UnfitReference, NoSuchEntry) as error:
        faults.append(Fault(stands.where, error.detail))


def _stands(session: Session, project_id: UUID) -> list[Standing]:
    """How every asset stands of which anything was said, by code."""
    rows = {code: every[-1] for code, every in service.history(session, project_id).items()}
    held = service.standings(session, project_id)
    found = [_said(one, service.digest(rows[code].data)) for code, one in sorted(held.items()) if code in rows]
    return [one for one in found if one != Standing(one.asset)]


def _said(held: Held, digest: str) -> Standing:
    state = Said(service.state(held, digest))
    approved_by = held.approved_by if state is not Said.DRAFT else ""
    told: Mapping[str, str] = {name: getattr(held, name) for name in (*stating.GROUNDS, *stating.OVERRIDE)}
    paper = Enclosure("", held.proof_name, held.proof) if held.proof else None
    return Standing(held.code, state, approved_by, paper=paper, **told)


def _suffix(paper: Enclosure) -> str:
    return SUFFIXES[uploads.proof(tools().blobs.read(paper.sha), paper.name)]
