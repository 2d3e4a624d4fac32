"""
The models of a service that hosts many, each known by its input schema: the ways into it, and what a request costs.

A model carries its forms as data: what a clip may be made from by it (`modes`), where it is asked (`path`), its
`schema`, and where names do not say so its `fields` and what it `sets`. `takes` says how many seconds of a machine it
needs where those are billed; `input_seconds` how many of reference videos are billed on top, from and to.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Any

from rushes.kernel.timecode import Rate
from rushes.providers import forms, schemas, wishes
from rushes.providers.base import Model, Request
from rushes.providers.forms import Form
from rushes.providers.pricing import Estimate, Price, Usage
from rushes.providers.wishes import Unfit

CHANGES = {"edit", "extend"}
"""Modes that a request has to name: its files look like references."""

Span = tuple[Decimal, Decimal]


@dataclass(frozen=True)
class Repertoire:
    """All models of one service; their forms are read when they are asked for."""

    models: Mapping[str, Model]

    @classmethod
    def of(cls, *models: Model) -> "Repertoire":
        """These models; of two with one id the first."""
        return cls({model.id: model for model in reversed(models)})

    def __iter__(self) -> Iterator[tuple[Model, Form]]:
        return ((model, form) for model in self.models.values() for form in forms_of(model))

    def form(self, request: Request) -> Form:
        """The form for what a request is made from. Unfit."""
        if request.model not in self.models:
            raise Unfit(f"There is no model {request.model!r} here; there are {', '.join(self.models)}.")
        return chosen(self.models[request.model], request)

    def refusal(self, request: Request) -> str:
        """Why a request cannot be sent, in a sentence; empty where it can."""
        try:
            forms.bind(self.form(request), request, placeholders(request))
        except Unfit as unfit:
            return str(unfit)
        return ""


def forms_of(model: Model) -> tuple[Form, ...]:
    """The ways into a model. NoSchema."""
    return tuple(form_of(model.title, told, model.seconds[0]) for told in model.data.get("forms", ()))


def form_of(title: str, told: Mapping[str, Any], least: float = 0.0) -> Form:
    """A form as it is told in data. NoSchema."""
    schema = _schema(json.dumps(told["schema"], default=str))
    fields = forms.guessed(schema, told.get("fields", {}))
    modes = tuple(told.get("modes", ())) or forms.modes(schema, fields)
    return Form(title, told["path"], schema, fields, modes, told.get("sets", {}), least)


@lru_cache(maxsize=1024)
def _schema(text: str) -> dict[str, Any]:
    """Every quote and every request needs its schema; to read one takes a while."""
    return schemas.compact(json.loads(text))


def chosen(model: Model, request: Request) -> Form:
    """The form of a model for what a request is made from, which its files say. Unfit."""
    known, mode = forms_of(model), _mode(request)
    found = next((form for form in known if mode in form.modes), None)
    if found is None:
        able = ", ".join(dict.fromkeys(mode.replace("_", " ") for form in known for mode in form.modes))
        raise Unfit(f"{model.title} makes nothing from {mode.replace('_', ' ')}; it can: {able}.")
    return found


def _mode(request: Request) -> str:
    files, told = forms.sorted_files(request), request.settings.get("mode")
    if "last_frame" in files:
        return "first_last"
    if "first_frame" in files:
        return "first_frame"
    if files:
        return str(told) if told in CHANGES else "references"
    return "text"


def placeholders(request: Request) -> dict[str, str]:
    """A link for each file of a request, before there are any."""
    return {one.sha256: f"https://files.invalid/{one.sha256}" for one in request.citations if one.sha256}


def quote(model: Model, request: Request) -> Estimate:
    """What a request costs by the prices of its model, for what its body really asks."""
    try:
        form = chosen(model, request)
        body = forms.bind(form, request, placeholders(request))
    except Unfit:
        form, body = None, {}
    videos = "videos" in forms.sorted_files(request)
    facts = {name: value for name, value in body.items() if isinstance(value, str | int)}
    price = model.price(**(facts | {"video_in": videos})) or max(model.prices, key=lambda row: row.amount.micros)
    low, high = _units(model, price, form, body, request)
    if videos and price.unit == "second":
        least, most = map(_decimal, model.data.get("input_seconds", (0, 0)))
        low, high = low + least, high + most
    used = (Usage(low, price.unit), Usage(high, price.unit))
    return Estimate(price.cost(low), price.cost(high), model.priced, used)


def _units(model: Model, price: Price, form: Form | None, body: Mapping[str, Any], request: Request) -> Span:
    """How many of its units a request uses, from and to."""
    if "takes" in model.data:
        return _decimal(model.data["takes"][0]), _decimal(model.data["takes"][1])
    if price.unit == "character":
        return (Decimal(len(request.prompt)),) * 2
    if price.unit != "second":
        return (Decimal(1),) * 2
    seconds = _seconds(form, body, request) if form else None
    return (_decimal(seconds),) * 2 if seconds else (_decimal(model.seconds[0]), _decimal(model.seconds[1]))


def _seconds(form: Form, body: Mapping[str, Any], request: Request) -> Fraction | None:
    """How long the body says a clip is to be; None where the service decides."""
    seconds = wishes.number(body.get(form.fields.get("seconds", "")))
    if seconds is not None:
        return seconds if seconds > 0 else None
    frames = wishes.number(body.get(form.fields.get("frames", "")))
    rate = wishes.number(body.get(form.fields.get("rate", ""), form.of("rate").get("default")))
    return frames / (rate or Rate.of(request.rate).nominal) if frames else None


def _decimal(number: Any) -> Decimal:
    exact = Fraction(str(number))
    return Decimal(exact.numerator) / Decimal(exact.denominator)
