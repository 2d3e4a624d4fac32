"""What a report says, as plain values; whoever fills them decides nothing about the page."""

from dataclasses import dataclass, field

from rushes.kernel.money import Money
from rushes.kernel.timecode import Rate, Span


@dataclass(frozen=True)
class Picture:
    """A picture as an encoded file (JPEG, PNG, ...), and what it shows, in words."""

    content: bytes
    shows: str


@dataclass(frozen=True)
class Film:
    """The film the report is about; `signature` is `valid`, `invalid` or `missing`."""

    title: str
    logline: str
    poster: Picture | None
    rate: Rate
    frames: int
    width: int
    height: int
    workprint: bool
    made_at: str
    cut_version: int = 1
    loudness_lufs: float | None = None
    true_peak_dbtp: float | None = None
    sha256: str = ""
    signature: str = "missing"

    @property
    def seconds(self) -> float:
        """Length at the film's rate."""
        return self.rate.seconds(self.frames)


@dataclass(frozen=True)
class Found:
    """A finding in a take: the check's title, `passed`, `failed` or `cannot_judge`, its sentence and its evidence."""

    check: str
    outcome: str
    says: str
    frames: tuple[Span, ...] = ()
    evidence: tuple[Picture, ...] = ()


@dataclass(frozen=True)
class Take:
    """
    One take of a shot.

    `state` is a state of review; `by_rule` says that no person gave it, `who` names the rule or the person. `used` are
    the frames of the take that are in the cut, None when it is an alternate. `signature` is as in `Film`; `part` says
    which frames of which take of a run it is.
    """

    code: str
    state: str
    by_rule: bool
    who: str
    frames: int
    used: Span | None
    stills: tuple[Picture, ...]
    findings: tuple[Found, ...]
    cost: Money
    provider: str
    model: str
    seed: str
    digest: str
    signature: str = "missing"
    stale: str = ""
    part: str = ""
    worked: str = ""
    missed: str = ""
    note: str = ""
    next_action: str = ""

    def count(self, outcome: str) -> int:
        """How many findings came out so."""
        return sum(found.outcome == outcome for found in self.findings)


@dataclass(frozen=True)
class Criterion:
    """One line of a shot's standard; `outcome` is that of its check in the used take, empty when people judge."""

    text: str
    outcome: str = ""
    says: str = ""


@dataclass(frozen=True)
class Line:
    """A spoken line."""

    speaker: str
    text: str
    delivery: str = ""


@dataclass(frozen=True)
class Shot:
    """A shot: its card in words, and its takes. `origin` is `user`, `completed` or `proposed`."""

    code: str
    title: str
    seconds: float
    job: str
    framing: str
    move: str
    light: str
    action: str
    origin: str = "user"
    dialogue: tuple[Line, ...] = ()
    standard: tuple[Criterion, ...] = ()
    regenerate_if: tuple[str, ...] = ()
    takes: tuple[Take, ...] = ()

    @property
    def used(self) -> Take | None:
        """The take in the cut."""
        return next((take for take in self.takes if take.used is not None), None)

    @property
    def state(self) -> str:
        """The state of the take in the cut; `blocked` when there is none."""
        return self.used.state if self.used else "blocked"


@dataclass(frozen=True)
class Scene:
    """A scene: its heading, what it does for the story, and its shots."""

    code: str
    heading: str
    job: str
    shots: tuple[Shot, ...]


@dataclass(frozen=True)
class Sound:
    """A sound of the film for which a take is heard: what it is there, its words or name, the take and its maker."""

    code: str
    role: str
    says: str
    take: str
    state: str
    by_rule: bool
    made_with: str
    seconds: float
    cost: Money


@dataclass(frozen=True)
class Ledger:
    """The continuity ledger: for each item its state at the end of each shot named, empty where it is not seen."""

    shots: tuple[str, ...] = ()
    rows: tuple[tuple[str, tuple[str, ...]], ...] = ()


@dataclass(frozen=True)
class Cost:
    """One line of what the film cost."""

    what: str
    orders: int
    estimated: Money
    actual: Money


@dataclass(frozen=True)
class Lost:
    """An order that came to nothing, why, and what may be tried; `cost` is what was billed all the same."""

    what: str
    provider: str
    cause: str
    says: str
    cost: Money | None
    then: str


@dataclass(frozen=True)
class Right:
    """One asset and whether it may be shown: `cleared`, `pending` or `blocked`."""

    asset: str
    kind: str
    name: str
    clearance: str
    source: str = ""


@dataclass(frozen=True)
class Tool:
    """Something the film was made with."""

    name: str
    version: str
    use: str
    licence: str = ""


@dataclass(frozen=True)
class Fact:
    """One line of provenance: what, and its value; `hash` ones are set in the typeface of codes."""

    what: str
    value: str
    hash: bool = False


@dataclass(frozen=True)
class Report:
    """
    Everything on the page, in its order.

    `open` are the things that wait for a person, `sounds` the takes that are heard, `mix` what to know of the mix.
    """

    film: Film
    scenes: tuple[Scene, ...]
    open: tuple[str, ...] = ()
    sounds: tuple[Sound, ...] = ()
    mix: tuple[str, ...] = ()
    ledger: Ledger = field(default_factory=Ledger)
    costs: tuple[Cost, ...] = ()
    lost: tuple[Lost, ...] = ()
    rights: tuple[Right, ...] = ()
    provenance: tuple[Fact, ...] = ()
    disclosure: str = ""
    tools: tuple[Tool, ...] = ()

    @property
    def shots(self) -> tuple[Shot, ...]:
        """Every shot, in the order of the film."""
        return tuple(shot for scene in self.scenes for shot in scene.shots)

    @property
    def takes(self) -> tuple[Take, ...]:
        """Every take, in the order of the film."""
        return tuple(take for shot in self.shots for take in shot.takes)
