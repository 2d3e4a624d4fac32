"""Equal values have equal bytes."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rushes.kernel import hashing

scalars = st.none() | st.booleans() | st.integers() | st.text(st.characters(exclude_categories=["Cs"]))
values = st.recursive(scalars, lambda inner: st.lists(inner) | st.dictionaries(st.text("abc"), inner), max_leaves=12)


@given(st.dictionaries(st.text("abcdefgh", max_size=3), values))
def test_the_order_in_which_a_mapping_was_filled_does_not_matter(value: dict[str, object]) -> None:
    assert hashing.digest(dict(reversed(value.items()))) == hashing.digest(value)


@given(values)
def test_a_tuple_and_a_list_of_the_same_things_are_the_same_json(value: object) -> None:
    assert hashing.canonical((value, value)) == hashing.canonical([value, value])


@pytest.mark.parametrize("value", [float("nan"), float("inf"), {"deep": [float("nan")]}])
def test_what_is_not_a_number_is_refused(value: object) -> None:
    with pytest.raises(ValueError, match="JSON compliant"):
        hashing.digest(value)


def test_numbers_are_written_as_a_database_gives_them_back() -> None:
    assert hashing.canonical([-0.0, 1e16, 1.0, 0.1]) == b"[0.0,10000000000000000,1.0,0.1]"


def test_the_bytes_are_those_anybody_can_make_again() -> None:
    assert hashing.canonical({"b": [1, "é"], "a": None}) == '{"a":null,"b":[1,"é"]}'.encode()
    assert hashing.digest("") == "12ae32cb1ec02d01eda3581b127c1fee3b0dc53572ed6baf239721a03d82e126"


@given(st.lists(st.binary(max_size=40)))
def test_bytes_in_pieces_hash_like_bytes_at_once(pieces: list[bytes]) -> None:
    assert hashing.sha256(pieces) == hashing.sha256([b"".join(pieces)])


def test_a_file_hashes_like_its_bytes(tmp_path: Path) -> None:
    content = b"take " * (hashing.CHUNK // 4)
    (tmp_path / "clip").write_bytes(content)

    assert hashing.sha256_file(tmp_path / "clip") == hashing.sha256([content])


@given(values)
def test_a_seed_follows_from_the_digest_and_fits_a_signed_64_bit_number(value: object) -> None:
    seed = hashing.seed(hashing.digest(value))

    assert seed == hashing.seed(hashing.digest(value))
    assert 0 <= seed < 2**63
