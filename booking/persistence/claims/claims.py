"""Claims with their lines: written anew as long as they are drafts, frozen when they are submitted."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, cast
from uuid import UUID

from sqlalchemy import delete, func, insert, select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection

from booking.domain.claims import CapLine, ClaimKind, ClaimPeriod, ClaimState, Line, period_of
from booking.domain.claims.caps import Capped
from booking.domain.errors import Conflict, NotFound
from booking.domain.texts import Text
from booking.persistence.copying import copy_rows
from booking.persistence.histories import Histories
from booking.persistence.refusals import refusing
from booking.persistence.rows import columns_of, fields_from
from booking.persistence.tables.claims import claim_caps, claim_held, claim_lines, claim_sums, claims


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A claim and who had it in hand; `head_n` and `head_hash` are the ledger's end when it was submitted."""

    id: UUID
    number: str
    kind: ClaimKind
    year: int
    quarter: int | None
    state: ClaimState
    version: int
    made_at: datetime
    made_by: UUID | None
    made_by_name: str
    counted_at: datetime
    approved_at: datetime | None = None
    approved_by: UUID | None = None
    approved_by_name: str = ""
    submitted_at: datetime | None = None
    submitted_by: UUID | None = None
    submitted_by_name: str = ""
    auditor: str = ""
    head_n: int | None = None
    head_hash: bytes | None = None

    @property
    def period(self) -> ClaimPeriod:
        return period_of(self.kind, self.year, self.quarter)


@dataclass(frozen=True, slots=True)
class Held:
    """A booking that is held back: the reason (a key of HELD), its cost and the refund that waits, in øre."""

    booking_id: UUID
    why: str
    held_on: date
    net_ore: int
    refund_ore: int


@dataclass(frozen=True, slots=True)
class Total:
    """Lines of one kind under one rule: how many, and what they add up to in øre."""

    kind: str
    rule_code: str
    rule_version: int
    percent: int
    count: int
    eligible_ore: int
    refund_ore: int


_CAPPED = text(
    """
    SELECT CAST(s.year AS int) AS year, CAST(sum(s.eligible_ore) AS bigint) AS eligible_ore,
           CAST(sum(s.refund_ore) AS bigint) AS refund_ore
    FROM claim_sums s JOIN claims c ON c.id = s.claim_id
    JOIN refund_rules r ON r.code = s.rule_code AND r.version = s.rule_version AND r.cap_type = 'municipal_year'
    WHERE c.state = 'submitted' GROUP BY s.year
    """
)
_REDUCED = text(
    """
    SELECT p.year, CAST(sum(p.reduction_ore) AS bigint) AS reduction_ore
    FROM claim_caps p JOIN claims c ON c.id = p.claim_id WHERE c.state = 'submitted' GROUP BY p.year
    """
)
_TOTALS = text(
    """
    SELECT kind, rule_code, rule_version, percent, CAST(sum(count) AS bigint) AS count,
           CAST(sum(eligible_ore) AS bigint) AS eligible_ore, CAST(sum(refund_ore) AS bigint) AS refund_ore
    FROM claim_sums WHERE claim_id = :claim GROUP BY kind, rule_code, rule_version, percent
    ORDER BY kind DESC, rule_code, rule_version
    """
)
_SUMS = text(
    """
    SELECT c.id, coalesce((SELECT sum(refund_ore) FROM claim_sums s WHERE s.claim_id = c.id), 0)
                 - coalesce((SELECT sum(reduction_ore) FROM claim_caps p WHERE p.claim_id = c.id), 0) AS refund_ore
    FROM claims c
    """
)
ADDED_UP = """
    SELECT claim_id, CAST(extract(year FROM held_on) AS smallint), unit_id, kind, rule_code, rule_version, percent,
           count(*), sum(eligible_ore), sum(refund_ore)
    FROM claim_lines {where} GROUP BY 1, 2, 3, 4, 5, 6, 7
"""
_ADD_UP = text(f"INSERT INTO claim_sums {ADDED_UP.format(where='WHERE claim_id = :claim')}")
_WRONG_SUMS = text(
    f"""
    SELECT count(*) FROM (
        (SELECT * FROM claim_sums EXCEPT {ADDED_UP.format(where="")}) UNION
        ({ADDED_UP.format(where="")} EXCEPT SELECT * FROM claim_sums)) wrong
    """  # noqa: S608
)


