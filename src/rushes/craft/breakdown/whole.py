"""The whole breakdown of a script: what is found, what people say of it, and what follows from both."""

from collections.abc import Iterable
from dataclasses import dataclass

from rushes.craft.breakdown import carrying, finding, implied, marks, places, tags
from rushes.craft.breakdown.found import Needs
from rushes.craft.breakdown.implied import Rule
from rushes.craft.breakdown.marks import Mark
from rushes.craft.breakdown.places import Place
from rushes.craft.screenplay.breakdown import Breakdown, Scene, breakdown
from rushes.craft.screenplay.elements import Screenplay
from rushes.craft.screenplay.finaldraft import Tag


@dataclass(frozen=True)
class Whole:
    """A script by scene: its scenes as counted, where and when each is, and what it needs."""

    counted: Breakdown
    places: dict[str, Place]
    needs: Needs

    @property
    def scenes(self) -> tuple[Scene, ...]:
        """The scenes in order."""
        return self.counted.scenes


def of(
    screenplay: Screenplay, said: Iterable[Mark] = (), own: Iterable[Rule] = (), tagged: Iterable[Tag] = ()
) -> Whole:
    """
    Break a script down.

    Args:
        said: people's marks; they win over everything.
        own: a production's rules beside the shipped ones.
        tagged: what is tagged in the script's own file.

    Raises:
        NoScene: nothing in the script can be seen or heard.
    """
    counted = breakdown(screenplay)
    listed = tuple(said)
    where = places.places(counted.scenes)
    read = tags.with_tags(finding.find(screenplay, counted), tags.from_tags(tagged, counted.scenes))
    found = marks.apply(read, listed)
    lasting = carrying.carried(found, counted.scenes, where)
    every = implied.implied(lasting, screenplay, counted.scenes, implied.with_own(own))
    return Whole(counted, where, marks.apply(every, listed))
