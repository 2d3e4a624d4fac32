"""What Ark will charge: the tokens of its bills, both price lists, and how far an estimate reaches."""

import math
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from rushes.kernel.money import Money
from rushes.providers import ark_prices
from rushes.providers.ark import plugin
from rushes.providers.ark_offer import offered
from rushes.providers.base import Citation, Makes, Request
from rushes.providers.pricing import Usage

CITED = Citation(1, "CH-WREN", "motion", "0" * 64)
VIDEO = replace(CITED, kind="video")


def request(model: str = "seedance-2.0", **fields: Any) -> Request:
    return replace(Request(model, "A tape.", 120, "24", 1280, 720, 1), **fields)


@pytest.mark.parametrize(
    ("area", "tokens"),
    [
        (864 * 496, ("40594.5", "50638.5", "100858.5", "151078.5")),
        (1280 * 720, ("87300", "108900", "216900", "324900")),
        (1920 * 1080, ("196425", "245025", "488025", "731025")),
        (3840 * 2160, ("785700", "980100", "1952100", "2924100")),
    ],
)
def test_tokens_are_those_of_the_bills_seen(area: int, tokens: tuple[str, ...]) -> None:
    assert [ark_prices.tokens(area, seconds) for seconds in (4, 5, 10, 15)] == [Decimal(one) for one in tokens]


def test_seconds_that_go_in_count_like_those_that_come_out() -> None:
    assert ark_prices.tokens(1280 * 720, 4 + 4) == 173_700


@pytest.mark.parametrize(
    ("model", "host", "fields", "cost"),
    [
        ("seedance-2.0", "byteplus", {}, Money.of("0.7623", "USD")),
        ("seedance-2.0", "volcengine", {}, Money.of("5.0094", "CNY")),
        ("seedance-2.0", "byteplus", {"width": 1920, "height": 1080}, Money.of("1.886693", "USD")),
        ("seedance-2.0", "volcengine", {"width": 3840, "height": 2160}, Money.of("25.4826", "CNY")),
        ("seedance-2.0-fast", "byteplus", {}, Money.of("0.60984", "USD")),
        ("seedance-2.0-mini", "byteplus", {}, Money.of("0.38115", "USD")),
        ("seedance-2.5", "byteplus", {}, Money.of("1.16523", "USD")),
        ("seedance-1.5-pro", "byteplus", {"audio": False}, Money.of("0.13068", "USD")),
        ("seedance-1.5-pro", "byteplus", {"audio": True}, Money.of("0.26136", "USD")),
        ("seedance-1.0-pro", "byteplus", {}, Money.of("0.259545", "USD")),
    ],
)
def test_a_clip_of_words_and_pictures_has_one_price(model: str, host: str, fields: dict[str, Any], cost: Money) -> None:
    size = {side: fields.pop(side) for side in ("width", "height") if side in fields}
    asked = request(model, settings={"host": host, **fields}, citations=(CITED,), **size)
    estimate = plugin.estimate(asked)
    assert (estimate.low, estimate.high) == (cost, cost)
    assert estimate.prices == "ark-2026-11"


def test_half_a_token_is_counted_down_and_up() -> None:
    estimate = plugin.estimate(request(width=854, height=480))
    assert estimate.used == (Usage(Decimal(50_638), "token"), Usage(Decimal(50_639), "token"))
    assert estimate.low < estimate.high


def test_a_clip_that_goes_along_makes_it_uncertain_from_its_shortest_to_the_most_there_may_be() -> None:
    """How long it is nobody knows here, nor Ark's least charge; at a token it is cheaper."""
    estimate = plugin.estimate(request(citations=(VIDEO, replace(VIDEO, ordinal=2), CITED)))
    low, high = (ark_prices.tokens(1280 * 720, 5 + along) for along in (4, 15))
    assert estimate.used == (Usage(low, "token"), Usage(high, "token"))
    assert estimate.low == Money.of("0.839790", "USD")


def test_an_edit_by_2_5_is_as_long_as_what_is_edited() -> None:
    estimate = plugin.estimate(request("seedance-2.5", citations=(VIDEO,), settings={"mode": "edit"}))
    assert estimate.used
    low, high = estimate.used
    assert low.amount == ark_prices.tokens(1280 * 720, 4 + 2)
    assert high.amount == math.ceil(ark_prices.tokens(1112 * 834, 30 + 30))


def test_what_is_not_sent_costs_nothing() -> None:
    planned = replace(VIDEO, sha256="")
    assert plugin.estimate(request(citations=(planned,))) == plugin.estimate(request())


@pytest.mark.parametrize(
    ("model", "host", "along", "size", "low", "high"),
    [
        ("seedream-5.0", "byteplus", 3, (1920, 1080), "0.035", "0.035"),
        ("seedream-4.5", "volcengine", 0, (1920, 1080), "0.25", "0.25"),
        ("seedream-5.0-pro", "byteplus", 0, (1280, 720), "0.045", "0.045"),
        ("seedream-5.0-pro", "byteplus", 1, (2048, 2048), "0.09", "0.09"),
        ("seedream-5.0-pro", "byteplus", 4, (2048, 2048), "0.09", "0.099"),
    ],
)
def test_a_picture_has_one_price_by_model_and_size(
    model: str, host: str, along: int, size: tuple[int, int], low: str, high: str
) -> None:
    currency = "USD" if host == "byteplus" else "CNY"
    asked = request(
        model, makes=Makes.IMAGE, frames=1, width=size[0], height=size[1], citations=(CITED,) * along,
        settings={"host": host},
    )  # fmt: skip
    estimate = plugin.estimate(asked)
    assert (estimate.low, estimate.high) == (Money.of(low, currency), Money.of(high, currency))


def test_an_order_that_does_not_say_where_is_at_byteplus() -> None:
    assert plugin.estimate(request()).low.currency == "USD"


def test_what_no_row_fits_is_as_dear_as_the_dearest() -> None:
    model = plugin.model("seedance-2.0")
    few = replace(
        model, prices=tuple(row for row in model.prices if row.where.get("video") and "resolution" in row.where)
    )
    estimate = ark_prices.quote(few, request())
    assert estimate.low == Money(108_900 * 47 // 10, "USD")
    assert ark_prices.quote(replace(model, prices=()), request()).high == Money(0, "USD")


def test_whether_a_clip_went_in_is_told_by_the_tokens() -> None:
    offer = offered(plugin.model("seedance-2.0"))
    task = {"resolution": "480p", "ratio": "16:9"}
    for seconds in range(4, 16):
        alone, along = (int(ark_prices.tokens(864 * 496, seconds + more)) for more in (0, 2))
        assert ark_prices.with_video(offer, task, seconds, alone) is False
        assert ark_prices.with_video(offer, task, seconds, along) is True
    assert ark_prices.with_video(offer, {}, 5, 1000) is None
    assert ark_prices.with_video(offer, task, None, 1000) is None
    assert ark_prices.with_video(offered(plugin.model("seedance-1.0-pro")), task, 5, 10**9) is False
