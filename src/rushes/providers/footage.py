"""A person's own clip, or a frame of a take: already here, it becomes a take through the same gateway as all else."""

import shutil
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from rushes.providers.base import Answer, Done, House, Makes, Model, Nature, Provider, Request, Sent, Spec, Trace
from rushes.providers.errors import Cause, ProviderFailure
from rushes.providers.pricing import free
from rushes.storage.blobs import Blobs
from rushes.storage.errors import NoSuchBlob


class Settings(BaseModel):
    """Nothing to set."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Footage(Provider):
    """The blobs, seen as a provider whose every order is already finished."""

    def __init__(self, blobs: Blobs) -> None:
        self.blobs = blobs

    def refuses(self, request: Request) -> str:
        """It makes nothing: what it brings in is there already."""
        return "" if "clip" in request.settings else "Imports make nothing new: choose another provider."

    def submit(self, request: Request, key: str) -> str:
        """The remote id is the clip's hash."""
        del key
        return str(request.settings["clip"])

    def find(self, sent: Sent) -> str | Trace:
        """Nothing was sent anywhere, so nothing can be lost."""
        return str(sent.request.settings["clip"])

    def poll(self, remote: str) -> Answer:
        """The clip is here."""
        return Done(output=remote)

    def fetch(self, request: Request, done: Done, target: Path) -> None:
        """A copy of the clip."""
        del done
        try:
            shutil.copyfile(self.blobs.local(str(request.settings["clip"])), target)
        except NoSuchBlob as error:
            raise ProviderFailure(Cause.INPUT_FETCH, error.detail, "Import the clip again.") from error


def connect(settings: Settings, house: House) -> Footage:
    """The house's own blobs."""
    del settings
    return Footage(house.blobs)


plugin = Spec(
    id="import",
    title="A clip of one's own",
    models=(
        Model("clip", "Imported clip", Makes.VIDEO, (0.5, 3600.0), (7680, 4320), Nature.PERSON),
        Model("frame", "Frame of a take", Makes.IMAGE, (0.5, 3600.0), (7680, 4320), Nature.PERSON),
    ),
    settings=Settings,
    connect=connect,
    quote=free,
    terms="The importer answers for the rights in the clip.",
)
