"""Complaints, ratings, and the figures of interpreters and suppliers counted from what happened."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, cast
from uuid import UUID

from sqlalchemy import RowMapping, select, text, update
from sqlalchemy import insert as plain_insert
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from booking.domain.errors import NotFound
from booking.domain.periods import Period
from booking.domain.quality import LATE_AFTER, About, Complaint, Figures, Ruling
from booking.domain.texts import Text
from booking.persistence.histories import Histories
from booking.persistence.rows import columns_of, fields_from
from booking.persistence.tables.quality import complaints, ratings

_NUMBER = text("SELECT 'K-' || CAST(:year AS text) || '-' || lpad(nextval('complaint_numbers')::text, 4, '0')")

# One pass over each kind of event; an offer counts when it was made, a delivery when it was held.
_FIGURES = text(
    """
    WITH happened AS (
      SELECT interpreter_id, 'offered' AS what, 1 AS n FROM offers WHERE made_at >= :since AND made_at < :until
      UNION ALL
      SELECT interpreter_id, CASE state WHEN 'backed_out' THEN 'accepted' ELSE state END, 1 FROM offers
      WHERE made_at >= :since AND made_at < :until AND state IN ('accepted', 'backed_out', 'declined', 'lapsed', 'lost')
      UNION ALL
      SELECT interpreter_id, 'withdrew', 1 FROM withdrawals WHERE withdrawn_at >= :since AND withdrawn_at < :until
      UNION ALL
      SELECT a.interpreter_id, 'assigned', 1 FROM assignments a
      WHERE a.assigned_at >= :since AND a.assigned_at < :until AND NOT EXISTS (
        SELECT 1 FROM offers o WHERE o.booking_id = a.booking_id AND o.interpreter_id = a.interpreter_id
                               AND o.state IN ('accepted', 'backed_out'))
      UNION ALL
      SELECT d.interpreter_id, unnest(CASE
          WHEN d.outcome = 'interpreter_no_show' THEN ARRAY['absent']
          WHEN d.outcome <> 'delivered' THEN ARRAY[]::text[]
          WHEN d.starts_at > b.starts_at + CAST(:late AS interval) THEN ARRAY['delivered', 'late']
          ELSE ARRAY['delivered'] END), 1
      FROM deliveries d JOIN bookings b ON b.id = d.booking_id
      WHERE d.superseded_at IS NULL AND d.starts_at >= :since AND d.starts_at < :until
      UNION ALL
      SELECT interpreter_id, 'minutes', (extract(epoch FROM ends_at - starts_at) / 60)::int FROM deliveries
      WHERE superseded_at IS NULL AND outcome = 'delivered' AND starts_at >= :since AND starts_at < :until
      UNION ALL
      SELECT interpreter_id, 'complaints', 1 FROM complaints WHERE made_at >= :since AND made_at < :until
      UNION ALL
      SELECT interpreter_id, 'upheld', 1 FROM complaints
      WHERE made_at >= :since AND made_at < :until AND ruling IN ('upheld', 'partly')
      UNION ALL
      SELECT interpreter_id, 'rated', 1 FROM ratings WHERE rated_at >= :since AND rated_at < :until
      UNION ALL
      SELECT interpreter_id, 'stars', stars FROM ratings WHERE rated_at >= :since AND rated_at < :until)
    SELECT interpreter_id, what, sum(n)::int AS n FROM happened WHERE interpreter_id IS NOT NULL
      AND (CAST(:only AS uuid) IS NULL OR interpreter_id = CAST(:only AS uuid))
    GROUP BY interpreter_id, what
    """
)
_REPLACED = text(
    "INSERT INTO past_ratings (booking_id, stars, rated_at, known_to) "
    "SELECT booking_id, stars, rated_at, :now FROM ratings WHERE booking_id = :booking_id"
)


class Quality:
    """Keeps complaints and ratings; each step of a complaint is logged with its booking."""

    def __init__(self, connection: AsyncConnection, histories: Histories) -> None:
        self._connection = connection
        self._histories = histories

    async def next_number(self, *, year: int) -> str:
        number: str = (await self._connection.execute(_NUMBER, {"year": str(year)})).scalar_one()
        return number

    async def add(self, complaint: Complaint) -> None:
        await self._connection.execute(plain_insert(complaints), columns_of(complaint))
        self._log(complaint, "complaint made")

    async def save(self, complaint: Complaint, *, action: str) -> None:
        query = update(complaints).where(complaints.c.id == complaint.id)
        await self._connection.execute(query.values(columns_of(complaint, leave_out=frozenset({"id", "number"}))))
        self._log(complaint, action)

    def _log(self, complaint: Complaint, action: str) -> None:
        """The booking's log says that something happened, not what was said of somebody."""
        entry = self._histories.row("complaint", complaint.booking_id, action, {"complaint": (None, complaint.number)})
        self._histories.add(entry)

    async def get(self, number: str, *, lock: bool = False) -> Complaint:
        """NotFound when there is none."""
        query = select(complaints).where(complaints.c.number == number) if number.isprintable() else None
        if query is not None and lock:
            query = query.with_for_update()
        row = (await self._connection.execute(query)).mappings().first() if query is not None else None
        if row is None:
            raise unknown_complaint(number)
        return to_complaint(row)

    async def listed(self, *, booking_id: UUID | None = None, interpreter_id: UUID | None = None) -> list[Complaint]:
        """The undecided first, then the newest; at most 500."""
        query = select(complaints).order_by(complaints.c.decided_at.is_not(None), complaints.c.made_at.desc())
        if booking_id is not None:
            query = query.where(complaints.c.booking_id == booking_id)
        if interpreter_id is not None:
            query = query.where(complaints.c.interpreter_id == interpreter_id)
        return [to_complaint(row) for row in (await self._connection.execute(query.limit(500))).mappings()]

    async def rate(self, booking_id: UUID, interpreter_id: UUID, stars: int, *, by: UUID, now: datetime) -> None:
        """One rating a booking: a second one takes the place of the first, which reports of before still read."""
        row = {"interpreter_id": interpreter_id, "stars": stars, "rated_by": by, "rated_at": now}
        await self._connection.execute(_REPLACED, {"booking_id": booking_id, "now": now})
        query = insert(ratings).values(booking_id=booking_id, **row)
        await self._connection.execute(query.on_conflict_do_update(index_elements=["booking_id"], set_=row))

    async def stars_of(self, booking_id: UUID) -> int | None:
        query = select(ratings.c.stars).where(ratings.c.booking_id == booking_id)
        stars: int | None = (await self._connection.execute(query)).scalar_one_or_none()
        return stars

    async def figures(self, period: Period, *, only: UUID | None = None) -> Mapping[UUID, Figures]:
        """By interpreter, for everybody something happened to in the period."""
        asked = {"since": period.starts_at, "until": period.ends_at, "late": LATE_AFTER, "only": only}
        found: dict[UUID, dict[str, int]] = {}
        for row in (await self._connection.execute(_FIGURES, asked)).mappings():
            found.setdefault(row["interpreter_id"], {})[row["what"]] = row["n"]
        return {key: Figures(**counts) for key, counts in found.items()}


def unknown_complaint(number: str) -> NotFound:
    return NotFound(
        Text(f"Der er ingen klage med nummeret {number}.", f"There is no complaint with the number {number}."),
        subject=number,
    )


def to_complaint(row: RowMapping) -> Complaint:
    values = fields_from(Complaint, cast(dict[str, Any], row))
    ruling = Ruling(row["ruling"]) if row["ruling"] is not None else None
    return Complaint(**values | {"about": About(row["about"]), "ruling": ruling})
