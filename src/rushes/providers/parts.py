"""A part of a clip that holds several shots: cut from it frame-accurately, with its sound, through the same gateway."""

from pathlib import Path

from pydantic import BaseModel, ConfigDict

from rushes.kernel.timecode import Span
from rushes.media import excerpt
from rushes.providers.base import Answer, Done, House, Makes, Model, Nature, Provider, Request, Sent, Spec, Trace
from rushes.providers.errors import Cause, ProviderFailure
from rushes.providers.pricing import free
from rushes.storage.blobs import Blobs
from rushes.storage.errors import NoSuchBlob


class Settings(BaseModel):
    """Nothing to set."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Parts(Provider):
    """The clips of runs, seen as a provider whose every order is already finished."""

    def __init__(self, blobs: Blobs) -> None:
        self._blobs = blobs

    def refuses(self, request: Request) -> str:
        """It makes nothing: what it cuts is there already."""
        named = {"clip", "start", "end"} <= request.settings.keys()
        return "" if named else "Parts of runs come by themselves: choose another provider."

    def submit(self, request: Request, key: str) -> str:
        """The remote id is the hash of the run's clip."""
        del key
        return str(request.settings["clip"])

    def find(self, sent: Sent) -> str | Trace:
        """Nothing was sent anywhere, so nothing can be lost."""
        return str(sent.request.settings["clip"])

    def poll(self, remote: str) -> Answer:
        """The clip is here."""
        return Done(output=remote)

    def fetch(self, request: Request, done: Done, target: Path) -> None:
        """The frames of the part, and what is heard with them."""
        del done
        said = request.settings
        try:
            clip = self._blobs.local(str(said["clip"]))
        except NoSuchBlob as error:
            raise ProviderFailure(Cause.INPUT_FETCH, error.detail, "Order the shots again.") from error
        excerpt.excerpt(clip, target, Span(int(said["start"]), int(said["end"])))


def connect(settings: Settings, house: House) -> Parts:
    """The house's own blobs."""
    del settings
    return Parts(house.blobs)


plugin = Spec(
    id="parts",
    title="Part of a run",
    models=(Model("part", "Shot cut from a run", Makes.VIDEO, (0.01, 3600.0), (7680, 4320), Nature.PART),),
    settings=Settings,
    connect=connect,
    quote=free,
    terms="The terms of whoever made the run hold for each of its parts.",
)
