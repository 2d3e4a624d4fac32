"""Signed messages: the documented constructions, worked out once by hand, and every way to get them wrong."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rushes.providers import signatures

NOW = datetime.fromtimestamp(1_700_000_000, UTC)
KEYS = {"keys": [{"x": "A6EHv_POEL4dcN0Y50vAmWfk1jCbpQ1fHdyGZBJVMbg"}]}
MESSAGE = b"r1\nu1\n1700000000\n14e62706497d1fdd02ed952d3e701883357241940e9a25c79f9d74d85379bbac"
SIGNATURE = (
    "0928ff724cb3b1ca5db7b2cd7a8a0b31f59ddfec92bfc51c7f621eca749bee17"
    "ecbc0b9a4eede2956157c95e1d4718fc5d55c262074abbaa8178edbe33d8f90e"
)
SECRET = "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="
BODY = b'{"id":"p1","status":"succeeded"}'
HEADERS = {
    "webhook-id": "msg_1",
    "webhook-timestamp": "1700000000",
    "webhook-signature": "v1,Fx3EI75U65WpS+0JAX2ydwBlGOHVb0wh85dovyn6vXo=",
}


def test_a_signature_of_a_published_key_is_known() -> None:
    assert signatures.signed(signatures.published(KEYS), SIGNATURE, MESSAGE)


@pytest.mark.parametrize(
    ("signature", "message"),
    [(SIGNATURE, MESSAGE + b" "), (SIGNATURE[:-2] + "00", MESSAGE), ("", MESSAGE), ("not hex", MESSAGE)],
)
def test_anything_else_is_not(signature: str, message: bytes) -> None:
    assert not signatures.signed(signatures.published(KEYS), signature, message)


def test_any_of_several_keys_will_do_and_what_is_no_key_is_left_out() -> None:
    several = {"keys": [{"x": "short"}, {"kty": "RSA"}, None, {"x": 7}, *KEYS["keys"]]}
    assert len(signatures.published(several)) == 1
    assert signatures.signed(signatures.published(several), SIGNATURE, MESSAGE)
    assert signatures.published({"keys": "none"}) == signatures.published({}) == ()


def test_a_signature_of_a_shared_secret_is_known_among_several() -> None:
    assert signatures.standard(SECRET, HEADERS, BODY, NOW)
    rotated = {**HEADERS, "webhook-signature": f"v1,b3RoZXI= v2,x {HEADERS['webhook-signature']}"}
    assert signatures.standard(SECRET, rotated, BODY, NOW)


@pytest.mark.parametrize(
    "change",
    [
        {"webhook-id": "msg_2"},
        {"webhook-timestamp": "1700000001"},
        {"webhook-timestamp": "yesterday"},
        {"webhook-signature": ""},
        {"webhook-signature": "v2,Fx3EI75U65WpS+0JAX2ydwBlGOHVb0wh85dovyn6vXo="},
        {"webhook-signature": "v1,ünlikely"},
    ],
)
def test_a_changed_header_is_not_believed(change: dict[str, str]) -> None:
    assert not signatures.standard(SECRET, HEADERS | change, BODY, NOW)


@pytest.mark.parametrize("secret", ["", "whsec_", "whsec_!!!", "whsec_b3RoZXI=", "ß"])
def test_without_the_secret_nothing_is_believed(secret: str) -> None:
    assert not signatures.standard(secret, HEADERS, BODY, NOW)


def test_a_changed_body_is_not_believed() -> None:
    assert not signatures.standard(SECRET, HEADERS, BODY + b" ", NOW)


@pytest.mark.parametrize(("seconds", "timely"), [(0, True), (300, True), (-300, True), (301, False), (-301, False)])
def test_a_message_is_believed_for_five_minutes_either_way(seconds: int, timely: bool) -> None:
    now = NOW + timedelta(seconds=seconds)
    assert signatures.timely("1700000000", now) is timely
    assert signatures.standard(SECRET, HEADERS, BODY, now) is timely


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(st.sampled_from([*HEADERS, "other"]), st.text()), st.binary(), st.text())
def test_whatever_comes_is_only_disbelieved(headers: dict[str, str], body: bytes, text: str) -> None:
    assert not signatures.standard(SECRET, headers, body, NOW)
    assert not signatures.signed(signatures.published(KEYS), text, body)
    assert signatures.timely(text, NOW) in {True, False}
