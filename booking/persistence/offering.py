"""The office's policy for offers, and who withdrew after a yes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, cast
from uuid import UUID

from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from booking.domain.offering import How, OfferPolicy, Step
from booking.persistence.histories import Histories
from booking.persistence.ids import new_id
from booking.persistence.rows import columns_of, fields_from
from booking.persistence.tables.offering import offer_policies, withdrawals


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """Somebody who had a job and gave it back; `late` by the policy of that day."""

    id: UUID
    booking_id: UUID
    interpreter_id: UUID
    starts_at: datetime
    assigned_at: datetime
    withdrawn_at: datetime
    late: bool
    reason: str = ""


class Withdrawals:
    def __init__(self, connection: AsyncConnection, histories: Histories) -> None:
        self._connection = connection
        self._histories = histories

    async def add(self, withdrawal: Withdrawal) -> None:
        await self._connection.execute(insert(withdrawals), columns_of(withdrawal))
        self._histories.record("withdrawal", withdrawal.booking_id, "withdrew", after=withdrawal)

    async def of_bookings(self, booking_ids: Sequence[UUID]) -> list[Withdrawal]:
        """In the order in which they were made."""
        query = select(withdrawals).where(withdrawals.c.booking_id.in_(booking_ids))
        rows = (await self._connection.execute(query.order_by(withdrawals.c.withdrawn_at))).mappings()
        return [Withdrawal(**fields_from(Withdrawal, cast(dict[str, Any], row))) for row in rows]


async def read_policies(connection: AsyncConnection) -> tuple[tuple[date, OfferPolicy], ...]:
    """Every policy with the day it holds from, the one in force last."""
    query = select(offer_policies).order_by(offer_policies.c.valid_from, offer_policies.c.made_at)
    return tuple((row["valid_from"], _policy(row)) for row in (await connection.execute(query)).mappings())


async def add_policy(
    connection: AsyncConnection, policy: OfferPolicy, *, valid_from: date, made_by: UUID | None, now: datetime
) -> None:
    steps = [[one.lead_minutes, one.how.value, one.thinking_minutes] for one in policy.steps]
    row = columns_of(policy, leave_out=frozenset({"steps"})) | {"id": new_id(), "steps": steps}
    made = {"valid_from": valid_from, "made_by": made_by, "made_at": now}
    await connection.execute(insert(offer_policies), row | made)


def _policy(row: Any) -> OfferPolicy:
    steps = tuple(Step(lead, How(how), thinking) for lead, how, thinking in row["steps"])
    return OfferPolicy(**fields_from(OfferPolicy, row) | {"steps": steps})
