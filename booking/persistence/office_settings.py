"""What the office has set for itself: every value ever set is kept, the newest of each key is in force."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from booking.domain.errors import Conflict
from booking.domain.texts import Text
from booking.persistence.refusals import refusing
from booking.persistence.tables.repairs import office_settings


@dataclass(frozen=True, slots=True)
class Setting:
    """A value (number or text) set by somebody at an instant."""

    key: str
    value: int | str
    set_at: datetime
    set_by_name: str


async def read_settings(connection: AsyncConnection) -> dict[str, int | str]:
    """The values in force, by key."""
    columns = office_settings.c
    oldest_first = select(columns.key, columns.value).order_by(columns.set_at)
    return {row.key: row.value for row in await connection.execute(oldest_first)}


async def settings_known(connection: AsyncConnection, known_at: datetime) -> dict[str, int | str]:
    """The values that were in force at an instant, by key."""
    columns = office_settings.c
    oldest_first = select(columns.key, columns.value).where(columns.set_at <= known_at).order_by(columns.set_at)
    return {row.key: row.value for row in await connection.execute(oldest_first)}


async def add_settings(
    connection: AsyncConnection, values: dict[str, int | str], *, set_by: UUID | None, name: str, now: datetime
) -> None:
    """Conflict when somebody else has set one of them at the very same instant."""
    made: dict[str, Any] = {"set_at": now, "set_by": set_by, "set_by_name": name}
    rows = [made | {"key": key, "value": value} for key, value in values.items()]
    said = Text("En anden har lige sat det samme. Prøv igen.", "Somebody else has just set the same. Try again.")
    with refusing({"23505": Conflict(said)}):
        await connection.execute(insert(office_settings), rows)


async def settings_log(connection: AsyncConnection, *, prefix: str, limit: int = 50) -> list[Setting]:
    """What was set under keys with a prefix, the newest first."""
    columns = office_settings.c
    query = select(columns.key, columns.value, columns.set_at, columns.set_by_name)
    query = query.where(columns.key.startswith(prefix, autoescape=True))
    rows = await connection.execute(query.order_by(columns.set_at.desc(), columns.key).limit(limit))
    return [Setting(row.key, row.value, row.set_at, row.set_by_name) for row in rows]
