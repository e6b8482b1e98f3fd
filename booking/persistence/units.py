"""Units and places, as the office enters them."""

from collections.abc import Iterable, Mapping

from sqlalchemy import insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from booking.domain.errors import Conflict
from booking.domain.texts import Text
from booking.domain.units import Unit
from booking.persistence.histories import Histories
from booking.persistence.refusals import refusing
from booking.persistence.rows import columns_of, fields_from
from booking.persistence.tables.units import places, units


async def add_units(connection: AsyncConnection, new: Iterable[Unit]) -> None:
    """Parents before their children."""
    for unit in new:
        await connection.execute(insert(units), columns_of(unit))


async def add_places(connection: AsyncConnection, new: Mapping[str, tuple[str, float, float]]) -> None:
    """Postcode → name, latitude and longitude."""
    rows = [{"postcode": code, "name": name, "lat": lat, "lon": lon} for code, (name, lat, lon) in new.items()]
    if rows:
        await connection.execute(insert(places), rows)


class Units:
    """The tree of units; whoever changes it has all of it locked, so that no two changes make a circle together."""

    def __init__(self, connection: AsyncConnection, histories: Histories) -> None:
        self._connection = connection
        self._histories = histories

    async def locked(self) -> list[Unit]:
        """Every unit as it is now, by code."""
        query = select(units).order_by(units.c.code).with_for_update()
        return [Unit(**fields_from(Unit, dict(row))) for row in (await self._connection.execute(query)).mappings()]

    async def add(self, unit: Unit) -> None:
        """Conflict when the code is taken."""
        taken = Text(
            f"Koden {unit.code} er brugt af en anden enhed. Vælg en anden.",
            f"The code {unit.code} belongs to another unit. Choose another.",
        )
        with refusing({"23505": Conflict(taken, field="code", subject=unit.code)}):
            await self._connection.execute(insert(units), columns_of(unit))
        self._histories.record("unit", unit.id, "added", after=unit)

    async def save(self, before: Unit, after: Unit) -> None:
        await self._connection.execute(update(units).where(units.c.id == after.id), columns_of(after))
        self._histories.record("unit", after.id, "changed", before=before, after=after)
