"""Series, the dates left out of them, and the bookings that belong together."""

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, RowMapping, delete, insert, or_, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from booking.domain.bookings import Booking
from booking.domain.errors import NotFound
from booking.domain.periods import Period
from booking.domain.series import Rule, Series
from booking.domain.texts import Text
from booking.persistence.bookings import to_booking
from booking.persistence.histories import Histories
from booking.persistence.narrowing import visible
from booking.persistence.scope import Scope
from booking.persistence.tables.bookings import assignments, bookings
from booking.persistence.tables.interpreters import interpreters
from booking.persistence.tables.series import series, series_skips

_OVER = ("cancelled", "no_show", "aborted")


@dataclass(frozen=True, slots=True)
class Skip:
    """A planned date that was left out; `reason` is a word of the service's register."""

    skipped_on: date
    reason: str


class AllSeries:
    def __init__(self, connection: AsyncConnection, histories: Histories) -> None:
        self._connection = connection
        self._histories = histories

    async def add(self, new: Series, skips: Collection[Skip]) -> None:
        """A series with the dates that are left out from the beginning."""
        row = {"id": new.id, "unit_id": new.unit_id, "made_by": new.made_by, "made_at": new.made_at}
        await self._connection.execute(insert(series).values(row | {"rule": _written(new.rule)}))
        self._histories.record("series", new.id, "made", after=new)
        if skips:
            rows = [{"series_id": new.id, **asdict(one)} for one in skips]
            await self._connection.execute(insert(series_skips), rows)

    async def get(self, series_id: UUID, *, lock: bool = False) -> Series:
        """NotFound when there is none; `lock` holds the row until the transaction ends."""
        query = select(series).where(series.c.id == series_id)
        row = (await self._connection.execute(query.with_for_update() if lock else query)).mappings().first()
        if row is None:
            raise unknown_series(series_id)
        return _series(row)

    async def skips(self, series_id: UUID) -> list[Skip]:
        query = select(series_skips).where(series_skips.c.series_id == series_id).order_by(series_skips.c.skipped_on)
        return [Skip(row.skipped_on, row.reason) for row in await self._connection.execute(query)]

    async def take_back(self, series_id: UUID, skip: Skip) -> None:
        """The date is no longer left out."""
        mine = (series_skips.c.series_id == series_id) & (series_skips.c.skipped_on == skip.skipped_on)
        await self._connection.execute(delete(series_skips).where(mine))
        self._histories.record("series", series_id, "date taken back", before=skip)

    async def bookings_of(self, series_id: UUID) -> list[Booking]:
        """Every booking of the series, also those that are over, in the order they were planned."""
        return await self._bookings(bookings.c.series_id == series_id)

    async def companions_of(self, job_id: UUID) -> list[Booking]:
        return await self._bookings(bookings.c.job_id == job_id)

    async def kin_of(self, booking: Booking, *, lock: bool = False) -> list[Booking]:
        """The booking and all that belong to its series or its job.

        `lock` holds their rows, taken in one order, so that two who change a whole series wait for each other.
        """
        mine: list[ColumnElement[bool]] = [bookings.c.id == booking.id]
        if booking.series_id is not None:
            mine.append(bookings.c.series_id == booking.series_id)
        if booking.job_id is not None:
            mine.append(bookings.c.job_id == booking.job_id)
        if lock:
            held = select(bookings.c.id).where(or_(*mine)).order_by(bookings.c.id).with_for_update(key_share=True)
            await self._connection.execute(held)
        return await self._bookings(or_(*mine))

    async def _bookings(self, where: ColumnElement[bool]) -> list[Booking]:
        query = select(bookings).where(where)
        query = query.order_by(bookings.c.occurrence_on, bookings.c.starts_at, bookings.c.id)
        return [to_booking(row) for row in (await self._connection.execute(query)).mappings()]

    async def likely_doubles(
        self, scope: Scope, *, within: Period, citizen_ref: str, unit_id: UUID, contact: str
    ) -> list[Booking]:
        """What the asker may see of the same case, or of the same unit and contact, that is not over."""
        about: list[ColumnElement[bool]] = []
        if citizen_ref:
            about.append(bookings.c.citizen_ref == citizen_ref)
        if contact:
            about.append((bookings.c.unit_id == unit_id) & (bookings.c.contact == contact))
        if not about:
            return []
        return await self._bookings(
            visible(scope)
            & or_(*about)
            & bookings.c.status.not_in(_OVER)
            & (bookings.c.starts_at < within.ends_at)
            & (bookings.c.ends_at > within.starts_at)
        )

    async def interpreters_of(self, booking_ids: Collection[UUID]) -> dict[UUID, str]:
        """Who has each booking now, by name."""
        query = (
            select(assignments.c.booking_id, interpreters.c.name)
            .join(interpreters, interpreters.c.id == assignments.c.interpreter_id)
            .where(assignments.c.booking_id.in_(booking_ids), assignments.c.status == "active")
        )
        return {row.booking_id: row.name for row in await self._connection.execute(query)}

    async def queue_for_job(self, job_id: UUID) -> None:
        """Until the transaction ends nobody else looks for an interpreter for this job: two must not ask the same."""
        lock = text("SELECT pg_advisory_xact_lock(hashtextextended(:job, 0))")
        await self._connection.execute(lock, {"job": str(job_id)})


def unknown_series(series_id: UUID) -> NotFound:
    return NotFound(Text("Der er ingen sådan serie.", "There is no such series."), subject=str(series_id))


def _written(rule: Rule) -> dict[str, Any]:
    said = asdict(rule)
    return said | {"until": rule.until.isoformat() if rule.until is not None else None}


def _series(row: RowMapping) -> Series:
    said: Mapping[str, Any] = row["rule"]
    until = date.fromisoformat(said["until"]) if said["until"] else None
    rule = Rule(**{**said, "until": until, "weekdays": tuple(said["weekdays"])})
    return Series(row["id"], row["unit_id"], rule, row["made_by"], row["made_at"])