class Claims:
    def __init__(self, connection: AsyncConnection, histories: Histories) -> None:
        self._connection = connection
        self._histories = histories

    async def add(self, claim: Claim) -> None:
        """Conflict while another claim is open, or when there is one for the period."""
        busy = Conflict(
            Text(
                "Der er allerede et krav for perioden, eller et andet krav er ikke indsendt endnu.",
                "There is a claim for the period already, or another one is not submitted yet.",
            ),
            field="period",
        )
        with refusing({"23505": busy}):
            await self._connection.execute(insert(claims), columns_of(claim) | {"open": True})
        self._histories.record("claim", claim.id, "claim drafted", after=claim)

    async def save(self, before: Claim, after: Claim, *, action: str) -> Claim:
        """The claim under its next version; the database refuses it when it is submitted."""
        after = replace(after, version=before.version + 1)
        values = columns_of(after) | {"open": True if after.state != "submitted" else None}
        await self._connection.execute(update(claims).where(claims.c.id == before.id).values(values))
        self._histories.record("claim", before.id, action, before=before, after=after, even_if_same=True)
        return after

    async def remove(self, claim: Claim) -> None:
        await self._clear(claim.id)
        await self._connection.execute(delete(claims).where(claims.c.id == claim.id))
        self._histories.record("claim", claim.id, "claim discarded", before=claim)

    async def find(self, number: str, *, lock: bool = False) -> Claim:
        """NotFound when there is none."""
        query = select(claims).where(claims.c.number == number)
        query = query.with_for_update() if lock else query
        row = (await self._connection.execute(query)).mappings().first()
        if row is None:
            raise NotFound(
                Text(f"Der er intet krav med nummeret {number}.", f"There is no claim with the number {number}."),
                subject=number,
            )
        return to_claim(cast(dict[str, Any], row))

    async def by_id(self, claim_id: UUID) -> Claim:
        row = (await self._connection.execute(select(claims).where(claims.c.id == claim_id))).mappings().one()
        return to_claim(cast(dict[str, Any], row))

    async def first_year(self) -> int | None:
        """The year of the earliest claim; None before there is one."""
        found: int | None = (await self._connection.execute(select(func.min(claims.c.year)))).scalar_one()
        return found

    async def listed(self) -> list[tuple[Claim, int]]:
        """Every claim with its refund after the cap in øre, the newest first."""
        sums = {row.id: int(row.refund_ore) for row in await self._connection.execute(_SUMS)}
        rows = (await self._connection.execute(select(claims).order_by(claims.c.made_at.desc()))).mappings()
        return [(to_claim(cast(dict[str, Any], row)), sums[row["id"]]) for row in rows]

    async def fill(self, claim_id: UUID, lines: Sequence[Line], held: Sequence[Held], caps: Sequence[CapLine]) -> None:
        """What the draft consists of, in place of what it did."""
        await self._clear(claim_id)
        own = {"claim_id": claim_id}
        rows = [own | _line_row(n, line) for n, line in enumerate(lines, 1)]
        await copy_rows(self._connection, claim_lines, rows)
        await self._connection.execute(_ADD_UP, {"claim": claim_id})
        await copy_rows(self._connection, claim_held, [own | columns_of(one) for one in held])
        await copy_rows(self._connection, claim_caps, [own | columns_of(one) for one in caps])

    async def _clear(self, claim_id: UUID) -> None:
        for table in (claim_lines, claim_sums, claim_held, claim_caps):
            await self._connection.execute(delete(table).where(table.c.claim_id == claim_id))

    async def lines_of(self, claim_id: UUID) -> list[dict[str, Any]]:
        query = select(claim_lines).where(claim_lines.c.claim_id == claim_id).order_by(claim_lines.c.n)
        return [dict(row) for row in (await self._connection.execute(query)).mappings()]

    async def held_of(self, claim_id: UUID) -> list[Held]:
        query = select(claim_held).where(claim_held.c.claim_id == claim_id)
        query = query.order_by(claim_held.c.held_on, claim_held.c.booking_id)
        rows = (await self._connection.execute(query)).mappings()
        return [Held(**fields_from(Held, cast(dict[str, Any], row))) for row in rows]

    async def caps_of(self, claim_id: UUID) -> list[CapLine]:
        query = select(claim_caps).where(claim_caps.c.claim_id == claim_id).order_by(claim_caps.c.year)
        rows = (await self._connection.execute(query)).mappings()
        return [CapLine(**fields_from(CapLine, cast(dict[str, Any], row))) for row in rows]

    async def wrong_sums(self) -> int:
        """How many kept sums and sums of the lines do not meet; reads every line."""
        return int((await self._connection.execute(_WRONG_SUMS)).scalar_one())

    async def totals_of(self, claim_id: UUID) -> list[Total]:
        rows = (await self._connection.execute(_TOTALS, {"claim": claim_id})).mappings()
        return [Total(**cast(dict[str, Any], row)) for row in rows]

    async def capped_before(self) -> dict[int, Capped]:
        """By year, what submitted claims hold under the cap and what it took."""
        found = {row.year: Capped(row.eligible_ore, row.refund_ore) for row in await self._connection.execute(_CAPPED)}
        for row in await self._connection.execute(_REDUCED):
            found[row.year] = replace(found.get(row.year, Capped()), reduction_ore=row.reduction_ore)
        return found

    async def attested_in(self, claim_id: UUID, account_id: UUID) -> int:
        """How many of the claim's lines this account attested."""
        mine = (claim_lines.c.claim_id == claim_id) & (claim_lines.c.attested_by == account_id)
        return len((await self._connection.execute(select(claim_lines.c.n).where(mine))).all())


def to_claim(row: dict[str, Any]) -> Claim:
    return Claim(**fields_from(Claim, row))


def _line_row(n: int, line: Line) -> dict[str, Any]:
    return {
        "n": n,
        "booking_id": line.booking_id,
        "citizen": line.citizen,
        "unit_id": line.unit_id,
        "kind": line.kind,
        **line.parts._asdict(),
        "eligible_ore": line.eligible_ore,
        "refund_ore": line.refund_ore,
        "attested_by": line.attested_by,
    }
