"""What the engine must know of everybody who speaks a language, gathered in one query."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import RowMapping, text
from sqlalchemy.ext.asyncio import AsyncConnection

from booking.domain.bookings import Booking
from booking.domain.costs.paid_times import PaidTime
from booking.domain.interpreters import Hours, Interpreter, Interval, Skill
from booking.domain.modes import Mode
from booking.domain.periods import Period, day_bounds, local_date
from booking.persistence.histories import By
from booking.persistence.interpreters import to_interpreter

AROUND = timedelta(days=7)


class Job(msgspec.Struct, array_like=True, frozen=True):
    """Time that is taken: an assignment, an offer that is still open, or a slot that somebody holds."""

    booking_id: UUID
    number: str
    starts_at: datetime
    ends_at: datetime
    mode: Mode
    lat: float | None
    lon: float | None
    open_offer: bool
    held: bool = False

    @property
    def period(self) -> Period:
        return Period(self.starts_at, self.ends_at)


@dataclass(frozen=True, slots=True)
class Known:
    """One interpreter, and what speaks for and against them now; times are counts.

    Asked, answered (a yes, a no or silence) and accepted are of this month, minutes worked of the booking's.
    """

    interpreter: Interpreter
    intervals: list[Interval]
    jobs: list[Job]
    refused: bool
    barred_by_unit: bool
    barred_by_citizen: bool
    met_citizen: int
    asked_month: int
    answered_month: int
    accepted_month: int
    worked_minutes_month: int
    paid: list[PaidTime] = field(default_factory=list)


_PERSON = """
    SELECT i.*,
      (SELECT coalesce(json_agg(json_build_array(s.language, s.level, s.valid_from, s.valid_to)), '[]')::text
       FROM interpreter_skills s WHERE s.interpreter_id = i.id) AS skills,
      (SELECT coalesce(json_agg(json_build_array(h.weekday, h.starts, h.ends)), '[]')::text
       FROM interpreter_hours h WHERE h.interpreter_id = i.id) AS hours,
"""
_PRESENT = """
      (SELECT coalesce(json_agg(json_build_array(n.starts_at, n.ends_at, n.offered, n.reason)), '[]')::text
       FROM interpreter_intervals n
       WHERE n.interpreter_id = i.id AND n.ends_at > :since AND n.starts_at < :until) AS intervals,
      (SELECT coalesce(json_agg(json_build_array(j.id, j.number, j.starts_at, j.ends_at, j.mode, j.lat, j.lon,
                                                 j.open_offer, j.held)), '[]')::text FROM (
       SELECT b.id, b.number, b.starts_at, b.ends_at, b.mode, b.lat, b.lon, taken.open_offer, false AS held
       FROM (SELECT booking_id, false AS open_offer FROM assignments a
             WHERE a.interpreter_id = i.id AND a.status = 'active' AND a.starts_at < :until AND a.starts_at > :since
             UNION ALL
             SELECT booking_id, true FROM offers o WHERE o.interpreter_id = i.id AND o.state = 'open') taken
       JOIN bookings b ON b.id = taken.booking_id
       WHERE b.id <> :booking AND b.starts_at < :until AND b.ends_at > :since
       UNION ALL
       SELECT h.id, '', h.starts_at, h.ends_at, h.mode, h.lat, h.lon, false, true FROM slot_holds h
       WHERE h.interpreter_id = i.id AND :heed AND h.expires_at > clock_timestamp()
         AND h.booking_id IS DISTINCT FROM :booking
         AND (h.booking_id IS NOT NULL OR h.account_id IS DISTINCT FROM CAST(:holder AS uuid))) j) AS jobs,
      EXISTS (SELECT 1 FROM offers o WHERE o.booking_id = :booking AND o.interpreter_id = i.id
              AND o.state IN ('declined', 'lapsed', 'withdrawn')
              AND (o.mode, o.starts_at, o.ends_at) = (:mode, :starts_at, :ends_at))
        OR EXISTS (SELECT 1 FROM withdrawals w WHERE w.booking_id = :booking AND w.interpreter_id = i.id) AS refused,
      EXISTS (SELECT FROM barred_pairs p WHERE p.interpreter_id = i.id AND p.unit_id = :unit AND
      coalesce(p.until + 1, 'infinity') > timezone('Europe/Copenhagen', CAST(:starts_at AS timestamptz))) AS by_unit,
      EXISTS (SELECT FROM barred_pairs p WHERE p.interpreter_id = i.id AND p.citizen_ref = nullif(:citizen_ref, '') AND
      coalesce(p.until + 1, 'infinity') > timezone('Europe/Copenhagen', CAST(:starts_at AS timestamptz))) AS by_citizen,
