"""The remote advisor's memory: what could be asked, what was asked, and what came of it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, cast
from uuid import UUID

from sqlalchemy import RowMapping, insert, select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection

from booking.domain.bookings import Booking
from booking.domain.conversions import Advice, Outcomes, State
from booking.domain.modes import Mode
from booking.persistence.bookings import to_booking
from booking.persistence.histories import Histories
from booking.persistence.pool import Job
from booking.persistence.reports.readings import read_widely
from booking.persistence.rows import columns_of, fields_from
from booking.persistence.tables.bookings import assignments, bookings
from booking.persistence.tables.conversions import remote_advice

# How many of a unit's talks say what a journey to it usually is.
LATEST = 100
# What has somebody or is looked for; a booking that is over or closed cannot be moved.
_OPEN = ("requested", "offered", "unfilled", "confirmed")

_REMOTE_SPEAKERS = text(
    """
    SELECT s.language, count(DISTINCT i.id) AS people
    FROM interpreter_skills s JOIN interpreters i ON i.id = s.interpreter_id
    WHERE i.active AND i.modes && ARRAY['phone', 'skype'] AND s.valid_from <= :on
      AND (s.valid_to IS NULL OR s.valid_to >= :on)
    GROUP BY 1
    """
)
_TRIPS = text(
    """
    SELECT u.id, avg(a.trip_minutes) AS minutes, avg(a.trip_km) AS km
    FROM unnest(CAST(:units AS uuid[])) AS u (id)
    CROSS JOIN LATERAL (SELECT id FROM bookings WHERE unit_id = u.id AND mode = 'in_person' AND starts_at < :now
                        ORDER BY starts_at DESC LIMIT :latest) b
    JOIN assignments a ON a.booking_id = b.id AND a.status = 'active' AND a.trip_minutes > 0
    GROUP BY u.id
    """
)
_DAYS = text(
    """
    SELECT a.interpreter_id, b.id, b.number, b.starts_at, b.ends_at, b.mode, b.lat, b.lon
    FROM assignments a JOIN bookings b ON b.id = a.booking_id
    WHERE a.status = 'active' AND a.interpreter_id = ANY(:people) AND a.starts_at >= :since AND a.starts_at < :before
    """
)
_MET = text(
    """
    SELECT DISTINCT citizen_ref FROM bookings
    WHERE citizen_ref = ANY(:cases) AND citizen_ref <> '' AND starts_at < :now
      AND status NOT IN ('cancelled', 'unfilled')
    """
)
_OUTCOMES = text(
    """
    SELECT count(*) AS asked, count(*) FILTER (WHERE a.state = 'accepted') AS accepted,
           count(*) FILTER (WHERE a.state = 'declined') AS declined,
           coalesce(sum(a.in_person_ore - a.remote_ore) FILTER (WHERE a.state = 'accepted'), 0) AS expected_ore,
           count(s.id) AS realised, coalesce(sum(a.in_person_ore - s.net_ore), 0) AS realised_ore,
           coalesce(sum(a.freed_minutes) FILTER (WHERE s.id IS NOT NULL), 0) AS freed_minutes
    FROM remote_advice a
    JOIN bookings b ON b.id = a.booking_id
    LEFT JOIN deliveries d ON d.booking_id = b.id AND d.superseded_at IS NULL AND d.outcome = 'delivered'
      AND d.mode IN ('phone', 'skype') AND a.state = 'accepted'
    LEFT JOIN settlements s ON s.booking_id = b.id AND s.superseded_at IS NULL AND s.outcome = 'delivered'
      AND d.id IS NOT NULL
    WHERE CAST(:units AS uuid[]) IS NULL OR b.unit_id = ANY(:units)
    """
)


@dataclass(frozen=True, slots=True)
class Trip:
    """What a journey to a unit usually is, one way."""

    minutes: int
    km: float


class Conversions:
    def __init__(self, connection: AsyncConnection, histories: Histories) -> None:
        self._connection = connection
        self._histories = histories

    async def ahead(self, *, now: datetime, units: Collection[UUID] | None, limit: int) -> list[Booking]:
        """Bookings in person that have not begun, the soonest first, that nobody was asked about."""
        asked = select(remote_advice.c.booking_id)
        never = select(remote_advice.c.case_ref).where(remote_advice.c.never, remote_advice.c.case_ref != "")
        query = select(bookings).where(
            bookings.c.mode == "in_person",
            bookings.c.starts_at > now,
            bookings.c.status.in_(_OPEN),
            bookings.c.exit_terms != "closed",
            bookings.c.id.not_in(asked),
            bookings.c.citizen_ref.not_in(never),
        )
        if units is not None:
            query = query.where(bookings.c.unit_id.in_(sorted(units)))
        query = query.order_by(bookings.c.starts_at, bookings.c.id).limit(limit)
        return [to_booking(row) for row in (await self._connection.execute(query)).mappings()]

    async def never_asked(self, case_ref: str) -> bool:
        """Whether somebody said that the case shall not be asked about."""
        if not case_ref:
            return False
        query = select(remote_advice.c.id).where(remote_advice.c.never, remote_advice.c.case_ref == case_ref)
        return (await self._connection.execute(query.limit(1))).first() is not None

    async def of(self, booking_id: UUID, *, lock: bool = False) -> Advice | None:
        query = select(remote_advice).where(remote_advice.c.booking_id == booking_id)
        row = (await self._connection.execute(query.with_for_update() if lock else query)).mappings().first()
        return to_advice(row) if row is not None else None

    async def waiting(
        self, *, requester_id: UUID | None, now: datetime, limit: int = 20
    ) -> list[tuple[Advice, Booking]]:
        """What waits for an answer and has not begun: of one requester, or of all."""
        query = select(remote_advice).join(bookings, bookings.c.id == remote_advice.c.booking_id)
        query = query.where(remote_advice.c.state == "asked", bookings.c.starts_at > now, bookings.c.status.in_(_OPEN))
        if requester_id is not None:
            query = query.where(bookings.c.requester_id == requester_id)
        return await self._with_bookings(query.order_by(bookings.c.starts_at).limit(limit))

    async def latest(self, *, units: Collection[UUID] | None, limit: int = 50) -> list[tuple[Advice, Booking]]:
        """The newest questions, with what became of them."""
        query = select(remote_advice).join(bookings, bookings.c.id == remote_advice.c.booking_id)
        if units is not None:
            query = query.where(bookings.c.unit_id.in_(sorted(units)))
        return await self._with_bookings(
            query.order_by(remote_advice.c.asked_at.desc(), remote_advice.c.id).limit(limit)
        )

    async def _with_bookings(self, query: Any) -> list[tuple[Advice, Booking]]:
        found = [to_advice(row) for row in (await self._connection.execute(query)).mappings()]
        if not found:
            return []
        asked = select(bookings).where(bookings.c.id.in_([one.booking_id for one in found]))
        booked = {row["id"]: to_booking(row) for row in (await self._connection.execute(asked)).mappings()}
        return [(one, booked[one.booking_id]) for one in found]

    async def add(self, advice: Advice) -> None:
        await self._connection.execute(insert(remote_advice), columns_of(advice))
        self._histories.record("advice", advice.booking_id, "asked to go remote", after=advice)

    async def save(self, before: Advice, after: Advice) -> None:
        query = update(remote_advice).where(remote_advice.c.id == after.id)
        await self._connection.execute(query.values(columns_of(after, leave_out=frozenset({"id"}))))
        self._histories.record("advice", after.booking_id, f"remote {after.state}", before=before, after=after)

    async def outcomes(self, units: Collection[UUID] | None) -> Outcomes:
        asked = {"units": None if units is None else sorted(units)}
        row = (await self._connection.execute(_OUTCOMES, asked)).mappings().one()
        return Outcomes(**{name: int(value) for name, value in row.items()})

    async def remote_speakers(self, *, on: date) -> dict[str, int]:
        """How many active interpreters of each language take phone or video."""
        return {row.language: row.people for row in await self._connection.execute(_REMOTE_SPEAKERS, {"on": on})}

    async def usual_trips(self, units: Collection[UUID], *, now: datetime) -> dict[UUID, Trip]:
        """What interpreters travelled to each unit, on the average of its latest talks, one way."""
        await read_widely(self._connection)  # else all units' latest talks are walked through for those of one
        asked = {"units": sorted(units), "now": now, "latest": LATEST}
        found = await self._connection.execute(_TRIPS, asked)
        return {row.id: Trip(round(row.minutes), float(row.km)) for row in found}

    async def holders(self, booking_ids: Collection[UUID]) -> dict[UUID, UUID]:
        """Who has each of the bookings."""
        query = select(assignments.c.booking_id, assignments.c.interpreter_id)
        query = query.where(assignments.c.booking_id.in_(booking_ids), assignments.c.status == "active")
        return {row.booking_id: row.interpreter_id for row in await self._connection.execute(query)}

    async def days_of(self, people: Collection[UUID], *, since: datetime, before: datetime) -> Mapping[UUID, list[Job]]:
        """Everything that these interpreters have between two instants."""
        asked = {"people": sorted(people), "since": since, "before": before}
        found: dict[UUID, list[Job]] = {}
        for row in (await self._connection.execute(_DAYS, asked)).mappings():
            job = Job(
                row["id"],
                row["number"],
                row["starts_at"],
                row["ends_at"],
                Mode(row["mode"]),
                row["lat"],
                row["lon"],
                False,
            )
            found.setdefault(row["interpreter_id"], []).append(job)
        return found

    async def met(self, cases: Collection[str], *, now: datetime) -> frozenset[str]:
        """Which of the cases have had a talk before."""
        found = await self._connection.execute(_MET, {"cases": sorted(cases), "now": now})
        return frozenset(row.citizen_ref for row in found)


def to_advice(row: RowMapping) -> Advice:
    values = fields_from(Advice, cast(dict[str, Any], row))
    return Advice(**values | {"mode": Mode(row["mode"]), "state": State(row["state"])})
