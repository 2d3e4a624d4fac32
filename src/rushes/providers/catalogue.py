"""
What a service offers, as a data file: models, limits, prices, terms, and the day each was read.

They change every month and are no code: each provider ships `data/ID.toml`, and a newer one in the studio's data
directory, under `providers/`, stands over it.
"""

import tomllib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from importlib import resources
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from rushes.kernel.errors import Fault, InvalidFile
from rushes.kernel.money import Money
from rushes.providers.base import Makes, Model, Nature, Request, Spec
from rushes.providers.errors import Cause, ProviderFailure
from rushes.providers.pricing import Price

LARGEST = 1 << 20
LONGEST_SECONDS = 24 * 3600
WIDEST = 1 << 16
STUMBLES = (ArithmeticError, AssertionError, AttributeError, LookupError, TypeError, ValueError, ProviderFailure)
"""What a provider runs into where its own data is not as it must be."""


Seconds = Annotated[float, Field(ge=0, le=LONGEST_SECONDS)]
Side = Annotated[int, Field(ge=0, le=WIDEST)]


class InvalidCatalogue(InvalidFile):
    """A file of models and prices that cannot be read as one."""


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class _Price(_Strict):
    unit: Literal["second", "token", "image", "character", "credit", "run"]
    amount: str = Field(pattern=r"^[0-9]{1,9}(\.[0-9]{1,6})?$")
    currency: str = Field(pattern="^[A-Z]{3}$")
    per: int = Field(1, gt=0)
    where: dict[str, str | int | bool] = {}

    def price(self) -> Price:
        return Price(self.unit, Money.of(self.amount, self.currency), self.per, self.where)


class _Model(_Strict):
    id: str = Field(pattern=r"^[a-z0-9][a-z0-9._-]*$")
    title: str
    makes: Makes
    seconds: tuple[Seconds, Seconds] = (0.0, 0.0)
    largest: tuple[Side, Side] = (0, 0)
    surface: str = "neutral"
    anchors: bool = False
    modes: tuple[str, ...] = ()
    rate: str = ""
    ends: date | None = None
    deadline: Annotated[float, Field(ge=1, le=7 * LONGEST_SECONDS)] = Model.deadline
    prices: tuple[_Price, ...] = ()
    data: dict[str, Any] = {}

    def model(self, version: str) -> Model:
        own: dict[str, Any] = {name: getattr(self, name) for name in type(self).model_fields if name != "prices"}
        return Model(**own, nature=Nature.MODEL, prices=tuple(row.price() for row in self.prices), priced=version)


class _File(_Strict):
    version: str = Field(pattern=r"^[a-z0-9][a-z0-9._-]*$")
    read: date
    sources: tuple[str, ...]
    terms: str
    models: tuple[_Model, ...] = Field(min_length=1)

    @field_validator("models")
    @classmethod
    def _no_id_twice(cls, models: tuple[_Model, ...]) -> tuple[_Model, ...]:
        twice = [id for id, count in Counter(model.id for model in models).items() if count > 1]
        if twice:
            raise ValueError(f"there are several models {', '.join(twice)}")
        return models


class Models(dict[str, Model]):
    """Models by id; one that is not among them is a refusal like any other."""

    def __missing__(self, id: str) -> Model:
        says = f"There is no model {id} any more; there are {', '.join(self)}."
        raise ProviderFailure(Cause.INVALID_REQUEST, says, "Choose another model.")


@dataclass(frozen=True)
class Catalogue:
    """The models of a service with their prices, its terms, and when both were read and where."""

    version: str
    read: date
    sources: tuple[str, ...]
    terms: str
    models: tuple[Model, ...]

    def in_force(self, newer: tuple[Model, ...]) -> Models:
        """Its models by id, or those of a newer list where there is one."""
        return Models((model.id, model) for model in newer or self.models)


def shipped(id: str) -> Catalogue:
    """The catalogue that comes with the program."""
    return _parsed((resources.files("rushes.providers") / "data" / f"{id}.toml").read_bytes(), f"{id}.toml")


def read(file: Path) -> Catalogue:
    """
    A catalogue from a file.

    Raises:
        InvalidCatalogue: with every fault and where it stands.
    """
    try:
        with file.open("rb") as opened:
            content = opened.read(LARGEST + 1)
    except OSError as error:
        raise InvalidCatalogue([Fault(file.name, f"it cannot be read: {error.strerror}.")]) from None
    if len(content) > LARGEST:
        raise InvalidCatalogue([Fault(file.name, f"it is larger than {LARGEST >> 20} MiB; no catalogue is.")])
    return _parsed(content, file.name)


def newer(spec: Spec[Any], file: Path) -> Catalogue:
    """
    A newer catalogue of a provider, by which that must be able to say what each model costs: its data is for it alone.

    Raises:
        InvalidCatalogue: as `read`, and with each model that the provider cannot work with.
    """
    found = read(file)
    wrong = {model.id: _unquoted(spec, model) for model in found.models}
    if faults := [Fault(f"{file.name}: models.{id}", says) for id, says in wrong.items() if says]:
        raise InvalidCatalogue(faults)
    return found


def _unquoted(spec: Spec[Any], model: Model) -> str:
    """Why a provider cannot say what the plainest order of a model costs; empty where it can."""
    width, height = (side or 64 for side in model.largest)
    try:
        spec.quote(model, Request(model.id, "Rain.", 120, "24", width, height, 1, makes=model.makes))
    except STUMBLES as error:
        return f"{spec.title} cannot work with its prices or data: {type(error).__name__}: {error}."
    return ""


def _parsed(content: bytes, name: str) -> Catalogue:
    try:
        written = _File.model_validate(tomllib.loads(content.decode("utf-8")))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InvalidCatalogue([Fault(name, f"this is not TOML: {error}")]) from None
    except ValidationError as error:
        raise InvalidCatalogue([_fault(name, wrong) for wrong in error.errors(include_url=False)]) from None
    models = tuple(model.model(written.version) for model in written.models)
    return Catalogue(written.version, written.read, written.sources, written.terms, models)


def _fault(name: str, wrong: Mapping[str, Any]) -> Fault:
    return Fault(f"{name}: {'.'.join(map(str, wrong['loc']))}", f"{wrong['msg']}.")
