"""The council's targets."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from booking.persistence.tables.reference import targets


@dataclass(frozen=True, slots=True)
class Target:
    """A whole percent of the interpretings, in force from a day on."""

    valid_from: date
    percent: int


async def read_targets(connection: AsyncConnection) -> list[Target]:
    """The newest first."""
    query = select(targets.c.valid_from, targets.c.percent).order_by(targets.c.valid_from.desc())
    return [Target(row.valid_from, row.percent) for row in await connection.execute(query)]


async def set_target(connection: AsyncConnection, target: Target) -> None:
    query = insert(targets).values(valid_from=target.valid_from, percent=target.percent)
    changed = {"percent": target.percent}
    await connection.execute(query.on_conflict_do_update(index_elements=["valid_from"], set_=changed))


async def remove_target(connection: AsyncConnection, valid_from: date) -> bool:
    found = await connection.execute(delete(targets).where(targets.c.valid_from == valid_from))
    return bool(found.rowcount)
