"""What schemes are called, drafts of a tariff, the cases it is held against, and rates as they are published."""

from collections.abc import Mapping
from datetime import date
from typing import Any, cast
from uuid import UUID

import msgspec
from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.dialects import postgresql
from sqlalchemy.ext.asyncio import AsyncConnection

from booking.domain.costs.drafts import Draft
from booking.domain.costs.golden import Case
from booking.domain.costs.names import SchemeNames
from booking.domain.costs.tariffs import Rate, Tariffs, Terms
from booking.domain.errors import NotFound
from booking.domain.modes import Mode
from booking.domain.texts import Text
from booking.persistence.catalogue import subject_of, terms_of
from booking.persistence.histories import Histories
from booking.persistence.rows import columns_of, fields_from
from booking.persistence.tables.costs import settlements
from booking.persistence.tables.reference import rates, terms
from booking.persistence.tables.tariffs import tariff_cases, tariff_drafts, tariff_names


async def read_names(connection: AsyncConnection) -> SchemeNames:
    rows = (await connection.execute(select(tariff_names))).mappings()
    return SchemeNames({(row["scheme"], row["category"]): Text(row["name_da"], row["name_en"]) for row in rows})


class TariffBook:
    """Drafts, cases and published rates; every change is logged."""

    def __init__(self, connection: AsyncConnection, histories: Histories) -> None:
        self._connection = connection
        self._histories = histories

    async def name(self, scheme: str, category: str, name: Text) -> None:
        row = {"scheme": scheme, "category": category, "name_da": name.da, "name_en": name.en}
        query = postgresql.insert(tariff_names).values(**row)
        await self._connection.execute(
            query.on_conflict_do_update(
                index_elements=["scheme", "category"], set_={"name_da": name.da, "name_en": name.en}
            )
        )
        self._histories.record("tariff", subject_of("tariff", scheme), "named", after=name)

    async def tariffs(self) -> Tariffs:
        """All rates and terms as they stand in this transaction."""
        priced = (await self._connection.execute(select(rates))).mappings()
        agreed = (await self._connection.execute(select(terms))).mappings()
        return Tariffs(
            tuple(Rate(**fields_from(Rate, cast(dict[str, Any], row))) for row in priced),
            tuple(terms_of(cast(dict[str, Any], row)) for row in agreed),
        )

    async def put_rate(self, before: Rate | None, after: Rate) -> None:
        """With None before, a rate that was not there; else the one of the same first day as it reads now."""
        key = ["scheme", "category", "component", "valid_from"]
        row = columns_of(after)
        others = {name: value for name, value in row.items() if name not in key}
        query = postgresql.insert(rates).values(**row).on_conflict_do_update(index_elements=key, set_=others)
        await self._connection.execute(query)
        subject = subject_of("tariff", f"{after.scheme} {after.category} {after.component}")
        self._histories.record("tariff", subject, "published", before=before, after=after)

    async def drafts(self, *, published: bool = False, limit: int = 50) -> list[Draft]:
        """Those at work, the newest first; or those that were published."""
        done = tariff_drafts.c.published_at
        query = select(tariff_drafts).where(done.is_not(None) if published else done.is_(None))
        query = query.order_by(done.desc() if published else tariff_drafts.c.made_at.desc(), tariff_drafts.c.id)
        return [_draft(row) for row in (await self._connection.execute(query.limit(limit))).mappings()]

    async def draft(self, draft_id: UUID, *, lock: bool = False) -> Draft:
        """NotFound when there is none."""
        query = select(tariff_drafts).where(tariff_drafts.c.id == draft_id)
        row = (await self._connection.execute(query.with_for_update() if lock else query)).mappings().first()
        if row is None:
            raise NotFound(Text("Kladden findes ikke.", "There is no such draft."), field="draft")
        return _draft(row)

    async def add_draft(self, draft: Draft) -> None:
        await self._connection.execute(insert(tariff_drafts), _draft_row(draft))
        self._histories.record("tariff draft", draft.id, "made", after=draft)

    async def save_draft(self, before: Draft, after: Draft, *, action: str = "changed") -> None:
        await self._connection.execute(update(tariff_drafts).where(tariff_drafts.c.id == after.id), _draft_row(after))
        self._histories.record("tariff draft", after.id, action, before=before, after=after)

    async def drop_draft(self, draft: Draft) -> None:
        await self._connection.execute(delete(tariff_drafts).where(tariff_drafts.c.id == draft.id))
        self._histories.record("tariff draft", draft.id, "dropped", before=draft, after=None)

    async def cases(self) -> list[Case]:
        query = select(tariff_cases).order_by(tariff_cases.c.scheme, tariff_cases.c.name, tariff_cases.c.id)
        return [_case(row) for row in (await self._connection.execute(query)).mappings()]

    async def put_case(self, before: Case | None, after: Case) -> None:
        if before is None:
            await self._connection.execute(insert(tariff_cases), columns_of(after))
        else:
            mine = tariff_cases.c.id == after.id
            await self._connection.execute(update(tariff_cases).where(mine), columns_of(after))
        self._histories.record("tariff case", after.id, "changed" if before else "added", before=before, after=after)

    async def drop_case(self, case: Case) -> None:
        await self._connection.execute(delete(tariff_cases).where(tariff_cases.c.id == case.id))
        self._histories.record("tariff case", case.id, "dropped", before=case, after=None)

    async def settled(self, scheme: str, category: str, *, first: date, last: date) -> int:
        """How many settlements stand that were priced by this scheme and category on these days."""
        query = select(func.count()).where(
            settlements.c.scheme == scheme,
            settlements.c.category == category,
            settlements.c.held_on.between(first, last),
            settlements.c.superseded_at.is_(None),
        )
        return int((await self._connection.execute(query)).scalar_one())


def _case(row: Mapping[Any, Any]) -> Case:
    return Case(**fields_from(Case, cast(dict[str, Any], row)) | {"mode": Mode(row["mode"])})


def _draft(row: Mapping[Any, Any]) -> Draft:
    kept = {"rates": _from(row["rates"], tuple[Rate, ...]), "terms": _from(row["terms"], tuple[Terms, ...])}
    return Draft(**fields_from(Draft, cast(dict[str, Any], row)) | kept | {"failed": tuple(row["failed"])})


def _draft_row(draft: Draft) -> dict[str, Any]:
    plain = {name: msgspec.to_builtins(getattr(draft, name)) for name in ("rates", "terms")}
    return columns_of(draft, leave_out=frozenset(plain)) | plain


def _from(kept: object, into: Any) -> Any:
    return msgspec.convert(kept, into)
