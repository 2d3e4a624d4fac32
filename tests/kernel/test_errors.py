"""An error says what to do to a person, and its name to a program."""

import pytest

from rushes.kernel import errors
from rushes.kernel.errors import Fault, InvalidFile, StudioError


class TakeNotFoundV2(errors.NotFound):
    """Made up."""


def test_the_code_is_the_name_in_snake_case() -> None:
    assert errors.OverBudget("No.").code == "over_budget"
    assert TakeNotFoundV2("No.").code == "take_not_found_v2"


@pytest.mark.parametrize(
    ("kind", "status"),
    [
        ("NotFound", 404),
        ("Forbidden", 403),
        ("Conflict", 409),
        ("Invalid", 422),
        ("OverBudget", 402),
        ("Unavailable", 503),
    ],
)
def test_each_category_knows_its_status(kind: str, status: int) -> None:
    made: type[StudioError] = getattr(errors, kind)

    assert made("No.").status == status


def test_a_bad_file_tells_every_fault_with_its_place() -> None:
    error = InvalidFile([Fault("shots.csv line 2, column size", "'XL' is no size"), Fault("cut.csv", "is empty")])

    assert str(error) == "shots.csv line 2, column size: 'XL' is no size\ncut.csv: is empty"
    assert error.facts == {"faults": ["shots.csv line 2, column size: 'XL' is no size", "cut.csv: is empty"]}
