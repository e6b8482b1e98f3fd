"""What a submitted claim does to its bookings: settled, and claimed where it brings a refund; in bulk, and logged."""

from datetime import date
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from booking.domain.bookings import ALLOWED, Act, Status
from booking.persistence.histories import By

# Each status by itself, so that the log can be replayed step by step.
_MOVE = """
    WITH moving AS (
        UPDATE bookings b SET status = :after, version = version + 1
        WHERE b.status = :before AND {which} RETURNING b.id)
    INSERT INTO history (at, actor_id, actor_name, via, subject_kind, subject_id, action, changes, request_id)
    SELECT :at, CAST(:actor_id AS uuid), :actor_name, :via, 'booking', id, :after,
           jsonb_build_object('status', jsonb_build_array(CAST(:before AS text), CAST(:after AS text))),
           CAST(:request_id AS text)
    FROM moving
"""
_SETTLED = text(
    _MOVE.format(
        which="""b.attested_at IS NOT NULL
          AND NOT EXISTS (SELECT 1 FROM claim_held h WHERE h.claim_id = :claim AND h.booking_id = b.id)
          AND EXISTS (SELECT 1 FROM settlements s WHERE s.booking_id = b.id AND s.superseded_at IS NULL
                      AND s.held_on <= :until)"""
    )
)
_CLAIMED = text(
    _MOVE.format(
        which="""EXISTS (SELECT 1 FROM claim_lines l JOIN claims c ON c.id = l.claim_id WHERE l.booking_id = b.id
                         AND (c.id = :claim OR c.state = 'submitted'))"""
    )
)


async def close_bookings(connection: AsyncConnection, by: By, claim_id: UUID, *, until: date) -> None:
    """Attested bookings held until that day are settled, and those that have a line in a claim are claimed."""
    who = {
        "at": by.now,
        "actor_id": by.actor.account_id,
        "actor_name": by.actor.name,
        "via": by.actor.via,
        "request_id": by.request_id,
        "claim": claim_id,
    }
    for before in sorted(ALLOWED[Act.SETTLE]):
        moved = {"before": before.value, "after": Status.SETTLED.value}
        await connection.execute(_SETTLED, who | moved | {"until": until})
    for before in sorted(ALLOWED[Act.CLAIM]):
        await connection.execute(_CLAIMED, who | {"before": before.value, "after": Status.CLAIMED.value})
