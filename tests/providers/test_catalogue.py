"""Lists of models and prices: those that come with the program, and whatever somebody writes instead."""

import json
import tomllib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rushes import providers
from rushes.providers import catalogue, kling
from rushes.providers.base import Makes
from rushes.providers.catalogue import Catalogue, InvalidCatalogue
from rushes.providers.errors import Cause, ProviderFailure
from rushes.providers.pricing import Unpriced
from tests.providers.orders import order, spoilt

DATA = Path(str(files(providers))) / "data"
SHIPPED = sorted(path.stem for path in DATA.glob("*.toml"))
GOOD = tomllib.loads((DATA / "kling.toml").read_text(encoding="utf-8"))
FIRST = 'version = "a"\nread = 2026-11-26\nsources = []\nterms = "None."\n'


def toml(value: Any) -> str:
    """A value as TOML, in one line; what TOML has no word for is a text."""
    if isinstance(value, dict):
        return f"{{ {', '.join(f'{json.dumps(str(name))} = {toml(held)}' for name, held in value.items())} }}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(toml, value))}]"
    if isinstance(value, bool):
        return str(value).lower()
    return str(value) if isinstance(value, int | float | date) else json.dumps(value if isinstance(value, str) else "")


def document(told: dict[str, Any]) -> str:
    """A table as a TOML document."""
    return "\n".join(f"{json.dumps(str(name))} = {toml(value)}" for name, value in told.items())


def said(text: str | bytes, file: Path) -> Catalogue | InvalidCatalogue:
    """What is read from a file with this text, or what is wrong with it; any other error is a fault of the reader."""
    file.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass"))
    try:
        return catalogue.newer(kling.plugin, file)
    except InvalidCatalogue as invalid:
        return invalid


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where somebody's list lies."""
    return tmp_path_factory.mktemp("lists") / "kling.toml"


@pytest.mark.parametrize("id", SHIPPED)
def test_what_comes_with_the_program_says_when_and_where_it_was_read(id: str) -> None:
    found = catalogue.shipped(id)
    assert date(2026, 1, 1) < found.read <= datetime.now(UTC).date() + timedelta(days=1), "somewhere it is tomorrow"
    assert any(source.startswith("https://") for source in found.sources)
    assert found.terms.endswith(".")
    assert {model.priced for model in found.models} == {found.version}
    assert all(model.ends is None or model.ends > found.read for model in found.models)


def test_a_list_is_read_as_it_is_written(file: Path) -> None:
    assert said(document(GOOD), file) == catalogue.shipped("kling")


@given(spoilt(GOOD))
def test_a_spoilt_list_is_read_or_refused_with_the_places(file: Path, told: dict[str, Any]) -> None:
    _known_or_placed(said(document(told), file))


@given(st.binary(max_size=200) | st.text(max_size=200).map(lambda text: f"{FIRST}{text}".encode("utf-8", "replace")))
def test_anything_else_is_read_or_refused_with_the_places(file: Path, content: bytes) -> None:
    _known_or_placed(said(content, file))


def _known_or_placed(found: Catalogue | InvalidCatalogue) -> None:
    """Either models that can be ordered, or faults that each say where they are and what is wrong."""
    if isinstance(found, InvalidCatalogue):
        assert found.faults
        assert all(fault.where.startswith("kling.toml") and fault.what for fault in found.faults)
        return
    for model in found.models:
        assert model.makes in Makes
        with suppress(Unpriced):  # a list may lack a price, which is said before anything is ordered
            assert replace(kling.plugin, models=found.models).estimate(order(model.id)).prices
        assert all(0 <= second <= catalogue.LONGEST_SECONDS for second in model.seconds)
        assert all(row.amount.micros >= 0 and row.per > 0 for row in model.prices)


@pytest.mark.parametrize(
    ("spoil", "where"),
    [
        (lambda told: told.pop("read"), "kling.toml: read"),
        (lambda told: told.update(note="x"), "kling.toml: note"),
        (lambda told: told["models"][1].update(id="Kling 3"), "kling.toml: models.1.id"),
        (lambda told: told["models"][1].update(seconds=[float("nan"), 5.0]), "kling.toml: models.1.seconds.0"),
        (lambda told: told["models"][1].update(largest=[1 << 40, 5]), "kling.toml: models.1.largest.0"),
        (lambda told: told["models"][2]["prices"][0].update(amount="-1"), "kling.toml: models.2.prices.0.amount"),
        (lambda told: told["models"][2]["prices"][0].update(amount="9" * 5000), "kling.toml: models.2.prices.0.amount"),
        (lambda told: told["models"][2]["prices"][0].update(per=0), "kling.toml: models.2.prices.0.per"),
        (lambda told: told["models"][1].update(id="kling-3.0-omni"), "kling.toml: models"),
        (lambda told: told["models"][0]["data"].pop("resolutions"), "kling.toml: models.kling-3.0-omni"),
    ],
)
def test_a_fault_has_a_place(file: Path, spoil: Callable[[dict[str, Any]], object], where: str) -> None:
    told = tomllib.loads((DATA / "kling.toml").read_text(encoding="utf-8"))
    spoil(told)
    found = said(document(told), file)
    assert isinstance(found, InvalidCatalogue)
    assert [fault.where for fault in found.faults] == [where]


def test_what_is_no_file_and_what_is_too_large_are_sentences(tmp_path: Path) -> None:
    (tmp_path / "large.toml").write_bytes(b"#" * (catalogue.LARGEST + 1))
    for name, says in (("none.toml", "cannot be read"), ("", "cannot be read"), ("large.toml", "larger than 1 MiB")):
        with pytest.raises(InvalidCatalogue, match=says):
            catalogue.read(tmp_path / name)


def test_a_newer_list_stands_over_the_shipped_one_and_says_what_it_lacks() -> None:
    shipped = catalogue.shipped("kling")
    first, second, *_ = shipped.models
    assert list(shipped.in_force(())) == [model.id for model in shipped.models]
    newer = shipped.in_force((second,))
    assert (newer[second.id], newer.get(first.id)) == (second, None)
    with pytest.raises(
        ProviderFailure, match=r"There is no model kling-3\.0-omni any more; there are kling-3\.0\."
    ) as no:
        newer[first.id]
    assert no.value.cause is Cause.INVALID_REQUEST
