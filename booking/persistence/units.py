"""Units and places, as the office enters them."""

from collections.abc import Iterable, Mapping

from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from booking.domain.units import Unit
from booking.persistence.rows import columns_of
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
