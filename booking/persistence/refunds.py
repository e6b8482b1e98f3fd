"""Refund decisions that wait for people: the unsure with their cost, overrulings, and the versions of rules."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, cast
from uuid import UUID

from sqlalchemy import RowMapping, any_, func, insert, literal, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from booking.domain.bookings import Booking
from booking.domain.refunds.overrules import Overrule
from booking.domain.refunds.publishing import Version
from booking.domain.refunds.rules import RefundRule
from booking.domain.texts import Text
from booking.persistence.bookings import to_booking
from booking.persistence.histories import Histories
from booking.persistence.rows import columns_of, fields_from
from booking.persistence.tables.bookings import bookings
from booking.persistence.tables.costs import refund_decisions, settlements
from booking.persistence.tables.reference import refund_rules
from booking.persistence.tables.vouchers import refund_overrules


@dataclass(frozen=True, slots=True)
class Unsure:
    """A booking whose refund nobody can decide yet: why, what is missing, and what it cost in øre."""

    booking: Booking
    outcome: str
    held_on: date
    net_ore: int
    reason: Text
    missing: tuple[str, ...]


class Refunds:
    def __init__(self, connection: AsyncConnection, histories: Histories) -> None:
        self._connection = connection
        self._histories = histories

    async def unsure(
        self, *, limit: int, skip: int = 0, unit_id: UUID | None = None, missing: str = ""
    ) -> tuple[list[Unsure], int, int]:
        """The costliest first; how many there are of the unit that lack the fact, and what they cost together."""
        current = refund_decisions.c.superseded_at.is_(None) & (refund_decisions.c.state == "unsure")
        if unit_id is not None:
            current &= bookings.c.unit_id == unit_id
        if missing:
            current &= literal(missing) == any_(refund_decisions.c.missing)
        settled = (settlements.c.booking_id == refund_decisions.c.booking_id) & settlements.c.superseded_at.is_(None)
        joined = refund_decisions.join(settlements, settled)
        joined = joined.join(bookings, bookings.c.id == refund_decisions.c.booking_id)
        totals = select(func.count(), func.coalesce(func.sum(settlements.c.net_ore), 0))
        count, sum_ore = (await self._connection.execute(totals.select_from(joined).where(current))).one()
        columns = [settlements.c[name] for name in ("outcome", "held_on", "net_ore")]
        said = [refund_decisions.c[name] for name in ("reason_da", "reason_en", "missing")]
        query = select(bookings, *columns, *said).select_from(joined).where(current)
        query = query.order_by(settlements.c.net_ore.desc(), settlements.c.held_on, bookings.c.number)
        query = query.limit(limit).offset(skip)
        rows = (await self._connection.execute(query)).mappings()
        return [_unsure(row) for row in rows], count, int(sum_ore)

    async def add(self, overrule: Overrule) -> None:
        await self._connection.execute(insert(refund_overrules), columns_of(overrule))
        self._histories.record("refund_overrule", overrule.booking_id, "refund overruling asked", after=overrule)

    async def save(self, before: Overrule, after: Overrule) -> None:
        query = update(refund_overrules).where(refund_overrules.c.id == after.id)
        await self._connection.execute(query.values(columns_of(after, leave_out=frozenset({"id"}))))
        action = f"refund overruling {after.state}"
        self._histories.record("refund_overrule", after.booking_id, action, before=before, after=after)

    async def standing(self, booking_id: UUID) -> Overrule | None:
        """The one that is asked for or approved; there is one at most."""
        query = select(refund_overrules).where(refund_overrules.c.booking_id == booking_id)
        query = query.where(refund_overrules.c.state.in_(["asked", "approved"]))
        row = (await self._connection.execute(query)).mappings().first()
        return to_overrule(row) if row is not None else None

    async def of(self, booking_id: UUID) -> list[Overrule]:
        """All that there ever were, the newest first."""
        query = select(refund_overrules).where(refund_overrules.c.booking_id == booking_id)
        rows = await self._connection.execute(query.order_by(refund_overrules.c.asked_at.desc()))
        return [to_overrule(row) for row in rows.mappings()]

    async def asked(self) -> list[Overrule]:
        """Those that wait for a second person, the oldest first."""
        query = select(refund_overrules).where(refund_overrules.c.state == "asked")
        rows = await self._connection.execute(query.order_by(refund_overrules.c.asked_at))
        return [to_overrule(row) for row in rows.mappings()]

    async def last_decided(self, code: str) -> date | None:
        """The last day something was held that is decided by the rule."""
        settled = (settlements.c.booking_id == refund_decisions.c.booking_id) & settlements.c.superseded_at.is_(None)
        query = select(func.max(settlements.c.held_on)).select_from(refund_decisions.join(settlements, settled))
        query = query.where(refund_decisions.c.rule_code == code, refund_decisions.c.superseded_at.is_(None))
        found: date | None = (await self._connection.execute(query)).scalar_one()
        return found

    async def versions(self) -> list[Version]:
        """Every version of every rule, by code and number."""
        query = select(refund_rules).order_by(refund_rules.c.code, refund_rules.c.version)
        return [_version(row) for row in (await self._connection.execute(query)).mappings()]

    async def publish(
        self, ended: RefundRule | None, new: RefundRule, *, by: str, account_id: UUID, note: str, now: datetime
    ) -> None:
        if ended is not None:
            same = (refund_rules.c.code == ended.code) & (refund_rules.c.version == ended.version)
            await self._connection.execute(update(refund_rules).where(same).values(valid_to=ended.valid_to))
        row: dict[str, Any] = columns_of(new, leave_out=frozenset({"name"}))
        row |= {"name_da": new.name.da, "name_en": new.name.en}
        row |= {"published_at": now, "published_by": by, "note": note}
        await self._connection.execute(insert(refund_rules), row)
        rule = f"{new.code} v{new.version}"
        self._histories.add(
            self._histories.row("refund_rule", account_id, "refund rule published", {"rule": (None, rule)})
        )


def to_overrule(row: RowMapping) -> Overrule:
    return Overrule(**fields_from(Overrule, cast(dict[str, Any], row)))


def to_rule(row: Mapping[str, Any]) -> RefundRule:
    sets = {name: tuple(row[name]) for name in ("person_groups", "measures", "components", "excludes")}
    return RefundRule(**fields_from(RefundRule, row) | sets | {"name": Text(row["name_da"], row["name_en"])})


def _version(row: RowMapping) -> Version:
    return Version(to_rule(cast(dict[str, Any], row)), row["published_at"], row["published_by"], row["note"])


def _unsure(row: RowMapping) -> Unsure:
    return Unsure(
        booking=to_booking(row),
        outcome=row["outcome"],
        held_on=row["held_on"],
        net_ore=row["net_ore"],
        reason=Text(row["reason_da"], row["reason_en"]),
        missing=tuple(row["missing"]),
    )
