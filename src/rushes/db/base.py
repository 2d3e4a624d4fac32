"""What every table is made of: one metadata, names for constraints, and PostgreSQL's own types used properly."""

from datetime import datetime
from typing import Annotated, Any, ClassVar, cast
from uuid import UUID, uuid4

from sqlalchemy import BigInteger, DateTime, MetaData, Table, Uuid, func
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, mapped_column

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}

Key = Annotated[UUID, mapped_column(Uuid(), primary_key=True, default=uuid4)]
"""A row's own id, made where the row is made."""

Moment = Annotated[datetime, mapped_column(DateTime(timezone=True))]
"""A point in time, always with its zone."""

Created = Annotated[datetime, mapped_column(DateTime(timezone=True), server_default=func.now())]
"""When the row was written, by the database's clock."""

Micros = Annotated[int, mapped_column(BigInteger())]
"""Money in micro-units; its currency stands beside it."""

Frames = Annotated[int, mapped_column(BigInteger())]
"""A count of frames or bytes: anything that outgrows 32 bits."""

Json = Annotated[dict[str, Any], mapped_column(JSONB())]
"""A document that is read whole or searched with `@>`."""


class Base(DeclarativeBase):
    """The parent of every row; plain annotations get the right PostgreSQL type."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        datetime: DateTime(timezone=True),
        dict[str, Any]: JSONB(),
        list[str]: JSONB(),
        list[dict[str, Any]]: JSONB(),
        UUID: Uuid(),
    }


def table(row: type[Base]) -> Table:
    """The table of a kind of row, for statements made once and run on a session's connection, at half its price."""
    return cast("Table", row.__table__)