"""
_PAST = """
      (SELECT count(*) FROM assignments a JOIN bookings b ON b.id = a.booking_id
       WHERE b.citizen_ref = :citizen_ref AND b.citizen_ref <> '' AND a.interpreter_id = i.id
         AND a.status = 'active' AND b.starts_at < :starts_at) AS met,
      (SELECT json_build_array(count(*),
                               count(*) FILTER (WHERE o.state IN ('accepted', 'declined', 'lapsed', 'backed_out')),
                               count(*) FILTER (WHERE o.state = 'accepted'))::text FROM offers o
       WHERE o.interpreter_id = i.id AND o.made_at >= :this_month) AS asked,
      (SELECT coalesce(sum(extract(epoch FROM a.ends_at - a.starts_at) / 60), 0)::int FROM assignments a
       WHERE a.interpreter_id = i.id AND a.status = 'active'
         AND a.starts_at >= :month AND a.starts_at < :next_month) AS worked,
      (SELECT coalesce(json_agg(json_build_array(b.number, p.starts_at, p.ends_at, p.paid_ore)
                                ORDER BY p.starts_at, p.made_at, p.id), '[]')::text
       FROM paid_times p JOIN bookings b ON b.id = p.booking_id
       WHERE p.interpreter_id = i.id AND p.ended_at IS NULL
         AND p.starts_at < :until AND p.ends_at > :since) AS paid
"""
_KNOWN = f"{_PERSON}{_PRESENT}{_PAST} FROM interpreters i WHERE i.active AND"
_SPEAKING = text(
    f"{_KNOWN} i.id IN (SELECT interpreter_id FROM interpreter_skills WHERE language = ANY(:languages)) "  # noqa: S608
    "ORDER BY i.name"
)
_THESE = text(f"{_KNOWN} i.id = ANY(:ids)")
_OF_A_BOOKING = {
    "booking": "uuid", "unit": "uuid", "citizen_ref": "text", "starts_at": "timestamptz", "ends_at": "timestamptz",
    "mode": "text", "since": "timestamptz", "until": "timestamptz", "month": "timestamptz",
    "next_month": "timestamptz", "languages": "text[]",
}  # fmt: skip


def _for_each() -> str:
    """What bears on whether they can, for many bookings: what a booking says becomes a column of its row."""
    facts = re.sub(rf":({'|'.join(_OF_A_BOOKING)})\b", r"q.\1", _PRESENT)
    columns = ", ".join(f"{name} {kind}" for name, kind in _OF_A_BOOKING.items())
    rows = f"jsonb_to_recordset(CAST(:asked AS jsonb)) AS q({columns})"
    speaks = "SELECT interpreter_id FROM interpreter_skills WHERE language = ANY(q.languages)"
    weighed = "0 AS met, '[0, 0, 0]' AS asked, 0 AS worked, '[]' AS paid"
    facts = f"q.booking AS for_booking, i.id, {facts} {weighed}"
    return f"SELECT {facts} FROM {rows}, unnest(CAST(:among AS uuid[])) AS i(id) WHERE i.id IN ({speaks})"  # noqa: S608


_EACH = text(_for_each())
_EVERYBODY = text(f"{_KNOWN} true ORDER BY i.id")
NO_BOOKING = UUID(int=0)


class Pool:
    """Gathers candidates; reads only. What the actor holds is not in the actor's own way."""

    def __init__(self, connection: AsyncConnection, by: By) -> None:
        self._connection = connection
        self._by = by

    async def speaking(self, languages: Sequence[str], booking: Booking) -> list[Known]:
        """Everybody active who speaks one of the languages, with a week on both sides of the booking."""
        asked = self._asked(booking) | {"languages": list(languages)}
        return [_known(row) for row in (await self._connection.execute(_SPEAKING, asked)).mappings()]

    async def during(self, languages: Sequence[str], booking: Booking, period: Period) -> list[Known]:
        """The same for a booking thought up at any time of the period."""
        since, until = period.starts_at - AROUND, period.ends_at + AROUND
        asked = self._asked(booking) | {"languages": list(languages), "since": since, "until": until}
        return [_known(row) for row in (await self._connection.execute(_SPEAKING, asked)).mappings()]

    async def speaking_each(
        self, asked: Sequence[tuple[Booking, Sequence[str]]], among: Mapping[UUID, Interpreter]
    ) -> dict[UUID, list[Known]]:
        """For each booking, with the languages that would do, what `speaking` says, but for what is only weighed.

        Of those `among` alone, whom the caller knows already; one query for all, in no order.
        """
        if not asked:
            return {}
        rows = [_asked(booking) | {"languages": list(languages)} for booking, languages in asked]
        sent = {"asked": msgspec.json.encode(rows).decode(), "heed": True, "holder": self._by.actor.account_id}
        sent["among"] = list(among)
        found: dict[UUID, list[Known]] = {booking.id: [] for booking, _ in asked}
        for row in (await self._connection.execute(_EACH, sent)).mappings():
            found[row["for_booking"]].append(_known(row, among[row["id"]]))
        return found

    async def everybody(self, period: Period) -> list[Known]:
        """Everybody active with what is taken of the period, for no booking of all: nothing is between them yet."""
        asked = {"booking": NO_BOOKING, "unit": NO_BOOKING, "citizen_ref": "", "heed": True}
        asked |= {"holder": self._by.actor.account_id, "mode": "", "starts_at": period.starts_at}
        asked |= {"ends_at": period.ends_at, "since": period.starts_at, "until": period.ends_at}
        asked |= {"month": period.ends_at, "next_month": period.ends_at, "this_month": self._this_month()}
        return [_known(row) for row in (await self._connection.execute(_EVERYBODY, asked)).mappings()]

    async def known(self, ids: Sequence[UUID], booking: Booking, *, over_holds: bool = False) -> list[Known]:
        """`over_holds`: as if nobody held anything."""
        asked = self._asked(booking) | {"ids": list(ids), "heed": not over_holds}
        return [_known(row) for row in (await self._connection.execute(_THESE, asked)).mappings()]

    def _asked(self, booking: Booking) -> dict[str, Any]:
        holder = self._by.actor.account_id
        return _asked(booking) | {"heed": True, "holder": holder, "this_month": self._this_month()}

    def _this_month(self) -> datetime:
        return day_bounds(local_date(self._by.now).replace(day=1)).starts_at


