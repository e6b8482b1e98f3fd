"""The ledger as it is read: its sums, its sheet, and whether its chain is whole."""

from dataclasses import dataclass

from booking.domain.ledger import Head
from booking.domain.permissions import require_permission
from booking.gateways.sheets import Cell, csv_sheet
from booking.persistence.economy import Sum
from booking.services.claims.evidence.sheets import LEDGER, ledger_row
from booking.services.desk import Desk


@dataclass(frozen=True, slots=True)
class LedgerSums:
    """The end of the chain, and every year by kind and component."""

    head: Head
    sums: tuple[Sum, ...]


async def ledger_sums(desk: Desk) -> LedgerSums:
    require_permission(desk.actor, "ledger:read")
    return LedgerSums(await desk.ledger.head(), tuple(await desk.economy.sums()))


async def ledger_sheet(desk: Desk) -> bytes:
    """Every entry with its hash, as it stands in the evidence."""
    require_permission(desk.actor, "ledger:read")
    rows: list[tuple[Cell, ...]] = []
    async for entries in desk.ledger.read():
        rows += [ledger_row(entry) for entry in entries]
    return csv_sheet([LEDGER, *rows])
