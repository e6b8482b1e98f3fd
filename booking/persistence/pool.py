"""What the engine must know of everybody who speaks a language, gathered in few queries."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from booking.domain.bookings import Booking
from booking.domain.interpreters import Interpreter, Interval
from booking.domain.modes import Mode
from booking.domain.periods import Period
from booking.persistence.interpreters import Interpreters
from booking.persistence.tables.bookings import assignments, bookings, offers
from booking.persistence.tables.interpreters import barred, interpreters, skills

AROUND = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Job:
    """Time that is taken: an assignment, or an offer that is still open."""

    booking_id: UUID
    number: str
    period: Period
    mode: Mode
    lat: float | None
    lon: float | None
    open_offer: bool


@dataclass
class Known:
    """One interpreter, and what speaks for and against them now."""

    interpreter: Interpreter
    intervals: list[Interval] = field(default_factory=list)
    jobs: list[Job] = field(default_factory=list)
    refused: bool = False
    barred_by_unit: bool = False
    barred_by_citizen: bool = False
    met_citizen: int = 0
    asked_month: int = 0
    accepted_month: int = 0
    worked_minutes_month: int = 0


_FIGURES = text(
    """
    SELECT interpreter_id, count(*) AS asked, count(*) FILTER (WHERE state = 'accepted') AS accepted, 0 AS minutes
    FROM offers WHERE interpreter_id = ANY(:ids) AND made_at >= :month GROUP BY 1
    UNION ALL
    SELECT interpreter_id, 0, 0, sum(extract(epoch FROM ends_at - starts_at) / 60)::int
    FROM assignments WHERE interpreter_id = ANY(:ids) AND status = 'active'
                       AND starts_at >= :month AND starts_at < :next_month GROUP BY 1
    """
)
_MET = text(
    """
    SELECT a.interpreter_id, count(*) FROM assignments a JOIN bookings b ON b.id = a.booking_id
    WHERE b.citizen_ref = :citizen_ref AND a.status = 'active' AND a.interpreter_id = ANY(:ids)
                                       AND b.starts_at < :before
    GROUP BY 1
    """
)


class Pool:
    """Gathers candidates; reads only."""

    def __init__(self, connection: AsyncConnection, interpreters: Interpreters) -> None:
        self._connection = connection
        self._interpreters = interpreters

    async def speaking(self, languages: Sequence[str], booking: Booking) -> list[Known]:
        """Everybody active who speaks one of the languages, with a week on both sides of the booking."""
        query = select(skills.c.interpreter_id).distinct().join(interpreters)
        query = query.where(skills.c.language.in_(languages), interpreters.c.active)
        ids = list((await self._connection.execute(query)).scalars())
        return await self.known(ids, booking)

    async def known(self, ids: Sequence[UUID], booking: Booking) -> list[Known]:
        people = await self._interpreters.listed(ids=ids)
        known = {one.id: Known(one) for one in people}
        if not known:
            return []
        keys = list(known)
        for key, found in (await self._interpreters.intervals_of(keys, since=booking.starts_at - AROUND)).items():
            known[key].intervals = found
        await self._add_jobs(known, booking)
        await self._add_answers(known, booking)
        await self._add_figures(known, booking)
        return list(known.values())

    async def _add_jobs(self, known: dict[UUID, Known], booking: Booking) -> None:
        place = [bookings.c.id, bookings.c.number, bookings.c.starts_at, bookings.c.ends_at, bookings.c.mode]
        near = (
            (bookings.c.starts_at < booking.ends_at + AROUND)
            & (bookings.c.ends_at > booking.starts_at - AROUND)
            & (bookings.c.id != booking.id)
        )
        columns = [*place, bookings.c.lat, bookings.c.lon]
        lives = ((assignments, assignments.c.status == "active"), (offers, offers.c.state == "open"))
        for table, live in lives:
            query = select(table.c.interpreter_id, *columns).join(bookings, bookings.c.id == table.c.booking_id)
            query = query.where(table.c.interpreter_id.in_(list(known)), live, near)
            for row in await self._connection.execute(query):
                job = Job(
                    row.id,
                    row.number,
                    Period(row.starts_at, row.ends_at),
                    Mode(row.mode),
                    row.lat,
                    row.lon,
                    table is offers,
                )
                known[row.interpreter_id].jobs.append(job)

    async def _add_answers(self, known: dict[UUID, Known], booking: Booking) -> None:
        closed = offers.c.state.in_(["declined", "lapsed", "withdrawn"])
        query = select(offers.c.interpreter_id).where(offers.c.booking_id == booking.id, closed)
        for key in (await self._connection.execute(query)).scalars():
            if key in known:
                known[key].refused = True
        by_citizen = (barred.c.citizen_ref == booking.citizen_ref) & (barred.c.citizen_ref != "")
        by_unit = barred.c.unit_id == booking.unit_id
        query = select(barred.c.interpreter_id, by_citizen.is_(True)).where(
            barred.c.interpreter_id.in_(list(known)), by_unit | by_citizen
        )
        for key, for_citizen in await self._connection.execute(query):
            if for_citizen:
                known[key].barred_by_citizen = True
            else:
                known[key].barred_by_unit = True

    async def _add_figures(self, known: dict[UUID, Known], booking: Booking) -> None:
        month = booking.starts_at.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
        next_month = (month + timedelta(days=32)).replace(day=1)
        parameters = {"ids": list(known), "month": month, "next_month": next_month}
        for key, asked, accepted, minutes in await self._connection.execute(_FIGURES, parameters):
            known[key].asked_month += asked
            known[key].accepted_month += accepted
            known[key].worked_minutes_month += minutes
        if booking.citizen_ref:
            met = {"citizen_ref": booking.citizen_ref, "ids": list(known), "before": booking.starts_at}
            for key, times in await self._connection.execute(_MET, met):
                known[key].met_citizen = times
