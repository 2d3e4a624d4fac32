"""The library over HTTP: a gallery of every asset, and one asset whole."""

from datetime import datetime
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict

from rushes.accounts import service as accounts
from rushes.accounts.errors import NotYours
from rushes.accounts.rules import Right
from rushes.boards import library
from rushes.boards.library import Entry, Shown, Used
from rushes.craft.cards import profile
from rushes.craft.cards.asset import Asset, AssetKind, Clearance
from rushes.craft.cards.vocabulary import Origin, Role
from rushes.http.caller import Asking
from rushes.http.problem import raises
from rushes.http.transaction import Transaction
from rushes.library import rules
from rushes.library.errors import NoSuchEntry
from rushes.library.routes import ReferenceOut
from rushes.library.rules import Medium, State
from rushes.projects import service as projects
from rushes.projects.errors import NoSuchProject
from rushes.review.rules import State as Verdict
from rushes.shots import service as shots

router = APIRouter(prefix="/api/projects", tags=["library"])


class Swatch(BaseModel):
    """A colour that an asset's words name, and as red, green and blue in hexadecimal."""

    name: str
    css: str


class AssetInGallery(BaseModel):
    """
    An asset at a glance; `lacking` is what its clearance misses.

    `picture` is an address beneath the production's, and `shows` says what that is: a reference, its sheet, or a shot.
    """

    code: str
    kind: AssetKind
    name: str
    description: str
    version: int
    state: State
    origin: Origin
    clearance: Clearance
    lacking: list[str]
    refused: bool
    overridden: bool
    picture: str
    shows: str
    colours: list[Swatch]
    scenes: list[str]
    shots: int
    takes: int
    stale: int
    references: int
    views: int
    views_made: int
    views_approved: int
    packet: list[str]

    @classmethod
    def of(cls, found: Entry) -> "AssetInGallery":
        """One asset."""
        asset, shown = found.asset, found.views
        own = {name: getattr(asset, name) for name in ("kind", "name", "description", "origin", "clearance")}
        told = {name: getattr(found, name) for name in ("version", "state", "lacking", "scenes", "packet")}
        picture, shows = found.picture
        return cls(
            code=asset.id,
            **own,
            **told,
            picture=picture,
            shows=shows,
            refused=library.uncleared(found),
            overridden=bool(found.standing.override),
            colours=_swatches(asset),
            shots=len(found.used),
            takes=sum(one.takes for one in found.used),
            stale=sum(one.stale for one in found.used),
            references=len(found.references),
            views=len(shown),
            views_made=sum(one.take is not None for one in shown),
            views_approved=sum(one.state is Verdict.APPROVED for one in shown),
        )


def _swatches(asset: Asset) -> list[Swatch]:
    named = {colour.name: colour.rgb for colour in asset.colours}
    return [Swatch(name=name, css="#" + bytes(rgb).hex()) for name, rgb in named.items()]


class ViewOut(BaseModel):
    """A view of an asset's sheet, and the take that stands for it; not `fresh`, it is of other words of the asset."""

    name: str
    says: str
    take: str
    state: Verdict
    media: str
    poster: str
    fresh: bool

    @classmethod
    def of(cls, one: Shown) -> "ViewOut":
        """One view."""
        take = one.take
        made = {"take": take.code if take else "", "media": take.media if take else ""}
        poster = take.poster if take else ""
        return cls(name=one.view.name, says=one.view.says, state=one.state, **made, poster=poster, fresh=one.fresh)


class UsedOut(BaseModel):
    """A shot that names the asset; `stale` of its takes are of other words of it."""

    shot: str
    scene: str
    title: str
    takes: int
    stale: int
    poster: str

    @classmethod
    def of(cls, one: Used) -> "UsedOut":
        """One shot."""
        return cls(**{name: getattr(one, name) for name in cls.model_fields})


class VersionOut(BaseModel):
    """A version of an asset."""

    version: int
    asset: Asset
    at: datetime


class StandingOut(BaseModel):
    """On what grounds an asset is cleared, who approved it, and why it is used although it is blocked."""

    approved_by: str
    use: str
    granted_by: str
    said_by: str
    proof_name: str
    override: str
    override_by: str


class StateOfDress(BaseModel):
    """A wardrobe state that cards name, and their shots."""

    state: str
    shots: list[str]


class FieldOut(BaseModel):
    """A field of the profile that a kind of asset has; one that is not `spoken` is for people, and in no prompt."""

    name: str
    spoken: bool


class SourceOut(BaseModel):
    """What the pictures of an asset should show before shots are made from them, and whether one does."""

    model_config = ConfigDict(from_attributes=True)

    says: str
    met: bool


class WholeAsset(BaseModel):
    """An asset with its versions, references, sheet, wardrobe, use and standing; `roles` are what files can be for."""

    glance: AssetInGallery
    asset: Asset
    versions: list[VersionOut]
    standing: StandingOut
    references: list[ReferenceOut]
    sheet: list[ViewOut]
    wardrobe: list[StateOfDress]
    used: list[UsedOut]
    headings: dict[str, str]
    roles: dict[Medium, list[Role]]
    fields: list[FieldOut]
    sources: list[SourceOut]


@router.get("/{project_id}/library", responses=raises(NoSuchProject, NotYours))
def read_library(project_id: UUID, caller: Asking, session: Transaction) -> list[AssetInGallery]:
    """Every asset at a glance, by kind."""
    project = projects.one(session, project_id)
    accounts.demand(session, project.id, caller.name, Right.VIEW)
    return [AssetInGallery.of(one) for one in library.entries(session, project)]


@router.get("/{project_id}/library/{asset}", responses=raises(NoSuchProject, NotYours, NoSuchEntry))
def read_asset(project_id: UUID, asset: str, caller: Asking, session: Transaction) -> WholeAsset:
    """One asset, whole."""
    project = projects.one(session, project_id)
    accounts.demand(session, project.id, caller.name, Right.VIEW)
    found = library.entry(session, project, asset)
    worn = library.dressed(found, [one.card for one in shots.planned(session, project.id)])
    scenes = shots.scenes(session, project.id)
    standing = {name: getattr(found.standing, name) for name in StandingOut.model_fields}
    said = [VersionOut(version=row.version, asset=Asset.model_validate(row.data), at=row.at) for row in found.rows]
    return WholeAsset(
        glance=AssetInGallery.of(found),
        asset=found.asset,
        versions=said,
        standing=StandingOut(**standing),
        references=list(map(ReferenceOut.of, found.references)),
        sheet=list(map(ViewOut.of, found.views)),
        wardrobe=[StateOfDress(state=state, shots=named) for state, named in worn.items()],
        used=list(map(UsedOut.of, found.used)),
        headings={code: scenes[code].heading for code in found.scenes if code in scenes},
        roles={medium: list(able) for medium, able in rules.ROLES.items()},
        fields=[FieldOut(name=name, spoken=name not in profile.UNSAID) for name in profile.FIELDS[found.asset.kind]],
        sources=[SourceOut.model_validate(one) for one in found.sources],
    )
