"""Holds: an interpreter kept free for somebody who is about to book, by the database's own clock."""

from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any, cast
from uuid import UUID

from sqlalchemy import RowMapping, text
from sqlalchemy.ext.asyncio import AsyncConnection

from booking.domain.modes import Mode
from booking.domain.periods import Period
from booking.persistence.ids import new_id
from booking.persistence.rows import columns_of, fields_from


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """What is kept for whom; place in degrees where it is in person."""

    account_id: UUID
    interpreter_id: UUID
    language: str
    mode: Mode
    starts_at: datetime
    ends_at: datetime
    lat: float | None = None
    lon: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold(Slot):
    """A slot with its end: nobody sees the interpreter's name."""

    id: UUID
    expires_at: datetime


_NAMES = [field.name for field in fields(Slot)]
# The index is partial: a hold that has become a booking's is no longer in the way of the account's next.
_PLACE = text(
    f"""
    INSERT INTO slot_holds (id, {", ".join(_NAMES)}, expires_at)
    VALUES (:id, {", ".join(f":{name}" for name in _NAMES)}, clock_timestamp() + interval '10 minutes')
    ON CONFLICT (account_id) WHERE booking_id IS NULL DO UPDATE SET id = excluded.id, expires_at = excluded.expires_at,
      {", ".join(f"{name} = excluded.{name}" for name in _NAMES if name != "account_id")}
    RETURNING *
    """  # noqa: S608  only column names of our own
)
_MINE = "account_id = :account AND booking_id IS NULL"
_LIVE = text(f"SELECT * FROM slot_holds WHERE {_MINE} AND expires_at > clock_timestamp()")  # noqa: S608
_RELEASE = text(f"DELETE FROM slot_holds WHERE {_MINE}")  # noqa: S608
_TAKE = text("DELETE FROM slot_holds WHERE booking_id = :booking RETURNING interpreter_id")
_OVERRULE = text(
    """DELETE FROM slot_holds WHERE interpreter_id = :interpreter AND starts_at < :until AND ends_at > :since
    AND booking_id IS DISTINCT FROM :booking"""
)
_SWEEP = text("DELETE FROM slot_holds WHERE expires_at <= clock_timestamp()")


class Holds:
    """One for each account, beside those that its bookings are being filled by."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def place(self, slot: Slot) -> Hold:
        """For ten minutes; what the account held before is let go. Lock the interpreter, and look, first."""
        row = (await self._connection.execute(_PLACE, columns_of(slot) | {"id": new_id()})).mappings().one()
        return _hold(row)

    async def of_account(self, account_id: UUID) -> Hold | None:
        """What the account holds at this moment."""
        row = (await self._connection.execute(_LIVE, {"account": account_id})).mappings().first()
        return _hold(row) if row is not None else None

    async def release(self, account_id: UUID) -> None:
        await self._connection.execute(_RELEASE, {"account": account_id})

    async def take(self, booking_id: UUID) -> UUID | None:
        """The interpreter who was held for the booking, at the end of the hold."""
        found: UUID | None = (await self._connection.execute(_TAKE, {"booking": booking_id})).scalar()
        return found

    async def overrule(self, interpreter_id: UUID, period: Period, *, booking_id: UUID) -> None:
        """Ends the holds of others at that time."""
        times = {"since": period.starts_at, "until": period.ends_at}
        await self._connection.execute(_OVERRULE, times | {"interpreter": interpreter_id, "booking": booking_id})

    async def sweep(self) -> None:
        await self._connection.execute(_SWEEP)


def _hold(row: RowMapping) -> Hold:
    return Hold(**fields_from(Hold, cast(dict[str, Any], row)) | {"mode": Mode(row["mode"])})
