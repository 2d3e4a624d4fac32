"""A part of a clip that holds several shots: cut from it frame-accurately, with its sound, through the same gateway."""

from pathlib import Path

from rushes.kernel.timecode import Span
from rushes.media import excerpt
from rushes.providers.base import Done, House, Makes, Model, Nature, Request, Spec
from rushes.providers.errors import Cause, ProviderFailure
from rushes.providers.footage import Footage, Settings
from rushes.providers.pricing import free
from rushes.storage.errors import NoSuchBlob


class Parts(Footage):
    """The clips of runs: as with clips of one's own, every order is already finished."""

    def refuses(self, request: Request) -> str:
        """It makes nothing: what it cuts is there already."""
        named = {"clip", "start", "end"} <= request.settings.keys()
        return "" if named else "Parts of runs come by themselves: choose another provider."

    def fetch(self, request: Request, done: Done, target: Path) -> None:
        """The frames of the part, and what is heard with them."""
        del done
        said = request.settings
        try:
            clip = self.blobs.local(str(said["clip"]))
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
