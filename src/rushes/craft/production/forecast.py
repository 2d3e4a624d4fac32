"""
How many takes, how much money and how long it takes to finish, learned from the verdicts on the takes there are.

Each take of a shot is accepted with a chance p of the shot's own, so that the takes until one is accepted are
geometric: P(N = n) = p (1 - p)^(n-1). A chance that is not known is a Beta(a, b); after s accepted and f other takes it
is Beta(a + s, b + f), and N is then beta-geometric. (Gelman et al., Bayesian Data Analysis, 3rd ed., 2.1 and 2.4;
Johnson, Kemp and Kotz, Univariate Discrete Distributions, 3rd ed., 6.2.)

Shots are pooled partly (Gelman, 5.1 to 5.3), on levels: all takes, those on a surface, of a movement on it, of a size
in it, those of the shot itself. Given the chance p of the level above, that of a level is Beta(k p, k (1 - p)), as if
it had been seen in k takes, and its own takes count on top. For the level above, n takes of one level below count as
n / (1 + (n - 1) / (k + 1)), for they are alike: ten takes of one shot say less of its kind than one of each of ten
(Kish, Survey Sampling, 5.4). So a shot of a kind that nobody has judged stands where the kinds around it stand, and a
much judged one on its own feet. Chances are drawn from the top down, so that shots of a kind are hard or easy together.

Draws are stratified and follow from the names of the levels, never from the takes: the same takes always give the same
forecast, and one more accepted take can raise no number of it. Nobody orders for ever: after `MOST` takes a shot is
planned anew, and the forecast ends there.
"""

import itertools
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from rushes.kernel import hashing, ids

PRIOR = (10.0, 20.0)
"""One take in three is accepted, as if 30 had been seen: an assumption, outweighed by a production's own takes."""
STRENGTHS = (20.0, 40.0, 40.0, 20.0)
"""How many takes the level above weighs, at surface, movement, size and shot; the less, the more they differ."""
MOST = 20
DRAWS = 500
WITHIN = (0.1, 0.9)
"""The interval: four times in five what comes lies inside it."""

Draws = NDArray[np.float64]
Level = tuple[str, ...]
_LOGITS = np.linspace(-14.0, 14.0, 161)
_CHANCES = 1.0 / (1.0 + np.exp(-_LOGITS))
_LOGS = np.log(_CHANCES), np.log1p(-_CHANCES)


@dataclass(frozen=True)
class Kind:
    """What is known of how hard a shot is: the surface it is asked on, its movement, its size."""

    surface: str
    movement: str
    size: str

    def levels(self, shot: str) -> tuple[Level, ...]:
        """The levels that a shot of this kind is learned on, from all takes to its own."""
        named = ("all", self.surface, self.movement, self.size, shot)
        return tuple(named[: end + 1] for end in range(len(named)))


@dataclass(frozen=True)
class Judged:
    """A take that a person judged."""

    shot: str
    kind: Kind
    accepted: bool


@dataclass(frozen=True)
class Ahead:
    """A shot without an accepted take: what one take of it costs, from and to in micro-units, and takes to make."""

    shot: str
    kind: Kind
    least: int
    most: int
    seconds: float


@dataclass(frozen=True)
class Range:
    """What is to be expected, and the interval it lies in four times of five."""

    expected: float
    low: float
    high: float


@dataclass(frozen=True)
class Outlook:
    """What it takes to finish: takes, money in micro-units, and seconds of making, one take after another."""

    of: str
    shots: int
    takes: Range
    micros: Range
    seconds: Range


def forecast(judged: Iterable[Judged], ahead: Sequence[Ahead]) -> list[Outlook]:
    """What it takes to finish: of all shots that are ahead (`of` is empty), then of each scene, in order."""
    learned = _Learned(tuple(judged))
    made = [(one, learned.chances(one)) for one in ahead]
    scenes = dict.fromkeys(ids.scene_of(one.shot) for one in sorted(ahead, key=lambda one: ids.in_order(one.shot)))
    within = {scene: [pair for pair in made if ids.scene_of(pair[0].shot) == scene] for scene in scenes}
    return [_outlook("", made), *(_outlook(scene, pairs) for scene, pairs in within.items())]


def by_shot(judged: Iterable[Judged], ahead: Iterable[Ahead]) -> list[Outlook]:
    """The same of each shot by itself."""
    learned = _Learned(tuple(judged))
    return [_outlook(one.shot, [(one, learned.chances(one))]) for one in ahead]


