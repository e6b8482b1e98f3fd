"""Suppliers, and whose interpreters are theirs."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, cast
from uuid import UUID

from sqlalchemy import exists, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from booking.domain.errors import Conflict
from booking.domain.suppliers import Supplier
from booking.domain.texts import Text
from booking.persistence.histories import Histories
from booking.persistence.refusals import refusing
from booking.persistence.rows import columns_of, fields_from
from booking.persistence.tables.bookings import assignments
from booking.persistence.tables.costs import settlements
from booking.persistence.tables.interpreters import interpreters
from booking.persistence.tables.tariffs import suppliers


@dataclass(frozen=True, slots=True)
class Theirs:
    """What the log says of a supplier's interpreters."""

    interpreters: tuple[UUID, ...]


async def read_suppliers(connection: AsyncConnection) -> dict[UUID, Supplier]:
    """By id, in the order they are asked."""
    query = select(suppliers).order_by(suppliers.c.rank, suppliers.c.name)
    return {row["id"]: to_supplier(row) for row in (await connection.execute(query)).mappings()}


def to_supplier(row: Mapping[Any, Any]) -> Supplier:
    return Supplier(**fields_from(Supplier, cast(dict[str, Any], row)))


class Suppliers:
    def __init__(self, connection: AsyncConnection, histories: Histories) -> None:
        self._connection = connection
        self._histories = histories

    async def locked(self) -> dict[UUID, Supplier]:
        """Every supplier as it is now; whoever changes one has them all."""
        query = select(suppliers).order_by(suppliers.c.code).with_for_update()
        return {row["id"]: to_supplier(row) for row in (await self._connection.execute(query)).mappings()}

    async def add(self, supplier: Supplier) -> None:
        """Conflict when the code is taken."""
        taken = Text(
            f"Koden {supplier.code} er brugt af en anden leverandør. Vælg en anden.",
            f"The code {supplier.code} belongs to another supplier. Choose another.",
        )
        with refusing({"23505": Conflict(taken, field="code", subject=supplier.code)}):
            await self._connection.execute(insert(suppliers), columns_of(supplier))
        self._histories.record("supplier", supplier.id, "added", after=supplier)

    async def save(self, before: Supplier, after: Supplier) -> None:
        """With its rank and its tariff on the interpreters that are its own."""
        await self._connection.execute(update(suppliers).where(suppliers.c.id == after.id), columns_of(after))
        await self._follow(after)
        self._histories.record("supplier", after.id, "changed", before=before, after=after)

    async def give(self, supplier: Supplier, ids: Iterable[UUID]) -> None:
        """These interpreters are the supplier's from now on, and no others."""
        wanted = list(ids)
        mine = interpreters.c.supplier_id == supplier.id
        before = Theirs(tuple(await self.of(supplier.id)))
        await self._connection.execute(
            update(interpreters).where(mine, interpreters.c.id.not_in(wanted)).values(supplier_id=None)
        )
        await self._connection.execute(
            update(interpreters).where(interpreters.c.id.in_(wanted)).values(supplier_id=supplier.id)
        )
        await self._follow(supplier)
        after = Theirs(tuple(await self.of(supplier.id)))
        self._histories.record("supplier", supplier.id, "interpreters", before=before, after=after)
        await self._recount({*before.interpreters} ^ {*after.interpreters})

    async def _recount(self, moved: Collection[UUID]) -> None:
        """What these have done and nobody has priced is the other supplier's, also where reports count it."""
        unpriced = ~exists().where(
            settlements.c.booking_id == assignments.c.booking_id, settlements.c.superseded_at.is_(None)
        )
        query = select(assignments.c.booking_id).where(assignments.c.interpreter_id.in_(moved), unpriced)
        self._histories.touch((await self._connection.execute(query)).scalars())

    async def of(self, supplier_id: UUID) -> list[UUID]:
        query = select(interpreters.c.id).where(interpreters.c.supplier_id == supplier_id).order_by(interpreters.c.id)
        return list((await self._connection.execute(query)).scalars())

    async def counts(self) -> dict[UUID | None, int]:
        """How many active agency interpreters each supplier has; None are those nobody has claimed."""
        query = (
            select(interpreters.c.supplier_id, func.count())
            .where(interpreters.c.employment == "agency", interpreters.c.active)
            .group_by(interpreters.c.supplier_id)
        )
        return {row[0]: row[1] for row in await self._connection.execute(query)}

    async def _follow(self, supplier: Supplier) -> None:
        own: dict[str, Any] = {"agency_rank": supplier.rank, "scheme": supplier.scheme}
        if supplier.category:
            own["category"] = supplier.category
        await self._connection.execute(
            update(interpreters).where(interpreters.c.supplier_id == supplier.id).values(**own)
        )
