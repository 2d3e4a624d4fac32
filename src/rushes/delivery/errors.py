"""
Why a delivery is refused.

StudioError
├── Invalid
│   ├── NoLanguageModel no language model is set up, or not that one
│   ├── NotKept         a draft cannot be kept or rejected as it is asked
│   ├── DoesNotFit      the cut has more than the format can hold
│   ├── NotALimit       what is to be spent at most is no amount of money
│   ├── NotCompared     two takes are not of one kind, or know nothing of what is asked about
│   ├── NotReviewed     a take cannot be given that verdict
│   ├── NoFrame         a take has no frame of that number to begin a shot on
│   ├── NoPicture       a take named for a pitch is no picture
│   ├── TooLong         a story card has more words than one can be
│   ├── NotReady        the handoff's checklist has failing lines, each named
│   ├── UnfitClip       a clip of one's own does not fit the production
│   ├── UnknownCheck    house rules name a check that there is not
│   └── UnknownFormat   there is no export format of that id
├── Conflict
│   ├── DraftDecided    a draft was kept or rejected before
│   ├── HeldBack        the house rules do not let a take be approved now
│   ├── FormatFixed     the frame rate of a production of which clips were made
│   ├── NotAHandoff     the place named for a handoff holds something else
│   ├── NotApproved     a master was asked for before every take in the cut was approved
│   ├── NotBisected     nothing was refused for its references, or it has changed since
│   ├── NotRecast       a shot has no take that another model could be given to follow
│   ├── NotThatPass     a shot is not ready for the pass that is wished for
│   ├── NothingMade     no shot has a take, or a panel, so there is nothing to cut
│   ├── PlanChanged     what was asked for is no longer what is planned
│   ├── SettingsChanged somebody changed the settings of a production since they were seen
│   └── StoryChanged    somebody told the story otherwise since it was read
├── NotFound
│   ├── NoAnimatic      none was asked for of the plan as it is, or it is not done
│   ├── NoMix           none was asked for of the cut as it sounds now
│   └── NoSuchAsset     there is no asset of that id that has a sheet
└── Unavailable
    └── CannotDeliver   the disk is full, or the folder may not be written
"""

from rushes.kernel.errors import Conflict, Invalid, InvalidFile, NotFound, Unavailable


class DoesNotFit(Invalid):
    """The cut has more than the format can hold."""


class NotReady(InvalidFile):
    """The handoff's checklist has failing lines, each named with what to do."""


class NoLanguageModel(Invalid):
    """No language model is set up, or not that one."""


class NotKept(Invalid):
    """A draft cannot be kept or rejected as it is asked; the sentence says why."""


class NotALimit(Invalid):
    """What is to be spent at most is no amount of money."""


class NotCompared(Invalid):
    """Two takes are not of one kind, or know nothing of what is asked about."""


class NotReviewed(Invalid):
    """A take cannot be given that verdict."""


class NoFrame(Invalid):
    """A take has no frame of that number to begin a shot on."""


class NoPicture(Invalid):
    """A take named for a pitch is no picture."""


class TooLong(Invalid):
    """A story card has more words than one can be."""


class UnknownCheck(Invalid):
    """House rules name a check that there is not."""


class HeldBack(Conflict):
    """The house rules do not let a take be approved now; the sentence says why and what lifts it."""


class DraftDecided(Conflict):
    """A draft was kept or rejected before."""


class FormatFixed(Conflict):
    """The frame rate of a production of which clips were made."""


class NotAHandoff(Conflict):
    """The place named for a handoff holds something else, which is not overwritten."""


class NotApproved(Conflict):
    """A master was asked for before every take in the cut was approved."""


class NotBisected(Conflict):
    """Nothing was refused for its references, or it has changed since; the sentence says what comes first."""


class NotRecast(Conflict):
    """A shot has no take that another model could be given to follow; the sentence says what comes first."""


class NotThatPass(Conflict):
    """A shot is not ready for the pass that is wished for."""


class NothingMade(Conflict):
    """No shot has a take, so there is nothing to cut."""


class SettingsChanged(Conflict):
    """Somebody changed the settings of a production since they were seen."""


class PlanChanged(Conflict):
    """What was asked for is no longer what is planned."""


class StoryChanged(Conflict):
    """Somebody told the story otherwise since it was read."""


class NoAnimatic(NotFound):
    """No animatic was asked for of the plan as it is, or it is not done."""


class NoMix(NotFound):
    """No mix was asked for of the cut as it sounds now."""


class UnfitClip(Invalid):
    """A clip of one's own does not fit the production."""


class NoSuchAsset(NotFound):
    """There is no asset of that id that has a sheet."""


class CannotDeliver(Unavailable):
    """The disk is full, or the folder of the film may not be written."""


class UnknownFormat(Invalid):
    """There is no export format of that id."""