def quantile(share: Draws, a: Draws, b: Draws) -> Draws:
    """
    The chance below which a Beta(a, b) lies with this probability, row by row.

    Its distribution is summed over chances that are even in their logit, where no Beta has a pole.
    """
    logs = a[:, None] * _LOGS[0] + b[:, None] * _LOGS[1]
    heights = np.exp(logs - logs.max(axis=1, keepdims=True))
    sums = np.cumsum((heights[:, 1:] + heights[:, :-1]) / 2, axis=1)
    below = np.concatenate([np.zeros((len(sums), 1)), sums], axis=1) / sums[:, -1:]
    at = np.clip((below < share[:, None]).sum(axis=1), 1, len(_LOGITS) - 1)
    rows = np.arange(len(at))
    left, right = below[rows, at - 1], below[rows, at]
    between = np.divide(share - left, right - left, out=np.zeros_like(left), where=right > left)
    logits = _LOGITS[at - 1] + between * (_LOGITS[at] - _LOGITS[at - 1])
    chances: Draws = 1.0 / (1.0 + np.exp(-logits))
    return chances


@dataclass(frozen=True)
class _Learned:
    """What the judged takes teach, level by level; a shot is the last level."""

    judged: tuple[Judged, ...]
    drawn: dict[Level, Draws] = field(default_factory=dict)

    @cached_property
    def below(self) -> Mapping[Level, set[Level]]:
        """The levels that are parted from each, as far as takes were judged there."""
        found: dict[Level, set[Level]] = {}
        for one in self.judged:
            for level, lower in itertools.pairwise(one.kind.levels(one.shot)):
                found.setdefault(level, set()).add(lower)
        return found

    @cached_property
    def own(self) -> Mapping[Level, tuple[int, int]]:
        """How many takes of each shot were accepted, and how many not."""
        accepted, others = Counter[Level](), Counter[Level]()
        for one in self.judged:
            (accepted if one.accepted else others)[one.kind.levels(one.shot)[-1]] += 1
        return {level: (accepted[level], others[level]) for level in accepted.keys() | others.keys()}

    def chances(self, one: Ahead) -> Draws:
        """Draws of the chance that a take of a shot is accepted."""
        chances = None
        for level in one.kind.levels(one.shot):
            if level not in self.drawn:
                self.drawn[level] = self._draw(level, chances)
            chances = self.drawn[level]
        assert chances is not None
        return chances

    def _draw(self, level: Level, above: Draws | None) -> Draws:
        accepted, others = self._counted(level)
        if above is None:
            a, b = (np.full(DRAWS, before) for before in PRIOR)
        else:
            strength = STRENGTHS[len(level) - 2]
            a, b = strength * above, strength * (1.0 - above)
        return quantile(_shares(level), a + accepted, b + others)

    def _counted(self, level: Level) -> tuple[float, float]:
        """The accepted and other takes that count on a level."""
        if level in self.own:
            return self.own[level]
        told = [self._told(lower) for lower in sorted(self.below.get(level, ()))]
        return sum(accepted for accepted, _ in told), sum(others for _, others in told)

    def _told(self, level: Level) -> tuple[float, float]:
        """What the takes of a level say of the one above it."""
        accepted, others = self._counted(level)
        alike = 1.0 + (accepted + others - 1.0) / (STRENGTHS[len(level) - 2] + 1.0)
        return accepted / alike, others / alike


def _shares(name: Sequence[str]) -> Draws:
    """Numbers even between 0 and 1, in an order that follows from a name."""
    order = np.random.default_rng(hashing.seed(hashing.digest(list(name)))).permutation(DRAWS)
    shares: Draws = (order + 0.5) / DRAWS
    return shares


def _takes(shot: str, chances: Draws) -> Draws:
    """Draws of how many takes it is until one is accepted, for draws of the chance that one is."""
    needed: Draws = 1.0 + np.floor(np.log(_shares(["takes", shot])) / np.log1p(-chances))
    return np.minimum(needed, MOST)


def _mean(chances: Draws) -> float:
    """The expected number of takes, of those chances: of a geometric one that ends at `MOST`."""
    return float(np.mean(-np.expm1(MOST * np.log1p(-chances)) / chances))


def _outlook(of: str, made: Sequence[tuple[Ahead, Draws]]) -> Outlook:
    drawn = [(one, _mean(chances), _takes(one.shot, chances)) for one, chances in made]
    return Outlook(
        of=of,
        shots=len(made),
        takes=_range((mean, takes, takes) for _, mean, takes in drawn),
        micros=_range(
            (mean * (one.least + one.most) / 2, takes * one.least, takes * one.most) for one, mean, takes in drawn
        ),
        seconds=_range((mean * one.seconds, takes * one.seconds, takes * one.seconds) for one, mean, takes in drawn),
    )


def _range(parts: Iterable[tuple[float, Draws, Draws]]) -> Range:
    """Sums of what is expected and of draws for either end; widened to what is expected where a long tail lies out."""
    expected, low, high = 0.0, np.zeros(DRAWS), np.zeros(DRAWS)
    for mean, least, most in parts:
        expected, low, high = expected + mean, low + least, high + most
    ends = float(np.quantile(low, WITHIN[0])), float(np.quantile(high, WITHIN[1]))
    return Range(expected, min(expected, ends[0]), max(expected, ends[1]))
