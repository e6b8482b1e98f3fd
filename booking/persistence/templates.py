"""Each person's own order templates: the form as typed, under a name."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, RowMapping, delete, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from booking.domain.errors import Conflict, NotFound
from booking.domain.texts import Text
from booking.persistence.ids import new_id
from booking.persistence.tables.ordering import templates


@dataclass(frozen=True, slots=True)
class Template:
    """`typed` are fields of the order form, all text."""

    id: UUID
    name: str
    typed: Mapping[str, str]
    made_at: datetime


class Templates:
    """Everything here is of one account; another's templates do not exist."""

    def __init__(self, connection: AsyncConnection, account_id: UUID) -> None:
        self._connection = connection
        self._account_id = account_id

    async def listed(self) -> list[Template]:
        query = select(templates).where(templates.c.account_id == self._account_id).order_by(templates.c.name)
        return [_template(row) for row in (await self._connection.execute(query)).mappings()]

    async def get(self, template_id: UUID) -> Template:
        query = select(templates).where(self._mine(template_id))
        row = (await self._connection.execute(query)).mappings().first()
        if row is None:
            raise unknown_template()
        return _template(row)

    async def keep(self, name: str, typed: Mapping[str, str], *, now: datetime) -> Template:
        """A new template, or the one of that name written over."""
        row = {"id": new_id(), "account_id": self._account_id, "name": name, "typed": dict(typed), "made_at": now}
        query = insert(templates).values(row)
        again = query.on_conflict_do_update(
            index_elements=["account_id", "name"], set_={"typed": query.excluded.typed, "made_at": now}
        )
        kept = (await self._connection.execute(again.returning(*templates.c))).mappings().one()
        return _template(kept)

    async def rename(self, template_id: UUID, name: str) -> Template:
        """NotFound where there is none, Conflict where another has the name."""
        query = update(templates).where(self._mine(template_id)).values(name=name).returning(*templates.c)
        try:
            async with self._connection.begin_nested():
                row = (await self._connection.execute(query)).mappings().first()
        except IntegrityError:
            raise Conflict(
                Text(
                    f"Du har allerede en skabelon, der hedder {name}. Vælg et andet navn.",
                    f"You have a template called {name} already. Choose another name.",
                ),
                field="name",
            ) from None
        if row is None:
            raise unknown_template()
        return _template(row)

    async def remove(self, template_id: UUID) -> None:
        """NotFound where there is none."""
        if (await self._connection.execute(delete(templates).where(self._mine(template_id)))).rowcount == 0:
            raise unknown_template()

    def _mine(self, template_id: UUID) -> ColumnElement[bool]:
        return (templates.c.id == template_id) & (templates.c.account_id == self._account_id)


def unknown_template() -> NotFound:
    return NotFound(
        Text("Skabelonen findes ikke, eller den er slettet.", "There is no such template, or it was deleted."),
        subject="template",
    )


def _template(row: RowMapping) -> Template:
    return Template(row["id"], str(row["name"]), dict(row["typed"]), row["made_at"])
