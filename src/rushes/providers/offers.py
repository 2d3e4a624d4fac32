"""Models that a studio adds to a service by its settings: an endpoint, its input schema, and what it costs."""

import json
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from rushes.craft.prompting import compiler
from rushes.kernel import hashing
from rushes.kernel.money import Money
from rushes.providers import forms, repertoire, schemas, wishes
from rushes.providers.base import Makes, Model
from rushes.providers.forms import Form
from rushes.providers.pricing import Price

LARGEST = 8 << 20


class Offer(BaseModel):
    """One model that a studio adds to a service."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9._-]*$", description="Its name here.")
    title: str = Field("", description="Its name for people; empty: its id.")
    makes: Makes = Field(Makes.VIDEO, description="What it makes: video, image, speech, effect or music.")
    endpoint: str = Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._:/-]*$", description="The service's name for it.")
    input: str | dict[str, Any] = Field(description="Its input schema, or the JSON file with it (OpenAPI or plain).")
    fields: dict[str, str] = Field({}, description="Which field is what, where its name does not say so.")
    sets: dict[str, Any] = Field({}, description="Fields that always go along, with their values.")
    surface: str = Field("generic", description="How a prompt is worded for it.")
    seconds: tuple[float, float] | None = Field(
        None, description="The shortest and longest it makes; else its schema's."
    )
    largest: tuple[int, int] = Field((1920, 1080), description="The largest picture it makes.")
    price: Decimal = Field(ge=0, decimal_places=6, description="What one unit costs.")
    unit: Literal["second", "machine_second", "image", "character", "run"] = Field(
        "second", description="What is counted: seconds of what is made or of the machine, images, characters, runs."
    )
    takes: tuple[float, float] = Field((5.0, 600.0), description="How many machine seconds it needs, from and to.")
    currency: str = Field("USD", pattern="^[A-Z]{3}$", description="The currency of the price.")

    @field_validator("surface")
    @classmethod
    def _known(cls, surface: str) -> str:
        known = ("neutral", *compiler.found())
        if surface not in known:
            raise ValueError(f"there is no surface {surface!r}; there are {', '.join(known)}")
        return surface

    @field_validator("input")
    @classmethod
    def _plain(cls, said: str | dict[str, Any]) -> dict[str, Any]:
        """The schema itself, whichever way it was given."""
        return schemas.compact(_loaded(Path(said).expanduser()) if isinstance(said, str) else said)

    @model_validator(mode="after")
    def _of_its_schema(self) -> "Offer":
        own, words = schemas.compact(self.input)["properties"], forms.KNOWN.keys()
        strange = [name for name in (*filter(None, self.fields.values()), *self.sets) if name not in own]
        if strange:
            raise ValueError(f"its schema has no {', '.join(strange)}; it has {', '.join(own)}")
        if not self.fields.keys() <= words:
            raise ValueError(f"`fields` knows {', '.join(words)}; not {', '.join(self.fields.keys() - words)}")
        return self

    def model(self) -> Model:
        """It as a model of the card."""
        told = {"path": self.endpoint, "schema": self.input, "fields": self.fields, "sets": self.sets}
        form = repertoire.form_of(self.title or self.id, told)
        machine = self.unit == "machine_second"
        unit = "second" if machine else self.unit
        return Model(
            id=self.id,
            title=self.title or self.id,
            makes=self.makes,
            seconds=self.seconds or _reach(form),
            largest=self.largest,
            surface="work" if form.modes == ("edit",) and self.surface == "generic" else self.surface,
            anchors="first_frame" in form.modes,
            modes=form.modes,
            prices=(Price(unit, Money.of(self.price, self.currency)),),
            priced="settings",
            data={"forms": [told]} | ({"takes": list(self.takes)} if machine else {}),
        )


def models(offered: Sequence[Offer]) -> tuple[Model, ...]:
    """The models that only the settings know."""
    return tuple(offer.model() for offer in offered)


def asked(offered: Sequence[Offer]) -> dict[str, str]:
    """What of them belongs to a request: the digest of each, since any change of it makes another model."""
    return {offer.id: hashing.digest(offer.model_dump(mode="json")) for offer in offered}


def _loaded(path: Path) -> Any:
    try:
        if path.stat().st_size > LARGEST:
            raise ValueError(f"{path} is larger than {LARGEST >> 20} MiB; no schema is")
        return json.loads(path.read_bytes())
    except OSError as error:
        raise ValueError(f"{path} cannot be read: {error.strerror}") from None
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError):
        raise ValueError(f"{path} is not JSON") from None


def _reach(form: Form) -> tuple[float, float]:
    """The shortest and longest that the field of the length takes; one to ten seconds where nothing says."""
    schema = form.of("seconds")
    listed = [float(seconds) for value in schemas.listed(schema) if (seconds := wishes.number(value)) and seconds > 0]
    if listed:
        return min(listed), max(listed) + (0.001 if len(set(listed)) == 1 else 0)
    least, most = schema.get("minimum", 1), schema.get("maximum", 10)
    return (float(max(least, 1)), float(most)) if most > max(least, 1) else (1.0, 10.0)
