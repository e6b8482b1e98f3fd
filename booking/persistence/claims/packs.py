"""Packs of evidence: asked for, built step by step, kept, and read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast
from uuid import UUID

from sqlalchemy import delete, insert, select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection

from booking.domain.errors import NotFound
from booking.domain.texts import Text
from booking.persistence.histories import Histories
from booking.persistence.rows import columns_of, fields_from
from booking.persistence.tables.claims import evidence_files, evidence_packs


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """A pack of a claim: `done` of `whole` steps; its size in bytes and its manifest's SHA-256 when it is ready."""

    id: UUID
    claim_id: UUID
    state: str
    seed: str
    sample: int
    made_at: datetime
    made_by: UUID | None
    made_by_name: str
    done: int = 0
    whole: int = 0
    finished_at: datetime | None = None
    size: int | None = None
    sha256: str = ""


_SHOWN = [column for column in evidence_packs.columns if column.name != "content"]

# As everything stood when the claim was submitted: what was corrected since is not what was claimed.
_VOUCHERS = text(
    """
    SELECT b.number, b.language, b.case_type, b.measure, b.person_group, b.starts_at AS booked_from,
           b.ends_at AS booked_to, b.unit_id, b.attested_how, d.outcome, d.mode, d.starts_at, d.ends_at,
           d.travel_minutes, d.km, d.break_minutes, d.version AS delivery_version, coalesce(i.name, '') AS interpreter,
           coalesce(q.name, '') AS requester, coalesce(a.name, '') AS attested_by, b.attested_at,
           s.held_on, s.scheme, s.category, s.net_ore, s.vat_ore, s.reason,
           r.rule_code, r.rule_version, r.percent, r.eligible_ore, r.refund_ore, r.reason_da, r.decided_at,
           coalesce(p.name, '') AS decided_by,
           (SELECT json_agg(json_build_array(l.text_da, l.quantity, l.unit, l.rate_ore, l.factor, l.amount_ore)
                            ORDER BY l.n) FROM price_lines l WHERE l.settlement_id = s.id) AS lines
    FROM bookings b
    JOIN settlements s ON s.booking_id = b.id AND s.priced_at <= :known
      AND (s.superseded_at IS NULL OR s.superseded_at > :known)
    JOIN refund_decisions r ON r.booking_id = b.id AND r.decided_at <= :known
      AND (r.superseded_at IS NULL OR r.superseded_at > :known)
    LEFT JOIN deliveries d ON d.booking_id = b.id AND d.recorded_at <= s.priced_at
      AND (d.superseded_at IS NULL OR d.superseded_at > s.priced_at)
    LEFT JOIN interpreters i ON i.id = d.interpreter_id
    LEFT JOIN accounts q ON q.id = b.requester_id
    LEFT JOIN accounts a ON a.id = b.attested_by
    LEFT JOIN accounts p ON p.id = r.decided_by
    WHERE b.number = ANY(:numbers) ORDER BY b.number
    """
)


class Packs:
    def __init__(self, connection: AsyncConnection, histories: Histories) -> None:
        self._connection = connection
        self._histories = histories

    async def add(self, pack: Pack) -> None:
        await self._connection.execute(insert(evidence_packs), columns_of(pack))
        self._histories.record("claim", pack.claim_id, "evidence asked for", after=pack)

    async def find(self, pack_id: UUID, *, lock: bool = False) -> Pack:
        """NotFound when there is none."""
        query = select(*_SHOWN).where(evidence_packs.c.id == pack_id)
        query = query.with_for_update() if lock else query
        row = (await self._connection.execute(query)).mappings().first()
        if row is None:
            raise NotFound(Text("Revisionspakken findes ikke.", "There is no such pack."), subject=str(pack_id))
        return _pack(row)

    async def of_claim(self, claim_id: UUID) -> list[Pack]:
        """The newest first."""
        query = select(*_SHOWN).where(evidence_packs.c.claim_id == claim_id).order_by(evidence_packs.c.made_at.desc())
        return [_pack(row) for row in (await self._connection.execute(query)).mappings()]

    async def put(self, pack_id: UUID, name: str, content: bytes) -> None:
        row = {"pack_id": pack_id, "name": name, "content": content}
        await self._connection.execute(insert(evidence_files), row)

    async def files(self, pack_id: UUID) -> list[tuple[str, bytes]]:
        """By name."""
        query = select(evidence_files.c.name, evidence_files.c.content).where(evidence_files.c.pack_id == pack_id)
        return [
            (row.name, row.content) for row in await self._connection.execute(query.order_by(evidence_files.c.name))
        ]

    async def went_on(self, pack: Pack, *, done: int, whole: int) -> None:
        query = update(evidence_packs).where(evidence_packs.c.id == pack.id)
        await self._connection.execute(query.values(done=done, whole=whole, state="building"))

    async def finish(self, pack: Pack, content: bytes, *, sha256: str, at: datetime) -> None:
        """The pack whole; its parts are not kept beside it."""
        values = {"content": content, "size": len(content), "sha256": sha256, "finished_at": at, "state": "ready"}
        query = update(evidence_packs).where(evidence_packs.c.id == pack.id)
        await self._connection.execute(query.values(values | {"done": pack.whole}))
        await self._connection.execute(delete(evidence_files).where(evidence_files.c.pack_id == pack.id))

    async def content(self, pack: Pack) -> bytes:
        query = select(evidence_packs.c.content).where(evidence_packs.c.id == pack.id)
        return bytes((await self._connection.execute(query)).scalar_one())

    async def vouchers(self, numbers: Sequence[str], *, known_at: datetime) -> list[dict[str, Any]]:
        """What vouchers say, as it was known at an instant, by number."""
        rows = await self._connection.execute(_VOUCHERS, {"numbers": list(numbers), "known": known_at})
        return [dict(row) for row in rows.mappings()]


def _pack(row: Any) -> Pack:
    return Pack(**fields_from(Pack, cast(dict[str, Any], row)))
