"""Settlements with their price lines, and refund decisions; a new version supersedes the one before."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, cast
from uuid import UUID

from sqlalchemy import Table, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from booking.domain.costs.pricing import PriceLine
from booking.domain.refunds.overrules import Overrule
from booking.domain.texts import Text
from booking.persistence.histories import Histories
from booking.persistence.rows import columns_of, fields_from
from booking.persistence.tables.costs import price_lines, refund_decisions, settlements
from booking.persistence.tables.vouchers import refund_overrules


@dataclass(frozen=True, slots=True)
class Settlement:
    """What one booking costs: net and VAT in øre, the scheme and day that priced it, line by line.

    The VAT is the supplier's of that day: `vat_percent` of the net, rounded once; none where nobody charges any.

    `because` is why something is owed where nothing took place: when it was cancelled, and what the deadline was.
    `decided_by` and `reason` where somebody has decided against what the rule says.
    """

    id: UUID
    booking_id: UUID
    version: int
    outcome: str
    scheme: str
    category: str
    held_on: date
    net_ore: int
    vat_ore: int
    priced_at: datetime
    because_da: str = ""
    because_en: str = ""
    lines: tuple[PriceLine, ...] = ()
    decided_by: UUID | None = None
    reason: str = ""
    supplier_id: UUID | None = None
    vat_percent: Decimal = Decimal(0)

    @property
    def gross_ore(self) -> int:
        return self.net_ore + self.vat_ore

    @property
    def because(self) -> Text:
        return Text(self.because_da, self.because_en)


@dataclass(frozen=True, slots=True)
class Refund:
    """The decision kept: one rule and its version, the eligible and the refunded øre before any cap."""

    id: UUID
    booking_id: UUID
    version: int
    state: str
    rule_code: str | None
    rule_version: int | None
    percent: int | None
    eligible_ore: int
    refund_ore: int
    reason_da: str
    reason_en: str
    missing: tuple[str, ...]
    decided_at: datetime
    decided_by: UUID | None = None
    judged: str = ""
    judged_because: str = ""
    overrule_id: UUID | None = None

    @property
    def reason(self) -> Text:
        return Text(self.reason_da, self.reason_en)


@dataclass(frozen=True, slots=True)
class Standing:
    """What people have decided of a booking's refund: how they judged its outcome, and a rule put in place."""

    judged: str = ""
    judged_because: str = ""
    judged_by: UUID | None = None
    overrule: Overrule | None = None


NOBODY_DECIDED = Standing()


class Costs:
    def __init__(self, connection: AsyncConnection, histories: Histories) -> None:
        self._connection = connection
        self._histories = histories

    async def settle(self, settlement: Settlement, refund: Refund) -> None:
        """Freezes a price with its lines and the refund decided for it."""
        await self._supersede(settlements, settlement.booking_id, settlement.priced_at)
        await self._supersede(refund_decisions, refund.booking_id, refund.decided_at)
        await self._connection.execute(insert(settlements), columns_of(settlement, leave_out=frozenset({"lines"})))
        if settlement.lines:
            lines = [line_row(settlement.id, n, line) for n, line in enumerate(settlement.lines, 1)]
            await self._connection.execute(insert(price_lines), lines)
        await self._connection.execute(insert(refund_decisions), columns_of(refund))
        self._histories.record("settlement", settlement.booking_id, "priced", after=settlement)
        self._histories.record("refund", refund.booking_id, "refund decided", after=refund)

    async def decide(self, refund: Refund, *, action: str) -> None:
        """A new refund decision for the price in force."""
        await self._supersede(refund_decisions, refund.booking_id, refund.decided_at)
        await self._connection.execute(insert(refund_decisions), columns_of(refund))
        self._histories.record("refund", refund.booking_id, action, after=refund)

    async def standing_of(self, booking_id: UUID) -> Standing:
        """Read in one go; most bookings have nothing of the kind."""
        current = await self.refund_of(booking_id)
        approved = (refund_overrules.c.booking_id == booking_id) & (refund_overrules.c.state == "approved")
        row = (await self._connection.execute(select(refund_overrules).where(approved))).mappings().first()
        overrule = Overrule(**fields_from(Overrule, cast(dict[str, Any], row))) if row is not None else None
        if current is None:
            return Standing(overrule=overrule)
        return Standing(current.judged, current.judged_because, current.decided_by, overrule)

    async def _supersede(self, table: Table, booking_id: UUID, at: datetime) -> None:
        current = (table.c.booking_id == booking_id) & table.c.superseded_at.is_(None)
        await self._connection.execute(update(table).where(current).values(superseded_at=at))

    async def settlement_of(self, booking_id: UUID) -> Settlement | None:
        current = (settlements.c.booking_id == booking_id) & settlements.c.superseded_at.is_(None)
        row = (await self._connection.execute(select(settlements).where(current))).mappings().first()
        if row is None:
            return None
        query = select(price_lines).where(price_lines.c.settlement_id == row["id"]).order_by(price_lines.c.n)
        lines = tuple(_line(line) for line in (await self._connection.execute(query)).mappings())
        return Settlement(**fields_from(Settlement, cast(dict[str, Any], row)) | {"lines": lines})

    async def refund_of(self, booking_id: UUID) -> Refund | None:
        current = (refund_decisions.c.booking_id == booking_id) & refund_decisions.c.superseded_at.is_(None)
        row = (await self._connection.execute(select(refund_decisions).where(current))).mappings().first()
        if row is None:
            return None
        return Refund(**fields_from(Refund, cast(dict[str, Any], row)) | {"missing": tuple(row["missing"])})


def line_row(settlement_id: UUID, n: int, line: PriceLine) -> dict[str, object]:
    row = columns_of(line, leave_out=frozenset({"text", "why"})) | {"settlement_id": settlement_id, "n": n}
    words = {"text_da": line.text.da, "text_en": line.text.en, "why_da": line.why.da, "why_en": line.why.en}
    return row | words


def _line(row: Any) -> PriceLine:
    return PriceLine(
        component=row["component"],
        text=Text(row["text_da"], row["text_en"]),
        quantity=Decimal(row["quantity"]),
        unit=row["unit"],
        rate_ore=row["rate_ore"],
        factor=Decimal(row["factor"]),
        amount_ore=row["amount_ore"],
        why=Text(row["why_da"], row["why_en"]),
    )