def _asked(booking: Booking) -> dict[str, Any]:
    month = booking.starts_at.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    return {
        "booking": booking.id,
        "unit": booking.unit_id,
        "citizen_ref": booking.citizen_ref,
        "starts_at": booking.starts_at,
        "ends_at": booking.ends_at,
        "mode": booking.mode.value,
        "since": booking.starts_at - AROUND,
        "until": booking.ends_at + AROUND,
        "month": month,
        "next_month": (month + timedelta(days=32)).replace(day=1),
    }


def _known(row: RowMapping, interpreter: Interpreter | None = None) -> Known:
    asked, answered, accepted = msgspec.json.decode(row["asked"], type=tuple[int, int, int])
    return Known(
        interpreter=interpreter or to_interpreter(row, _skills(row["skills"]), _hours(row["hours"])),
        intervals=[Interval(*part) for part in _INTERVALS.decode(row["intervals"])],
        jobs=_JOBS.decode(row["jobs"]),
        refused=row["refused"],
        barred_by_unit=row["by_unit"],
        barred_by_citizen=row["by_citizen"],
        met_citizen=row["met"],
        asked_month=asked,
        answered_month=answered,
        accepted_month=accepted,
        worked_minutes_month=row["worked"],
        paid=_paid(row["paid"]),
    )


_JOBS = msgspec.json.Decoder(list[Job])
_INTERVALS = msgspec.json.Decoder(list[tuple[datetime, datetime, bool, str]])
_SKILLS = msgspec.json.Decoder(list[tuple[str, int, date, date | None]])
_PAID = msgspec.json.Decoder(list[tuple[str, datetime, datetime, int]])
_HOURS = msgspec.json.Decoder(list[tuple[int, time, time]])


def _paid(listed: str) -> list[PaidTime]:
    return [PaidTime(number, Period(starts, ends), ore) for number, starts, ends, ore in _PAID.decode(listed)]


def _skills(listed: str) -> list[Skill]:
    return [Skill(*part) for part in _SKILLS.decode(listed)]


def _hours(listed: str) -> list[Hours]:
    return [Hours(*part) for part in _HOURS.decode(listed)]
