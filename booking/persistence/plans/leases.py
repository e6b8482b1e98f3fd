"""The lease of a plan: one worker at a time thinks it over, and what a dead one left is taken up again."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from booking.domain.plans import Plan, Progress
from booking.persistence.ids import new_id
from booking.persistence.plans.rows import outcome_row
from booking.persistence.tables.plans import plans

LEASE = timedelta(seconds=20)
# How long a lease goes on without a word: a worker renews it about once a second.
PATIENCE_SECONDS = LEASE.total_seconds()

# When a plan is due is decided by the database's clock alone; an attempt is counted before anything can go wrong.
_WAITS = "state IN ('queued', 'solving') AND (lease_until IS NULL OR lease_until < clock_timestamp())"
_DUE = text(f"SELECT id FROM plans WHERE {_WAITS} ORDER BY asked_at, id LIMIT :limit")  # noqa: S608
_CLAIM = text(
    f"""
    UPDATE plans SET lease_until = clock_timestamp() + CAST(:lease AS interval), lease_token = :token,
                     attempts = attempts + 1, state = 'solving'
    WHERE id = :id AND {_WAITS} RETURNING attempts
    """  # noqa: S608
)
_MINE = "id = :id AND lease_token = :token AND state = 'solving'"
_RENEW = text(
    f"""
    UPDATE plans SET lease_until = clock_timestamp() + CAST(:lease AS interval),
                     progress = coalesce(CAST(:progress AS jsonb), progress)
    WHERE {_MINE} RETURNING stop_asked_at IS NOT NULL AS stop
    """  # noqa: S608
)
_LET_GO = text(f"UPDATE plans SET lease_until = NULL, lease_token = NULL WHERE {_MINE}")  # noqa: S608
_BACKLOG = text(
    f"""
    SELECT count(*) FILTER (WHERE state = 'queued') AS queued, count(*) FILTER (WHERE state = 'solving') AS solving,
           coalesce(max(extract(epoch FROM clock_timestamp() - greatest(asked_at, lease_until)))
                    FILTER (WHERE {_WAITS}), 0) AS oldest
    FROM plans WHERE state IN ('queued', 'solving')
    """  # noqa: S608
)


@dataclass(frozen=True, slots=True)
class Lease:
    """A plan in our hands until the lease ends; `attempts` counts this one."""

    plan_id: UUID
    token: UUID
    attempts: int


@dataclass(frozen=True, slots=True)
class PlanBacklog:
    """How many plans wait and are thought over, and how long the oldest that nobody has taken up has waited."""

    queued: int
    solving: int
    oldest_seconds: float


class PlanLeases:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def due(self, *, limit: int = 10) -> list[UUID]:
        """What nobody thinks over, the oldest first."""
        return list((await self._connection.execute(_DUE, {"limit": limit})).scalars())

    async def claim(self, plan_id: UUID) -> Lease | None:
        """The plan if it waits; None when somebody else has it, or it has come to its end."""
        token = new_id()
        asked = {"id": plan_id, "token": token, "lease": LEASE}
        attempts = (await self._connection.execute(_CLAIM, asked)).scalar_one_or_none()
        return None if attempts is None else Lease(plan_id, token, attempts)

    async def renew(self, lease: Lease, progress: Progress | None = None) -> bool | None:
        """Whether somebody has asked it to stop; None when the lease is no longer ours."""
        said = msgspec.json.encode(progress).decode() if progress is not None else None
        asked = {"id": lease.plan_id, "token": lease.token, "lease": LEASE, "progress": said}
        stop: bool | None = (await self._connection.execute(_RENEW, asked)).scalar_one_or_none()
        return stop

    async def put(self, lease: Lease, plan: Plan) -> bool:
        """What the search has found, if the plan is still ours to write; the lease goes on or ends by the state."""
        mine = (plans.c.id == lease.plan_id) & (plans.c.lease_token == lease.token) & (plans.c.state == "solving")
        values: dict[str, Any] = outcome_row(plan)
        del values["stop_asked_at"]  # whoever asked meanwhile is not overruled
        if not plan.under_way:
            values |= {"lease_until": None, "lease_token": None}
        return (await self._connection.execute(plans.update().where(mine).values(values))).rowcount == 1

    async def let_go(self, lease: Lease) -> None:
        """For another worker to take up at once."""
        await self._connection.execute(_LET_GO, {"id": lease.plan_id, "token": lease.token})

    async def backlog(self) -> PlanBacklog:
        row = (await self._connection.execute(_BACKLOG)).one()
        return PlanBacklog(row.queued, row.solving, float(row.oldest))
