"""What several routes of review are told."""

from typing import Annotated

from pydantic import Field

TakeCode = Annotated[str, Field(min_length=1, max_length=40)]
"""The code of a take, such as S02-SH03-T04."""
