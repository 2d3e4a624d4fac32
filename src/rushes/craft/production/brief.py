"""project.toml as a value: what is being made, for whom, in which format, under which house rules."""

from decimal import Decimal
from typing import Annotated, Any

from pydantic import Field, field_validator

from rushes.craft.cards.card import Value
from rushes.craft.story.card import Premise, Story
from rushes.kernel.money import Money
from rushes.kernel.timecode import Rate

Even = Annotated[int, Field(ge=64, le=7680, multiple_of=2)]


class Format(Value):
    """The raster and rate of the film; an aspect of its own letterboxes the picture inside the raster."""

    aspect: Annotated[str, Field(pattern=r"^([1-9]\d*(\.\d+)?:[1-9]\d*(\.\d+)?)?$")] = ""
    width: Even = 1920
    height: Even = 1080
    rate: str = "24"

    @field_validator("rate", mode="before")
    @classmethod
    def _a_rate(cls, value: Any) -> str:
        Rate.of(str(value))
        return str(value)

    @property
    def picture(self) -> float:
        """The picture's width over its height; 0 where it fills the raster."""
        if not self.aspect:
            return 0.0
        wide, high = map(float, self.aspect.split(":"))
        return 0.0 if abs(wide / high * self.height - self.width) < 4 else wide / high

    @property
    def frames(self) -> Rate:
        """The rate as exact frames a second."""
        return Rate.of(self.rate)


class Rules(Value):
    """House rules: what counts as a select, what a producer must see, what needs clearance, what a doubt can do."""

    selects: str = ""
    review: str = ""
    clearance: str = ""
    premise: Premise = Premise.WARN


class Budget(Value):
    """What may be spent, in one currency."""

    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$")] = "USD"
    limit: Annotated[Decimal, Field(ge=0, max_digits=12, decimal_places=6)] = Decimal(0)

    @property
    def money(self) -> Money:
        """The limit as money."""
        return Money.of(self.limit, self.currency)


class Choice(Value):
    """Which provider makes pictures, which the quick ones of a draft (empty: the same), how many takes a shot gets."""

    video: str = "previz"
    draft: str = ""
    takes: Annotated[int, Field(ge=1, le=20)] = 2


class Sound(Value):
    """How loud the film is delivered, and the mood of its score."""

    loudness: Annotated[float, Field(ge=-40, le=-5)] = -14.0
    mood: str = ""


class Brief(Value):
    """project.toml."""

    title: Annotated[str, Field(min_length=1, max_length=200)]
    type: str = "short film"
    logline: str = ""
    goal: str = ""
    audience: str = ""
    author: str = ""
    runtime: Annotated[float, Field(gt=0, le=36000)] | None = None
    disclosure: str = "Picture and sound made with generative tools. No real person is imitated."
    missing: tuple[str, ...] = ()
    scenes_locked: bool = Field(default=False, exclude_if=lambda said: not said)
    format: Format = Format()
    story: Story = Story()
    rules: Rules = Rules()
    budget: Budget = Budget()
    provider: Choice = Choice()
    sound: Sound = Sound()
